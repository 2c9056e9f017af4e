/* SPDX-License-Identifier: MIT */
/* Acts that stand in a circle of their own: what was kept out, and what somebody says of others. */
#include "config.h"

#include "domain/circle_inside.h"

#include <string.h>

void circle_aside(struct circle *aside, struct circle *circle, const struct act *act,
                  struct arena *arena)
{
    static const struct {
        char letter;
        enum act_field field;
    } kept[] = {{NODE, FIELD_NODE}, {TO, FIELD_TO}, {NAMES, FIELD_RESIDENT}};

    *aside = (struct circle){.subject =
                                 arena_format(arena, "%s%s", circle_aside_prefix, circle->subject)};
    circle_claim(aside, KIND, act->word, arena);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        circle_claim(aside, kept[i].letter, act_text(act, kept[i].field), arena);
    circle_mark(circle, WAITING, arena);
}

bool circle_has_aside(const struct circle *circle, struct arena *arena, const char **subject)
{
    *subject = arena_format(arena, "%s%s", circle_aside_prefix, circle->subject);
    return circle_is_marked(circle, WAITING);
}

void circle_recall(const struct circle *aside, struct act *act)
{
    *act =
        (struct act){.kind = ACT_UNKNOWN, .subject = aside->subject + strlen(circle_aside_prefix)};
    for (size_t i = 0; i < aside->count; i++) {
        const char *text = aside->claims[i] + 1;
        switch (aside->claims[i][0]) {
        case KIND:
            act->kind = act_kind_of(text);
            act->word = text;
            break;
        case NODE:
            act->value[FIELD_NODE] = text;
            break;
        case TO:
            act->value[FIELD_TO] = text;
            break;
        case NAMES:
            act->value[FIELD_RESIDENT] = text;
            break;
        }
    }
}

/* --- what somebody says of others' things --- */

static bool goes_up(const struct circle *circle)
{
    for (size_t i = 0; i < circle->count; i++)
        if (circle->claims[i][0] == AREA)
            return true;
    return false;
}

bool circle_suits(const struct circle *circle, const struct act *act, const char *author,
                  struct arena *arena)
{
    struct circle said = {.subject = circle->subject};

    circle_hear(&said, act, author, arena);
    return goes_up(&said) == goes_up(circle);
}
