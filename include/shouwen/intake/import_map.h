/* SPDX-License-Identifier: MIT */
/* import_map: what a person said of a file's headings, kept as an INI file: a section a kind of
 * record, in it a key a field with the headings that mean it, "|" between them, and the key
 * "ignore" with those that are passed over.
 *
 *     [residents]
 *     name = 户主姓名
 *     phone = 手机|联系方式
 *     ignore = 序号
 *
 * What was said is remembered for each set of headings, whatever their order: in a file of its own
 * in the folder maps beside the station file. */
#ifndef SHOUWEN_INTAKE_IMPORT_MAP_H
#define SHOUWEN_INTAKE_IMPORT_MAP_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/record.h"

/* Instead of a field: nothing is known of the heading; it is passed over without a word. */
enum { IMPORT_UNKNOWN = -1, IMPORT_PASSED = -2 };

struct import_map; /* opaque */

/* Kinds and fields that there are not are a fault that names file, line and what there is. */
MUST_CHECK enum status import_map_open(const char *path, struct import_map **map,
                                       struct error *error);
void import_map_close(struct import_map *map); /* NULL is fine */
/* The field of a heading, IMPORT_PASSED or IMPORT_UNKNOWN. map may be NULL. */
int import_map_find(const struct import_map *map, enum record_kind kind, const char *heading);

/* Adds the file's text for headings whose fields (or IMPORT_PASSED) were chosen. */
void import_map_write(struct text *out, enum record_kind kind, const char *const *headings,
                      const int *fields, size_t count);

/* Adds where that is remembered for a set of headings; station: the station file. */
void import_map_place(struct text *out, const char *station, enum record_kind kind,
                      const char *const *headings, size_t count);
/* Remembers it there, for whoever imports such a file next, on the screen or with the command line.
 */
MUST_CHECK enum status import_map_keep(const char *station, enum record_kind kind,
                                       const char *const *headings, const int *fields, size_t count,
                                       struct error *error);

#endif
