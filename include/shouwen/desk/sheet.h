/* SPDX-License-Identifier: MIT */
/* sheet: the hand-over sheet at the end of a shift (domain.md 9).
 * A person's sheet names the open cases they hold, the promises that are theirs and the intakes
 * they parked, by itself, and what they write: slips handed out, keys lent, notes. Each change is
 * recorded at once, so leaving half-way loses nothing. Once handed over it is fixed but for the
 * ticks; who accepts it takes over the open cases whose lines are not ticked, and their promises
 * on the cases of others, and finds the slips, keys and notes that are not ticked on the sheet
 * that they write themselves, in one transaction with the sheet; a parked intake stays its owner's
 * and becomes a note there. For the screen and `hand-over`.
 */
#ifndef SHOUWEN_DESK_SHEET_H
#define SHOUWEN_DESK_SHEET_H

#include "shouwen/desk/desk.h"
#include "shouwen/domain/handover.h"

struct sheet {
    const char *code;              /* "S01-20261123" */
    const char *node, *giver, *to; /* to: whom it is for; "": whoever comes next */
    const char *taker;             /* who accepted it; "" */
    const char *status;            /* draft given accepted */
    bool is_draft, is_given;
    int32_t on;
    int64_t taken_at;
    struct handover_line *lines;
    size_t count;
};

/* The sheet that the person signed in is writing, as it stands now; nothing is recorded. */
MUST_CHECK enum status sheet_own(struct desk *desk, struct arena *arena, struct sheet *sheet,
                                 struct error *error);
/* The latest sheet that was handed over and waits for the person signed in; *found. */
MUST_CHECK enum status sheet_waiting(struct desk *desk, struct arena *arena, struct sheet *sheet,
                                     bool *found, struct error *error);
MUST_CHECK enum status sheet_load(struct desk *desk, const char *code, struct arena *arena,
                                  struct sheet *sheet, struct error *error);
/* The latest sheets of the station, newest first. */
MUST_CHECK enum status sheet_list(struct desk *desk, size_t most, struct arena *arena,
                                  struct sheet **sheets, size_t *count, struct error *error);

/* Adds a line to one's own sheet; only a slip, a key or a remark is written. */
MUST_CHECK enum status sheet_add(struct desk *desk, enum handover_kind kind, const char *text,
                                 struct error *error);
/* Ticks a line (from 0) or takes the tick back: one's own sheet, or one that waits for oneself. */
MUST_CHECK enum status sheet_tick(struct desk *desk, const struct sheet *sheet, size_t line,
                                  struct error *error);
/* Hands one's own sheet over, to a colleague or (NULL) to whoever comes next. */
MUST_CHECK enum status sheet_give(struct desk *desk, const char *to, struct arena *arena,
                                  const char **code, struct error *error);

/* What accepting brought: the cases taken over, promises on other cases taken over, and what stays
 * and why: a case, or a promise that somebody has to be told of. */
struct sheet_stay {
    const char *number, *why;
};
struct sheet_taken {
    const char **numbers;
    size_t count, room;
    size_t promise_count;
    size_t carried_count; /* parked, slips, keys and notes, now on one's own sheet */
    struct sheet_stay *stays;
    size_t stay_count, stay_room;
};
/* Whether the person signed in takes over at all: the desk, or whoever is on today's roster. */
bool sheet_may_take(const struct desk *desk);
/* Accepts a sheet that waits: by the desk of its station, not by its giver. */
MUST_CHECK enum status sheet_accept(struct desk *desk, const char *code, struct arena *arena,
                                    struct sheet_taken *taken, struct error *error);

/* "handed over, for 顾晓燕": where it stands, in words. */
void sheet_say(const struct desk *desk, const struct sheet *sheet, struct text *out);

#endif
