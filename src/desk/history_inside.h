/* SPDX-License-Identifier: MIT */
/* history_inside: what the files of history share. */
#ifndef SHOUWEN_DESK_HISTORY_INSIDE_H
#define SHOUWEN_DESK_HISTORY_INSIDE_H

#include "shouwen/desk/history.h"

struct telling {
    struct desk *desk;
    const struct matter *matter;
    const struct history_options *options;
    struct arena *arena;
    size_t at;        /* the entry that is told */
    struct text text; /* what came of it, so far */
};

/* A person's name, a node's; the id or code where it has none. */
const char *history_name(const struct telling *telling, const char *id);
/* Whoever did an act. */
const char *history_author(const struct telling *telling, const struct act *act);
const char *history_node(const struct telling *telling, const char *node);
/* True if the act gives the case to a person, who stands beside its author. */
bool history_is_directed(const struct act *act);
/* What came of an entry, in the arena. */
const char *history_say_what(struct telling *telling, const struct matter_entry *entry);

#endif
