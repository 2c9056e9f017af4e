/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/may_view.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/staff.h"
#include "shouwen/domain/record.h"
#include "shouwen/domain/visibility.h"

static const struct word sights[] = {[SIGHT_NONE] = {"nothing", N_("sees nothing")},
                                     [SIGHT_HEAD] = {"heads", N_("sees heads only")},
                                     [SIGHT_WHOLE] = {"whole", N_("sees everything")},
                                     {NULL, NULL}};
static const struct word moments[] = {{"", ""},
                                      {"accountable", N_("where they are accountable")},
                                      {"dispatched", N_("once dispatched to them")},
                                      {"supervised", N_("once supervised")},
                                      {NULL, NULL}};

/* --- verbs and records --- */

static bool may_call(const struct call *call, const struct person *person, const struct verb *verb)
{
    return (verb->need != VERB_ADMIN || person_has(person, ROLE_ADMIN)) &&
           deed_may_somewhere(desk_people(call->desk), person, verb->deed);
}

/* Whose records of a kind they see: residents and what these want are for a station or a grid. */
static const char *seen_of(const struct visibility *visibility, enum record_kind kind)
{
    if (kind != RECORD_RESIDENTS && kind != RECORD_DEMANDS)
        return "whole";
    if (visibility->residents & ~(unsigned)REACH_GRIDS)
        return "whole";
    return visibility->residents ? "grids" : "nothing";
}

static struct json *verbs_json(const struct call *call, const struct person *person)
{
    struct json *list = json_new_array();
    struct text name = TEXT_EMPTY;

    for (size_t i = 0; i < verb_count; i++) {
        text_clear(&name);
        verb_name(&verb_rows[i], &name);
        if (may_call(call, person, &verb_rows[i]))
            json_add(list, json_new_text(name.at));
    }
    text_release(&name);
    return list;
}

static struct json *deeds_json(const struct call *call, const struct person *person)
{
    struct json *list = json_new_array();

    for (int deed = DEED_NONE + 1; deed < DEED_COUNT; deed++)
        if (deed_may_somewhere(desk_people(call->desk), person, (enum deed)deed))
            json_add(list, json_new_text(deed_rows[deed].word));
    return list;
}

static struct json *kinds_json(struct call *call, const struct person *person)
{
    struct visibility visibility = visibility_of(desk_people(call->desk), person);
    struct json *list = json_new_array();

    for (int kind = 0; kind < RECORD_CASES; kind++) {
        struct json *item = json_new_object();
        json_put_text(item, "kind", record_rows[kind].name);
        json_put_text(item, "sees", seen_of(&visibility, (enum record_kind)kind));
        json_put_boolean(item, "imports", person_has(person, ROLE_ADMIN));
        json_add(list, item);
    }
    return list;
}

/* --- places --- */

static struct json *acts_json(const struct staff_place *place)
{
    struct json *list = json_new_array();

    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        if (place->may[kind])
            json_add(list, json_new_text(act_rows[kind].word));
    return list;
}

enum status may_view_json(struct call *call, const struct person *person, struct json *value,
                          struct error *error)
{
    struct json *list = json_new_array();
    struct staff_place *places;
    enum status status;
    size_t count;

    TRY(staff_places(call->desk, person, call->arena, &places, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "node", places[i].node);
        json_put_text(item, "grid", *places[i].grid ? places[i].grid : NULL);
        json_put_text(item, "when", *places[i].when ? places[i].when : NULL);
        json_put_text(item, "sees", sights[places[i].sight].word);
        json_put(item, "acts", acts_json(&places[i]));
        json_add(list, item);
    }
    json_put(value, "places", list);
    list = NULL;
    json_put(value, "kinds", kinds_json(call, person));
    json_put(value, "deeds", deeds_json(call, person));
    json_put(value, "verbs", verbs_json(call, person));
done:
    json_release(list);
    return status;
}

static void print_place(struct call *call, const struct staff_place *place)
{
    text_addf(call->out, "%s", *place->grid ? place->grid : place->node);
    if (*place->when)
        text_addf(call->out, " (%s)", word_label(moments, place->when));
    text_addf(call->out, ": %s;", _(sights[place->sight].label));
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        if (place->may[kind])
            text_addf(call->out, " %s", _(act_rows[kind].label));
    text_add_char(call->out, '\n');
}

/* Whose residents they see, and what they record beside acts on cases. */
static void print_rest(struct call *call, const struct person *person)
{
    const struct people *people = desk_people(call->desk);
    struct visibility visibility = visibility_of(people, person);
    const char *seen = seen_of(&visibility, RECORD_RESIDENTS);
    bool is_first = true;

    if (text_same(seen, "grids"))
        text_add(call->out, _("residents: those of their grids\n"));
    else
        text_add(call->out, text_same(seen, "whole") ? _("residents: those of the station\n")
                                                     : _("residents: none\n"));
    for (int deed = DEED_NONE + 1; deed < DEED_COUNT; deed++) {
        if (!deed_may_somewhere(people, person, (enum deed)deed))
            continue;
        text_addf(call->out, "%s%s", is_first ? _("also: ") : _(", "), _(deed_rows[deed].label));
        is_first = false;
    }
    text_add(call->out, is_first ? "" : "\n");
}

enum status may_view_text(struct call *call, const struct person *person, struct error *error)
{
    struct staff_place *places;
    enum status status;
    size_t count;

    TRY(staff_places(call->desk, person, call->arena, &places, &count, error));
    for (size_t i = 0; i < count; i++)
        print_place(call, &places[i]);
    print_rest(call, person);
done:
    return status;
}
