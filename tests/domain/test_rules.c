/* SPDX-License-Identifier: MIT */
/* Runs the text cases of rules/: each file is a test. The last one asks whether every row of the
 * act table was tried in all its respects. */
#include "config.h"

#include "story.h"

#include "shouwen/base/clock.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { FILES_MOST = 64 };

static struct story_tried tried[ACT_CASE_KINDS];
static struct arena lasting;

/* --- given --- */
static bool given_person(struct story *story, struct words *words)
{
    struct world *world = story->world;
    struct person *person = world_person(world, words_next(words));

    person->name = words_next(words);
    while (!words_are_over(words)) {
        if (words_take(words, "at"))
            person->node = words_next(words);
        else if (words_take(words, "in"))
            person->grids = words_next(words);
        else {
            unsigned role = person_roles_from(words_next(words));
            if (!role)
                return false;
            person->roles |= role;
        }
    }
    return *person->name;
}

static bool given_duty(struct story *story, struct words *words)
{
    struct world *world = story->world;
    struct people_duty *duty = &world->duty[world->duty_count++];

    *duty = (struct people_duty){.staff_id = words_next(words), .shift = "day"};
    duty->seat = words_next(words);
    duty->from = words_next(words);
    duty->to = words_next(words);
    return *duty->to && world->duty_count < WORLD_DUTY;
}

static bool given_grid(struct story *story, struct words *words)
{
    struct people_grid *grid = &story->world->grids[story->world->grid_count++];

    grid->code = words_next(words);
    bool is_led = words_take(words, "led by");
    grid->leader = words_next(words);
    return is_led && *grid->leader;
}

static bool given_service(struct story *story, struct words *words)
{
    struct world *world = story->world;
    struct situation_service *service = &world->services[world->service_count++];
    long count = 0;

    service->code = service->name = words_next(words);
    service->category = words_next(words);
    service->limit = words_take(words, "limit") ? words_next(words) : "";
    bool has_materials = words_take(words, "materials");
    if (has_materials && !text_to_long(words_next(words), 0, 99, &count))
        return false;
    service->material_count = (int)count;
    service->restarts = words_take(words, "restarts");
    return *service->category && world->service_count < WORLD_SERVICES;
}

/* "S02 is away from ... until ... covered by S03", "S02 leaves the staff", "S02 is back". */
static bool staff_change(struct story *story, struct words *words)
{
    int start = words->next;
    const char *id = words_next(words);
    int64_t at;

    if (words_take(words, "leaves the staff")) {
        world_person(story->world, id)->status = PERSON_LEFT;
        return true;
    }
    if (words_take(words, "is back")) {
        struct person *person = world_person(story->world, id);
        person->status = PERSON_ACTIVE;
        person->away_from = person->away_until = CLOCK_NO_DAY;
        return true;
    }
    if (!words_take(words, "is away")) {
        words->next = start;
        return false;
    }
    struct person *person = world_person(story->world, id);
    person->status = PERSON_LEAVE;
    if (words_take(words, "from") && story_time(story, words, &at))
        person->away_from = clock_day_of(at);
    if (words_take(words, "until") && story_time(story, words, &at))
        person->away_until = clock_day_of(at);
    if (words_take(words, "covered by"))
        person->cover = words_next(words);
    return true;
}

static bool given_clock(struct story *story, struct words *words)
{
    if (words_take(words, "the terminals part"))
        return true;
    if (words_take(words, "the terminals meet")) {
        world_meet(story->world);
        return true;
    }
    if (words_take(words, "there is no administrator yet"))
        return story->world->is_founding = true;
    if (words_take(words, "no unit is on the list"))
        return story->world->has_no_list = true;
    if (words_take(words, "rest days count as the next working day"))
        return story->world->policy.rest_day_is_next = true;
    return words_take(words, "it is") && story_time(story, words, &story->world->now);
}

/* --- lines --- */
static const struct {
    const char *word;
    bool (*read)(struct story *story, struct words *words);
} lists[] = {
    {"staff:", given_person},
    {"on duty:", given_duty},
    {"grids:", given_grid},
    {"services:", given_service},
};

/* Everything known at both terminals unless they have parted. */
static bool happening(struct story *story, struct words *words, bool *have_parted)
{
    if (words_take(words, "the terminals part"))
        return *have_parted = true;
    if (words_take(words, "the terminals meet"))
        *have_parted = false;
    else if (!given_clock(story, words) && !staff_change(story, words) &&
             !story_event(story, words))
        return false;
    if (!*have_parted)
        world_meet(story->world);
    return true;
}

static void phrase(struct story *story, const char *text, size_t length, bool is_then, int list,
                   bool *have_parted)
{
    struct words words;

    text += strspn(text, " ");
    if (!words_read(story, text, length, &words)) {
        story_fault(story, "a quote is open, or the line is too long");
        return;
    }
    bool is_read = list >= 0 ? lists[list].read(story, &words)
                   : is_then ? story_then(story, &words)
                             : happening(story, &words, have_parted);
    if (!is_read || !words_are_over(&words))
        story_fault(story, "not understood: %.*s", (int)length, text);
}

/* A refusal that the case did not foresee is a fault where it happened. */
static void refusal_is_foreseen(struct story *story)
{
    int line = story->line;

    if (!story->refused_line)
        return;
    story->line = story->refused_line;
    story_fault(story, "%s: %s", status_word(story->status), story->error.message);
    story->line = line;
    story->refused_line = 0;
}

/* One line: "given" and "when" say what happens, "then" what holds; ';' between phrases. */
static void read_line(struct story *story, const char *line, bool *have_parted)
{
    bool is_then = strncmp(line, "then ", 5) == 0;
    int list = -1;

    if (!is_then)
        refusal_is_foreseen(story);
    if (!is_then && strncmp(line, "given ", 6) != 0 && strncmp(line, "when ", 5) != 0) {
        story_fault(story, "a line begins with case:, given, when or then");
        return;
    }
    line += strcspn(line, " ") + 1;
    for (size_t i = 0; !is_then && i < sizeof(lists) / sizeof(lists[0]); i++)
        if (strncmp(line, lists[i].word, strlen(lists[i].word)) == 0) {
            list = (int)i;
            line += strlen(lists[i].word);
        }
    for (const char *at = line; *at;) {
        bool is_quoted = false;
        const char *end = at;
        for (; *end && (is_quoted || *end != ';'); end++)
            is_quoted ^= *end == '"';
        size_t length = (size_t)(end - at), lead = strspn(at, " ");
        phrase(story, at, length > lead ? length - lead : 0, is_then, list, have_parted);
        at = end + (*end == ';');
    }
}

/* --- files --- */
struct script {
    char *lines[512];
    int count;
};

static void script_read(struct script *script, const char *path)
{
    char line[1024];
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    while (fgets(line, sizeof(line), file)) {
        line[strcspn(line, "\n")] = '\0';
        assert_true(script->count < 512);
        script->lines[script->count++] = arena_copy(&lasting, line);
    }
    fclose(file);
}

static bool is_case(const char *line)
{
    return strncmp(line, "case:", 5) == 0;
}

static bool says_nothing(const char *line)
{
    return line[strspn(line, " ")] == '\0' || *line == '#';
}

/* What stands before the first case is given for each. */
static int run_case(const struct script *script, const char *file, int first, int background)
{
    struct world world;
    struct story story = {.file = file, .world = &world, .tried = tried, .lasting = &lasting};
    bool have_parted = false;
    int i;

    world_init(&world, clock_at_from(clock_day_from(2026, 11, 20), 9, 0));
    for (i = 0; i < background; i++) {
        story.line = i + 1;
        if (!says_nothing(script->lines[i]))
            read_line(&story, script->lines[i], &have_parted);
    }
    for (i = first + 1; i < script->count && !is_case(script->lines[i]); i++) {
        story.line = i + 1;
        if (!says_nothing(script->lines[i]))
            read_line(&story, script->lines[i], &have_parted);
    }
    refusal_is_foreseen(&story);
    if (story.faults)
        printf("# in %s\n", script->lines[first]);
    world_release(&world);
    return story.faults;
}

static void runs_without_a_fault(void **state)
{
    struct script script = {.count = 0};
    const char *path = *state, *file = strstr(path, "tests/domain/rules");
    int faults = 0, cases = 0, background = 0;

    script_read(&script, path);
    while (background < script.count && !is_case(script.lines[background]))
        background++;
    for (int i = background; i < script.count; i++)
        if (is_case(script.lines[i])) {
            faults += run_case(&script, file, i, background);
            cases++;
        }
    assert_true(cases > 0);
    assert_int_equal(faults, 0);
}

/* --- completeness --- */
static bool was_lacking(int kind, unsigned flag, const char *field)
{
    return !(act_rows[kind].flags & flag) || person_list_has(tried[kind].lacked_fields, field);
}

/* Those who must have been seen to be denied: all but who may, and but those who always are one of
 * them as well (the desk is staff of the station, and nearly everybody may see the case). */
static unsigned who_may_not(const struct act_row *row)
{
    const unsigned station =
        WHO_STATION | WHO_DESK | WHO_ACCOUNTABLE | WHO_FIRST | WHO_GRID_LEADER | WHO_SECRETARY;
    unsigned who = 0;

    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        who |= act_rows[kind].who;
    if (row->who & (WHO_STATION | WHO_VIEWER))
        who &= ~station;
    if (row->who & WHO_VIEWER)
        who &= ~(unsigned)(WHO_DISPATCHER | WHO_CLERK);
    if (row->who & (WHO_SELF | WHO_STAFF)) /* not a matter of the case */
        who = WHO_PROGRAM;
    return who & ~(row->who | WHO_SELF);
}

static int ask(bool holds, int kind, const char *what)
{
    if (!holds)
        printf("# %s: never %s\n", act_rows[kind].word, what);
    return !holds;
}

static void every_row_is_tried_in_all_respects(void **state)
{
    int gaps = 0;

    (void)state;
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++) {
        const struct act_row *row = &act_rows[kind];
        gaps += ask(tried[kind].is_allowed, kind, "allowed");
        gaps += ask(tried[kind].is_denied, kind, "denied");
        gaps += ask(tried[kind].allowed_by == row->who, kind, "allowed to each who may");
        gaps +=
            ask(!(who_may_not(row) & ~tried[kind].denied_to), kind, "denied to each who may not");
        gaps += ask(was_lacking(kind, ACT_REASON, "reason"), kind, "refused for want of a reason");
        gaps += ask(was_lacking(kind, ACT_TEXT, "text"), kind, "refused for want of a text");
        gaps += ask(was_lacking(kind, ACT_UNTIL, "until"), kind, "refused for want of a day");
        gaps += ask(was_lacking(kind, ACT_TO_STAFF | ACT_TO_NODE | ACT_TO_CASE, "to"), kind,
                    "refused for want of whom or where to");
        if (row->flags & ACT_WHEN_CLOSED)
            gaps += ask(tried[kind].is_allowed_closed, kind, "done on a closed case");
        else if (kind != ACT_OPEN)
            gaps += ask(tried[kind].is_refused_closed, kind, "refused on a closed case");
    }
    assert_int_equal(gaps, 0);
}

static int by_name(const void *a, const void *b)
{
    const struct CMUnitTest *x = a, *y = b;

    return strcmp(x->name, y->name);
}

static size_t list_files(const char *folder, struct CMUnitTest *tests)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    while (directory && (entry = readdir(directory)) && count < FILES_MOST) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".txt") != 0)
            continue;
        tests[count++] = (struct CMUnitTest){
            .name = arena_copy_part(&lasting, entry->d_name, (size_t)(dot - entry->d_name)),
            .test_func = runs_without_a_fault,
            .initial_state = arena_format(&lasting, "%s/%s", folder, entry->d_name)};
    }
    if (directory)
        closedir(directory);
    qsort(tests, count, sizeof(*tests), by_name);
    return count;
}

int main(void)
{
    static struct CMUnitTest tests[FILES_MOST + 1];
    const char *top = getenv("SHOUWEN_SRCDIR");
    char folder[512];

    snprintf(folder, sizeof(folder), "%s/tests/domain/rules", top ? top : ".");
    size_t count = list_files(folder, tests);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_row_is_tried_in_all_respects);
    int failed = _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
    arena_release(&lasting);
    world_calendar_release();
    return failed;
}
