/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "clash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* The next word of *text into out; false at the end. */
static bool next_word(const char **text, char *out, size_t size)
{
    *text += strspn(*text, " ");
    size_t length = strcspn(*text, " ;");

    snprintf(out, size, "%.*s", (int)length, *text);
    *text += length;
    return length > 0;
}

/* Makes the act that the text begins with, and goes to the end of it. */
static struct act *tell(struct forge *forge, const char **text, int minutes, const char *saw)
{
    char kind[32], by[32], word[64];

    assert_true(next_word(text, kind, sizeof(kind)) && next_word(text, by, sizeof(by)));
    struct act *act =
        forge_act(forge, act_kind_of(kind), arena_copy(&forge->arena, by), minutes, saw);
    assert_int_not_equal(act->kind, ACT_UNKNOWN);
    while (next_word(text, word, sizeof(word))) {
        char *value = strchr(word, '=');
        assert_non_null(value);
        *value++ = '\0';
        int field = act_field_of(word);
        assert_true(field >= 0);
        act->value[field] = arena_copy(&forge->arena, value);
    }
    return act;
}

char clash_begin(struct forge *forge, const char *before)
{
    char saw[2] = "a";

    forge_act(forge, ACT_OPEN, "S01", 0, "");
    for (int i = 1; *before; i++, before += *before == ';') {
        tell(forge, &before, i, saw);
        saw[0] = forge_name(forge->count - 1);
    }
    return saw[0];
}

static const char *found(const struct matter *m, const char *what)
{
    return strcmp(what, "state") == 0     ? word_states[m->state].word
           : strcmp(what, "rule") == 0    ? rule_rows[m->rule].word
           : strcmp(what, "holder") == 0  ? m->holder
           : strcmp(what, "unit") == 0    ? m->unit
           : strcmp(what, "rival") == 0   ? m->rival_unit
           : strcmp(what, "outcome") == 0 ? m->outcome
           : strcmp(what, "into") == 0    ? m->merged_into
           : strcmp(what, "reply") == 0
               ? (m->last_reply ? act_text(m->last_reply, FIELD_OUTCOME) : "")
           : strcmp(what, "attitude") == 0 ? (m->attitude == 5 ? "5" : "3")
                                           : "";
}

void clash_check(const struct clash *row, const char *order, const struct matter *m)
{
    const char *then = row->then;
    char word[64];
    bool is_open = false, is_flagged = false;

    while (next_word(&then, word, sizeof(word))) {
        char *value = strchr(word, '=');
        is_open |= strcmp(word, "open") == 0;
        is_flagged |= strcmp(word, "flagged") == 0;
        if (!value)
            continue;
        *value++ = '\0';
        if (strcmp(found(m, word), value) != 0)
            fail_msg("%s / %s, %s: %s is %s", row->a, row->b, order, word, found(m, word));
    }
    if (m->is_open != is_open)
        fail_msg("%s / %s, %s: %s", row->a, row->b, order, m->is_open ? "open" : "closed");
    if (!(m->flags & FLAG_CONTRADICTION) == is_flagged)
        fail_msg("%s / %s, %s: flag", row->a, row->b, order);
}

struct matter clash_make(struct forge *forge, const char *before, const char *a, const char *b)
{
    char saw[2] = {clash_begin(forge, before), '\0'};

    tell(forge, &a, 60, saw);
    tell(forge, &b, 61, saw);
    return forge_fold(forge, forge->acts, forge->count);
}

bool clash_is_flagged(struct forge *forge)
{
    return forge_fold(forge, forge->acts, forge->count).flags & FLAG_CONTRADICTION;
}
