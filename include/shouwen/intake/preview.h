/* SPDX-License-Identifier: MIT */
/* preview: the first rows of a file as import would read them, with what was guessed, for a person
 * to look at before anything is tried. Used by the import screens. */
#ifndef SHOUWEN_INTAKE_PREVIEW_H
#define SHOUWEN_INTAKE_PREVIEW_H

#include "shouwen/intake/import.h"

enum { PREVIEW_ROWS = 60, PREVIEW_NO_HEADING = -1 };

struct preview_row {
    int64_t line;
    const char **cells; /* clean text, one line each */
    size_t count;
};

/* Lives in the arena it was made in. */
struct preview {
    enum encoding encoding; /* ENCODING_NONE: none that is known; a person must say */
    bool is_guess;          /* the encoding may be another one */
    uint32_t separator;
    struct preview_row *rows; /* the headings, if there are any, are preview_heading() */
    size_t count, room;
    size_t column_count; /* of the widest row */
    bool is_more;        /* the file goes on */
    const char *fault;   /* why nothing after these rows can be read; "" if it can */
};

/* Of the file at path, or of how->paste. A file that cannot be opened is a fault; content that
 * cannot be read is preview->fault. */
MUST_CHECK enum status preview_make(struct preview *preview, struct arena *arena, const char *path,
                                    const struct import_how *how, struct error *error);

/* The kind that the first row's headings speak for: the likely one, if they hold what it must have;
 * else one for which they were said what they mean (import_map.h), or that most of them belong to;
 * else the likely one, which may be RECORD_NO_KIND. */
enum record_kind preview_kind(const struct preview *preview, enum record_kind likely,
                              const char *station);
/* The index of the row with the kind's headings, as import finds it: a list may have its title
 * above them. If none of the first ones has what it must, the first that fills most columns. */
size_t preview_heading(const struct preview *preview, enum record_kind kind, const char *station);
/* True if that row holds headings of the kind. */
bool preview_has_headings(const struct preview *preview, enum record_kind kind,
                          const char *station);

#endif
