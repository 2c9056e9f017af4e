/* SPDX-License-Identifier: MIT */
/* The first contact: who becomes accountable when somebody asks (domain.md 2). */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/decide_rules.h"

#include <stdio.h>
#include <string.h>

/* Whoever is on today's roster at this time of day in a seat; any time of day if nobody is. */
static const char *on_duty(const struct ruling *ruling, enum seat seat)
{
    const struct people *people = ruling->situation->people;
    char now[CLOCK_TEXT];
    const char *found = NULL;

    clock_format_time(ruling->act->happened_at, now);
    for (size_t i = 0; i < people->duty_count; i++) {
        const struct people_duty *duty = &people->duty[i];
        const struct person *person = people_find(people, duty->staff_id);
        if (!person || !person_is_active(person, people->today) ||
            !text_same(person->node, ruling->home) || people_seat(people, duty) != seat)
            continue;
        if (strcmp(duty->from, now) <= 0 && strcmp(now, duty->to) < 0)
            return person->id;
        if (!found)
            found = person->id;
    }
    return found;
}

static const char *secretary_or(const struct ruling *ruling, const char *otherwise)
{
    const struct person *secretary =
        responsibility_fallback_holder(ruling->situation->people, ruling->home);

    return secretary ? secretary->id : otherwise;
}

static const char *grid_leader_or_secretary(const struct ruling *ruling)
{
    const struct people *people = ruling->situation->people;
    const char *grid = ruling->act->value[FIELD_GRID];
    char own[32] = "";

    if (text_is_empty(grid) && ruling->actor->grids)
        snprintf(own, sizeof(own), "%.*s", (int)strcspn(ruling->actor->grids, ";"),
                 ruling->actor->grids);
    const struct person *leader =
        people_find(people, people_grid_leader(people, text_is_empty(grid) ? own : grid));
    if (leader && person_is_active(leader, people->today))
        return leader->id;
    return secretary_or(ruling, ruling->act->by);
}

static const char *first_contact(const struct ruling *ruling)
{
    const struct person *actor = ruling->actor;
    const char *channel = ruling->act->value[FIELD_CHANNEL], *found = NULL;
    const char *named = ruling->situation->taken_in_by;

    if (!text_is_empty(named))
        return named;
    if (!actor || named || text_same(channel, "online") || text_same(channel, "alarm")) {
        found = on_duty(ruling, SEAT_DESK);
        return found ? found : secretary_or(ruling, ruling->act->by);
    }
    if (people_is_on_duty(ruling->situation->people, actor->id) &&
        !text_same(on_duty(ruling, SEAT_JOINT), actor->id))
        return actor->id;
    if (person_has(actor, ROLE_JOINT) && !person_has(actor, ROLE_DESK) &&
        !person_has(actor, ROLE_WORKER)) {
        found = on_duty(ruling, SEAT_DESK);
        return found ? found : secretary_or(ruling, actor->id);
    }
    if (person_only_reports(actor))
        return grid_leader_or_secretary(ruling);
    return actor->id;
}

static const struct {
    enum act_field field;
    const struct word *list;
    const char *fallback, *what;
} listed[] = {
    {FIELD_CHANNEL, word_channels, "walk-in", N_("channel")},
    {FIELD_URGENCY, word_urgencies, "routine", N_("urgency")},
    {FIELD_VIA, word_ways, NULL, N_("way")},
    {FIELD_OUTCOME, word_outcomes, NULL, N_("outcome")},
    {FIELD_SOURCE, word_rating_sources, NULL, N_("source")},
    {FIELD_PLACE_KIND, word_place_kinds, NULL, N_("kind of place")},
    {FIELD_WHY, word_whys, NULL, N_("reason")},
};

enum status decide_words(const struct ruling *ruling)
{
    const struct act *act = ruling->act;

    for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++) {
        const char *value = act->value[listed[i].field];
        bool is_promise = act->kind == ACT_PROMISE && listed[i].field == FIELD_VIA;
        const struct word *list = is_promise ? word_promises : listed[i].list;
        if (!value || word_index(list, value) >= 0 || (!*value && act->kind != ACT_AMEND))
            continue;
        struct text words = TEXT_EMPTY;
        for (const struct word *word = list; word->word; word++)
            text_addf(&words, " %s", word->word);
        error_set(ruling->error, STATUS_INVALID, act_field_key(listed[i].field),
                  _("%s: \"%s\" is none of%s"), _(listed[i].what), value, words.at);
        text_release(&words);
        return STATUS_INVALID;
    }
    const char *grid = act->value[FIELD_GRID];
    if (!text_is_empty(grid) && node_level_of(grid) != NODE_GRID)
        return error_set(ruling->error, STATUS_INVALID, "grid",
                         _("\"%s\" is no grid code; it looks like 310115007001-G03"), grid);
    return STATUS_OK;
}

enum status decide_fields(struct ruling *ruling)
{
    const struct situation *s = ruling->situation;
    struct act *act = ruling->act;
    const char *service = act->value[FIELD_SERVICE];

    if (!text_is_empty(service) && !s->service)
        return error_set(ruling->error, STATUS_NOT_FOUND, "service",
                         _("no service item has the code %s; see the service list"), service);
    if (service)
        act->value[FIELD_CATEGORY] = *service ? s->service->category : "";
    bool has_item = service ? *service : s->matter && *s->matter->service;
    bool is_open = act->kind == ACT_OPEN;
    if (!is_open && !act->value[FIELD_SERVICE] && !act->value[FIELD_URGENCY])
        return STATUS_OK;
    const char *urgency = act->value[FIELD_URGENCY];
    if (!urgency)
        urgency = is_open ? "routine" : s->matter->urgency;
    int row = word_index(word_urgencies, urgency);
    /* an item's own limit comes before the site's limit for the urgency */
    if (s->service && has_item && !text_is_empty(s->service->limit))
        act->value[FIELD_LIMIT] = s->service->limit;
    else
        act->value[FIELD_LIMIT] = s->policy->limit[row < 0 ? URGENCY_ROUTINE : row];
    return STATUS_OK;
}

/* Whom an act names, put to those whom the case has: with by-name and relation as well. */
static enum status put_named(struct ruling *ruling, struct matter_party **parties, size_t *count)
{
    struct act *act = ruling->act;
    struct matter_party *named,
        proxy = {"proxy", act_text(act, FIELD_BY_NAME), act_text(act, FIELD_RELATION), "", false};
    size_t named_count;

    if (*proxy.relation && !*proxy.name)
        return decide_refuse(ruling, "by-name",
                             _("say who acts for them (--by-name), besides the relation"));
    if (!matter_party_type(ruling->arena, act_text(act, FIELD_PARTY), "other", &named,
                           &named_count))
        return decide_refuse(ruling, "party",
                             _("say each person by a name, such as: emergency daughter Zhou Min "
                               "13900000000; at most 20"));
    if (*proxy.name)
        *parties = matter_party_put(ruling->arena, *parties, count, &proxy);
    for (size_t i = 0; i < named_count; i++)
        *parties = matter_party_put(ruling->arena, *parties, count, &named[i]);
    return STATUS_OK;
}

enum status decide_people(struct ruling *ruling)
{
    const struct matter *m = ruling->matter;
    struct act *act = ruling->act;
    struct matter_party *parties = NULL;
    struct text kept = TEXT_EMPTY;
    size_t count = 0;
    enum status status;

    if (!act->value[FIELD_PARTY] && !act->value[FIELD_BY_NAME] && !act->value[FIELD_RELATION] &&
        !act->value[FIELD_PEOPLE])
        return STATUS_OK;
    if (act->value[FIELD_PEOPLE] &&
        !matter_party_type(ruling->arena, act->value[FIELD_PEOPLE], "other", &parties, &count))
        return decide_refuse(ruling, "people",
                             _("say each person by a name, such as: emergency daughter Zhou Min "
                               "13900000000; at most 20"));
    if (!act->value[FIELD_PEOPLE] && m)
        for (size_t i = 0; i < m->party_count; i++)
            parties = matter_party_put(ruling->arena, parties, &count, &m->parties[i]);
    TRY(put_named(ruling, &parties, &count));
    if (!matter_party_unmask(parties, count, m ? m->parties : NULL, m ? m->party_count : 0))
        return decide_refuse(ruling, "people",
                             _("a phone number with stars is none; type it in full"));
    matter_party_settle(parties, count);
    for (size_t i = 0; i < count; i++)
        matter_party_write(&kept, &parties[i]);
    act->value[FIELD_PARTY] = act->value[FIELD_BY_NAME] = act->value[FIELD_RELATION] = NULL;
    act->value[FIELD_PEOPLE] = count || m ? arena_copy(ruling->arena, kept.at) : NULL;
done:
    text_release(&kept);
    return status;
}

enum status decide_open(struct ruling *ruling)
{
    struct act *act = ruling->act;
    enum node_level level = node_level_of(ruling->home);

    if (level != NODE_STATION && level != NODE_STREET)
        return error_set(ruling->error, STATUS_REFUSED, "",
                         _("only stations and street centres open cases"));
    if (ruling->is_probe)
        return STATUS_OK;
    if (text_is_empty(act->value[FIELD_SUBJECT]))
        return error_set(ruling->error, STATUS_REFUSED, "subject",
                         _("say in a few words what it is about (--subject)"));
    for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
        if (text_is_empty(act->value[listed[i].field]))
            act->value[listed[i].field] = listed[i].fallback;
    enum status status = decide_fields(ruling);
    if (status == STATUS_OK)
        status = decide_people(ruling);
    if (status != STATUS_OK)
        return status;
    act->value[FIELD_NODE] = ruling->home;
    if (text_is_empty(act->value[FIELD_GRID]) && !text_is_empty(act->value[FIELD_DOOR]))
        act->value[FIELD_GRID] =
            people_grid_of_door(ruling->situation->people, ruling->home, act->value[FIELD_DOOR]);
    if (text_is_empty(act->value[FIELD_GRID]) && !text_is_empty(act->value[FIELD_PLACE]))
        act->value[FIELD_GRID] =
            people_grid_of_place(ruling->situation->people, ruling->home, act->value[FIELD_PLACE]);
    act->value[FIELD_HOLDER] = first_contact(ruling);
    return STATUS_OK;
}
