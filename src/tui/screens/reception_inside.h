/* SPDX-License-Identifier: MIT */
/* reception_inside: the state of the reception, for the files that make it up. */
#ifndef SHOUWEN_TUI_SCREENS_RECEPTION_INSIDE_H
#define SHOUWEN_TUI_SCREENS_RECEPTION_INSIDE_H

#include "shouwen/desk/follow.h"
#include "shouwen/desk/morning.h"
#include "shouwen/desk/receive_parked.h"
#include "shouwen/desk/receive_draft.h"
#include "shouwen/desk/receive_record.h"
#include "shouwen/desk/receive_view.h"
#include "shouwen/store/search.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/screens/reception.h"

enum { SLOT_WHO, SLOT_WHAT };
/* Milliseconds that a search may take in the end, once a first look was cut short. */
enum { RECEPTION_SECOND_LOOK = 400 };

enum reception_row_kind {
    ROW_RESIDENT,
    ROW_SERVICE,
    ROW_CASE,
    ROW_PROMISE, /* one of today's, shown below; reached with Down while nothing is typed */
    ROW_MORNING, /* a line of the day's view at the right; reached with Up in the same way */
    ROW_ITEM,    /* one of those used most: picked by its digit */
    ROW_NEW,     /* a new resident of the name typed */
    ROW_NAME,    /* the name typed, and nobody of the list */
    ROW_TEXT,    /* what was typed, without an item of the list */
    ROW_KINDS
};

struct reception_row {
    enum reception_row_kind kind;
    const char *id;
    union {
        const struct search_resident *resident;
        const struct search_service *service;
        const struct search_case *found;
        const struct receive_item *item;
        const struct receive_promise *promise;
        const struct morning_line *morning;
    };
};

struct reception {
    struct receive_draft drafts[RECEIVE_SLOTS];
    struct line lines[2];
    char *owner;            /* whose drafts these are; NULL before the first load */
    int64_t parked_version; /* of the file when the parked ones were read */
    bool has_unsaved;
    int search_ms; /* what a search may take; more once it was cut short */
    /* the row under the cursor, kept while later hits arrive */
    size_t cursor;
    bool has_moved, is_drawn; /* by a key; was seen by somebody */
    char *cursor_id;
    int top;      /* first line of the hits that is drawn */
    size_t line;  /* of the checklist, under the cursor */
    size_t asked; /* which of the texts of reception_more() is asked for */
    /* what was recorded here last: the case ("": nothing), and the draft that it was made of */
    struct text last_number, last_form;
    bool last_is_open;
    int64_t promised_at; /* while a number to call is asked for: when, and who is to */
    struct text promised_to;

    struct receive_parked *others; /* what colleagues parked */
    size_t other_count;
    struct arena others_arena;

    /* what changes with the day and with the file, not with each key: in arenas of their own */
    struct receive_today today;
    struct morning_line *morning;
    size_t morning_count;
    struct arena today_arena;
    int64_t version; /* of the file as it was then */
    bool has_today;
    struct receive_item *items;
    size_t item_count;
    struct arena items_arena;
    int32_t items_on; /* the day they were counted on; CLOCK_NO_DAY: count them again */

    /* the snapshot, in the screen's arena */
    struct search_hits hits;
    struct reception_row *rows;
    size_t row_count, row_room;
    struct receive_resident resident; /* of the draft, or under the cursor */
    bool has_resident;
    struct search_hits doubles; /* of the draft */
    struct service service;
    const char *department;
    bool has_service;
    struct matter matter; /* that a second visit goes on with */
    bool has_matter;
    const char *holder; /* name of who is, or will be, accountable; "" if not known */
    bool is_mine;       /* that is who works here, or who they answer for */
    bool may_assign;
    bool may_take_in; /* by their role; whoever may not finds and looks */
    bool may_enter;   /* a new resident, somewhere */
    size_t *shown;    /* lines of the checklist: all, or those missing on a second visit */
    size_t shown_count;
};

static inline struct receive_draft *reception_draft(struct reception *r)
{
    return &r->drafts[0];
}
static inline struct desk *reception_desk(const struct screen *screen)
{
    return screen_context(screen);
}

/* True if a list of numbers, "1,3", has n. */
bool reception_list_has(const char *list, size_t n);

/* --- reception_rows.c: what is offered below the intake line --- */
/* Searches for what is typed, and makes the rows. */
MUST_CHECK enum status reception_rows_load(struct screen *screen, struct error *error);
/* The row under the cursor; NULL if none is chosen yet. */
const struct reception_row *reception_rows_chosen(const struct reception *r);
/* The same where Enter leads from it to something that is there already; else NULL. */
const struct reception_row *reception_rows_open(const struct reception *r);
void reception_rows_move(struct reception *r, int step);
/* Forgets the cursor: something else is typed. */
void reception_rows_reset(struct reception *r);
/* True if two residents among the hits have the name of the first one. */
bool reception_rows_share_name(const struct reception *r);

/* --- reception_typing.c: the stage RECEIVE_TYPING --- */
enum next reception_typing_handle(struct screen *screen, const struct event *event);
/* A new resident was recorded, or not. */
enum next reception_typing_joined(struct screen *screen, const struct answer *answer);

/* --- reception_acting.c: the stages RECEIVE_CHECKING and RECEIVE_ACTING --- */
enum next reception_acting_handle(struct screen *screen, const struct event *event);
/* Goes on to the checklist, or to the acts where there is none. The service must be loaded. */
void reception_acting_begin(struct screen *screen);
/* The label of a digit in these stages; NULL where it does nothing now. */
const char *reception_acting_label(const struct reception *r, int digit);
/* The same in more words, for the help: the material, or what the deed means just now. */
void reception_acting_explain(const struct reception *r, int digit, struct text *out);
bool reception_acting_has_checklist(const struct reception *r);
/* Lines of the checklist that are not here, those that depend on a condition aside. */
size_t reception_acting_missing(const struct reception *r);

/* --- reception_deeds.c: what can be done about it, by digit --- */
bool reception_deeds_offered(const struct reception *r, int digit);
enum next reception_deeds_run(struct screen *screen, int digit);
/* NULL where it is not offered. */
const char *reception_deeds_label(const struct reception *r, int digit);
/* What that means just now, in a few words; out->at. */
const char *reception_deeds_note(const struct reception *r, int digit, struct text *out);

/* --- reception_more.c: what is seldom said, one question each --- */
enum next reception_more(struct screen *screen);
/* What was said that way, as one line; nothing if nothing was. */
void reception_more_say(const struct receive_draft *draft, struct text *out);

/* --- reception_back.c: taking back what was recorded here last --- */
/* Remembers the case and the draft that it was made of, which is still on screen. */
void reception_back_note(struct screen *screen, const char *number, bool is_open);
bool reception_back_can(const struct reception *r);
enum next reception_back(struct screen *screen);
/* The person who was here last has another matter; and the slip of the case that was taken in. */
enum next reception_back_again(struct screen *screen);
enum next reception_back_print(struct screen *screen);

/* --- reception_park.c: drafts --- */
/* The draft was put on screen by something else than typing. */
void reception_park_show(struct screen *screen);
MUST_CHECK enum status reception_park_load(struct screen *screen, struct error *error);
/* Marks the draft as changed: it is kept within half a second. */
void reception_park_touch(struct screen *screen);
/* Keeps it now; and the same if that can be done at once, otherwise a little later. */
void reception_park_keep(struct screen *screen);
void reception_park_try(struct screen *screen);
/* Keeps it now, and leaves it to whatever terminal its author comes to next. */
void reception_park_leave(struct screen *screen);
enum next reception_park(struct screen *screen);
enum next reception_park_fetch(struct screen *screen);
enum next reception_park_phone(struct screen *screen);
/* The next person: the draft is done with. */
void reception_park_next(struct screen *screen);
/* The slots of what is parked, those waiting longest first; returns how many there are. */
size_t reception_park_order(const struct reception *r, int slots[RECEIVE_PARKED]);
/* "waiting 6 min". */
void reception_park_say_waiting(int64_t parked_at, struct text *out);

/* --- reception_draw*.c --- */
void reception_draw(struct screen *screen, struct pane body);
/* The intake line and the rule below it. */
void reception_draw_line(struct screen *screen, struct pane body);
void reception_draw_rows(struct screen *screen, struct pane pane);
/* Person, item, or what to do: the pane at the right. */
void reception_draw_panel(struct screen *screen, struct pane pane);
/* Notes the open case that this may be about already; false if there is none. */
bool reception_draw_double(const struct reception *r, struct pane pane, int row);
void reception_draw_stage(struct screen *screen, struct pane pane);
/* Today's promises and what is parked. */
void reception_draw_today(struct screen *screen, struct pane pane);
/* "today", "tomorrow", "11-27 Fri", "late since 11-20". */
void reception_draw_due(struct text *out, int32_t due_on, unsigned flags, int32_t today);
/* A door with a blank before it, "" for none: " 5-502". */
void reception_draw_door(struct text *out, const char *door);
/* The label of a service item's place, a word of the list: "here", "video" ... */
const char *reception_draw_place(const char *place);
/* All materials as one sentence, to be read out. */
void reception_draw_materials(const struct service *service, struct text *out);
/* "30 female 5-502 grid 3 living alone" */
void reception_draw_person(const struct receive_resident *resident, struct text *out);

#endif
