/* SPDX-License-Identifier: MIT */
/* Cases that came in elsewhere: one opening each, many in a group. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/matter_order.h"
#include "shouwen/store/records.h"
#include "shouwen/store/requests.h"
#include "shouwen/store/search.h"
#include "store/ledger_ahead.h"

#include <stdlib.h>
#include <string.h>

/* Rows of a file name the same days and items over and over; what was read once stays until the
 * group ends. */
struct remembered_day {
    int32_t on;
    const struct people_duty *duty;
    size_t duty_count;
};
enum { MANY = 10000, SHARE = 4, DRAWN_MOST = 1 << 18, SORTED_MOST = 1500000 };

struct ledger_memory {
    struct remembered_day *days;
    size_t day_count, day_room;
    bool has_span; /* of the days that have a roster */
    int32_t first_on, last_on;
    struct situation_service *services;
    size_t service_count, service_room;
    const char **indexes; /* statements that make the dropped ones again */
    size_t index_count;
};

void ledger_forget_import(struct ledger *ledger)
{
    ledger_ahead_forget(ledger);
    ledger->memory = NULL;
    arena_release(&ledger->memory_arena);
}

static struct ledger_memory *memory_of(struct ledger *ledger)
{
    if (!ledger->memory)
        ledger->memory = arena_alloc(&ledger->memory_arena, sizeof(*ledger->memory));
    return ledger->memory;
}

/* What came in elsewhere is mostly older than any roster: of such days nothing is read. */
static enum status has_roster(struct ledger *ledger, int32_t day, bool *has, struct error *error)
{
    struct ledger_memory *memory = memory_of(ledger);
    enum status status = STATUS_OK;

    if (!memory->has_span)
        TRY(records_duty_span(ledger->db, &memory->first_on, &memory->last_on, error));
    memory->has_span = true;
    *has = memory->first_on != CLOCK_NO_DAY && day >= memory->first_on && day <= memory->last_on;
done:
    return status;
}

/* The staff as it is now with the roster of the day when it happened. */
static enum status people_of(struct ledger *ledger, int32_t day, struct people *people,
                             struct error *error)
{
    struct ledger_memory *memory = memory_of(ledger);
    enum status status = STATUS_OK;
    size_t i = memory->day_count;
    bool has;

    *people = ledger->people;
    people->today = day;
    people->duty = NULL;
    people->duty_count = 0;
    TRY(has_roster(ledger, day, &has, error));
    if (!has)
        goto done;
    /* the newest first: files are mostly in the order of days */
    while (i && memory->days[i - 1].on != day)
        i--;
    if (!i) {
        TRY(records_load_duty(ledger->db, &ledger->memory_arena, day, people, error));
        memory->days = arena_grow(&ledger->memory_arena, memory->days, memory->day_count,
                                  &memory->day_room, sizeof(*memory->days));
        memory->days[memory->day_count++] =
            (struct remembered_day){day, people->duty, people->duty_count};
        i = memory->day_count;
    }
    people->duty = memory->days[i - 1].duty;
    people->duty_count = memory->days[i - 1].duty_count;
done:
    return status;
}

static enum status service_of(struct ledger *ledger, const char *code,
                              const struct situation_service **service, struct error *error)
{
    struct ledger_memory *memory = memory_of(ledger);
    struct situation_service item;
    enum status status = STATUS_OK;
    bool found;

    *service = NULL;
    if (text_is_empty(code))
        return STATUS_OK;
    for (size_t i = 0; i < memory->service_count; i++)
        if (text_same(memory->services[i].code, code)) {
            *service = &memory->services[i];
            return STATUS_OK;
        }
    TRY(records_load_service(ledger->db, code, &ledger->memory_arena, &item, &found, error));
    if (!found)
        item = (struct situation_service){.code = arena_copy(&ledger->memory_arena, code),
                                          .name = "",
                                          .category = "",
                                          .place = "",
                                          .limit = ""};
    memory->services = arena_grow(&ledger->memory_arena, memory->services, memory->service_count,
                                  &memory->service_room, sizeof(*memory->services));
    memory->services[memory->service_count++] = item;
    *service = &memory->services[memory->service_count - 1];
done:
    return status;
}

enum status ledger_finish_import(struct ledger *ledger, struct error *error)
{
    struct ledger_memory *memory = ledger->memory;
    enum status status = STATUS_OK;

    TRY(ledger_ahead_write(ledger, true, error));
    if (!memory)
        return STATUS_OK;
    for (size_t i = 0; i < memory->index_count; i++)
        TRY(query_run(db_query_composed(ledger->db, memory->indexes[i]), error));
    if (memory->index_count)
        TRY(search_tidy(ledger->db, error));
    memory->index_count = 0;
done:
    return status;
}

void ledger_make_late_index(struct ledger *ledger)
{
    struct error ignored;

    if (matters_make_late_index(ledger->db, &ignored) == STATUS_OK)
        ledger->has_late_index = false;
}

enum status ledger_tidy(struct ledger *ledger, struct error *error)
{
    enum status status;
    bool is_done;

    TRY(db_begin(ledger->db, error));
    TRY(search_tidy(ledger->db, error));
    TRY(db_commit(ledger->db, error));
    TRY(ledger_erase_sheets(ledger, error));
    TRY(ledger_scrub(ledger, &is_done, error));
done:
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}

/* What was imported before is told from a census where it is not much more than what comes. */
static enum status expect_requests(struct ledger *ledger, int64_t cases, struct error *error)
{
    struct query *query = db_query(ledger->db, SQL_REQUEST_COUNT);
    enum status status;
    bool row;

    TRY(query_step(query, &row, error));
    if (cases < MANY || ledger->requests || query_integer(query, 0) / SHARE > cases)
        goto done;
    db_set_bulk(ledger->db, true);
    TRY(census_take_requests(ledger->db, cases, &ledger->requests, error));
    TRY(census_take_numbers(ledger->db, cases, &ledger->taken, error));
    ledger->number_room = cases < DRAWN_MOST ? (size_t)cases : DRAWN_MOST;
    ledger->census_version = db_version(ledger->db);
done:
    query_reset(query);
    return status;
}

enum status ledger_expect(struct ledger *ledger, int64_t cases, struct error *error)
{
    struct ledger_memory *memory = memory_of(ledger);
    struct query *query = db_query(ledger->db, SQL_MATTERS_LATEST);
    int64_t there = 0;
    enum status status;
    bool row;

    TRY(query_step(query, &row, error));
    there = row ? query_integer(query, 0) : 0;
    query_reset(query);
    TRY(expect_requests(ledger, cases, error));
    /* to make the indexes anew costs all cases, to keep them up only the new ones; and it sorts
     * them in memory */
    if (cases < MANY || cases > SORTED_MOST || there > MANY || memory->index_count)
        goto done;
    TRY(matters_drop_indexes(ledger->db, &ledger->memory_arena, &memory->indexes,
                             &memory->index_count, error));
    ledger->has_late_index = true;
done:
    query_reset(query);
    return status;
}

/* The act with its texts where they stay until all of it is written. */
static struct act *keep(struct arena *arena, const struct act *act)
{
    struct act *kept = arena_copy_bytes(arena, act, sizeof(*act));

    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (act->value[field])
            kept->value[field] = arena_copy(arena, act->value[field]);
    kept->subject = arena_copy(arena, act->subject);
    kept->by = act->by ? arena_copy(arena, act->by) : NULL;
    return kept;
}

static int compare_numbers(const void *a, const void *b)
{
    const uint64_t *one = a, *two = b;

    return (*one < *two) - (*one > *two);
}

/* Many numbers are drawn at once and given out in their order: they say as little as ever, and each
 * transaction of a list writes the indexes by number in a part of them only. */
static void draw_numbers(struct ledger *ledger)
{
    size_t count = ledger->number_room;

    if (!ledger->requests || ledger->number_count)
        return;
    if (!ledger->numbers)
        ledger->numbers = memory_new(count * sizeof(*ledger->numbers));
    crypto_random(ledger->numbers, count * sizeof(*ledger->numbers));
    for (size_t i = 0; i < count; i++)
        ledger->numbers[i] &= 0xFFFFFFFFFFULL;
    qsort(ledger->numbers, count, sizeof(*ledger->numbers), compare_numbers);
    ledger->number_count = count;
}

/* The case of one act is folded from that act, as a refold from the journal would. */
static enum status prepare(struct ledger *ledger, struct act *act, struct error *error)
{
    struct arena *arena = ledger_ahead_arena(ledger);
    struct matter *matter = arena_alloc(arena, sizeof(*matter));
    const char *request = act->value[FIELD_REQUEST];
    struct ahead_row row = {.matter = matter};
    enum status status;

    if (!text_is_empty(request)) {
        row.has_request = true;
        requests_key(request, row.request);
    }
    act = keep(arena, act);
    TRY(journal_prepare(&ledger->log, act, arena, &row.act, error));
    TRY(matter_fold(arena, act, 1, &ledger->calendar, ledger->policy, matter, error));
    row.standing = matters_stand(matter, arena);
    row.search = search_prepare_case(matter, arena);
    TRY(ledger_ahead_add(ledger, &row, error));
done:
    return status;
}

/* True in *is_undone if the opening of a case was taken back. */
static enum status was_undone(struct ledger *ledger, const char *number, struct arena *arena,
                              bool *is_undone, struct error *error)
{
    struct matter_order order;
    enum status status;
    struct act *acts;
    size_t count;

    TRY(journal_read(ledger->db, matters_subject(arena, number), arena, &acts, &count, error));
    matter_order_init(arena, acts, count, &order);
    *is_undone = false;
    for (size_t i = 0; i < count; i++)
        *is_undone = *is_undone || order.undoes_open[i];
done:
    return status;
}

/* The case that stands for a row; NULL if there is none, or it was taken back. */
static enum status find_case(struct ledger *ledger, const char *request, struct arena *arena,
                             const char **number, struct error *error)
{
    struct query *query = NULL;
    enum status status;
    bool row, is_undone;

    *number = NULL;
    if (ledger->requests && !census_may_have_request(ledger->requests, request))
        return STATUS_OK;
    TRY(ledger_ahead_write(ledger, true, error));
    query = db_query(ledger->db, SQL_REQUEST_CASES);
    requests_bind(query, 1, request);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const char *found = query_copy(query, 0, arena);
        if (text_same(query_text(query, 1), "mistaken"))
            TRY(was_undone(ledger, found, arena, &is_undone, error));
        else
            is_undone = false;
        if (!is_undone)
            *number = found;
    }
done:
    if (query)
        query_reset(query);
    return status;
}

enum status ledger_import(struct ledger *ledger, const char *by, const char *taken_in_by,
                          struct act *act, struct arena *arena, bool *is_new, struct error *error)
{
    struct people people;
    struct situation situation = {.people = &people,
                                  .policy = ledger->policy,
                                  .calendar = &ledger->calendar,
                                  .home = ledger->node,
                                  .taken_in_by = taken_in_by,
                                  .is_founding = ledger->is_founding};
    const char *number;
    enum status status;

    TRY(find_case(ledger, act->value[FIELD_REQUEST], arena, &number, error));
    *is_new = !number;
    if (number)
        goto done;
    act->kind = ACT_OPEN;
    ledger_sign(ledger, act, by);
    situation.now = act->entered_at;
    TRY(people_of(ledger, clock_day_of(act->happened_at), &people, error));
    TRY(service_of(ledger, act->value[FIELD_SERVICE], &situation.service, error));
    TRY(ledger_find_hub(ledger, &people, act, arena, &situation.is_linked, error));
    TRY(decide(&situation, arena, act, error));
    draw_numbers(ledger);
    TRY(ledger_mint(ledger, act, arena, &number, error));
    act->subject = matters_subject(arena, number);
    TRY(prepare(ledger, act, error));
    if (ledger->requests)
        census_add_request(ledger->requests, act->value[FIELD_REQUEST]);
done:
    return status;
}
