/* SPDX-License-Identifier: MIT */
/* slip: what is handed over the desk on paper (domain.md 4 and 7).
 * A slip is plain text of a fixed number of columns, Chinese and Latin aligned; it goes to a file
 * or to the configured command. What one party said is never printed for another; phone and ID
 * numbers of residents are masked. */
#ifndef SHOUWEN_DESK_SLIP_H
#define SHOUWEN_DESK_SLIP_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/matter.h"

/* X(NAME, "word", N_("label"), what it is about) */
#define SLIP_TABLE(X)                                                                              \
    X(RECEIPT, "receipt", N_("case receipt"), CASE)                                                \
    X(NOTICE, "notice", N_("one-time notice"), CASE)                                               \
    X(LETTER, "letter", N_("outcome letter"), CASE)                                                \
    X(CARD, "card", N_("contact card"), GRID)                                                      \
    X(PLATE, "plate", N_("duty plate"), NOTHING)                                                   \
    X(WALL, "wall", N_("wall list"), NOTHING)                                                      \
    X(INVITATION, "invitation", N_("invitation"), SESSION)                                         \
    X(MINUTES, "minutes", N_("minutes"), SESSION)                                                  \
    X(SHEET, "sheet", N_("hand-over sheet"), NOTHING)

#define SLIP_ENUM(name, ...) SLIP_##name,
enum slip { SLIP_TABLE(SLIP_ENUM) SLIP_COUNT };
enum slip_about { SLIP_ABOUT_NOTHING, SLIP_ABOUT_CASE, SLIP_ABOUT_GRID, SLIP_ABOUT_SESSION };
struct slip_row {
    const char *word, *label; /* label through _() */
    enum slip_about about;
};
extern const struct slip_row slip_rows[SLIP_COUNT];
enum slip slip_find(const char *word); /* SLIP_COUNT if it is none */

/* Writes a slip about a case (number or query code; for a notice also the code of a service item),
 * a grid (code), an on-site session (code), or nothing (NULL; of sheets one's own, which a code
 * names otherwise). is_large: for large print, half the columns and a blank line between. Lines end
 * with "\n". */
MUST_CHECK enum status slip_write(struct desk *desk, enum slip slip, const char *about,
                                  bool is_large, struct text *out, struct error *error);
/* Sends a written slip to the file `path`, else to the configured command, else to a new file in
 * the folder for slips; *where says in the person's language where it went. Files are whole or not
 * there. */
MUST_CHECK enum status slip_deliver(struct desk *desk, enum slip slip, const char *about,
                                    const char *path, const char *slip_text, struct text *where,
                                    struct error *error);

#endif
