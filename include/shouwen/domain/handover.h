/* SPDX-License-Identifier: MIT */
/* handover: the lines of a hand-over sheet at the end of a shift (domain.md 9), as its record keeps
 * them: "kind/case number/text", and "/x" behind it once ticked; a separator that belongs to the
 * text has '\\' before it. A ticked line is settled and hands nothing over. Used by desk. */
#ifndef SHOUWEN_DOMAIN_HANDOVER_H
#define SHOUWEN_DOMAIN_HANDOVER_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, "word", N_("label")); up to PARKED they come from the record, the others are written. */
#define HANDOVER_KIND_TABLE(X)                                                                     \
    X(CASE, "case", N_("case in hand"))                                                            \
    X(PROMISE, "promise", N_("promised"))                                                          \
    X(PARKED, "parked", N_("parked"))                                                              \
    X(SLIP, "slip", N_("slip handed out"))                                                         \
    X(KEY, "key", N_("key lent"))                                                                  \
    X(NOTE, "note", N_("note"))

#define HANDOVER_KIND_ENUM(name, ...) HANDOVER_##name,
enum handover_kind { HANDOVER_KIND_TABLE(HANDOVER_KIND_ENUM) HANDOVER_KIND_COUNT };
struct handover_kind_row {
    const char *word, *label; /* label through _() */
};
extern const struct handover_kind_row handover_kinds[HANDOVER_KIND_COUNT];
/* HANDOVER_KIND_COUNT if the word is none. */
enum handover_kind handover_kind_of(const char *word);

struct handover_line {
    enum handover_kind kind;
    const char *number; /* of the case it belongs to; "" */
    const char *text;
    bool is_ticked;
};

/* Array in arena; lines that cannot be read count as remarks. */
struct handover_line *handover_read(struct arena *arena, const char *lines, size_t *count);
/* Adds a line to those in out. */
void handover_write(struct text *out, const struct handover_line *line);

#endif
