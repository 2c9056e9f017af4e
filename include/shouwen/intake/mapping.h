/* SPDX-License-Identifier: MIT */
/* mapping: which column of a file is which field, as far as the program knows, and what is left
 * to ask a person. What they say is remembered for the same headings (import_map.h). Used by the
 * import screens. */
#ifndef SHOUWEN_INTAKE_MAPPING_H
#define SHOUWEN_INTAKE_MAPPING_H

#include "shouwen/intake/import_map.h"
#include "shouwen/intake/preview.h"

enum mapping_source {
    MAPPING_KNOWN,      /* the heading is one of the field's own */
    MAPPING_REMEMBERED, /* somebody said so of such a file */
    MAPPING_SAID,       /* by the person, now */
    MAPPING_OPEN        /* to be asked; field is IMPORT_UNKNOWN */
};

struct mapping_column {
    const char *heading; /* "" without one */
    const char *sample;  /* what stands in the first rows */
    int field;           /* or IMPORT_PASSED */
    int guess;           /* where source is MAPPING_OPEN: see mapping_guess() */
    enum mapping_source source;
};

/* Lives in the arena it was made in. */
struct mapping {
    enum record_kind kind;
    int heading; /* the row of the preview with the headings, or PREVIEW_NO_HEADING */
    struct mapping_column *columns;
    size_t count;
};

/* A remembered file that cannot be read is a fault that names it. */
MUST_CHECK enum status mapping_make(struct mapping *mapping, struct arena *arena,
                                    const struct preview *preview, enum record_kind kind,
                                    int heading, const char *station, struct error *error);
/* The first column that must be asked about; mapping->count if there is none. */
size_t mapping_next(const struct mapping *mapping);
/* What an open column may be, as things stand now; IMPORT_UNKNOWN: no idea. Without headings the
 * field after that of the column before it, as lists are usually kept. */
int mapping_guess(const struct mapping *mapping, size_t column);
/* A person says what a column is. Another one that was that field is open then. */
void mapping_say(struct mapping *mapping, size_t column, int field);
/* A person says that no column is read of which nothing is known. */
void mapping_pass_rest(struct mapping *mapping);
/* A field that must be there and that no column is; -1 if there is none. */
int mapping_missing(const struct mapping *mapping);
/* Columns that are not read, though something stands over them. */
size_t mapping_passed(const struct mapping *mapping);
/* For import_how: what each column is, what is open passed over; in arena. */
const int *mapping_fields(const struct mapping *mapping, struct arena *arena);
/* Remembers what the headings alone do not say. */
MUST_CHECK enum status mapping_keep(const struct mapping *mapping, const char *station,
                                    struct error *error);

#endif
