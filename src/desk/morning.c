/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/morning.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/lists.h"
#include "shouwen/desk/sheet.h"
#include "shouwen/desk/unsettled.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/matters.h"

#include <string.h>

/* NEWS_READ: cases whose acts are read at most; one that was reminded of stays among them. */
enum { AWAY_MOST = 3, URGENT_MOST = 4, NEWS_MOST = 3, NEWS_READ = 200 };

struct writing {
    struct desk *desk;
    struct arena *arena;
    struct morning_line *lines;
    size_t count, room;
};

static void add(struct writing *writing, const struct morning_line *line)
{
    writing->lines = arena_grow(writing->arena, writing->lines, writing->count, &writing->room,
                                sizeof(*writing->lines));
    writing->lines[writing->count] = *line;
    if (!line->due)
        writing->lines[writing->count].due = "";
    writing->count++;
}

/* What is always said, and what only if there is any. */
static const struct {
    enum queue queue;
    bool is_always;
} looked_at[] = {
    {QUEUE_FLAGGED, false},    {QUEUE_LATE, true},       {QUEUE_TODAY, true},
    {QUEUE_UNACCEPTED, false}, {QUEUE_CALLBACKS, false}, {QUEUE_DISPUTED, false},
    {QUEUE_FALLBACK, false},   {QUEUE_ALL, false},
};

static void add_tab(struct writing *writing, const struct lists_tab *tab, size_t at)
{
    enum { DIGITS = 9 };
    const struct case_filter *filter = &tab->filter;
    const char *word = queue_rows[filter->queue].word;

    add(writing, &(struct morning_line){
                     .id = queue_needs_grid(filter->queue)
                               ? arena_format(writing->arena, "%s:%s", word, filter->argument)
                               : word,
                     .label = tab->label,
                     .has_counts = tab->has_counts,
                     .count = tab->counts.count,
                     .late_count = filter->queue == QUEUE_LATE ? 0 : tab->counts.late_count,
                     .way = MORNING_QUEUE,
                     .digit = at < DIGITS ? (int)at + 1 : 0,
                 });
}

static bool is_late(const struct lists_tab *tab, const struct case_row *row)
{
    int32_t day = tab->goes_by_unit ? row->unit_late_on : row->late_on;

    return row->is_open && day != CLOCK_NO_DAY && day < tab->filter.today;
}

/* What to begin with: the first cases of the person's own queue. */
static enum status add_urgent(struct writing *writing, const struct lists_tab *tab, size_t most,
                              struct error *error)
{
    const struct lists_patience patience = {0};
    struct case_filter filter = tab->filter;
    struct case_row *rows;
    struct text due = TEXT_EMPTY;
    enum status status;
    size_t count;

    filter.limit = most;
    TRY(lists_page(writing->desk, &filter, &patience, writing->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++) {
        bool has_unit_day = tab->goes_by_unit && rows[i].unit_due_on != CLOCK_NO_DAY;
        text_clear(&due);
        lists_say_due_of(&due, has_unit_day ? rows[i].unit_due_on : rows[i].due_on, rows[i].flags,
                         filter.today);
        add(writing,
            &(struct morning_line){.id = rows[i].number,
                                   .label = *rows[i].subject ? rows[i].subject : rows[i].number,
                                   .due = arena_copy(writing->arena, due.at),
                                   .is_late = is_late(tab, &rows[i]),
                                   .way = MORNING_CASE});
    }
done:
    text_release(&due);
    return status;
}

/* The latest act that gave the case to the person or reminded them; NULL once they have done
 * anything on it since, or its author took back what they last did. */
static const struct act *find_news(const struct act *acts, size_t count, const char *me)
{
    const struct act *news = NULL;

    for (size_t i = 0; i < count; i++) {
        bool gives = (acts[i].kind == ACT_ASSIGN || acts[i].kind == ACT_DESIGNATE) &&
                     text_same(act_text(&acts[i], FIELD_TO), me);
        bool is_back = acts[i].kind == ACT_UNDO && news && text_same(acts[i].by, news->by);
        if (text_same(acts[i].by, me) || is_back)
            news = NULL;
        else if (gives || acts[i].kind == ACT_REMIND)
            news = &acts[i];
    }
    return news;
}

/* What others gave to the person, or reminded them of. */
static enum status add_news(struct writing *writing, struct error *error)
{
    struct db *db = desk_reader(writing->desk);
    const char *me = desk_person_id(writing->desk);
    int32_t today = desk_today(writing->desk);
    struct text due = TEXT_EMPTY;
    struct case_row *rows;
    size_t count, act_count, said = 0;
    struct act *acts;
    enum status status = STATUS_OK;

    if (!me)
        return STATUS_OK;
    TRY(query_cases_news(db, me, NEWS_READ, writing->arena, &rows, &count, error));
    for (size_t i = 0; i < count && said < NEWS_MOST; i++) {
        TRY(journal_read(db, matters_subject(writing->arena, rows[i].number), writing->arena, &acts,
                         &act_count, error));
        const struct act *news = find_news(acts, act_count, me);
        if (!news)
            continue;
        text_clear(&due);
        lists_say_due_of(&due, rows[i].due_on, rows[i].flags, today);
        add(writing, &(struct morning_line){
                         .id = rows[i].number,
                         .label = arena_format(writing->arena,
                                               news->kind == ACT_REMIND ? _("%s reminds you: %s")
                                                                        : _("%s gave you: %s"),
                                               desk_name(writing->desk, news->by),
                                               *rows[i].subject ? rows[i].subject : rows[i].number),
                         .due = arena_copy(writing->arena, due.at),
                         .is_late = rows[i].due_on != CLOCK_NO_DAY && rows[i].due_on < today,
                         .is_news = true,
                         .way = MORNING_CASE});
        said++;
    }
done:
    text_release(&due);
    return status;
}

/* One's own queues first, then what is pressing in the others at hand. */
static enum status add_queues(struct writing *writing, const struct lists_tab *tabs, size_t count,
                              struct error *error)
{
    enum queue own = lists_own(desk_person(writing->desk));
    enum status status = STATUS_OK;
    size_t own_count = 0;

    for (size_t i = 0; i < count; i++)
        own_count += tabs[i].filter.queue == own && !tabs[i].key && !tabs[i].is_visits;
    for (size_t i = 0; own != QUEUE_MINE && i < count; i++)
        if (tabs[i].filter.queue == own && !tabs[i].key && !tabs[i].is_visits) {
            add_tab(writing, &tabs[i], i);
            if (own_count <= URGENT_MOST)
                TRY(add_urgent(writing, &tabs[i], URGENT_MOST / own_count, error));
        }
    for (size_t k = 0; k < sizeof(looked_at) / sizeof(looked_at[0]); k++)
        for (size_t i = 0; i < count; i++) {
            const struct lists_tab *tab = &tabs[i];
            if (tab->filter.queue != looked_at[k].queue || tab->key || tab->is_visits ||
                looked_at[k].queue == own)
                continue;
            if (tab->has_counts && (tab->counts.count || looked_at[k].is_always))
                add_tab(writing, tab, i);
        }
done:
    return status;
}

static void add_visits(struct writing *writing, const struct lists_tab *tabs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tabs[i].is_visits && tabs[i].counts.count)
            add(writing, &(struct morning_line){.id = "visits",
                                                .label = tabs[i].label,
                                                .has_counts = true,
                                                .count = tabs[i].counts.count,
                                                .late_count = tabs[i].counts.late_count,
                                                .way = MORNING_VISITS});
}

/* What a colleague handed over and nobody has accepted. */
static enum status add_sheet(struct writing *writing, struct error *error)
{
    struct sheet sheet;
    enum status status;
    bool found;

    if (!desk_person(writing->desk))
        return STATUS_OK;
    TRY(sheet_waiting(writing->desk, writing->arena, &sheet, &found, error));
    if (found && (*sheet.to || sheet_may_take(writing->desk)))
        add(writing, &(struct morning_line){
                         .id = "sheet",
                         .label = arena_format(writing->arena, _("to accept: sheet of %s"),
                                               desk_name(writing->desk, sheet.giver)),
                         .way = MORNING_SHEET});
done:
    return status;
}

/* "first", or "first and 2 more". */
static const char *first_of(struct writing *writing, const char *first, size_t count)
{
    if (count == 1)
        return first;
    return arena_format(writing->arena, _("%s and %d more"), first, (int)count - 1);
}

/* What no queue has: one at a time, the next when that is done. */
static enum status add_unsettled(struct writing *writing, struct error *error)
{
    struct unsettled unsettled;
    enum status status;

    TRY(unsettled_load(writing->desk, writing->arena, &unsettled, error));
    if (unsettled.resident_count)
        add(writing,
            &(struct morning_line){
                .id = unsettled.residents[0].id,
                .label = arena_format(
                    writing->arena, _("to settle: %s"),
                    first_of(writing, record_text(&unsettled.residents[0], RECORD_RESIDENTS_NAME),
                             unsettled.resident_count)),
                .is_news = true,
                .way = MORNING_RESIDENT});
    if (unsettled.case_count)
        add(writing, &(struct morning_line){
                         .id = unsettled.cases[0].number,
                         .label = arena_format(
                             writing->arena, _("to erase: %s"),
                             first_of(writing, unsettled.cases[0].number, unsettled.case_count)),
                         .is_news = true,
                         .way = MORNING_CASE});
done:
    return status;
}

/* Residents may have been told days that a calendar has moved since. */
static enum status add_moved(struct writing *writing, struct error *error)
{
    enum status status;
    char day[CLOCK_TEXT];
    bool is_so;
    int32_t on;

    TRY(almanac_moved_lately(writing->desk, writing->arena, &on, &is_so, error));
    if (is_so)
        add(writing,
            &(struct morning_line){.id = "moved",
                                   .label = arena_format(writing->arena, _("due days moved on %s"),
                                                         clock_format_short_day(on, day)),
                                   .way = MORNING_MOVED});
done:
    return status;
}

static void add_words(struct writing *writing, const char *id, const struct text *words)
{
    if (words->length)
        add(writing, &(struct morning_line){.id = id,
                                            .label = arena_copy(writing->arena, words->at),
                                            .way = MORNING_NOWHERE});
}

/* "away: 孙磊 until 11-28 (陈静), ..." of this station, for whoever works here. */
static void add_away(struct writing *writing)
{
    const struct people *people = desk_people(writing->desk);
    struct text words = TEXT_EMPTY;
    char day[CLOCK_TEXT];
    const struct person *me = desk_person(writing->desk);
    int said = 0, more = 0;

    if (me && !text_same(me->node, desk_node(writing->desk)))
        return;
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        if (person->status == PERSON_LEFT || person_is_active(person, people->today) ||
            !text_same(person->node, desk_node(writing->desk)))
            continue;
        if (said++ >= AWAY_MOST) {
            more++;
            continue;
        }
        text_addf(&words, "%s%s", said > 1 ? ", " : _("away: "), person->name);
        if (person->away_until != CLOCK_NO_DAY)
            text_addf(&words, _(" until %s"), clock_format_short_day(person->away_until, day));
        if (*person->cover)
            text_addf(&words, " (%s)", desk_name(writing->desk, person->cover));
    }
    if (more)
        text_addf(&words, _(" and %d more"), more);
    add_words(writing, "away", &words);
    text_release(&words);
}

/* Cases of a grid whose leader has left are reviewed by nobody but the secretary. */
static void add_leaderless(struct writing *writing)
{
    const struct people *people = desk_people(writing->desk);
    const struct person *me = desk_person(writing->desk), *leader;
    struct text words = TEXT_EMPTY;

    if (!me || !(me->roles & (1u << ROLE_SECRETARY | 1u << ROLE_ADMIN)))
        return;
    for (size_t i = 0; i < people->grid_count; i++) {
        const char *tail = strrchr(people->grids[i].code, '-');
        leader = people_find(people, people->grids[i].leader);
        if (!tail || !leader || leader->status != PERSON_LEFT ||
            !text_starts(people->grids[i].code, me->node))
            continue;
        text_addf(&words, words.length ? ", %s (%s)" : _("grid leader has left: %s (%s)"), tail + 1,
                  leader->name);
    }
    add_words(writing, "leaderless", &words);
    text_release(&words);
}

static void add_calendar(struct writing *writing)
{
    struct text words = TEXT_EMPTY;
    int year = almanac_missing_year(writing->desk);

    if (year)
        text_addf(&words, _("the %d calendar is not loaded"), year);
    add_words(writing, "calendar", &words);
    text_release(&words);
}

enum status morning_load(struct desk *desk, struct arena *arena, struct morning_line **lines,
                         size_t *count, struct error *error)
{
    struct writing writing = {.desk = desk, .arena = arena};
    bool counted[QUEUE_COUNT] = {false};
    struct lists_tab *tabs;
    size_t tab_count;
    enum status status;

    counted[lists_own(desk_person(desk))] = true;
    for (size_t k = 0; k < sizeof(looked_at) / sizeof(looked_at[0]); k++)
        counted[looked_at[k].queue] = true;
    TRY(lists_tabs_counting(desk, counted, arena, &tabs, &tab_count, error));
    TRY(add_sheet(&writing, error));
    TRY(add_news(&writing, error));
    TRY(add_unsettled(&writing, error));
    TRY(add_queues(&writing, tabs, tab_count, error));
    add_visits(&writing, tabs, tab_count);
    TRY(add_moved(&writing, error));
    add_leaderless(&writing);
    add_away(&writing);
    add_calendar(&writing);
    *lines = writing.lines;
    *count = writing.count;
done:
    return status;
}
