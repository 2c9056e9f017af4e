/* SPDX-License-Identifier: MIT */
/* queue_mark: the cases that are marked in the queues, to act on them at once.
 * Marks belong to the queue they were set in; they survive paging, refresh, searching and other
 * queues in between, until the case leaves the queue (which is told) or was acted on. */
#ifndef SHOUWEN_TUI_SCREENS_QUEUE_MARK_H
#define SHOUWEN_TUI_SCREENS_QUEUE_MARK_H

#include "shouwen/domain/act.h"
#include "shouwen/tui/screen.h"

struct queue_state;

struct queue_mark {
    char *number, *queue;
};
struct queue_marks {
    struct queue_mark *at;
    size_t count, room;
    char *latest; /* number of the case marked last: where a range begins */
    struct text label;
    struct text said; /* to be said with what the next loading finds */
    /* the act that is being asked for */
    enum act_kind doing, also;
    char *to;        /* chosen before its text is asked for */
    bool has_undone; /* something was recorded here that Ctrl-Z takes back */
};

void queue_mark_init(struct queue_marks *marks);
void queue_mark_release(struct queue_marks *marks);
bool queue_mark_has(const struct queue_state *state, const char *number);
/* Of the queue that is shown. */
size_t queue_mark_count(const struct queue_state *state);
/* Numbers of the queue that is shown, in the order they were marked. */
const char **queue_mark_numbers(const struct queue_state *state, struct arena *arena);
void queue_mark_drop(struct queue_state *state, const char *number);
/* Drops the marks of cases that are in the queue no longer, and says so. After what is shown was
 * loaded anew. */
enum status queue_mark_check(struct screen *screen, struct error *error);
/* Marking, unmarking, acting on what is marked, taking it back; NEXT_IGNORED: another command. */
enum next queue_mark_command(struct screen *screen, enum command command);
/* The label of these commands now; usual for others. */
const char *queue_mark_label(struct queue_state *state, enum command command, const char *usual);

/* queue_act.c: asks which act, whom and what, and shows what would become of it. */
enum next queue_act(struct screen *screen);
/* Shows what an undo of the last batch would take back. */
enum next queue_act_undo(struct screen *screen);

#endif
