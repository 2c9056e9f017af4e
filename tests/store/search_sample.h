/* SPDX-License-Identifier: MIT */
/* search_sample: an open file with residents, services and cases that the tests of the search put
 * in, and what is found there, as one text. */
#ifndef SHOUWEN_TESTS_STORE_SEARCH_SAMPLE_H
#define SHOUWEN_TESTS_STORE_SEARCH_SAMPLE_H

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "shouwen/store/search.h"
#include "tests/store/projection.h"

#define NODE "310115007001"
#define GRID NODE "-G01"

static int32_t today;

static inline int make(void **state)
{
    today = clock_day_from(2026, 11, 23);
    return projection_make(state);
}

static inline struct record resident(const char *id, const char *name, const char *phone,
                                     const char *door)
{
    struct record record = {.kind = RECORD_RESIDENTS, .id = id};

    record.value[RECORD_RESIDENTS_NAME] = name;
    record.value[RECORD_RESIDENTS_PHONE] = phone;
    record.value[RECORD_RESIDENTS_DOOR] = door;
    record.value[RECORD_RESIDENTS_GRID] = GRID;
    return record;
}

static inline void put(struct record record)
{
    assert_ok(records_project(db, &record, 0, &error));
}

static inline void put_resident(const char *id, const char *name, const char *phone,
                                const char *door)
{
    put(resident(id, name, phone, door));
}

static inline void put_service(const char *code, const char *name, const char *aliases,
                               const char *place, const char *materials)
{
    struct record record = {.kind = RECORD_SERVICES, .id = code};

    record.value[RECORD_SERVICES_NAME] = name;
    record.value[RECORD_SERVICES_ALIASES] = aliases;
    record.value[RECORD_SERVICES_PLACE] = place;
    record.value[RECORD_SERVICES_MATERIALS] = materials;
    put(record);
}

/* A case as the fold gives it: open, of no linked resident. */
static inline struct matter a_case(int day, const char *name, const char *subject)
{
    static uint64_t bits;
    char number[IDENT_NUMBER];
    struct matter matter = {.node = NODE,
                            .state = STATE_HANDLING,
                            .is_open = true,
                            .holder = "S01",
                            .first_contact = "S01",
                            .subject = subject,
                            .name = name,
                            .due_on = CLOCK_NO_DAY,
                            .unit_due_on = CLOCK_NO_DAY,
                            .waiting_on = CLOCK_NO_DAY};
    const char **const texts[] = {
        &matter.unit,     &matter.channel, &matter.via,    &matter.urgency,    &matter.service,
        &matter.category, &matter.grid,    &matter.ref,    &matter.resident,   &matter.phone,
        &matter.door,     &matter.outcome, &matter.source, &matter.merged_into};

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        *texts[i] = "";
    ident_case_number(NODE, today + day, ++bits, number);
    matter.number = arena_copy(&arena, number);
    matter.opened_at = matter.entered_at = clock_start_of(today + day);
    return matter;
}

static inline const char *put_case(struct matter matter)
{
    struct search_text stood;
    int64_t seq;

    assert_ok(search_read_stood(db, matter.number, &arena, &stood, &error));
    assert_ok(matters_project(db, &matter, &seq, &error));
    assert_ok(search_put_case(db, seq, &stood, &matter, &error));
    return matter.number;
}

static inline struct matter closed(struct matter matter)
{
    matter.is_open = false;
    matter.state = STATE_CLOSED;
    matter.closed_at = matter.opened_at + CLOCK_HOUR;
    return matter;
}

static inline struct matter of(struct matter matter, const char *resident_id)
{
    matter.resident = resident_id;
    return matter;
}

static struct search_hits hits;

static inline const struct search_hits *search_with(const char *typed,
                                                    struct search_context context)
{
    context.today = today;
    context.node = NODE;
    assert_ok(search_query(db, typed, &context, &arena, &hits, &error));
    return &hits;
}

/* What is found, a text for each group: "R1 R2", with why it matched in front of each change. */
static inline void write_hits(struct text *out, enum search_group group)
{
    size_t counts[] = {hits.resident_count, hits.service_count, hits.case_count};
    enum search_why before = SEARCH_WHY_COUNT;

    for (size_t i = 0; i < counts[group]; i++) {
        enum search_why why = group == SEARCH_RESIDENTS  ? hits.residents[i].why
                              : group == SEARCH_SERVICES ? hits.services[i].why
                                                         : hits.cases[i].why;
        const char *id = group == SEARCH_RESIDENTS  ? hits.residents[i].id
                         : group == SEARCH_SERVICES ? hits.services[i].code
                                                    : hits.cases[i].subject;
        text_addf(out, "%s", i ? " " : "");
        if (why != before)
            text_addf(out, "%s: ", search_why_rows[why].word);
        text_add(out, id);
        before = why;
    }
}

static inline void finds(const char *typed, enum search_group group, const char *expected)
{
    struct text out = TEXT_EMPTY;

    search_with(typed, (struct search_context){.limit = 0});
    write_hits(&out, group);
    if (strcmp(out.at, expected) != 0)
        fail_msg("%s finds \"%s\", not \"%s\"", typed, out.at, expected);
    text_release(&out);
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, make, projection_drop)

static inline int run_searches(const char *name, const struct CMUnitTest *tests, size_t count)
{
    scratch_start();
    int failed = _cmocka_run_group_tests(name, tests, count, NULL, NULL);
    scratch_end();
    return failed;
}

#endif
