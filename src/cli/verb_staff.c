/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/may_view.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/pin.h"
#include "shouwen/desk/staff.h"

#include <string.h>

enum {
    ID_COLUMNS = 8,
    NAME_COLUMNS = 10,
    STATE_COLUMNS = 10,
    NUMBER_COLUMNS = 26,
    RULE_COLUMNS = 14
};

static struct json *roles_json(const struct person *person)
{
    struct json *list = json_new_array();

    for (int role = 0; role < ROLE_COUNT; role++)
        if (person_has(person, (enum role)role))
            json_add(list, json_new_text(role_rows[role].word));
    return list;
}

static struct json *list_json(const char *const *texts, size_t count)
{
    struct json *list = json_new_array();

    for (size_t i = 0; i < count; i++)
        json_add(list, json_new_text(texts[i]));
    return list;
}

/* The codes of a ';'-separated list. */
static struct json *codes_json(const char *codes)
{
    struct json *list = json_new_array();

    while (*codes) {
        size_t length = strcspn(codes, ";");
        struct text code = TEXT_EMPTY;
        text_add_bytes(&code, codes, length);
        json_add(list, json_new_text(code.at));
        text_release(&code);
        codes += length + (codes[length] == ';');
    }
    return list;
}

static void put_day(struct json *object, const char *key, int32_t day)
{
    char text[CLOCK_TEXT];

    json_put_text(object, key, day == CLOCK_NO_DAY ? NULL : clock_format_day(day, text));
}

/* As the staff's CSV calls it, but for today. */
static const struct word presences[] = {{"active", N_("present")},
                                        {"leave", N_("on leave")},
                                        {"left", N_("left the staff")},
                                        {NULL, NULL}};

static const char *presence(const struct desk *desk, const struct person *person)
{
    if (person->status == PERSON_LEFT)
        return "left";
    return person_is_active(person, desk_today(desk)) ? "active" : "leave";
}

static struct json *person_json(struct call *call, const struct person *person)
{
    struct json *value = json_new_object();

    json_put_text(value, "id", person->id);
    json_put_text(value, "name", person->name);
    json_put_text(value, "title", person->title);
    json_put(value, "roles", roles_json(person));
    json_put_text(value, "node", person->node);
    json_put(value, "grids", codes_json(person->grids));
    json_put(value, "duties", codes_json(person->duties));
    json_put_text(value, "backup", person->backup);
    json_put_text(value, "status", presence(call->desk, person));
    put_day(value, "away_from", person->away_from);
    put_day(value, "away_until", person->away_until);
    json_put_text(value, "cover", person->cover);
    return value;
}

static void add_roles(const struct person *person, struct text *out)
{
    const char *between = "";

    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!person_has(person, (enum role)role))
            continue;
        text_addf(out, "%s%s", between, _(role_rows[role].label));
        between = _(", ");
    }
}

/* An id that several places gave out has the place's code behind it. */
static int id_columns(const struct people *people)
{
    int most = ID_COLUMNS;

    for (size_t i = 0; i < people->count; i++)
        if (utf8_columns(people->at[i].id) > most)
            most = utf8_columns(people->at[i].id);
    return most;
}

static void add_person(struct call *call, const struct person *person, struct text *out)
{
    utf8_pad(out, person->id, id_columns(desk_people(call->desk)));
    text_add_char(out, ' ');
    utf8_pad(out, person->name, NAME_COLUMNS);
    text_add_char(out, ' ');
    utf8_pad(out, word_label(presences, presence(call->desk, person)), STATE_COLUMNS);
    text_add_char(out, ' ');
}

/* For whoever looks after PINs, where they are on. */
static enum status put_pin(struct call *call, const struct person *person, struct json *item,
                           struct text *said, struct error *error)
{
    struct pin_standing standing;
    enum status status;

    TRY(pin_look(call->desk, person->id, &standing, error));
    if (!standing.are_on || !permit_has(call->desk, DEED_PINS, NULL))
        return STATUS_OK;
    json_put_text(item, "pin", pin_standing_word(&standing));
    text_add(said, _("  PIN "));
    pin_standing_say(&standing, said);
done:
    return status;
}

enum status verb_staff_list(struct call *call, struct error *error)
{
    struct staff_row *rows;
    struct text pin = TEXT_EMPTY;
    struct json *list = NULL;
    enum status status;
    size_t count;

    TRY(staff_list(call->desk, call->arena, &rows, &count, error));
    list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *item = person_json(call, rows[i].person);
        json_put_boolean(item, "on_duty", rows[i].is_on_duty);
        json_put_integer(item, "open_count", rows[i].open_count);
        json_put_integer(item, "late_count", rows[i].late_count);
        json_add(list, item);
        text_clear(&pin);
        TRY(put_pin(call, rows[i].person, item, &pin, error));
        if (call->is_json)
            continue;
        add_person(call, rows[i].person, call->out);
        text_addf(call->out, _("%3lld open, %lld late  "), (long long)rows[i].open_count,
                  (long long)rows[i].late_count);
        add_roles(rows[i].person, call->out);
        text_addf(call->out, "%s%s\n", rows[i].is_on_duty ? _(" (on duty)") : "", pin.at);
    }
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put(value, "staff", list);
        list = NULL;
        call_print(call, value);
    }
done:
    json_release(list);
    text_release(&pin);
    return status;
}

/* --- may --- */

static struct json *capacities_json(unsigned who)
{
    struct json *list = json_new_array();

    for (const struct act_who_row *row = act_who_rows; row->bit; row++)
        if (who & row->bit)
            json_add(list, json_new_text(row->word));
    return list;
}

/* What it is called, and the word that records it where that is another one. */
static void say_act(struct text *out, enum act_kind kind)
{
    const char *label = _(act_rows[kind].label);

    text_addf(out, " %s", label);
    if (!text_same(label, act_rows[kind].word))
        text_addf(out, "(%s)", act_rows[kind].word);
}

static void print_capacities(struct call *call, unsigned who)
{
    for (const struct act_who_row *row = act_who_rows; row->bit; row++) {
        if (!(who & row->bit))
            continue;
        text_addf(call->out, _("as %s:"), _(row->label));
        for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
            if (act_rows[kind].who & row->bit)
                say_act(call->out, (enum act_kind)kind);
        text_add_char(call->out, '\n');
    }
}

enum status verb_staff_may(struct call *call, struct error *error)
{
    const struct person *person;
    enum status status;

    TRY(staff_find(call->desk, call->words[0], &person, error));
    unsigned who = staff_who(call->desk, person);
    if (!call->is_json) {
        add_person(call, person, call->out);
        add_roles(person, call->out);
        text_add_char(call->out, '\n');
        print_capacities(call, who);
        return may_view_text(call, person, error);
    }
    struct json *value = person_json(call, person), *may = json_new_array();
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++) {
        if (!(act_rows[kind].who & who))
            continue;
        struct json *item = json_new_object();
        json_put_text(item, "act", act_rows[kind].word);
        json_put(item, "as", capacities_json(act_rows[kind].who & who));
        json_add(may, item);
    }
    json_put_boolean(value, "admin", person_has(person, ROLE_ADMIN));
    json_put(value, "may", may);
    status = may_view_json(call, person, value, error);
    if (status == STATUS_OK)
        call_print(call, value);
    else
        json_release(value);
done:
    return status;
}

/* --- away --- */

enum status verb_staff_away(struct call *call, struct error *error)
{
    struct staff_absence absence = {
        .id = call->words[0],
        .from_on = call_day(call, OPTION_FROM, CLOCK_NO_DAY),
        .until_on = CLOCK_NO_DAY,
        .cover = call_value(call, OPTION_COVER),
    };
    const char *until = call_value(call, OPTION_UNTIL);
    const struct person *person;
    char from_text[CLOCK_TEXT], until_text[CLOCK_TEXT];
    enum status status;

    if (until && !clock_parse_day(until, &absence.until_on))
        return error_set(error, STATUS_INVALID, "until", "%s", until);
    TRY(staff_away(call->desk, call->arena, &absence, error));
    TRY(staff_find(call->desk, call->words[0], &person, error));
    if (call->is_json) {
        call_print(call, person_json(call, person));
        return STATUS_OK;
    }
    if (absence.from_on == CLOCK_NO_DAY) {
        text_addf(call->out, _("%s is here\n"), person->name);
        return STATUS_OK;
    }
    text_addf(call->out, _("%s is away from %s"), person->name,
              clock_format_day(absence.from_on, from_text));
    if (absence.until_on != CLOCK_NO_DAY)
        text_addf(call->out, _(" until %s"), clock_format_day(absence.until_on, until_text));
    if (*absence.cover)
        text_addf(call->out, _("; %s answers meanwhile\n"), desk_name(call->desk, absence.cover));
    else
        text_add(call->out, _("; the secretary answers meanwhile\n"));
done:
    return status;
}

/* --- leave --- */

static struct json *promises_json(const struct staff_leaving *leaving)
{
    struct json *list = json_new_array();
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < leaving->promise_count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "number", leaving->promises[i].number);
        json_put_text(item, "kind", leaving->promises[i].kind);
        json_put_text(item, "at", clock_format_at(leaving->promises[i].at, at));
        json_put_text(item, "accountable", leaving->promises[i].taker);
        json_put_boolean(item, "goes", leaving->promises[i].goes);
        json_add(list, item);
    }
    return list;
}

static void print_leaving_json(struct call *call, const struct staff_leaving *leaving)
{
    struct json *value = json_new_object(), *cases = json_new_array();

    for (size_t i = 0; i < leaving->case_count; i++) {
        struct json *item = json_new_object(), *to = json_new_object();
        json_put_text(item, "number", leaving->cases[i].number);
        json_put_text(item, "subject", leaving->cases[i].subject);
        json_put_text(item, "rule", rule_rows[leaving->cases[i].rule].word);
        json_put_text(to, "id", leaving->cases[i].id);
        json_put_text(to, "name", leaving->cases[i].name);
        json_put(item, "accountable", to);
        json_put_text(item, "why", *leaving->cases[i].why ? leaving->cases[i].why : NULL);
        json_add(cases, item);
    }
    json_put_text(value, "id", call->words[0]);
    json_put_boolean(value, "dry_run", options_has(call->options, OPTION_DRY_RUN));
    json_put(value, "cases", cases);
    json_put(value, "promises", promises_json(leaving));
    json_put(value, "grids", list_json(leaving->grids, leaving->grid_count));
    json_put(value, "backed", list_json(leaving->backed, leaving->backed_count));
    json_put_integer(value, "duty_count", leaving->duty_count);
    call_print(call, value);
}

static void print_leaving(struct call *call, const struct staff_leaving *leaving)
{
    struct text *out = call->out;
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < leaving->case_count; i++) {
        utf8_pad(out, leaving->cases[i].number, NUMBER_COLUMNS);
        text_add_char(out, ' ');
        utf8_pad(out, leaving->cases[i].name, NAME_COLUMNS);
        text_add_char(out, ' ');
        utf8_pad(out, _(rule_rows[leaving->cases[i].rule].label), RULE_COLUMNS);
        text_addf(out, " %s\n", leaving->cases[i].subject);
        if (*leaving->cases[i].why)
            text_addf(out, "  %s\n", leaving->cases[i].why);
    }
    for (size_t i = 0; i < leaving->promise_count; i++)
        text_addf(out, _("promise of %s on %s: %s\n"),
                  clock_format_short(leaving->promises[i].at, at), leaving->promises[i].number,
                  leaving->promises[i].taker);
    for (size_t i = 0; i < leaving->grid_count; i++)
        text_addf(out, _("grid %s needs another leader\n"), leaving->grids[i]);
    for (size_t i = 0; i < leaving->backed_count; i++)
        text_addf(out, _("%s needs another backup or cover\n"),
                  desk_name(call->desk, leaving->backed[i]));
    if (leaving->duty_count)
        text_addf(out, _("%lld shifts on the roster need somebody else\n"),
                  (long long)leaving->duty_count);
    text_addf(
        out,
        options_has(call->options, OPTION_DRY_RUN)
            ? _("%s would leave, %zu open cases would go to those shown; nothing was recorded\n")
            : _("%s has left, %zu open cases went to those shown\n"),
        desk_name(call->desk, call->words[0]), leaving->case_count);
}

enum status verb_staff_leave(struct call *call, struct error *error)
{
    const struct staff_leave_order order = {.id = call->words[0],
                                            .to = call_value(call, OPTION_TO),
                                            .is_strict = options_has(call->options, OPTION_TO),
                                            .is_dry = options_has(call->options, OPTION_DRY_RUN)};
    struct staff_leaving leaving;
    enum status status;

    TRY(staff_leave(call->desk, &order, call->arena, &leaving, error));
    if (call->is_json)
        print_leaving_json(call, &leaving);
    else
        print_leaving(call, &leaving);
done:
    return status;
}
