/* SPDX-License-Identifier: MIT */
/* Acting on what is marked: which act, whom or what it needs, and what became of it. */
#include "config.h"

#include "queue_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/follow.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/menu.h"
#include "shouwen/tui/prompt.h"
#include "shouwen/tui/screens/batch.h"
#include "shouwen/tui/screens/colleague.h"
#include "shouwen/tui/screens/session.h"

#include <stdlib.h>

/* The cases of a batch that was recorded lose their marks; what was refused stays marked. */
static enum next acted(struct screen *screen, const struct answer *answer)
{
    struct queue_state *state = screen->state;
    const struct batch *batch = answer->data;

    if (!batch)
        return NEXT_STAY;
    for (size_t i = 0; i < batch->count; i++)
        if (batch->rows[i].fate == BATCH_DONE)
            queue_mark_drop(state, batch->rows[i].number);
    state->marks.has_undone = answer->number > 0 && batch->act.kind != ACT_UNDO;
    screen->is_stale = true;
    if (state->marks.has_undone)
        text_addf(&state->marks.said,
                  ngettext("%ld case recorded. Ctrl-Z takes it back within %d minutes",
                           "%ld cases recorded. Ctrl-Z takes them back within %d minutes",
                           (unsigned long)answer->number),
                  answer->number, desk_policy(state->desk)->undo_minutes);
    else if (answer->number > 0)
        text_addf(
            &state->marks.said,
            ngettext("%ld case taken back", "%ld cases taken back", (unsigned long)answer->number),
            answer->number);
    return NEXT_STAY;
}

/* Adds what is marked, but for the case that the others are to follow. */
static enum status add_marked(struct queue_state *state, struct batch *batch, struct error *error)
{
    const char *stays = batch->act.kind == ACT_MERGE ? batch->act.value[FIELD_TO] : NULL;
    struct arena arena = {0};
    size_t count = queue_mark_count(state);
    const char **numbers = queue_mark_numbers(state, &arena);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++)
        if (!text_same(numbers[i], stays))
            TRY(batch_add(state->desk, batch, numbers[i], error));
done:
    arena_release(&arena);
    return status;
}

/* A person or a unit by name, a case by its code. */
static const char *name_of(const struct queue_state *state, const char *to, struct arena *arena)
{
    const struct person *person = people_find(desk_people(state->desk), to);
    const char *code = ident_query_code(to), *name = to;
    struct error ignored;

    if (person)
        return person->name;
    if (node_level_of(to) == NODE_OTHER)
        return code ? code : to;
    return dossier_node_name(state->desk, to, arena, &name, &ignored) == STATUS_OK ? name : to;
}

static void say_title(const struct queue_state *state, struct text *out)
{
    struct arena arena = {0};

    text_add(out, state->marks.doing == ACT_ASSIGN ? _("give to somebody")
                                                   : _(act_rows[state->marks.doing].label));
    if (state->marks.to)
        text_addf(out, ": %s", name_of(state, state->marks.to, &arena));
    arena_release(&arena);
}

/* What is typed is the act's reason where on one case its form asks for that. */
static bool wants_reason(enum act_kind kind)
{
    return kind == ACT_GIVE_BACK || kind == ACT_REPORT_UP || kind == ACT_TAKE_OVER;
}

static bool needs_words(enum act_kind kind)
{
    /* taking over: who agreed to it */
    return kind == ACT_TAKE_OVER || (act_rows[kind].flags & (ACT_TEXT | ACT_REASON));
}

/* Everything is said: shows what would become of it. */
static enum next look(struct screen *screen, const char *text)
{
    struct queue_state *state = screen->state;
    const char *fields[ACT_FIELD_COUNT] = {[FIELD_TO] = state->marks.to};
    struct text title = TEXT_EMPTY;
    struct batch batch;
    struct error error;
    enum next next = NEXT_STAY;

    if (!text_is_empty(text))
        fields[wants_reason(state->marks.doing) ? FIELD_REASON : FIELD_TEXT] = text;
    batch_start(&batch, state->marks.doing, state->marks.also, fields);
    say_title(state, &title);
    if (add_marked(state, &batch, &error) == STATUS_OK)
        next = screen_ask(screen, &batch_screen, &(struct batch_order){&batch, title.at}, acted);
    else
        app_complain(screen->app, &error);
    batch_release(&batch);
    text_release(&title);
    return next;
}

static enum next text_given(struct screen *screen, const struct answer *answer)
{
    return answer->is_given ? look(screen, answer->text) : NEXT_STAY;
}

static enum status check_text(struct screen *asker, const char *text, struct error *error)
{
    const struct queue_state *state = asker->state;

    if (*text || !needs_words(state->marks.doing))
        return STATUS_OK;
    return wants_reason(state->marks.doing)
               ? error_set(error, STATUS_INVALID, "reason", _("a reason is needed here"))
               : error_set(error, STATUS_INVALID, "text", _("a text is needed here"));
}

static const char *question_of(enum act_kind kind, size_t count)
{
    if (needs_words(kind) && wants_reason(kind))
        return ngettext("the reason, the same for %zu case", "the reason, the same for %zu cases",
                        count);
    return needs_words(kind) ? ngettext("the text, the same for %zu case",
                                        "the text, the same for %zu cases", count)
                             : ngettext("a text for %zu case; Enter goes on without one",
                                        "a text for %zu cases; Enter goes on without one", count);
}

static enum next ask_text(struct screen *screen)
{
    struct queue_state *state = screen->state;
    struct text title = TEXT_EMPTY, question = TEXT_EMPTY;
    size_t count = queue_mark_count(state);

    say_title(state, &title);
    text_addf(&question, question_of(state->marks.doing, count), count);
    const struct prompt prompt = {
        .title = title.at, .question = question.at, .limit = 1000, .check = check_text};
    enum next next = prompt_text(screen, &prompt, text_given);
    text_release(&title);
    text_release(&question);
    return next;
}

static enum next to_given(struct screen *screen, const struct answer *answer)
{
    struct queue_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    free(state->marks.to);
    state->marks.to = memory_copy_text(answer->text);
    return state->marks.doing == ACT_MERGE ? look(screen, NULL) : ask_text(screen);
}

/* The first of the marked cases: those of one queue have their people and units in common. */
static enum status load_first(struct queue_state *state, struct arena *arena, struct matter *matter,
                              struct error *error)
{
    return follow_case(state->desk, queue_mark_numbers(state, arena)[0], arena, matter, error);
}

static enum status find_people(struct queue_state *state, struct arena *arena,
                               struct choice **choices, size_t *count, struct error *error)
{
    struct matter matter;
    enum status status;

    TRY(load_first(state, arena, &matter, error));
    TRY(colleague_choices(state->desk, &matter, NULL, arena, choices, count, error));
done:
    return status;
}

static enum status find_units(struct queue_state *state, struct arena *arena,
                              struct choice **choices, size_t *count, struct error *error)
{
    struct dossier_unit *units;
    struct matter matter;
    enum status status;

    TRY(load_first(state, arena, &matter, error));
    TRY(dossier_units(state->desk, &matter, arena, &units, count, error));
    *choices = arena_alloc(arena, (*count + 1) * sizeof(**choices));
    for (size_t i = 0; i < *count; i++)
        (*choices)[i] = (struct choice){units[i].code, units[i].name, units[i].code};
done:
    return status;
}

/* Duplicates are marked together: one of them stays. */
static enum status find_marked(struct queue_state *state, struct arena *arena,
                               struct choice **choices, size_t *count, struct error *error)
{
    const char **numbers = queue_mark_numbers(state, arena);
    struct matter matter;
    enum status status = STATUS_OK;

    *count = queue_mark_count(state);
    *choices = arena_alloc(arena, (*count + 1) * sizeof(**choices));
    for (size_t i = 0; i < *count; i++) {
        TRY(follow_case(state->desk, numbers[i], arena, &matter, error));
        (*choices)[i] = (struct choice){
            matter.number,
            arena_format(arena, "%s %s %s", matter.subject, matter.name, matter.door),
            ident_query_code(matter.number)};
    }
done:
    return status;
}

static enum next ask_to(struct screen *screen, const char *title,
                        enum status (*find)(struct queue_state *state, struct arena *arena,
                                            struct choice **choices, size_t *count,
                                            struct error *error))
{
    struct arena arena = {0};
    struct choice *choices;
    struct error error;
    enum next next = NEXT_STAY;
    size_t count;

    if (find(screen->state, &arena, &choices, &count, &error) == STATUS_OK)
        next = prompt_choose(screen, title, choices, count, to_given);
    else
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}

/* One session for all of them, which is shown. */
static enum next session_called(struct screen *screen, const struct answer *answer)
{
    struct queue_state *state = screen->state;
    struct arena arena = {0};

    if (!answer->is_given)
        return NEXT_STAY;
    size_t count = queue_mark_count(state);
    const char **numbers = queue_mark_numbers(state, &arena);
    for (size_t i = 0; i < count; i++)
        numbers[i] = arena_copy(&arena, numbers[i]);
    for (size_t i = 0; i < count; i++)
        queue_mark_drop(state, numbers[i]);
    arena_release(&arena);
    screen->is_stale = true;
    return screen_push(screen, &session_screen, answer->text);
}

static enum next ask_session(struct screen *screen)
{
    struct queue_state *state = screen->state;
    struct arena arena = {0};
    const char *const *numbers = (const char *const *)queue_mark_numbers(state, &arena);
    enum next next = session_ask_call(screen, numbers, queue_mark_count(state), session_called);

    arena_release(&arena);
    return next;
}

static enum next act_chosen(struct screen *screen, const struct answer *answer)
{
    struct queue_state *state = screen->state;
    enum act_kind kind = act_kind_of(answer->text);

    if (!answer->is_given || kind >= ACT_CASE_KINDS)
        return NEXT_STAY;
    unsigned flags = act_rows[kind].flags;
    state->marks.doing = kind;
    /* under fallback the same key designates, as on one case */
    state->marks.also = kind == ACT_ASSIGN ? ACT_DESIGNATE : ACT_OPEN;
    free(state->marks.to);
    state->marks.to = NULL;
    if (kind == ACT_ON_SITE)
        return ask_session(screen);
    if (flags & ACT_TO_STAFF)
        return ask_to(screen, _("to whom"), find_people);
    if (flags & ACT_TO_NODE)
        return ask_to(screen, _("to which unit"), find_units);
    if (flags & ACT_TO_CASE)
        return ask_to(screen, _("which one the others follow"), find_marked);
    return kind == ACT_ACCEPT ? look(screen, NULL) : ask_text(screen);
}

/* What at least one of them takes; merging takes two, and giving on designates under fallback. */
static enum status find_acts(struct queue_state *state, bool possible[ACT_CASE_KINDS],
                             struct error *error)
{
    struct arena arena = {0};
    size_t count = queue_mark_count(state);
    const char *const *numbers = (const char *const *)queue_mark_numbers(state, &arena);
    enum status status = batch_possible(state->desk, numbers, count, possible, error);

    possible[ACT_MERGE] = possible[ACT_MERGE] && count > 1;
    possible[ACT_ASSIGN] = possible[ACT_ASSIGN] || possible[ACT_DESIGNATE];
    arena_release(&arena);
    return status;
}

/* What letters and signs do here, by digits: those arrive while an input method is on. */
static const enum command more[] = {COMMAND_SEARCH, COMMAND_FILTER, COMMAND_SORT, COMMAND_MARK_ALL};
enum { MORE = sizeof(more) / sizeof(more[0]) };

static enum next more_chosen(struct screen *screen, const struct answer *answer)
{
    return answer->is_given ? queue_command(screen, more[answer->number]) : NEXT_STAY;
}

static enum next offer_more(struct screen *screen)
{
    struct choice choices[MORE];
    char keys[MORE][KEY_NAME];

    for (size_t i = 0; i < MORE; i++)
        choices[i] = (struct choice){command_row(more[i])->word, _(command_row(more[i])->label),
                                     key_notation(keymap_key(more[i], KEYMAP_NO_TEXT), keys[i])};
    return menu_ask(screen, _("more"), choices, MORE, more_chosen);
}

enum next queue_act(struct screen *screen)
{
    struct queue_state *state = screen->state;
    size_t count = queue_mark_count(state);
    bool possible[ACT_CASE_KINDS];
    struct text title = TEXT_EMPTY;
    struct error error;

    if (!count)
        return offer_more(screen);
    if (find_acts(state, possible, &error) != STATUS_OK) {
        app_complain(screen->app, &error);
        return NEXT_STAY;
    }
    text_addf(&title, _("act on %zu marked"), count);
    enum next next = batch_menu_ask(screen, title.at, possible, act_chosen);
    text_release(&title);
    return next;
}

enum next queue_act_undo(struct screen *screen)
{
    struct queue_state *state = screen->state;
    struct batch batch;
    struct error error;
    enum next next = NEXT_STAY;
    bool found;

    if (batch_find_last(state->desk, &batch, &found, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else if (!found)
        app_say(screen->app, _("what you recorded last was not on several cases, or can no longer "
                               "be taken back; on one case Ctrl-Z works in the case"));
    else
        next = screen_ask(screen, &batch_screen,
                          &(struct batch_order){&batch, _("take back what was recorded")}, acted);
    batch_release(&batch);
    return next;
}
