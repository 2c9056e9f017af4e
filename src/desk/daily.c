/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/daily.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/domain/hours.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"

#include <string.h>

enum { PROMISES_MOST = 1000 };

struct run {
    struct desk *desk;
    struct ledger *ledger;
    struct arena *arena;
    struct arena one; /* for the case that is looked at */
    struct daily_report *report;
    const char **homes; /* that this file is the one of */
    size_t home_count;
};

/* Whatever the person at the terminal sees: the run is the program's. */
static enum status load_case(struct run *run, const char *number, struct matter *matter,
                             struct error *error)
{
    return matters_load(desk_reader(run->desk), number, desk_calendar(run->desk),
                        desk_policy(run->desk), &run->one, matter, error);
}

/* What another file opened is that file's, also where this one has a copy: the daily run of the
 * file that opened a case is the only author of what the calendar brings about (sync.md 1). */
static bool is_own(const struct run *run, const struct matter *matter)
{
    return matter_is_of_file(matter, desk_node(run->desk));
}

static void add_deed(struct run *run, const char *number, enum act_kind kind, const char *reason,
                     const char *holder)
{
    struct daily_report *report = run->report;

    report->deeds = arena_grow(run->arena, report->deeds, report->deed_count, &report->deed_room,
                               sizeof(*report->deeds));
    report->deeds[report->deed_count++] = (struct daily_deed){
        number, kind, arena_copy(run->arena, reason), arena_copy(run->arena, holder)};
}

/* One act by the program. What somebody did meanwhile may have made it needless: no fault. */
static enum status act_on(struct run *run, const char *number, enum act_kind kind, enum why why,
                          struct error *error)
{
    struct act act = {.kind = kind, .subject = matters_subject(&run->one, number)};
    struct matter matter;
    const char *recorded;
    enum status status;

    act.value[FIELD_WHY] = word_whys[why].word;
    status = ledger_record(run->ledger, LEDGER_PROGRAM, &act, 1, &run->one, &recorded, error);
    if (status == STATUS_REFUSED || status == STATUS_CONFLICT)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    TRY(load_case(run, number, &matter, error));
    add_deed(run, number, kind, _(word_whys[why].label), matter.holder);
done:
    return status;
}

static enum status resume_paused(struct run *run, struct error *error)
{
    struct query *query = db_query(desk_reader(run->desk), SQL_MATTERS_PAUSED);
    const char **numbers;
    enum status status;
    size_t count;

    query_bind_integer(query, 1, clock_start_of(run->report->on + 1));
    TRY(query_all_text(query, run->arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct matter matter;
        arena_reset(&run->one);
        TRY(load_case(run, numbers[i], &matter, error));
        if (is_own(run, &matter))
            TRY(act_on(run, numbers[i], ACT_RESUME, WHY_DAY_CAME, error));
    }
done:
    return status;
}

/* The cases of a home that somebody held who is gone from it. */
static enum status take_from(struct run *run, const char *holder, const char *home, enum why why,
                             struct error *error)
{
    const char **numbers;
    enum status status;
    size_t count;

    TRY(matters_open_numbers(desk_reader(run->desk), holder, run->arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct matter matter;
        arena_reset(&run->one);
        TRY(load_case(run, numbers[i], &matter, error));
        if (text_same(matter.node, home) && is_own(run, &matter) &&
            responsibility_heir(desk_people(run->desk), matter.rule, matter.node))
            TRY(act_on(run, numbers[i], ACT_FALL_BACK, why, error));
    }
done:
    return status;
}

/* Who left, or moved to another place, has their cases taken at once where that was recorded;
 * another place's word, or an act that came in later, is made good here. */
static enum status take_from_those_gone(struct run *run, struct error *error)
{
    struct matters_load_row *rows;
    enum status status;
    size_t count;

    TRY(matters_each_holder(desk_reader(run->desk), run->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++) {
        enum responsibility_gone gone =
            responsibility_gone(desk_people(run->desk), rows[i].holder, rows[i].node);
        if (gone != RESPONSIBILITY_HERE)
            TRY(take_from(run, rows[i].holder, rows[i].node,
                          gone == RESPONSIBILITY_LEFT ? WHY_LEFT : WHY_MOVED, error));
    }
done:
    return status;
}

/* Of the cases that a statement gives, those whose time is over fall back. */
static enum status time_out(struct run *run, enum sql sql, int64_t before, struct error *error)
{
    struct query *query = db_query(desk_reader(run->desk), sql);
    const char **numbers;
    enum status status;
    size_t count;

    query_bind_integer(query, 1, before);
    TRY(query_all_text(query, run->arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct matter matter;
        arena_reset(&run->one);
        TRY(load_case(run, numbers[i], &matter, error));
        if (!is_own(run, &matter) || !matter_times_out(&matter, desk_calendar(run->desk),
                                                       desk_policy(run->desk), run->report->on))
            continue;
        TRY(act_on(run, numbers[i], ACT_FALL_BACK,
                   matter_is_late(&matter, run->report->on) ? WHY_LATE : WHY_UNACCEPTED, error));
    }
done:
    return status;
}

static void look_at_covers(struct run *run, int32_t since)
{
    const struct people *people = desk_people(run->desk);
    struct daily_report *report = run->report;

    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        bool has_ended = person->away_until != CLOCK_NO_DAY && person->away_until >= since &&
                         person->away_until < report->on;
        bool begins = !has_ended && person->away_from != CLOCK_NO_DAY &&
                      person->away_from > since && person->away_from <= report->on;
        if (person->status == PERSON_LEFT || (!begins && !has_ended))
            continue;
        report->covers = arena_grow(run->arena, report->covers, report->cover_count,
                                    &report->cover_room, sizeof(*report->covers));
        report->covers[report->cover_count++] = (struct daily_cover){
            .id = arena_copy(run->arena, person->id),
            .name = arena_copy(run->arena, person->name),
            .cover = arena_copy(run->arena, desk_name(run->desk, person->cover)),
            .has_ended = has_ended,
        };
    }
}

/* Whether the latest case of a home was opened in this file: then the station works in it. */
static enum status is_home(struct run *run, const char *home, bool *is, struct error *error)
{
    const struct case_filter latest = {
        .queue = QUEUE_ALL, .homes = &home, .home_count = 1, .today = run->report->on, .limit = 1};
    struct matter matter;
    struct case_row *rows;
    enum status status;
    size_t count;

    *is = text_same(home, desk_node(run->desk));
    if (*is)
        return STATUS_OK;
    arena_reset(&run->one);
    TRY(query_cases(desk_reader(run->desk), &latest, &run->one, &rows, &count, error));
    if (!count)
        goto done;
    TRY(load_case(run, rows[0].number, &matter, error));
    *is = is_own(run, &matter);
done:
    return status;
}

static enum status find_homes(struct run *run, struct error *error)
{
    const char **homes;
    enum status status;
    size_t count;
    bool is;

    TRY(query_cases_homes(desk_reader(run->desk), run->arena, &homes, &count, error));
    run->homes = homes;
    for (size_t i = 0; i < count; i++) {
        TRY(is_home(run, homes[i], &is, error));
        if (is)
            homes[run->home_count++] = homes[i];
    }
done:
    return status;
}

static bool has_home(const struct run *run, const char *node)
{
    for (size_t i = 0; i < run->home_count; i++)
        if (text_same(run->homes[i], node))
            return true;
    return false;
}

static enum status count_cases(struct run *run, struct error *error)
{
    struct matters_load_row *rows;
    enum status status;
    size_t count;

    TRY(matters_each_load(desk_reader(run->desk), run->report->on, run->arena, &rows, &count,
                          error));
    for (size_t i = 0; i < count; i++) {
        if (!has_home(run, rows[i].node))
            continue;
        run->report->open_count += rows[i].open_count;
        run->report->late_count += rows[i].late_count;
    }
done:
    return status;
}

static enum status list_promises(struct run *run, struct error *error)
{
    struct daily_report *report = run->report;
    enum status status;
    size_t count, kept = 0;

    TRY(query_promises(desk_reader(run->desk), clock_start_of(report->on + 1), PROMISES_MOST,
                       run->arena, &report->promises, &count, error));
    for (size_t i = 0; i < count; i++)
        if (has_home(run, report->promises[i].node))
            report->promises[kept++] = report->promises[i];
    report->promise_count = kept;
done:
    return status;
}

/* The numbers of those whose home works in this file. */
static enum status read_at_home(struct run *run, struct query *query, const char ***numbers,
                                size_t *count, struct error *error)
{
    enum status status;
    size_t room = 0;
    bool row;

    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        if (!has_home(run, query_text(query, 1)))
            continue;
        *numbers = arena_grow(run->arena, *numbers, *count, &room, sizeof(**numbers));
        (*numbers)[(*count)++] = query_copy(query, 0, run->arena);
    }
done:
    query_reset(query);
    return status;
}

/* What to see to today, as numbers. */
static enum status list_reminders(struct run *run, struct error *error)
{
    struct daily_report *report = run->report;
    struct query *query = db_query(desk_reader(run->desk), SQL_MATTERS_DUE_ON);
    enum status status;

    query_bind_integer(query, 1, report->on);
    TRY(read_at_home(run, query, &report->due_today, &report->due_today_count, error));
    query = db_query(desk_reader(run->desk), SQL_MATTERS_UNACCEPTED);
    query_bind_integer(query, 1, clock_start_of(report->on + 1));
    TRY(read_at_home(run, query, &report->unaccepted, &report->unaccepted_count, error));
done:
    return status;
}

enum status daily_is_due(struct desk *desk, bool *is_due, struct error *error)
{
    int32_t on, before;
    enum status status;

    TRY(ledger_last_run(desk_reader(desk), &on, &before, error));
    *is_due = on != clock_day_of(clock_now_at());
done:
    return status;
}

enum status daily_may_remind(struct desk *desk, bool *may, struct error *error)
{
    struct arena arena = {0};
    struct record node;
    struct hours hours;
    enum status status;
    bool found;

    *may = true;
    TRY(records_get(desk_reader(desk), RECORD_NODES, desk_node(desk), &arena, &node, &found,
                    error));
    const char *text = found ? record_text(&node, RECORD_NODES_HOURS) : "";
    if (*text && hours_parse(text, &hours))
        *may = hours_is_open(&hours, clock_now_at(), NULL);
done:
    arena_release(&arena);
    return status;
}

static void add_count(struct text *out, const char *format, size_t count)
{
    if (!count)
        return;
    text_add(out, out->length ? _(", ") : "");
    text_addf(out, format, (int)count);
}

void daily_say(const struct daily_report *report, bool may_remind, struct text *out)
{
    size_t fallen = 0;

    for (size_t i = 0; i < report->deed_count; i++)
        fallen += report->deeds[i].kind == ACT_FALL_BACK;
    add_count(out, _("%d to fallback"), fallen);
    add_count(out, _("%d go on again"), report->deed_count - fallen);
    if (!may_remind)
        return;
    add_count(out, _("%d due today"), report->due_today_count);
    add_count(out, _("%d late"), (size_t)report->late_count);
    add_count(out, _("%d promises today"), report->promise_count);
    add_count(out, _("%d not accepted yet"), report->unaccepted_count);
}

enum status daily_run(struct desk *desk, struct arena *arena, struct daily_report *report,
                      struct error *error)
{
    struct run run = {.desk = desk, .arena = arena, .report = report};
    int32_t last, before;
    enum status status;

    *report = (struct daily_report){0};
    TRY(desk_ledger(desk, &run.ledger, error));
    TRY(desk_refresh(desk, error));
    report->on = desk_today(desk);
    TRY(resume_paused(&run, error));
    TRY(take_from_those_gone(&run, error));
    TRY(time_out(&run, SQL_MATTERS_UNACCEPTED, clock_start_of(report->on), error));
    TRY(time_out(&run, SQL_MATTERS_OVERDUE, report->on, error));
    TRY(desk_refresh(desk, error));
    TRY(ledger_last_run(desk_reader(desk), &last, &before, error));
    last = last == report->on ? before : last;
    look_at_covers(&run, last == CLOCK_NO_DAY ? report->on - 1 : last);
    TRY(find_homes(&run, error));
    TRY(list_reminders(&run, error));
    TRY(list_promises(&run, error));
    TRY(count_cases(&run, error));
    report->missing_year = almanac_missing_year(desk);
    TRY(ledger_tidy(run.ledger, error));
    TRY(ledger_note_run(run.ledger, report->on, error));
done:
    arena_release(&run.one);
    return status;
}
