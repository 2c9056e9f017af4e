/* SPDX-License-Identifier: MIT */
/* What the files of one entry's screen share. */
#ifndef SHOUWEN_TUI_SCREENS_ENTRY_STATE_H
#define SHOUWEN_TUI_SCREENS_ENTRY_STATE_H

#include "shouwen/desk/desk.h"
#include "shouwen/desk/settling.h"
#include "shouwen/domain/record_dispute.h"
#include "shouwen/tui/screen.h"

enum { ENTRY_ASKED = 40 };
struct entry_state {
    struct desk *desk;
    enum record_kind kind;
    char id[64];
    struct record record; /* in the snapshot */
    const char **lines;   /* in the snapshot */
    size_t line_count, room;
    int top;
    const char **joined; /* residents for whom this one stands; in the snapshot */
    size_t joined_count;
    struct record_dispute *disputes; /* what two places say differently of a resident; likewise */
    size_t dispute_count;
    /* the versions that were asked about, by the numbers of the answers: others may come meanwhile.
     * asked[0] and on: those of all fields as they are shown, asked[shown_count]: number 1 */
    struct settling_choice asked[ENTRY_ASKED];
    size_t shown_count, asked_count;
    bool is_revealed;              /* numbers in full, which is in the audit */
    struct text wish;              /* what a resource is wanted for, between two questions */
    bool has_pin_state;            /* an administrator looks, and PINs are on */
    size_t amended;                /* which of a resident's fields is being put right */
    int32_t away_from, away_until; /* a person's absence, likewise; from CLOCK_NO_DAY: as it is */
};

/* Adds a line to the page: the label, and the text wrapped beside it; none for an empty text. */
void entry_add(struct screen *screen, const char *label, const char *text);
/* Who was joined into this resident. */
void entry_add_joined(struct screen *screen);
bool entry_can_part(const struct entry_state *state);
/* Parts this resident from whom it was joined into, or one of those that it stands for. */
enum next entry_part(struct screen *screen);
/* What two places say differently of this resident, and asks which of it holds. */
void entry_add_disputes(struct screen *screen);
enum next entry_settle(struct screen *screen);
/* Asks which field of the resident is wrong, and what it is to be, and records it. */
enum next entry_amend(struct screen *screen);
/* Asks from when until when the person is away and who answers meanwhile, and records it. */
enum next entry_away(struct screen *screen);

#endif
