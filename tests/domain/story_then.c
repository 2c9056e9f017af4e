/* SPDX-License-Identifier: MIT */
/* What must hold then, as the text cases say it. */
#include "config.h"

#include "story.h"

#include "shouwen/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A case to look at, and who answers for it. */
struct view {
    const struct matter *matter;
    struct people people;
    struct situation situation;
    struct accountable answer;
};

static void want_text(struct story *story, const char *what, const char *found, const char *wanted)
{
    if (!text_same(found, wanted))
        story_fault(story, "%s is %s, not %s", what, text_is_empty(found) ? "nothing" : found,
                    text_is_empty(wanted) ? "nothing" : wanted);
}

static void want(struct story *story, bool holds, const char *what)
{
    if (!holds)
        story_fault(story, "it is not so: %s", what);
}

static const char *state_word(const struct matter *m)
{
    return word_states[m->state].word;
}

/* "other 赵刚 13900000021; proxy 儿子 李强 contact" */
static const char *say_people(struct story *story, const struct matter *m)
{
    struct text said = TEXT_EMPTY;

    for (size_t i = 0; i < m->party_count; i++) {
        text_add(&said, i ? "; " : "");
        matter_party_say(&said, &m->parties[i], "");
    }
    const char *people = arena_copy(&story->world->arena, said.at);
    text_release(&said);
    return people;
}

static const char *say_contact(const struct matter *m)
{
    const struct matter_party *contact = matter_party_contact(m->parties, m->party_count, m->phone);

    return contact ? contact->name : m->name;
}

/* "video 受理中心 张老师 A-17; here" */
static const char *say_ways(struct story *story, const struct matter *m)
{
    struct text said = TEXT_EMPTY;

    for (size_t i = 0; i < m->way_count; i++) {
        const char *parts[] = {m->ways[i].via, m->ways[i].unit, m->ways[i].spoke_with,
                               m->ways[i].receipt};
        text_add(&said, i ? ";" : "");
        for (size_t part = 0; part < sizeof(parts) / sizeof(parts[0]); part++)
            if (*parts[part])
                text_addf(&said, "%s%s", said.length ? " " : "", parts[part]);
    }
    const char *ways = arena_copy(&story->world->arena, said.at);
    text_release(&said);
    return ways;
}

/* --- one value each: "state is received" --- */
static bool then_value(struct story *story, const struct view *view, struct words *words)
{
    const struct matter *m = view->matter;
    const struct {
        const char *phrase, *found;
    } values[] = {
        {"accountable is", view->answer.id},
        {"holder is", m->holder},
        {"first contact is", m->first_contact},
        {"rule is", rule_rows[m->rule].word},
        {"rule is by", m->rule_by->by},
        {"state is", state_word(m)},
        {"outcome is", m->outcome},
        {"unit is", m->unit},
        {"other unit is", m->rival_unit},
        {"it follows", m->merged_into},
        {"whose work was rated is", m->rated},
        {"reminded was", m->last_remind ? act_text(m->last_remind, FIELD_TO) : ""},
        {"supervised was", m->last_supervise ? act_text(m->last_supervise, FIELD_TO) : ""},
        {"subject is", m->subject},
        {"service is", m->service},
        {"category is", m->category},
        {"urgency is", m->urgency},
        {"channel is", m->channel},
        {"way is", m->via},
        {"limit is", m->limit},
        {"grid is", m->grid},
        {"phone is", m->phone},
        {"number is", m->ref},
        {"brought is", m->have},
        {"source is", m->source},
        {"people are", say_people(story, m)},
        {"contact is", say_contact(m)},
        {"ways are", say_ways(story, m)},
    };

    for (size_t i = sizeof(values) / sizeof(values[0]); i-- > 0;)
        if (words_take(words, values[i].phrase)) {
            const char *wanted = words_take(words, "nothing") ? "" : words_next(words);
            want_text(story, values[i].phrase, values[i].found, wanted);
            return true;
        }
    return false;
}

/* --- days and times --- */

/* The day by which what was replied or given back last was to come. */
static int32_t came_back_due_on(const struct matter *m)
{
    for (size_t i = m->history_count; i-- > 0;)
        if (m->history[i].act->kind == ACT_REPLY || m->history[i].act->kind == ACT_GIVE_BACK)
            return m->history[i].due_on;
    return CLOCK_NO_DAY;
}

static bool then_day(struct story *story, const struct view *view, struct words *words)
{
    const struct matter *m = view->matter;
    const struct {
        const char *phrase, *none;
        int32_t found;
    } days[] = {
        {"due on", "no due day", m->due_on},
        {"first due on", "no first due day", m->first_due_on},
        {"unit due on", "no unit due day", m->unit_due_on},
        {"unit first due on", "no first unit due day", m->first_unit_due_on},
        {"it came back due on", "it came back without a day", came_back_due_on(m)},
        {"clocks stand since", "clocks run", m->waiting_on},
        {"looks again on", "no day to look again",
         m->pause_until_at ? clock_day_of(m->pause_until_at) : CLOCK_NO_DAY},
    };
    char text[CLOCK_TEXT];

    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        if (words_take(words, days[i].phrase)) {
            want_text(story, days[i].phrase, clock_format_day(days[i].found, text),
                      words_next(words));
            return true;
        }
        if (words_take(words, days[i].none)) {
            want(story, days[i].found == CLOCK_NO_DAY, days[i].none);
            return true;
        }
    }
    return false;
}

static bool then_moment(struct story *story, const struct view *view, struct words *words)
{
    const struct matter *m = view->matter;
    const struct matter_promise *promise = matter_next_promise(m);
    const struct {
        const char *phrase;
        int64_t found;
    } times[] = {
        {"opened at", m->opened_at},
        {"entered at", m->entered_at},
        {"closed at", m->closed_at},
        {"rule since", m->rule_since_at},
        {"next promise is at", promise ? promise->at : 0},
    };
    int64_t at;

    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
        if (words_take(words, times[i].phrase)) {
            if (!story_time(story, words, &at))
                return false;
            want(story, times[i].found / CLOCK_MINUTE == at / CLOCK_MINUTE, times[i].phrase);
            return true;
        }
    if (words_take(words, "next promise is with")) {
        want_text(story, "next promise", promise ? promise->staff : "", words_next(words));
        return true;
    }
    return false;
}

/* --- yes or no --- */
static bool then_fact(struct story *story, const struct view *view, struct words *words)
{
    const struct matter *m = view->matter;
    int32_t today = clock_day_of(story->world->now);
    bool times_out = matter_times_out(m, story->world->calendar, &story->world->policy, today);
    const struct {
        const char *phrase, *opposite;
        bool holds;
    } facts[] = {
        {"it is open", "it is closed", m->is_open},
        {"it is late", "it is not late", matter_is_late(m, today)},
        {"the unit is late", "the unit is not late", matter_is_unit_late(m, today)},
        {"it is accepted", "it is not accepted", m->is_accepted},
        {"it times out", "it does not time out", times_out},
        {"somebody stands in", "nobody stands in", view->answer.is_stand_in},
        {"nobody is active", "somebody is active", view->answer.is_nobody},
        {"the station has no secretary", "the station has a secretary", view->answer.no_secretary},
        {"it is open by a low rating", "it is not open by a low rating", m->is_low_open},
        {"it is erased", "it is not erased", m->is_erased},
        {"the resident was told", "the resident was not told", m->told_at > 0},
    };

    for (size_t i = sizeof(facts) / sizeof(facts[0]); i-- > 0;) {
        bool is_opposite = words_take(words, facts[i].opposite);
        if (is_opposite || words_take(words, facts[i].phrase)) {
            want(story, facts[i].holds != is_opposite,
                 is_opposite ? facts[i].opposite : facts[i].phrase);
            return true;
        }
    }
    return false;
}

static bool then_flag(struct story *story, const struct view *view, struct words *words)
{
    bool is_opposite = words_take(words, "not flagged");

    if (!is_opposite && !words_take(words, "flagged"))
        return false;
    int flag = word_index(word_flags, words_next(words));
    want(story, flag >= 0 && !(view->matter->flags >> flag & 1) == is_opposite, "flags");
    return flag >= 0;
}

/* --- counts --- */
static int open_promises(const struct matter *m)
{
    int count = 0;

    for (size_t i = 0; i < m->promise_count; i++)
        count += !m->promises[i].is_kept;
    return count;
}

static int voided_acts(const struct matter *m)
{
    int count = 0;

    for (size_t i = 0; i < m->history_count; i++)
        count += m->history[i].is_voided;
    return count;
}

static int versions(const struct matter *m)
{
    int count = 0;

    for (size_t i = 0; i < m->conflict_count; i++)
        count += (int)m->conflicts[i].side_count;
    return count;
}

static bool then_count(struct story *story, const struct view *view, struct words *words)
{
    const struct matter *m = view->matter;
    const struct {
        const char *phrase;
        int found;
    } counts[] = {
        {"attitude is", m->attitude},
        {"ability is", m->ability},
        {"reminders are", m->reminds},
        {"times given back are", m->bounces},
        {"open promises are", open_promises(m)},
        {"acts in the history are", (int)m->history_count},
        {"acts left out are", voided_acts(m)},
        {"contradictions are", (int)m->conflict_count},
        {"versions are", versions(m)},
        {"the missing calendar is of", m->missing_year},
    };

    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
        if (words_take(words, counts[i].phrase)) {
            int wanted = (int)strtol(words_next(words), NULL, 10);
            if (wanted != counts[i].found)
                story_fault(story, "%s %d, not %d", counts[i].phrase, counts[i].found, wanted);
            return true;
        }
    return false;
}

/* --- what somebody may do now --- */
static bool is_possible(struct story *story, const struct view *view, enum act_kind kind,
                        const char *by)
{
    struct situation situation = view->situation;
    const struct person *person = people_find(&view->people, by);
    struct error error = {0};

    situation.is_program = !by;
    bool may = decide_is_possible(&situation, kind, by, &error);
    if (!may && error.kind == STATUS_DENIED)
        story->tried[kind].denied_to |= person ? decide_who(&situation, person) : WHO_PROGRAM;
    if (!may && !view->matter->is_open && error.kind == STATUS_REFUSED)
        story->tried[kind].is_refused_closed = true;
    return may;
}

static bool then_may(struct story *story, const struct view *view, struct words *words)
{
    int start = words->next;
    const char *by = words_take(words, "the program") ? NULL : words_next(words);
    bool listed[ACT_CASE_KINDS] = {false};

    if (words_take(words, "may do nothing") || words_take(words, "may only")) {
        for (; !words_are_over(words);) {
            enum act_kind kind = act_kind_of(words_next(words));
            if (kind >= ACT_CASE_KINDS)
                return false;
            listed[kind] = true;
        }
        for (int kind = ACT_TICK; kind < ACT_CASE_KINDS; kind++)
            if (is_possible(story, view, (enum act_kind)kind, by) != listed[kind])
                story_fault(story, "%s %s %s", by ? by : "the program",
                            listed[kind] ? "may not" : "may", act_rows[kind].word);
        return true;
    }
    bool is_opposite = words_take(words, "may not");
    if (!is_opposite && !words_take(words, "may")) {
        words->next = start;
        return false;
    }
    enum act_kind kind = act_kind_of(words_next(words));
    if (kind >= ACT_CASE_KINDS)
        return false;
    want(story, is_possible(story, view, kind, by) != is_opposite, act_rows[kind].word);
    return true;
}

/* --- how the last event went: "refused: reason", by field or words of the sentence --- */
static bool then_outcome(struct story *story, struct words *words)
{
    bool is_denied = words_take(words, "denied:") || words_take(words, "denied");
    struct text said = TEXT_EMPTY;

    if (!is_denied && !words_take(words, "refused:"))
        return false;
    while (!words_are_over(words))
        text_addf(&said, "%s%s", said.length ? " " : "", words_next(words));
    if (story->status == STATUS_OK)
        story_fault(story, "it was done, not refused");
    else if (is_denied != (story->status == STATUS_DENIED))
        story_fault(story, "%s: %s", status_word(story->status), story->error.message);
    else if (!text_same(story->error.field, said.at) && !strstr(story->error.message, said.at))
        story_fault(story, "said was: %s (%s)", story->error.message, story->error.field);
    text_release(&said);
    story->refused_line = 0;
    return true;
}

bool story_then(struct story *story, struct words *words)
{
    static bool (*const phrases[])(struct story *, const struct view *, struct words *) = {
        then_value, then_day, then_moment, then_fact, then_flag, then_count, then_may,
    };
    struct world *world = story->world;
    struct matter matter;
    struct view view = {.matter = &matter, .people = world_people(world)};

    if (then_outcome(story, words))
        return true;
    world->terminal = words_take(words, "on the other terminal");
    const char *label = words_take(words, "on") ? words_next(words) : "A";
    if (!world_fold(world, world_case(world, label), &matter))
        return false;
    world_situate(world, &view.people, &matter, matter.service, &view.situation);
    view.answer = responsibility_answer(&view.people, matter.holder, matter.node);
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
        if (phrases[i](story, &view, words))
            return words_are_over(words);
    return false;
}
