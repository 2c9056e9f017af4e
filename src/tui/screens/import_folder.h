/* SPDX-License-Identifier: MIT */
/* What lies in a folder that somebody looks for a list in. */
#ifndef SHOUWEN_TUI_IMPORT_FOLDER_H
#define SHOUWEN_TUI_IMPORT_FOLDER_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct import_entry {
    const char *name;  /* as the folder has it */
    const char *shown; /* the same as clean text */
    int64_t size;      /* bytes */
    int64_t changed_at;
    bool is_folder;
    bool is_workbook; /* to be saved as CSV first */
};

/* Lives in the arena it was read into. */
struct import_folder {
    const char *path;             /* ends with '/' */
    struct import_entry *entries; /* folders, then lists, then workbooks, each by name */
    size_t count, room;
};

/* Folders, CSV files and workbooks that can be read, none that begins with a dot; an empty folder
 * where it cannot be read. */
void import_folder_read(struct import_folder *folder, struct arena *arena, const char *path);
/* Adds a path without its end part (which is left out of it), "~" and what is relative made whole.
 */
void import_folder_expand(struct text *out, const char *path, const char *end);
bool import_folder_has_file(const char *path);
/* True if an entry's name begins with what was typed; case does not count. */
bool import_entry_fits(const struct import_entry *entry, const char *typed);
/* How many of the first `most` bytes two names have in common, at the edge of a character. */
size_t import_entry_common(const struct import_entry *a, const struct import_entry *b, size_t most);

/* The folder of the file chosen last, kept beside the station file; the home folder if there is
 * none. It ends with '/'. */
void import_folder_last(struct text *out, const char *station);
void import_folder_remember(const char *station, const char *path);

#endif
