/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/text.h"

#include <stdlib.h>
#include <string.h>

/* What a candidate is ordered by beside its tier. */
struct place {
    struct search_candidate *candidate;
    const char *node;
};

static enum status find_promise(struct search *search, struct search_resident *hit,
                                struct error *error)
{
    struct query *query = db_query(search->db, SQL_FIND_PROMISE);

    query_bind_text(query, 1, hit->id);
    query_bind_integer(query, 2, clock_start_of(search->context->today + 1));
    enum status status = query_step(query, &hit->is_promised_today, error);
    query_reset(query);
    return status;
}

static enum status look_up_cases(struct search *search, struct search_candidate *candidate,
                                 struct error *error)
{
    struct search_resident *hit = &candidate->hit;
    struct query *query = db_query(search->db, SQL_FIND_NEARNESS);
    enum status status;
    bool row;

    query_bind_text(query, 1, hit->id);
    TRY(query_step(query, &row, error));
    if (!query_is_null(query, 0)) {
        hit->has_open_case = query_integer(query, 0);
        hit->contact_on = clock_day_of(query_integer(query, 1));
    }
    query_reset(query);
    candidate->is_looked_up = true;
    if (hit->has_open_case)
        TRY(find_promise(search, hit, error));
done:
    return status;
}

/* Less than 0 if a comes before b because of a number that is smaller. */
static int smaller_first(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int urgency(const struct search_resident *hit)
{
    return hit->is_promised_today ? 0 : hit->has_open_case ? 1 : 2;
}

static int compare_residents(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    const struct search_resident *one = &x->candidate->hit, *two = &y->candidate->hit;
    int order;

    if ((order = smaller_first(one->former != NULL, two->former != NULL)) ||
        (order = smaller_first(one->why, two->why)) ||
        (order = smaller_first(urgency(one), urgency(two))) ||
        (order = smaller_first(!text_starts(x->candidate->node, x->node),
                               !text_starts(y->candidate->node, y->node))) ||
        (order = smaller_first(two->contact_on, one->contact_on)) ||
        (order = strcmp(x->candidate->sort_key, y->candidate->sort_key)) ||
        (order = strcmp(one->door, two->door)))
        return order;
    return strcmp(one->id, two->id);
}

enum status search_rank_residents(struct search *search, struct search_candidates *candidates,
                                  struct error *error)
{
    struct search_hits *hits = search->hits;
    const char *node = search->context->node ? search->context->node : "";
    struct place *places = arena_alloc(search->arena, (candidates->count + 1) * sizeof(*places));
    enum status status = STATUS_OK;

    for (size_t i = 0; i < candidates->count; i++) {
        places[i] = (struct place){&candidates->at[i], node};
        if (status == STATUS_OK && candidates->at[i].may_have_case)
            status = look_up_cases(search, &candidates->at[i], error);
    }
    qsort(places, candidates->count, sizeof(*places), compare_residents);
    hits->resident_count = candidates->count < search->limit ? candidates->count : search->limit;
    hits->residents =
        arena_alloc(search->arena, (hits->resident_count + 1) * sizeof(*hits->residents));
    for (size_t i = 0; i < hits->resident_count; i++) {
        if (status == STATUS_OK && !places[i].candidate->is_looked_up)
            status = look_up_cases(search, places[i].candidate, error);
        hits->residents[i] = places[i].candidate->hit;
    }
    return status;
}

/* Done here before a link or a colleague who carries it, before only there; what must not be
 * certified keeps its place, and so does what the list says nothing about. */
static int distance(const char *place)
{
    static const char *const farther[] = {"video", "proxy", "street"};

    for (int i = 0; i < 3; i++)
        if (strcmp(place, farther[i]) == 0)
            return i + 1;
    return 0;
}

static int compare_services(const void *a, const void *b)
{
    const struct search_service *one = a, *two = b;
    int order;

    if ((order = smaller_first(one->why, two->why)) ||
        (order = smaller_first(two->use_count, one->use_count)) ||
        (order = smaller_first(distance(one->place), distance(two->place))))
        return order;
    return strcmp(one->code, two->code);
}

void search_rank_services(struct search_service *services, size_t count)
{
    if (!count)
        return;
    qsort(services, count, sizeof(*services), compare_services);
}

static int compare_cases(const void *a, const void *b)
{
    const struct search_case *one = a, *two = b;
    int order;

    if ((order = smaller_first(two->is_same_topic, one->is_same_topic)) ||
        (order = smaller_first(one->why, two->why)) ||
        (order = smaller_first(two->is_open, one->is_open)) ||
        (order = smaller_first(two->opened_at, one->opened_at)))
        return order;
    return strcmp(one->number, two->number);
}

void search_rank_cases(struct search_case *cases, size_t count)
{
    if (!count)
        return;
    qsort(cases, count, sizeof(*cases), compare_cases);
}
