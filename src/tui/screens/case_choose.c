/* SPDX-License-Identifier: MIT */
/* What an act needs that is chosen rather than typed: a person of the station, a unit, another
 * case, a time, who rates. */
#include "config.h"

#include "case_state.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/sight.h"
#include "shouwen/tui/menu.h"
#include "shouwen/tui/screens/colleague.h"
#include "shouwen/tui/screens/promise.h"
#include "shouwen/tui/screens/rating.h"

#include <inttypes.h>
#include <string.h>

static enum next go_on(struct screen *screen, const char *to, const char *shown)
{
    struct case_state *state = screen->state;
    const struct case_order order = {
        .state = state, .kind = state->doing, .given = {[FIELD_TO] = to}, .shown = shown};

    return screen_push(screen, &case_form_screen, &order);
}

static enum next person_chosen(struct screen *screen, const struct answer *answer)
{
    struct case_state *state = screen->state;

    if (!answer->is_given)
        return NEXT_STAY;
    return go_on(screen, answer->text, desk_name(state->desk, answer->text));
}

static enum next unit_chosen(struct screen *screen, const struct answer *answer)
{
    struct case_state *state = screen->state;
    struct arena arena = {0};
    struct error error;
    const char *name;
    enum next next = NEXT_STAY;

    if (!answer->is_given)
        return NEXT_STAY;
    if (dossier_node_name(state->desk, answer->text, &arena, &name, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        next = go_on(screen, answer->text, name);
    arena_release(&arena);
    return next;
}

static enum next ask_unit(struct screen *screen)
{
    struct case_state *state = screen->state;
    struct dossier_unit *units;
    struct arena arena = {0};
    struct error error;
    enum next next = NEXT_STAY;
    size_t count;

    if (dossier_units(state->desk, &state->dossier.matter, &arena, &units, &count, &error) !=
        STATUS_OK) {
        app_complain(screen->app, &error);
    } else {
        struct choice *choices = arena_alloc(&arena, (count + 1) * sizeof(*choices));
        for (size_t i = 0; i < count; i++)
            choices[i] = (struct choice){units[i].code, units[i].name,
                                         units[i].use == DOSSIER_OWNER    ? _("owns the item")
                                         : units[i].use == DOSSIER_LATELY ? _("used lately")
                                                                          : units[i].code};
        next = prompt_choose(screen, _("to which unit"), choices, count, unit_chosen);
    }
    arena_release(&arena);
    return next;
}

static enum next case_chosen(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    return go_on(screen, answer->text, answer->text);
}

/* Choices of cases, each once. */
struct offering {
    struct arena *arena;
    const char *own; /* the case that is to follow one of them */
    struct choice *choices;
    size_t count, room;
};

static void offer_case(struct offering *offering, const char *number, const char *text,
                       const char *note)
{
    if (text_same(number, offering->own))
        return;
    for (size_t i = 0; i < offering->count; i++)
        if (text_same(offering->choices[i].word, number))
            return;
    offering->choices = arena_grow(offering->arena, offering->choices, offering->count,
                                   &offering->room, sizeof(*offering->choices));
    offering->choices[offering->count++] = (struct choice){number, text, note};
}

/* Open cases of the same person or household, those about the same first. */
static enum status offer_likely(struct case_state *state, struct offering *offering,
                                struct error *error)
{
    const struct matter *m = &state->dossier.matter;
    const struct search_context context = {.today = state->dossier.today,
                                           .node = desk_node(state->desk)};
    const struct search_intake intake = {
        .resident = m->resident,
        .name = m->name,
        .phone = m->phone,
        .door = m->door,
        .service = m->service,
        .subject = m->subject,
    };
    struct search_hits hits = {0};
    enum status status;

    TRY(sight_duplicates(state->desk, &intake, &context, offering->arena, &hits, error));
    for (size_t i = 0; i < hits.case_count; i++)
        offer_case(
            offering, hits.cases[i].number,
            arena_format(offering->arena, "%s %s", hits.cases[i].subject, hits.cases[i].name),
            hits.cases[i].is_same_topic ? _("about the same") : _("same person or door"));
done:
    return status;
}

/* The likely ones first, then the newest. */
static enum status find_cases(struct case_state *state, struct arena *arena,
                              struct choice **choices, size_t *count, struct error *error)
{
    enum { NEWEST = 100 };
    const struct case_filter filter = {
        .queue = QUEUE_OPEN, .sort = CASE_SORT_OPENED, .limit = NEWEST};
    const struct lists_patience patience = {0};
    struct offering offering = {.arena = arena, .own = state->dossier.matter.number};
    struct case_row *rows;
    size_t row_count;
    enum status status;

    TRY(offer_likely(state, &offering, error));
    TRY(lists_page(state->desk, &filter, &patience, arena, &rows, &row_count, error));
    for (size_t i = 0; i < row_count; i++)
        offer_case(&offering, rows[i].number,
                   arena_format(arena, "%s %s %s", rows[i].subject, rows[i].name, rows[i].door),
                   ident_query_code(rows[i].number));
    *choices = offering.choices;
    *count = offering.count;
done:
    return status;
}

static enum next ask_case(struct screen *screen)
{
    struct arena arena = {0};
    struct choice *choices;
    struct error error;
    enum next next = NEXT_STAY;
    size_t count;

    if (find_cases(screen->state, &arena, &choices, &count, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    else
        next = prompt_choose(screen, _("which case it follows"), choices, count, case_chosen);
    arena_release(&arena);
    return next;
}

static enum next time_chosen(struct screen *screen, const struct answer *answer)
{
    struct case_state *state = screen->state;
    const struct promise *promise = answer->data;
    struct arena arena = {0};
    struct text shown = TEXT_EMPTY;

    if (!answer->is_given)
        return NEXT_STAY;
    text_addf(&shown, "%s ", word_label(word_promises, promise->kind));
    lists_say_moment(&shown, promise->time.at, state->dossier.today);
    text_addf(&shown, " %s", promise->time.staff);
    const struct case_order order = {
        .state = state,
        .kind = ACT_PROMISE,
        .given = {[FIELD_VIA] = promise->kind,
                  [FIELD_UNTIL] = arena_format(&arena, "%" PRId64, promise->time.at),
                  [FIELD_TO] = *promise->time.staff_id ? promise->time.staff_id : NULL},
        .shown = shown.at,
    };
    enum next next = screen_push(screen, &case_form_screen, &order);
    text_release(&shown);
    arena_release(&arena);
    return next;
}

static const struct choice sources[] = {
    {"pressed", N_("pressed at the desk"), NULL},
    {"phone", N_("by phone"), NULL},
    {"paper", N_("on paper"), NULL},
};
enum { SOURCES = sizeof(sources) / sizeof(sources[0]) };

/* The resident presses on a screen of their own; what came by phone or on paper is entered. */
static enum next source_chosen(struct screen *screen, const struct answer *answer)
{
    struct case_state *state = screen->state;
    const struct dossier *d = &state->dossier;

    if (!answer->is_given)
        return NEXT_STAY;
    if (strcmp(answer->text, "pressed") == 0) {
        const struct rating about = {d->matter.number, d->matter.subject, d->answer.name,
                                     "pressed"};
        return screen_push(screen, &rating_screen, &about);
    }
    const struct case_order order = {.state = state,
                                     .kind = ACT_RATE,
                                     .given = {[FIELD_SOURCE] = answer->text},
                                     .shown = word_label(word_rating_sources, answer->text)};
    return screen_push(screen, &case_form_screen, &order);
}

static enum next ask_source(struct screen *screen)
{
    struct choice choices[SOURCES];

    for (size_t i = 0; i < SOURCES; i++)
        choices[i] = (struct choice){sources[i].word, _(sources[i].label), NULL};
    return menu_ask(screen, _("how the rating comes"), choices, SOURCES, source_chosen);
}

enum next case_choose(struct screen *screen, enum act_kind kind)
{
    unsigned flags = act_rows[kind].flags;

    if (flags & ACT_TO_STAFF)
        return colleague_ask(screen, _("to whom"),
                             &((struct case_state *)screen->state)->dossier.matter, NULL,
                             person_chosen);
    if (flags & ACT_TO_NODE)
        return ask_unit(screen);
    if (flags & ACT_TO_CASE)
        return ask_case(screen);
    if (kind == ACT_PROMISE)
        return screen_ask(screen, &promise_screen, "call", time_chosen);
    return kind == ACT_RATE ? ask_source(screen) : NEXT_IGNORED;
}
