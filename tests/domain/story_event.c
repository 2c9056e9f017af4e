/* SPDX-License-Identifier: MIT */
/* What people do, as the text cases say it. */
#include "config.h"

#include "story.h"

#include "shouwen/base/clock.h"

#include <string.h>

static const char *const verbs[ACT_CASE_KINDS] = {
    [ACT_OPEN] = "opens",
    [ACT_TICK] = "ticks",
    [ACT_ANSWER] = "answers",
    [ACT_SOLVE] = "solves",
    [ACT_ACCEPT] = "accepts",
    [ACT_ASSIGN] = "assigns",
    [ACT_TAKE_OVER] = "takes over",
    [ACT_DECLINE] = "declines",
    [ACT_FALL_BACK] = "asks for fallback",
    [ACT_DESIGNATE] = "designates",
    [ACT_CLAIM] = "claims",
    [ACT_REPORT_UP] = "reports up",
    [ACT_DISPATCH] = "dispatches",
    [ACT_GIVE_BACK] = "gives back",
    [ACT_REPLY] = "replies",
    [ACT_REMIND] = "reminds",
    [ACT_SUPERVISE] = "supervises",
    [ACT_EXTEND] = "extends",
    [ACT_ON_SITE] = "holds an on-site session",
    [ACT_TELL] = "tells the resident",
    [ACT_RATE] = "rates",
    [ACT_CLOSE] = "closes",
    [ACT_REOPEN] = "reopens",
    [ACT_MERGE] = "merges",
    [ACT_WITHDRAW] = "withdraws",
    [ACT_WAIT] = "waits",
    [ACT_RESUME] = "resumes",
    [ACT_PROMISE] = "promises",
    [ACT_KEEP] = "keeps the promise",
    [ACT_SHELVE] = "shelves",
    [ACT_NOTE] = "notes",
    [ACT_AMEND] = "amends",
    [ACT_UNDO] = "undoes",
    [ACT_RESOLVE] = "resolves",
    [ACT_ERASE] = "erases",
};

/* The words before a value, and the field it fills. */
static const struct {
    const char *word;
    enum act_field field;
} options[] = {
    {"to", FIELD_TO},
    {"into", FIELD_TO},
    {"because", FIELD_REASON},
    {"saying", FIELD_TEXT},
    {"as", FIELD_OUTCOME},
    {"attitude", FIELD_ATTITUDE},
    {"ability", FIELD_ABILITY},
    {"source", FIELD_SOURCE},
    {"having", FIELD_HAVE},
    {"via", FIELD_VIA},
    {"channel", FIELD_CHANNEL},
    {"urgency", FIELD_URGENCY},
    {"service", FIELD_SERVICE},
    {"grid", FIELD_GRID},
    {"about", FIELD_SUBJECT},
    {"for", FIELD_NAME},
    {"phone", FIELD_PHONE},
    {"door", FIELD_DOOR},
    {"brought by", FIELD_BY_NAME},
    {"relation", FIELD_RELATION},
    {"against", FIELD_PARTY},
    {"with unit", FIELD_WAY_UNIT},
    {"spoken with", FIELD_SPOKE_WITH},
    {"receipt", FIELD_RECEIPT},
    {"number", FIELD_REF},
    {"in one key", FIELD_REQUEST},
    {"holder", FIELD_HOLDER},
    {"choosing", FIELD_CHOOSE},
    {"with the clock", FIELD_OFF},
};

static bool read_amended(struct words *words, struct act *act)
{
    const char *name = words_next(words);
    int field = act_field_of(name);

    if (field < 0)
        field = FIELD_VALUE; /* an unknown field is for the rule to refuse */
    act->value[field] = words_next(words);
    act->value[FIELD_FIELD] = name;
    return *name != '\0';
}

static bool read_moment(struct story *story, struct words *words, struct act *act)
{
    int64_t at;

    if (!story_time(story, words, &at))
        return false;
    act->value[FIELD_UNTIL] = arena_format(&story->world->arena, "%lld", (long long)at);
    return true;
}

static bool read_option(struct story *story, struct words *words, struct act *act)
{
    if (words_take(words, "until"))
        return read_moment(story, words, act);
    if (words_take(words, "happened"))
        return story_time(story, words, &act->happened_at);
    if (words_take(words, "setting"))
        return read_amended(words, act);
    if (words_take(words, "taken in by nobody")) {
        story->world->taken_in_by = "";
        return true;
    }
    if (words_take(words, "taken in by")) {
        story->world->taken_in_by = words_next(words);
        return true;
    }
    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
        if (words_take(words, options[i].word)) {
            act->value[options[i].field] = words_next(words);
            return true;
        }
    return false;
}

static bool read_verb(struct words *words, struct act *act)
{
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        if (words_take(words, verbs[kind])) {
            act->kind = (enum act_kind)kind;
            return true;
        }
    return false;
}

static bool read_act(struct story *story, struct words *words, struct act *act)
{
    story->world->taken_in_by = NULL;
    if (!read_verb(words, act))
        return false;
    if (act->kind == ACT_OPEN && words->next < words->count && words->is_quoted[words->next])
        act->value[FIELD_SUBJECT] = words_next(words);
    while (!words_are_over(words))
        if (!read_option(story, words, act))
            return false;
    return true;
}

/* Fields of people that must be given, by the name that the refusal carries. */
static const char *lacked(const struct story *story)
{
    return story->status == STATUS_REFUSED ? story->error.field : "";
}

/* Who the person was when they tried; known only before the act changes the case. */
static unsigned who_is(struct story *story, const struct world_case *one, const char *by,
                       bool *is_closed)
{
    struct people people = world_people(story->world);
    struct situation situation;
    struct matter matter;
    const struct person *person = people_find(&people, by);
    bool is_there = world_fold(story->world, one, &matter);

    *is_closed = is_there && !matter.is_open;
    world_situate(story->world, &people, is_there ? &matter : NULL, NULL, &situation);
    if (!by)
        return WHO_PROGRAM;
    unsigned who = person ? decide_who(&situation, person) : 0;
    if (is_there && by && text_same(matter.history[matter.history_count - 1].act->by, by))
        who |= WHO_SELF;
    return who;
}

static void note_try(struct story *story, enum act_kind kind, unsigned who, bool is_closed)
{
    struct story_tried *tried = &story->tried[kind];
    const char *field = lacked(story);

    if (story->status == STATUS_OK) {
        unsigned bits = who & act_rows[kind].who;
        tried->is_allowed = true;
        tried->is_allowed_closed |= is_closed;
        if ((bits & (bits - 1)) == 0)
            tried->allowed_by |= bits; /* it was this alone that allowed it */
    }
    tried->is_denied |= story->status == STATUS_DENIED;
    if (story->status == STATUS_DENIED)
        tried->denied_to |= who;
    if (*field)
        tried->lacked_fields = arena_format(
            story->lasting, "%s%s;", tried->lacked_fields ? tried->lacked_fields : "", field);
    bool is_sentence = *story->error.message && !strchr(story->error.message, '\n');
    if (story->status != STATUS_OK && !is_sentence)
        story_fault(story, "refused without a sentence");
}

static void carry_out(struct story *story, struct world_case *one, struct act *act, const char *by)
{
    size_t before = one->count;
    bool is_closed;
    unsigned who = who_is(story, one, by, &is_closed);

    story->error = (struct error){0};
    story->status = world_try(story->world, one, act, by, &story->error);
    note_try(story, act->kind, who, is_closed);
    if (one->count != before + (story->status == STATUS_OK))
        story_fault(story, "a refusal changed the case");
    if (story->status != STATUS_OK)
        story->refused_line = story->line;
}

bool story_event(struct story *story, struct words *words)
{
    struct world *world = story->world;
    struct act act = {.kind = ACT_UNKNOWN};
    int64_t at;

    world->terminal = words_take(words, "on the other terminal");
    if (words_take(words, "at") || words_take(words, "on the other terminal at")) {
        if (!story_time(story, words, &at))
            return false;
        if (at < world->now - CLOCK_MINUTE)
            story_fault(story, "the time goes back");
        world->now = at > world->now ? at : world->now;
    }
    const char *by = words_take(words, "the program") ? NULL : words_next(words);
    const char *label = words_take(words, "on") ? words_next(words) : "A";
    if (!read_act(story, words, &act))
        return false;
    carry_out(story, world_case(world, label), &act, by);
    return true;
}
