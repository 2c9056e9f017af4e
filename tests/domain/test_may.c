/* SPDX-License-Identifier: MIT */
/* Who may do what, walked whole: every act by every role in every place, with and without the
 * case's own grid, against domain.md 3 written down again by hand. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/domain/decide.h"
#include "shouwen/domain/deed.h"
#include "shouwen/domain/visibility.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define GRID WORLD_STATION "-G03"
#define OTHER_GRID WORLD_STATION "-G04"
#define DEPARTMENT "310115-fgj"

/* In the order of their codes. */
static const struct {
    const char *word, *code;
} places[] = {{"district", "310115"},       {"department", "310115-fgj"},
              {"section", "310115007-mzk"}, {"street", "310115007"},
              {"home", WORLD_STATION},      {"neighbour", "310115007002"},
              {"elsewhere", "310115008001"}};
enum { PLACES = sizeof(places) / sizeof(places[0]) };

/* Each role once, those that look after a grid once with the case's own and once with another. */
static const struct {
    const char *word;
    enum role role;
    bool has_grid;
} parts[] = {{"desk", ROLE_DESK, false},
             {"joint", ROLE_JOINT, false},
             {"worker", ROLE_WORKER, false},
             {"leader", ROLE_GRID_LEADER, true},
             {"other-leader", ROLE_GRID_LEADER, false},
             {"member", ROLE_GRID_MEMBER, true},
             {"other-member", ROLE_GRID_MEMBER, false},
             {"helper", ROLE_GRID_HELPER, true},
             {"informant", ROLE_INFORMANT, false},
             {"secretary", ROLE_SECRETARY, false},
             {"dispatcher", ROLE_DISPATCHER, false},
             {"clerk", ROLE_CLERK, false},
             {"supervisor", ROLE_SUPERVISOR, false},
             {"admin", ROLE_ADMIN, false}};
enum { PARTS = sizeof(parts) / sizeof(parts[0]), SPECIAL = 3, PEOPLE = PARTS * PLACES + SPECIAL };

/* Who may, by label: role@place; first took the case in, holder is accountable, roster has no role
 * but is on duty today; clerk@department only once it has the case. */
#define AT_DESK "desk@home joint@home roster"
#define SEES                                                                                       \
    AT_DESK " worker@home secretary@home leader@home member@home dispatcher@street first holder"
#define AT_STATION AT_DESK " worker@home secretary@home leader@home member@home first holder"
static const struct {
    const char *act, *who;
} table[] = {
    {"tick", AT_DESK " holder"},
    {"answer", "holder"},
    {"solve", "holder"},
    {"accept", "holder"},
    {"assign", "first leader@home secretary@home"},
    {"take-over", AT_DESK},
    {"decline", "holder"},
    {"fall-back", "holder leader@home"},
    {"designate", "secretary@home"},
    {"claim", "secretary@home"},
    {"report-up", "holder leader@home"},
    {"dispatch", "dispatcher@street"},
    {"give-back", "clerk@department"},
    {"reply", "clerk@department dispatcher@street"},
    {"remind", AT_DESK " holder leader@home secretary@home"},
    {"supervise", "supervisor@district"},
    {"extend", "supervisor@district"},
    {"on-site", "secretary@home dispatcher@street"},
    {"tell", "holder"},
    {"rate", AT_STATION " dispatcher@street"},
    {"close", "holder"},
    {"reopen", AT_DESK},
    {"merge", AT_DESK " leader@home"},
    {"withdraw", AT_DESK},
    {"wait", "holder clerk@department"},
    {"resume", "holder clerk@department"},
    {"promise", AT_STATION},
    {"keep", AT_STATION},
    {"shelve", "secretary@home"},
    {"note", SEES " clerk@department supervised"},
    {"amend", AT_DESK " holder"},
    {"undo", "last"},
    {"resolve", "secretary@home dispatcher@street"},
    {"erase", "admin@home admin@street admin@district"},
};
enum { ACTS = sizeof(table) / sizeof(table[0]) };

static struct person staff[PEOPLE];
static char ids[PEOPLE][8], labels[PEOPLE][40];
static const struct people_duty duty[] = {
    {.staff_id = "X3", .shift = "", .seat = "desk", .from = "00:00", .to = "23:59"}};
static struct people people;

static void add(size_t *count, const char *id, unsigned roles, const char *node, const char *grids)
{
    struct person *person = &staff[*count];

    snprintf(ids[*count], sizeof(ids[0]), "%s", id);
    *person = (struct person){.id = ids[*count],
                              .name = ids[*count],
                              .roles = roles,
                              .node = node,
                              .grids = grids,
                              .cover = "",
                              .away_from = CLOCK_NO_DAY,
                              .away_until = CLOCK_NO_DAY};
    ++*count;
}

static void gather(void)
{
    static const char *const special[SPECIAL] = {"first", "holder", "roster"};
    size_t count = 0;
    char id[8];

    for (size_t part = 0; part < PARTS; part++)
        for (size_t place = 0; place < PLACES; place++) {
            bool is_home = strcmp(places[place].word, "home") == 0;
            snprintf(id, sizeof(id), "P%03zu", count);
            snprintf(labels[count], sizeof(labels[0]), "%s@%s", parts[part].word,
                     places[place].word);
            add(&count, id, 1u << parts[part].role, places[place].code,
                !is_home               ? ""
                : parts[part].has_grid ? GRID
                                       : OTHER_GRID);
        }
    for (int i = 0; i < SPECIAL; i++) {
        snprintf(id, sizeof(id), "X%d", i + 1);
        snprintf(labels[count], sizeof(labels[0]), "%s", special[i]);
        add(&count, id, i < 2 ? 1u << ROLE_WORKER : 0, WORLD_STATION, "");
    }
    people =
        (struct people){.at = staff, .count = count, .duty = duty, .duty_count = 1, .today = 20777};
}

static bool names(const char *list, const char *label)
{
    size_t length = strlen(label);

    for (const char *at = list; (at = strstr(at, label)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

/* A case of the station in its grid: taken in by X1, assigned to X2. */
static void open_case(struct world *world, struct world_case *one)
{
    static const struct {
        const char *by, *act, *to, *channel, *subject, *grid;
    } steps[] = {{"X1", "open", NULL, "walk-in", "外墙渗水", GRID},
                 {"X1", "assign", "X2", NULL, NULL, NULL}};
    struct error error;

    world_person(world, "X1")->roles = 1u << ROLE_WORKER;
    world_person(world, "X2")->roles = 1u << ROLE_WORKER;
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct act act = {.kind = act_kind_of(steps[i].act)};
        act.value[FIELD_TO] = steps[i].to;
        act.value[FIELD_CHANNEL] = steps[i].channel;
        act.value[FIELD_SUBJECT] = steps[i].subject;
        act.value[FIELD_GRID] = steps[i].grid;
        if (world_try(world, one, &act, steps[i].by, &error) != STATUS_OK)
            fail_msg("%s: %s", steps[i].act, error.message);
    }
}

/* Whoever does it has one role in one place from then on. */
static void step(struct world *world, struct world_case *one, const char *by, unsigned role,
                 const char *node, const char *word, const char *to)
{
    struct act act = {.kind = act_kind_of(word)};
    char until[24];
    struct error error;

    struct person *person = world_person(world, by);
    person->roles = 1u << role;
    person->node = node;
    act.value[FIELD_TO] = to;
    act.value[FIELD_REASON] = act.value[FIELD_TEXT] = "现场看过";
    snprintf(until, sizeof(until), "%lld", (long long)clock_start_of(20790));
    if (act_rows[act.kind].flags & ACT_UNTIL)
        act.value[FIELD_UNTIL] = until;
    if (act.kind == ACT_CLOSE)
        act.value[FIELD_OUTCOME] = "solved";
    if (world_try(world, one, &act, by, &error) != STATUS_OK)
        fail_msg("%s: %s", word, error.message);
}

/* What permission depends on beside the table. */
struct standing {
    bool is_dispatched; /* the department has it now */
    bool was_dispatched;
    bool is_supervised;
    const char *accountable; /* a label */
    const char *last;        /* the label of the last act's author */
};

/* What stands in the table, for a case that stands so. */
static bool may(size_t row, const char *label, const struct standing *at)
{
    const char *who = table[row].who;

    if (strcmp(table[row].act, "undo") == 0)
        return strcmp(label, at->last) == 0;
    if (strcmp(label, at->accountable) == 0 && names(who, "holder"))
        return true;
    /* who had it once is a colleague of the station */
    if (strcmp(label, "holder") == 0)
        label = "worker@home";
    /* and a department that had it looks back at it */
    if (strcmp(label, "clerk@department") == 0 && !at->is_dispatched)
        return at->was_dispatched && names(who, "supervised");
    if (strcmp(label, "supervisor@district") == 0 && names(who, "supervised"))
        return at->is_supervised;
    return names(who, label);
}

static int walk(struct world *world, struct world_case *one, const struct standing *at)
{
    struct situation situation;
    struct matter matter;
    int faults = 0;

    assert_true(world_fold(world, one, &matter));
    world_situate(world, &people, &matter, NULL, &situation);
    for (size_t row = 0; row < ACTS; row++)
        for (size_t i = 0; i < people.count; i++) {
            struct error error = {.kind = STATUS_OK};
            bool is_possible =
                decide_is_possible(&situation, act_kind_of(table[row].act), staff[i].id, &error);
            bool is_allowed = is_possible || error.kind != STATUS_DENIED;
            bool wanted = may(row, labels[i], at);
            /* who did something before the last act is told so, not that they may not */
            if (strcmp(table[row].act, "undo") == 0 && is_allowed && !is_possible)
                is_allowed = false;
            if (is_allowed == wanted)
                continue;
            printf("# %s by %s: %s\n", table[row].act, labels[i],
                   wanted ? error.message : "was allowed");
            faults++;
        }
    return faults;
}

static void every_act_is_in_the_table(void **state)
{
    (void)state;
    assert_int_equal(ACTS, ACT_CASE_KINDS - 1); /* all but open, which has no case yet */
    for (size_t row = 0; row < ACTS; row++)
        for (size_t other = 0; other < row; other++)
            assert_string_not_equal(table[row].act, table[other].act);
}

static void a_case_at_its_station(void **state)
{
    struct world world;

    (void)state;
    world_init(&world, clock_start_of(20777) + 10 * CLOCK_HOUR);
    struct world_case *one = world_case(&world, "A");
    open_case(&world, one);
    const struct standing at = {.accountable = "holder", .last = "first"};
    assert_int_equal(walk(&world, one, &at), 0);
    world_release(&world);
}

static void a_case_at_a_department_that_is_supervised(void **state)
{
    struct world world;

    (void)state;
    world_init(&world, clock_start_of(20777) + 10 * CLOCK_HOUR);
    struct world_case *one = world_case(&world, "A");
    open_case(&world, one);
    step(&world, one, "X2", ROLE_WORKER, WORLD_STATION, "report-up", NULL);
    step(&world, one, "D1", ROLE_DISPATCHER, WORLD_STREET, "dispatch", "310115-fgj");
    step(&world, one, "V1", ROLE_SUPERVISOR, "310115", "supervise", NULL);
    const struct standing at = {.is_dispatched = true,
                                .was_dispatched = true,
                                .is_supervised = true,
                                .accountable = "holder",
                                .last = "nobody"};
    assert_int_equal(walk(&world, one, &at), 0);
    world_release(&world);
}

/* The way of a case, and who may do what after each step of it. */
#define STEP(by, role, node, act, to, state, has, had, accountable, last)                          \
    {by, ROLE_##role, node, act, to, STATE_##state, {has, had, false, accountable, last}},
static const struct {
    const char *by;
    unsigned role;
    const char *node, *act, *to;
    enum matter_state state;
    struct standing at;
} way[] = {
    STEP("X2", WORKER, WORLD_STATION, "report-up", NULL, REPORTED, 0, 0, "holder", "holder") STEP(
        "D1", DISPATCHER, WORLD_STREET, "dispatch", DEPARTMENT, DISPATCHED, 1, 1, "holder",
        "") STEP("U1", CLERK, DEPARTMENT, "wait", NULL, WAITING, 1, 1, "holder",
                 "") STEP("U1", CLERK, DEPARTMENT, "resume", NULL, DISPATCHED, 1, 1, "holder", "")
        STEP("U1", CLERK, DEPARTMENT, "reply", NULL, REPLIED, 0, 1, "holder", "")
            STEP("X2", WORKER, WORLD_STATION, "decline", NULL, REPLIED, 0, 1, "secretary@home",
                 "holder") STEP("C1", SECRETARY, WORLD_STATION, "shelve", NULL,
                                SHELVED, 0, 1, "secretary@home", "")
                STEP("C1", SECRETARY, WORLD_STATION, "designate", "X2", SHELVED, 0, 1, "holder", "")
                    STEP("X2", WORKER, WORLD_STATION, "tell", NULL, TOLD, 0, 1, "holder", "holder")
                        STEP("X2", WORKER, WORLD_STATION, "close", NULL, CLOSED, 0, 1, "holder",
                             "holder")};

static void at_every_step_of_its_way(void **state)
{
    struct world world;
    struct matter matter;

    (void)state;
    world_init(&world, clock_start_of(20777) + 10 * CLOCK_HOUR);
    struct world_case *one = world_case(&world, "A");
    open_case(&world, one);
    for (size_t i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
        step(&world, one, way[i].by, way[i].role, way[i].node, way[i].act, way[i].to);
        assert_true(world_fold(&world, one, &matter));
        assert_int_equal(matter.state, way[i].state);
        if (walk(&world, one, &way[i].at) != 0)
            fail_msg("after %s", way[i].act);
    }
    world_release(&world);
}

/* Opening is for any active staff of a station or street centre, whatever their role. */
static void opening_goes_by_the_place(void **state)
{
    struct world world;
    struct situation situation;

    (void)state;
    world_init(&world, clock_start_of(20777) + 10 * CLOCK_HOUR);
    world_situate(&world, &people, NULL, NULL, &situation);
    for (size_t i = 0; i < people.count; i++) {
        enum node_level level = node_level_of(staff[i].node);
        struct error error = {.kind = STATUS_OK};
        bool is_possible = decide_is_possible(&situation, ACT_OPEN, staff[i].id, &error);
        if (is_possible != (level == NODE_STATION || level == NODE_STREET))
            fail_msg("open by %s: %s", labels[i], is_possible ? "was allowed" : error.message);
        assert_int_equal(deed_may_somewhere(&people, &staff[i], DEED_INTAKE), is_possible);
    }
    world_release(&world);
}

/* Who may do what is no act, for a resident of the case's grid and what is the holder's own; "*" is
 * every role, or every place. */
#define ANYBODY "*@street *@home *@neighbour *@elsewhere first holder roster"
#define CARERS                                                                                     \
    AT_DESK " worker@home secretary@home leader@home member@home dispatcher@street first holder"
static const struct {
    const char *word, *who;
} deeds[] = {
    {"case open", ANYBODY},
    {"session call", "secretary@home dispatcher@street"},
    {"session", "*@home first holder roster dispatcher@street"},
    {"hand-over", ANYBODY},
    {"hand-over accept", AT_DESK},
    {"resident", CARERS " admin@*"},
    {"resident join", CARERS " admin@*"},
    {"resident erase", "admin@*"},
    {"demand", ANYBODY},
    {"visit record", CARERS},
    {"visit undo", "holder"},
    {"tally", ANYBODY},
    {"staff away", "holder secretary@home admin@*"},
    {"staff leave", "secretary@home admin@*"},
    {"staff pin", "holder admin@*"},
    {"pins", "admin@*"},
    {"import", "admin@*"},
    {"sync", "admin@*"},
};

/* "desk@home" is named by itself, by "*@home" and by "desk@*". */
static bool is_named(const char *list, const char *label)
{
    const char *at = strchr(label, '@');
    char any_role[48], any_place[48];

    if (!at)
        return names(list, label);
    snprintf(any_role, sizeof(any_role), "*%s", at);
    snprintf(any_place, sizeof(any_place), "%.*s@*", (int)(at - label), label);
    return names(list, label) || names(list, any_role) || names(list, any_place);
}

static void what_is_no_act_goes_by_role_and_place(void **state)
{
    const struct deed_place place = {.node = WORLD_STATION, .grid = GRID, .owner = "X2"};

    (void)state;
    assert_int_equal(sizeof(deeds) / sizeof(deeds[0]), DEED_COUNT - 1);
    for (int deed = DEED_NONE + 1; deed < DEED_COUNT; deed++) {
        assert_string_equal(deed_rows[deed].word, deeds[deed - 1].word);
        for (size_t i = 0; i < people.count; i++) {
            bool may = deed_may(&people, &staff[i], (enum deed)deed, &place);
            if (may != is_named(deeds[deed - 1].who, labels[i]))
                fail_msg("%s by %s: %s", deed_rows[deed].word, labels[i],
                         may ? "allowed" : "refused");
            assert_true(!may || deed_may_somewhere(&people, &staff[i], (enum deed)deed));
        }
    }
}

/* Who has left does nothing; who is away takes in nothing, and still says how long. */
static void who_is_not_here_does_little(void **state)
{
    const struct deed_place place = {.node = WORLD_STATION, .grid = GRID, .owner = "X2"};
    struct person gone = staff[people.count - 2];

    (void)state;
    gone.status = PERSON_LEAVE;
    for (int deed = DEED_NONE + 1; deed < DEED_COUNT; deed++) {
        bool by_self = deed_rows[deed].who & (DEED_BY_SELF | DEED_BY_STATION);
        assert_int_equal(deed_may(&people, &gone, (enum deed)deed, &place), by_self);
    }
    gone.status = PERSON_LEFT;
    for (int deed = DEED_NONE + 1; deed < DEED_COUNT; deed++)
        assert_false(deed_may(&people, &gone, (enum deed)deed, &place));
}

/* Who sees nothing of a case can do nothing with it, and who acts sees it; but the supervisor, who
 * supervises by what the head says. */
static void who_acts_sees(void **state)
{
    struct world world;
    struct situation situation;
    struct matter matter;

    (void)state;
    world_init(&world, clock_start_of(20777) + 10 * CLOCK_HOUR);
    struct world_case *one = world_case(&world, "A");
    open_case(&world, one);
    assert_true(world_fold(&world, one, &matter));
    world_situate(&world, &people, &matter, NULL, &situation);
    for (size_t i = 0; i < people.count; i++) {
        struct visibility visibility = visibility_of(&people, &staff[i]);
        enum sight sight = visibility_of_matter(&visibility, &matter);
        unsigned who = decide_who(&situation, &staff[i]) & ~(unsigned)(WHO_STAFF | WHO_VIEWER);
        if (who && sight == SIGHT_NONE)
            fail_msg("%s sees nothing, and may act", labels[i]);
        assert_int_equal(sight == SIGHT_HEAD, strcmp(labels[i], "supervisor@district") == 0);
    }
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_is_in_the_table),
        cmocka_unit_test(a_case_at_its_station),
        cmocka_unit_test(a_case_at_a_department_that_is_supervised),
        cmocka_unit_test(at_every_step_of_its_way),
        cmocka_unit_test(opening_goes_by_the_place),
        cmocka_unit_test(what_is_no_act_goes_by_role_and_place),
        cmocka_unit_test(who_is_not_here_does_little),
        cmocka_unit_test(who_acts_sees),
    };

    gather();
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    world_calendar_release();
    return failed;
}
