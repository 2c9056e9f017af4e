/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/case_view.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/mask.h"

static void put_at(struct json *object, const char *key, int64_t at)
{
    char text[CLOCK_TEXT];

    json_put_text(object, key, at ? clock_format_at(at, text) : NULL);
}

static void put_day(struct json *object, const char *key, int32_t day)
{
    char text[CLOCK_TEXT];

    json_put_text(object, key, day == CLOCK_NO_DAY ? NULL : clock_format_day(day, text));
}

static void put_text(struct json *object, const char *key, const char *text)
{
    json_put_text(object, key, text_is_empty(text) ? NULL : text);
}

static void put_phone(struct json *object, const char *phone, bool unmask)
{
    struct text shown = TEXT_EMPTY;

    if (unmask)
        text_add(&shown, phone);
    else
        mask_tail(&shown, phone);
    put_text(object, "phone", shown.at);
    text_release(&shown);
}

static struct json *person_json(const char *id, const char *name)
{
    struct json *person = json_new_object();

    json_put_text(person, "id", id);
    json_put_text(person, "name", name);
    return person;
}

static struct json *flags_json(unsigned flags)
{
    struct json *list = json_new_array();

    for (int i = 0; i < FLAG_COUNT; i++)
        if (flags & 1u << i)
            json_add(list, json_new_text(word_flags[i].word));
    return list;
}

static struct json *entry_json(const struct matter_entry *entry)
{
    const struct act *act = entry->act;
    struct json *item = json_new_object();
    char id[2 * CRYPTO_ID + 1];

    ident_hex(act->id, sizeof(act->id), id);
    json_put_text(item, "id", id);
    json_put_text(item, "act", act->word);
    put_at(item, "at", act->happened_at);
    if (act->entered_at != act->happened_at)
        put_at(item, "entered_at", act->entered_at);
    json_put_text(item, "by", act->by);
    put_text(item, "node", act->value[FIELD_NODE]);
    put_text(item, "to", act->value[FIELD_TO]);
    put_text(item, "why", act->value[FIELD_WHY]);
    put_text(item, "reason",
             text_is_empty(act->value[FIELD_REASON]) ? word_label(word_whys, act->value[FIELD_WHY])
                                                     : act->value[FIELD_REASON]);
    put_text(item, "text", act->value[FIELD_TEXT]);
    put_text(item, "outcome", act->value[FIELD_OUTCOME]);
    put_text(item, "session", act->value[FIELD_SESSION]);
    json_put_text(item, "holder", entry->holder);
    if (entry->due_on != CLOCK_NO_DAY)
        put_day(item, "due_on", entry->due_on);
    if (entry->is_voided)
        json_put_boolean(item, "undone", true);
    return item;
}

static struct json *history_json(const struct matter *m)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < m->history_count; i++)
        json_add(list, entry_json(&m->history[i]));
    return list;
}

static struct json *parties_json(const struct matter *m, bool unmask)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < m->party_count; i++) {
        const struct matter_party *party = &m->parties[i];
        struct json *item = json_new_object();
        json_put_text(item, "role", party->role);
        json_put_text(item, "name", party->name);
        put_text(item, "relation", party->relation);
        put_phone(item, party->phone, unmask);
        json_put_boolean(item, "contact", party->is_contact);
        json_add(list, item);
    }
    return list;
}

static struct json *resident_json(const struct case_row *row, bool unmask)
{
    if (!*row->name && !*row->resident && !*row->phone && !*row->door)
        return json_new_null();
    struct json *resident = json_new_object();
    put_text(resident, "id", row->resident);
    put_text(resident, "name", row->name);
    put_phone(resident, row->phone, unmask);
    put_text(resident, "door", row->door);
    return resident;
}

/* Whom call-backs go to: one of the case's other people, or the person concerned. */
static struct json *contact_json(const char *name, const char *phone, bool unmask)
{
    struct json *contact;

    if (!*name && !*phone)
        return json_new_null();
    contact = json_new_object();
    put_text(contact, "name", name);
    put_phone(contact, phone, unmask);
    return contact;
}

static struct json *ways_json(const struct matter *m)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < m->way_count; i++) {
        struct json *item = json_new_object();
        put_text(item, "via", m->ways[i].via);
        put_text(item, "unit", m->ways[i].unit);
        put_text(item, "spoke_with", m->ways[i].spoke_with);
        put_text(item, "receipt", m->ways[i].receipt);
        json_add(list, item);
    }
    return list;
}

static struct json *followers_json(const struct merged_row *rows, size_t count, bool unmask)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "number", rows[i].number);
        put_text(item, "subject", rows[i].subject);
        put_text(item, "name", rows[i].name);
        json_put(item, "contact", contact_json(rows[i].contact, rows[i].contact_phone, unmask));
        put_at(item, "at", rows[i].merged_at);
        json_add(list, item);
    }
    return list;
}

static struct json *rating_json(int attitude, int ability, const char *source)
{
    if (!attitude)
        return json_new_null();
    struct json *rating = json_new_object();
    json_put_integer(rating, "attitude", attitude);
    json_put_integer(rating, "ability", ability);
    put_text(rating, "source", source);
    return rating;
}

static struct json *promises_json(const struct matter *m)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < m->promise_count; i++) {
        const struct matter_promise *promise = &m->promises[i];
        struct json *item = json_new_object();
        put_at(item, "at", promise->at);
        json_put_text(item, "kind", promise->kind);
        put_text(item, "staff", promise->staff);
        put_text(item, "text", promise->text);
        json_put_boolean(item, "kept", promise->is_kept);
        json_add(list, item);
    }
    return list;
}

/* What a list says of a case, and the case in full too. */
static struct json *head_json(struct desk *desk, const struct case_row *row, unsigned flags,
                              bool unmask)
{
    struct accountable answer = responsibility_answer(desk_people(desk), row->holder, row->node);
    struct json *value = json_new_object();

    json_put_text(value, "number", row->number);
    json_put_text(value, "node", row->node);
    json_put_text(value, "state", row->state);
    json_put_text(value, "rule", row->rule);
    json_put(value, "accountable", person_json(answer.id, answer.name));
    json_put_text(value, "holder", row->holder);
    json_put(value, "first_contact",
             person_json(row->first_contact, follow_staff_at(desk, row->node, row->first_contact)));
    put_text(value, "handling_unit", row->unit);
    put_text(value, "channel", row->channel);
    put_text(value, "via", row->via);
    put_text(value, "urgency", row->urgency);
    put_text(value, "category", row->category);
    put_text(value, "service", row->service);
    put_text(value, "subject", row->subject);
    json_put(value, "resident", resident_json(row, unmask));
    json_put(value, "contact",
             *row->contact ? contact_json(row->contact, row->contact_phone, unmask)
                           : contact_json(row->name, row->phone, unmask));
    put_text(value, "grid", row->grid);
    put_text(value, "ref", row->ref);
    put_at(value, "opened_at", row->opened_at);
    put_day(value, "due_on", row->due_on);
    put_day(value, "unit_due_on", row->unit_due_on);
    put_at(value, "closed_at", row->closed_at);
    put_text(value, "outcome", row->outcome);
    json_put(value, "flags", flags_json(flags));
    json_put_integer(value, "bounces", row->bounces);
    json_put_integer(value, "reminds", row->reminds);
    json_put(value, "rating", rating_json(row->attitude, row->ability, row->source));
    return value;
}

static struct case_row row_of(const struct matter *m)
{
    const struct matter_party *contact = matter_party_contact(m->parties, m->party_count, m->phone);

    return (struct case_row){
        .number = m->number,
        .node = m->node,
        .state = word_states[m->state].word,
        .rule = rule_rows[m->rule].word,
        .holder = m->holder,
        .first_contact = m->first_contact,
        .unit = m->unit,
        .channel = m->channel,
        .via = m->via,
        .urgency = m->urgency,
        .category = m->category,
        .service = m->service,
        .subject = m->subject,
        .resident = m->resident,
        .name = m->name,
        .phone = m->phone,
        .door = m->door,
        .grid = m->grid,
        .ref = m->ref,
        .opened_at = m->opened_at,
        .due_on = m->due_on,
        .unit_due_on = m->unit_due_on,
        .closed_at = m->closed_at,
        .outcome = m->outcome,
        .bounces = m->bounces,
        .reminds = m->reminds,
        .attitude = m->attitude,
        .ability = m->ability,
        .source = m->source,
        .contact = contact ? contact->name : "",
        .contact_phone = contact ? contact->phone : "",
    };
}

struct json *case_view_json(struct desk *desk, const struct matter *m,
                            const struct merged_row *followers, size_t follower_count, bool unmask)
{
    const struct case_row row = row_of(m);
    struct json *value = head_json(desk, &row, follow_flags(desk, m), unmask);

    put_at(value, "rule_since", m->rule_since_at);
    json_put_text(value, "rule_by", m->rule_by->by);
    json_put_text(value, "rule_act", m->rule_by->word);
    json_put(value, "parties", parties_json(m, unmask));
    put_text(value, "place_kind", m->place_kind);
    put_text(value, "place", m->place);
    put_day(value, "first_due_on", m->first_due_on);
    put_day(value, "first_unit_due_on", m->first_unit_due_on);
    put_text(value, "merged_into", m->merged_into);
    json_put(value, "followed_by", followers_json(followers, follower_count, unmask));
    json_put(value, "ways", ways_json(m));
    json_put_boolean(value, "unit_late", matter_is_unit_late(m, desk_today(desk)));
    put_text(value, "have", m->have);
    json_put(value, "promises", promises_json(m));
    json_put(value, "history", history_json(m));
    return value;
}

static unsigned row_flags(struct desk *desk, const struct case_row *row)
{
    bool is_late = row->is_open && row->late_on != CLOCK_NO_DAY && row->late_on < desk_today(desk);
    struct accountable answer = responsibility_answer(desk_people(desk), row->holder, row->node);

    return row->flags | (is_late ? FLAG_LATE : 0u) |
           (row->is_open && answer.is_nobody ? FLAG_NOBODY : 0u) |
           (row->is_open && answer.no_secretary ? FLAG_NO_SECRETARY : 0u);
}

struct json *case_view_list_json(struct desk *desk, const struct case_row *rows, size_t count,
                                 const char *next, bool unmask)
{
    struct json *value = json_new_object(), *list = json_new_array();

    for (size_t i = 0; i < count; i++)
        json_add(list, head_json(desk, &rows[i], row_flags(desk, &rows[i]), unmask));
    json_put(value, "cases", list);
    json_put_text(value, "next", next);
    return value;
}

enum status case_view_reveal(struct desk *desk, const char *subject, struct error *error)
{
    struct ledger *ledger;
    enum status status;
    const char *who = desk_person_id(desk);

    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_audit(ledger, who ? who : "", "reveal", subject, error));
done:
    return status;
}
