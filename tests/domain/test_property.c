/* SPDX-License-Identifier: MIT */
/* Random days at a station: legal and illegal acts by everybody, people leaving, going on leave and
 * coming back, two terminals that part and meet. Whatever happens, one person is accountable for
 * each open case. A failure prints its seed; SHOUWEN_SEED=N runs that one alone. */
#include "config.h"

#include "forge.h"
#include "world.h"

#include "shouwen/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { RUNS = 2000, STEPS = 60, TRIES = 30 };

struct run {
    struct world world;
    unsigned number, seed;
    bool have_parted, was_parted; /* since the beginning */
    size_t done, refused;
};

static const struct {
    const char *id, *roles, *node, *grids;
} cast[] = {
    {"A12", "admin", WORLD_STATION, ""},
    {"N05", "secretary", "310115007005", ""},
    {"S01", "desk;worker", WORLD_STATION, ""},
    {"S02", "joint", WORLD_STATION, ""},
    {"S03", "worker", WORLD_STATION, ""},
    {"S04", "worker;grid_leader", WORLD_STATION, "310115007001-G03"},
    {"S05", "secretary", WORLD_STATION, ""},
    {"S06", "worker;secretary", WORLD_STATION, ""},
    {"S10", "informant", WORLD_STATION, "310115007001-G03"},
    {"T01", "dispatcher", WORLD_STREET, ""},
    {"U01", "clerk", "310115-fgj", ""},
    {"U02", "clerk", "310115007-mzk", ""},
    {"V01", "supervisor", "310115", ""},
};
enum { CAST = sizeof(cast) / sizeof(cast[0]) };

static unsigned pick(struct run *run, unsigned below)
{
    return forge_random(&run->seed, below);
}

static const char *anybody(struct run *run)
{
    return cast[pick(run, CAST)].id;
}

static void begin(struct run *run)
{
    world_init(&run->world, clock_at_from(clock_day_from(2026, 11, 16), 9, 0));
    for (size_t i = 0; i < CAST; i++) {
        /* some stations have no secretary, some streets no dispatcher, some files no admin */
        if (i != 2 && pick(run, 8) == 0)
            continue;
        struct person *person = world_person(&run->world, cast[i].id);
        person->roles = person_roles_from(cast[i].roles);
        person->node = cast[i].node;
        person->grids = cast[i].grids;
    }
    run->world.services[0] = (struct situation_service){.code = "YB01",
                                                        .name = "换医疗本",
                                                        .category = "government",
                                                        .limit = "5w",
                                                        .material_count = 3};
    run->world.service_count = 1;
    world_case(&run->world, "A");
    world_case(&run->world, "B");
}

/* --- what is intended --- */
static const char *whereto(struct run *run, enum act_kind kind)
{
    static const char *const units[] = {"310115-fgj", "310115007-mzk", "310116-fgj", "王阿姨"};

    if (kind == ACT_DISPATCH)
        return units[pick(run, 4)];
    if (kind == ACT_MERGE)
        return pick(run, 2) ? "A" : "B";
    return pick(run, 20) ? anybody(run) : "S99";
}

static void fill(struct run *run, struct act *act)
{
    static const char *const outcomes[] = {"solved", "unsolved", "withdrawn", "so-so"};
    static const char *const marks[] = {"0", "1", "2", "3", "4", "5"};
    unsigned flags = act_rows[act->kind].flags;
    struct arena *arena = &run->world.arena;

    if ((flags & (ACT_TO_STAFF | ACT_TO_NODE | ACT_TO_CASE)) && pick(run, 10))
        act->value[FIELD_TO] = whereto(run, act->kind);
    if (pick(run, 5))
        act->value[FIELD_REASON] = "有缘由";
    if (pick(run, 5))
        act->value[FIELD_TEXT] = act->value[FIELD_SUBJECT] = "楼上漏水";
    if ((flags & ACT_UNTIL) && pick(run, 8))
        act->value[FIELD_UNTIL] =
            arena_format(arena, "%lld",
                         (long long)run->world.now + ((int)pick(run, 30) - 2) * (int64_t)CLOCK_DAY);
    if (act->kind == ACT_CLOSE)
        act->value[FIELD_OUTCOME] = outcomes[pick(run, 4)];
    if (act->kind == ACT_RESOLVE && pick(run, 4))
        act->value[FIELD_CHOOSE] = marks[pick(run, 6)];
    if (act->kind == ACT_RATE) {
        act->value[FIELD_ATTITUDE] = marks[pick(run, 6)];
        act->value[FIELD_ABILITY] = marks[pick(run, 6)];
    }
    if (act->kind == ACT_AMEND || (act->kind == ACT_OPEN && pick(run, 3) == 0)) {
        act->value[FIELD_FIELD] = "service";
        act->value[FIELD_SERVICE] = pick(run, 5) ? "YB01" : "ZZ99";
    }
    if (act->kind == ACT_OPEN && pick(run, 2))
        act->value[FIELD_GRID] = "310115007001-G03";
    if (pick(run, 3) == 0)
        act->value[FIELD_REQUEST] = "k1";
    if (pick(run, 10) == 0)
        act->happened_at = run->world.now + ((int)pick(run, 3) - 2) * (int64_t)CLOCK_HOUR;
}

/* --- what must hold --- */
static bool is_here(const struct people *people, const char *id)
{
    const struct person *person = people_find(people, id);

    return person && person_is_active(person, people->today);
}

/* Nobody on the way from the holder to the administrators is here. */
static bool nobody_could_answer(const struct people *people, const struct matter *m)
{
    const struct person *holder = people_find(people, m->holder);

    if (is_here(people, m->holder) || (holder && is_here(people, holder->cover)))
        return false;
    for (size_t i = 0; i < people->count; i++) {
        const struct person *person = &people->at[i];
        bool is_secretary = person_has(person, ROLE_SECRETARY) && text_same(person->node, m->node);
        bool could = is_secretary || person_has(person, ROLE_ADMIN) ||
                     (person_has(person, ROLE_DISPATCHER) && text_same(person->node, WORLD_STREET));
        if (could && person_is_active(person, people->today))
            return false;
    }
    return true;
}

static void one_is_accountable(const struct run *run, const struct matter *m)
{
    struct people people = world_people(&run->world);
    struct accountable answer = responsibility_answer(&people, m->holder, m->node);

    if (text_is_empty(m->holder) || text_is_empty(answer.id) || text_is_empty(answer.name))
        fail_msg("seed %u: nobody is accountable", run->number);
    if (answer.is_nobody && !nobody_could_answer(&people, m))
        fail_msg("seed %u: nobody answers, and somebody could", run->number);
    if (!answer.is_nobody && !is_here(&people, answer.id))
        fail_msg("seed %u: %s answers and is not here", run->number, answer.id);
    if (answer.is_nobody && !text_same(answer.id, m->holder))
        fail_msg("seed %u: the holder did not stay", run->number);
}

static void state_is_legal(const struct run *run, const struct matter *m)
{
    enum node_level level = node_level_of(m->unit);
    bool is_legal = m->is_open == (m->state != STATE_CLOSED);

    if (m->state == STATE_RECEIVED || m->state == STATE_HANDLING || m->state == STATE_REPLIED)
        is_legal &= text_same(m->unit, m->node);
    if (m->state == STATE_DISPATCHED)
        is_legal &= level == NODE_DEPARTMENT;
    if (m->state == STATE_REPORTED)
        is_legal &= text_same(m->unit, WORLD_STREET);
    is_legal &= (m->state == STATE_WAITING || m->state == STATE_SHELVED) == (m->pause_until_at > 0);
    is_legal &= (m->state == STATE_CLOSED) == (m->closed_at > 0);
    if (!is_legal)
        fail_msg("seed %u: %s with unit %s", run->number, word_states[m->state].word, m->unit);
}

/* The state after an act, as domain.md 3 says it; STATE_KEEP: as before. */
static int state_after(enum act_kind kind)
{
    switch ((int)kind) {
    case ACT_OPEN:
        return STATE_RECEIVED;
    case ACT_REPORT_UP:
    case ACT_GIVE_BACK:
        return STATE_REPORTED;
    case ACT_DISPATCH:
        return STATE_DISPATCHED;
    case ACT_REPLY:
        return STATE_REPLIED;
    case ACT_TELL:
        return STATE_TOLD;
    case ACT_WAIT:
        return STATE_WAITING;
    case ACT_SHELVE:
        return STATE_SHELVED;
    case ACT_ANSWER:
    case ACT_SOLVE:
    case ACT_CLOSE:
    case ACT_MERGE:
    case ACT_WITHDRAW:
        return STATE_CLOSED;
    case ACT_REOPEN:
        return STATE_HANDLING;
    case ACT_ACCEPT:
    case ACT_RATE:
    case ACT_RESUME:
    case ACT_UNDO:
        return -1; /* it depends */
    default:
        return STATE_KEEP;
    }
}

static void step_is_legal(const struct run *run, const struct act *act, bool was_there,
                          const struct matter *before, const struct matter *after)
{
    int state = state_after(act->kind);
    bool undoes = act->kind == ACT_UNDO;

    if (state != -1 && (int)after->state != (state == STATE_KEEP ? (int)before->state : state))
        fail_msg("seed %u: after %s the state is %s", run->number, act->word,
                 word_states[after->state].word);
    if (!was_there)
        return;
    if (before->rule == RULE_FALLBACK && after->rule != RULE_FALLBACK && !undoes)
        fail_msg("seed %u: %s ended the fallback", run->number, act->word);
    if (!before->is_open && after->is_open && act->kind != ACT_REOPEN && !undoes &&
        !act_is_low_rating(act))
        fail_msg("seed %u: %s opened a closed case", run->number, act->word);
    if (text_same(before->holder, after->holder) || undoes)
        return;
    static const char moving[] = "assign take-over decline fall-back designate claim rate";
    if (!strstr(moving, act->word))
        fail_msg("seed %u: %s moved the case to %s", run->number, act->word, after->holder);
}

static void refusal_is_one_sentence(const struct run *run, const struct act *act,
                                    const struct error *error)
{
    size_t length = strlen(error->message);

    if (!length || length + 1 >= sizeof(error->message) || strchr(error->message, '\n') ||
        error->message[length - 1] == '.')
        fail_msg("seed %u: %s: \"%s\"", run->number, act_word(act->kind), error->message);
}

/* --- steps --- */
static void check_case(struct run *run, const struct world_case *one)
{
    struct matter m;

    if (!world_fold(&run->world, one, &m))
        return;
    one_is_accountable(run, &m);
    if (!run->was_parted)
        state_is_legal(run, &m);
}

/* What somebody tries: mostly something that is possible now. */
struct attempt {
    struct act act;
    const char *by; /* NULL: the program */
    bool is_possible;
};

static struct attempt choose(struct run *run, const struct matter *m)
{
    struct people people = world_people(&run->world);
    struct attempt attempt = {.act = {.kind = ACT_OPEN}};
    struct situation situation;
    struct error error = {0};
    unsigned tries = pick(run, 4) ? TRIES : 1;

    world_situate(&run->world, &people, m, m ? m->service : NULL, &situation);
    for (unsigned i = 0; i < tries && !attempt.is_possible; i++) {
        if (m)
            attempt.act.kind = (enum act_kind)(1 + pick(run, ACT_CASE_KINDS - 1));
        attempt.by = pick(run, 12) ? anybody(run) : NULL;
        situation.is_program = !attempt.by;
        attempt.is_possible = decide_is_possible(&situation, attempt.act.kind, attempt.by, &error);
    }
    return attempt;
}

static void was_done(struct run *run, const struct world_case *one, bool is_possible,
                     bool was_there, const struct matter *before)
{
    const struct act *act = &one->acts[one->count - 1];
    struct matter after;

    run->done++;
    if (!is_possible)
        fail_msg("seed %u: %s was done and is not possible", run->number, act->word);
    world_fold(&run->world, one, &after);
    if (!run->was_parted)
        step_is_legal(run, act, was_there, before, &after);
}

static void was_refused(struct run *run, const struct world_case *one,
                        const struct attempt *attempt, const struct error *error, const char *old)
{
    struct text now = TEXT_EMPTY;
    struct matter after;

    run->refused++;
    refusal_is_one_sentence(run, &attempt->act, error);
    if (attempt->is_possible && !*error->field)
        fail_msg("seed %u: %s is possible, but: %s", run->number, act_word(attempt->act.kind),
                 error->message);
    if (!*old || !world_fold(&run->world, one, &after))
        return;
    forge_say(&after, &now);
    if (strcmp(old, now.at) != 0)
        fail_msg("seed %u: a refusal changed the case", run->number);
    text_release(&now);
}

static void act_once(struct run *run)
{
    struct world_case *one = &run->world.cases[pick(run, 4) == 0];
    struct matter before = {.state = STATE_COUNT};
    struct text old = TEXT_EMPTY;
    struct error error = {0};
    bool is_there = world_fold(&run->world, one, &before);

    if (!is_there && one->count)
        return; /* opened at the other terminal */
    struct attempt attempt = choose(run, is_there ? &before : NULL);
    if (is_there && pick(run, 8) == 0)
        forge_say(&before, &old);
    char *holder = memory_copy_text(is_there ? before.holder : "");
    before.holder = holder; /* what the fold gave lasts until the next one */
    fill(run, &attempt.act);
    if (world_try(&run->world, one, &attempt.act, attempt.by, &error) == STATUS_OK)
        was_done(run, one, attempt.is_possible, is_there, &before);
    else
        was_refused(run, one, &attempt, &error, old.at);
    free(holder);
    text_release(&old);
}

static void staff_changes(struct run *run)
{
    struct person *person =
        (struct person *)(uintptr_t)&run->world.staff[pick(run, (unsigned)run->world.staff_count)];

    switch (pick(run, 4)) {
    case 0:
        person->status = PERSON_ACTIVE;
        person->away_from = person->away_until = CLOCK_NO_DAY;
        break;
    case 1:
        person->status = pick(run, 3) ? PERSON_LEAVE : PERSON_LEFT;
        break;
    default:
        person->status = PERSON_LEAVE;
        person->away_from = clock_day_of(run->world.now) + (int32_t)pick(run, 4) - 1;
        person->away_until = person->away_from + (int32_t)pick(run, 10);
        person->cover = anybody(run);
        break;
    }
}

static void part_or_meet(struct run *run)
{
    run->have_parted = !run->have_parted;
    run->was_parted = true;
    if (!run->have_parted)
        world_meet(&run->world);
}

/* Who has everything folds it to the same, in whatever order it came. */
static void order_does_not_matter(struct run *run, struct world_case *one)
{
    struct text first = TEXT_EMPTY, then = TEXT_EMPTY;
    struct matter m;

    if (!one->count)
        return;
    world_meet(&run->world);
    world_fold(&run->world, one, &m);
    forge_say(&m, &first);
    for (size_t i = one->count; i > 1; i--) {
        size_t k = pick(run, (unsigned)i);
        struct act act = one->acts[i - 1];
        one->acts[i - 1] = one->acts[k];
        one->acts[k] = act;
    }
    world_fold(&run->world, one, &m);
    forge_say(&m, &then);
    if (strcmp(first.at, then.at) != 0)
        fail_msg("seed %u: the order of arrival matters\n%s%s", run->number, first.at, then.at);
    text_release(&first);
    text_release(&then);
}

static void live(struct run *run)
{
    begin(run);
    for (int step = 0; step < STEPS; step++) {
        unsigned what = pick(run, 20);
        run->world.terminal = run->have_parted ? (int)pick(run, 2) : 0;
        if (what == 0)
            staff_changes(run);
        else if (what == 1)
            run->world.now += (int64_t)(1 + pick(run, 40)) * CLOCK_HOUR;
        else if (what == 2 && run->number % 2)
            part_or_meet(run);
        else
            act_once(run);
        if (!run->have_parted)
            world_meet(&run->world);
        check_case(run, &run->world.cases[0]);
        check_case(run, &run->world.cases[1]);
    }
    order_does_not_matter(run, &run->world.cases[0]);
    order_does_not_matter(run, &run->world.cases[1]);
    world_release(&run->world);
}

static void whatever_happens_one_person_is_accountable(void **state)
{
    const char *only = getenv("SHOUWEN_SEED");
    unsigned first = only ? (unsigned)strtoul(only, NULL, 10) : 1;
    size_t done = 0, refused = 0;

    (void)state;
    for (unsigned number = first; number < (only ? first + 1 : RUNS + 1); number++) {
        struct run run = {.number = number, .seed = number * 2654435761u};
        live(&run);
        done += run.done;
        refused += run.refused;
    }
    printf("# %zu acts done, %zu refused\n", done, refused);
    assert_true(only || (done > RUNS * STEPS / 5 && refused > RUNS * STEPS / 5));
}

static int release_calendar(void **state)
{
    (void)state;
    world_calendar_release();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_happens_one_person_is_accountable),
    };

    return cmocka_run_group_tests_name("property", tests, NULL, release_calendar);
}
