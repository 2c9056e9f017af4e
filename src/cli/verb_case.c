/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/case_batch.h"
#include "shouwen/cli/case_field.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/desk/closing.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/erasing.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/session.h"
#include "shouwen/desk/sight.h"

#include <inttypes.h>
#include <string.h>

/* --set FIELD=VALUE; which fields may be set is decided by the rules. */
static void take_set(const struct call *call, struct act *act)
{
    const char *set = call_value(call, OPTION_SET), *equals = set ? strchr(set, '=') : NULL;

    if (!equals)
        return;
    const char *key = arena_copy_part(call->arena, set, (size_t)(equals - set));
    int field = act_field_of(key);
    act->value[FIELD_FIELD] = key;
    if (field >= 0)
        act->value[field] = equals + 1;
}

/* Every --party with ; between, as one may hold several as well. */
static void take_parties(const struct call *call, struct act *act)
{
    const char *party;

    for (size_t n = 0; (party = call_value_of_many(call, OPTION_PARTY, n)); n++)
        act->value[FIELD_PARTY] =
            n ? arena_format(call->arena, "%s;%s", act->value[FIELD_PARTY], party) : party;
}

static enum status take_fields(struct call *call, struct act *act, struct error *error)
{
    const char *at = call_value(call, OPTION_AT), *until = call_value(call, OPTION_UNTIL);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < case_field_count; i++)
        if (!case_field_rows[i].is_read)
            act->value[case_field_rows[i].field] = call_value(call, case_field_rows[i].option);
    if (until)
        TRY(follow_until(call->arena, until, &act->value[FIELD_UNTIL], error));
    if (at && !clock_parse_at(at, &act->happened_at))
        return error_set(error, STATUS_INVALID, "at", "%s", at);
    take_parties(call, act);
    take_set(call, act);
done:
    return status;
}

/* Who the person may be, and what may be about the same: where nobody was linked (design.md 6). */
static enum status put_duplicates(struct call *call, const struct matter *matter,
                                  struct json *value, struct error *error)
{
    const struct search_context context = {.today = desk_today(call->desk),
                                           .node = desk_node(call->desk)};
    const struct search_intake intake = {
        .name = matter->name, .phone = matter->phone, .door = matter->door};
    struct json *list = json_new_array();
    struct search_hits hits = {0};
    enum status status = STATUS_OK;

    if (!*matter->resident && (*matter->name || *matter->phone))
        TRY(sight_duplicates(call->desk, &intake, &context, call->arena, &hits, error));
    for (size_t i = 0; i < hits.resident_count; i++) {
        struct json *item = json_new_object();
        json_put_text(item, "id", hits.residents[i].id);
        json_put_text(item, "name", hits.residents[i].name);
        json_put_text(item, "door", hits.residents[i].door);
        json_add(list, item);
    }
    json_put(value, "possible_duplicates", list);
    list = NULL;
done:
    json_release(list);
    return status;
}

static struct json *view(struct call *call, const struct matter *matter, bool unmask,
                         struct error *error)
{
    struct merged_row *followers;
    size_t count;

    if (sight_merged(call->desk, matter->number, call->arena, &followers, &count, error) !=
        STATUS_OK)
        return NULL;
    return case_view_json(call->desk, matter, followers, count, unmask);
}

/* Whoever asked in a case that follows this one is to hear of it too (domain.md 3, merge). */
static enum status print_callers(struct call *call, const struct matter *matter,
                                 struct error *error)
{
    struct text callers = TEXT_EMPTY;
    struct merged_row *followers;
    size_t count;
    enum status status;

    TRY(sight_merged(call->desk, matter->number, call->arena, &followers, &count, error));
    dossier_say_callers(followers, count, false, &callers);
    if (count)
        text_addf(call->out, _("also to be told: %s\n"), callers.at);
done:
    text_release(&callers);
    return status;
}

static bool is_told(const char *word)
{
    enum act_kind kind = act_kind_of(word);

    return kind == ACT_TELL || kind == ACT_ANSWER || kind == ACT_SOLVE || kind == ACT_CLOSE;
}

/* With --json the case as `case show` prints it; otherwise its number. */
static enum status print_result(struct call *call, const char *number, bool is_open,
                                struct error *error)
{
    struct matter matter;
    enum status status;

    TRY(follow_case(call->desk, number, call->arena, &matter, error));
    if (call->is_json) {
        struct json *value = view(call, &matter, false, error);
        if (!value)
            return error->kind;
        status = is_open ? put_duplicates(call, &matter, value, error) : STATUS_OK;
        call_print(call, value);
    } else if (is_open) {
        text_addf(call->out, "%s\n", number);
    } else {
        struct accountable answer = follow_answer(call->desk, &matter);
        text_addf(call->out, _("%s: %s, accountable: %s\n"), number,
                  word_label(word_states, word_states[matter.state].word), answer.name);
        if (is_told(call->options->word[1]))
            TRY(print_callers(call, &matter, error));
    }
done:
    return status;
}

/* What one key recorded is taken back together. */
static enum status print_undone(struct call *call, const char *number, size_t count,
                                struct error *error)
{
    if (!call->is_json)
        text_addf(call->out,
                  ngettext("taken back on %zu case\n", "taken back on %zu cases\n", count), count);
    return print_result(call, number, false, error);
}

/* Who it is about. Who may not do the act is told that first, by recording: the person does not
 * matter then. */
static enum status take_person(struct call *call, struct act *act, struct error *error)
{
    const char *resident = call_value(call, OPTION_RESIDENT);
    struct matter matter, *about = NULL;
    struct error refusal;
    enum status status;

    if (act->kind != ACT_OPEN) {
        TRY(follow_case_for(call->desk, call->words[0], follow_word(act->kind, call->arena),
                            call->arena, &matter, error));
        about = &matter;
    }
    if (!follow_is_possible(call->desk, about, act->kind, &refusal))
        return STATUS_OK;
    TRY(receive_complete(call->desk, call->arena, act, error));
    if (resident)
        TRY(receive_person(call->desk, resident, call->arena, act, error));
done:
    return status;
}

/* A session is called one way: the act on each case names its record (session.h). */
static enum status call_session(struct call *call, const struct act *act, struct error *error)
{
    const char *place = call_value(call, OPTION_PLACE), *subject = call_value(call, OPTION_SUBJECT);
    const struct session_calling calling = {
        .at = act_number(act, FIELD_UNTIL, 0),
        .may_lack_time = true,
        .happened_at = act->happened_at,
        .text = act->value[FIELD_TEXT],
        .request = act->value[FIELD_REQUEST],
        .place = place ? place : "",
        .subject = subject ? subject : "",
        .previous = "",
        .numbers = call->words,
        .number_count = call->word_count,
    };
    const char *code;
    enum status status;

    TRY(session_call(call->desk, &calling, call->arena, &code, error));
    TRY(print_result(call, call->words[0], false, error));
    if (!call->is_json)
        text_addf(call->out, _("on-site session %s\n"), code);
done:
    return status;
}

/* The screens ask whether a case is closed although something is still going on; here it is said
 * beforehand. Who may not close it at all is told that, by recording. */
static enum status look_at_doubts(struct call *call, enum act_kind kind, struct error *error)
{
    struct matter matter;
    struct error refusal;
    enum status status;

    if (!closing_ends(kind) || options_has(call->options, OPTION_ANYWAY))
        return STATUS_OK;
    status = follow_case_for(call->desk, call->words[0], NULL, call->arena, &matter, error);
    if (status == STATUS_DENIED ||
        (status == STATUS_OK && !follow_is_possible(call->desk, &matter, kind, &refusal)))
        return STATUS_OK;
    TRY(status);
    status = closing_check(call->desk, &matter, kind, &refusal);
    if (status == STATUS_REFUSED)
        error_set(error, status, CLOSING_ANYWAY, _("%s (--anyway closes it all the same)"),
                  refusal.message);
    else if (status != STATUS_OK)
        *error = refusal;
done:
    return status;
}

/* Who may not erase is told that instead, by recording. */
static enum status ask_for_yes(const struct call *call, struct error *error)
{
    const struct person *person = desk_person(call->desk);
    bool may = !person || person_has(person, ROLE_ADMIN);

    if (!may || options_has(call->options, OPTION_YES) ||
        options_has(call->options, OPTION_DRY_RUN))
        return STATUS_OK;
    return error_set(error, STATUS_REFUSED, "yes",
                     _("an erasing cannot be taken back: the texts of the case go, here and "
                       "elsewhere; say --yes if it is meant"));
}

enum status verb_case_act(struct call *call, struct error *error)
{
    const char *word = call->options->word[1];
    struct act act = {.kind = act_kind_of(word)};
    const char *number;
    size_t undone = 0;
    enum status status;
    bool is_done;

    TRY(take_fields(call, &act, error));
    if (act.kind == ACT_ERASE)
        TRY(ask_for_yes(call, error));
    if (act.kind == ACT_ON_SITE && !options_has(call->options, OPTION_DRY_RUN))
        return call_session(call, &act, error);
    if (call->word_count > 1 || options_has(call->options, OPTION_DRY_RUN))
        return case_batch_run(call, &act, error);
    if (act.kind == ACT_UNDO && !act.value[FIELD_REQUEST])
        TRY(case_batch_undo(call, call->words[0], &undone, error));
    if (undone)
        return print_undone(call, call->words[0], undone, error);
    if (act.kind != ACT_OPEN)
        act.subject = arena_format(call->arena, "case/%s", call->words[0]);
    if (act.kind == ACT_OPEN || act.kind == ACT_AMEND)
        TRY(take_person(call, &act, error));
    TRY(look_at_doubts(call, act.kind, error));
    TRY(follow_record(call->desk, &act, 1, call->arena, &number, error));
    if (act.kind == ACT_ERASE)
        TRY(erasing_finish(call->desk, &is_done, error));
    TRY(print_result(call, number, act.kind == ACT_OPEN, error));
done:
    return status;
}

enum status verb_case_show(struct call *call, struct error *error)
{
    bool unmask = options_has(call->options, OPTION_UNMASK);
    struct matter matter;
    enum status status;

    TRY(follow_case(call->desk, call->words[0], call->arena, &matter, error));
    if (unmask)
        TRY(case_view_reveal(call->desk, matter.number, error));
    if (call->is_json) {
        struct json *value = view(call, &matter, unmask, error);
        if (!value)
            return error->kind;
        call_print(call, value);
    } else {
        TRY(case_view_text(call->desk, &matter, unmask, call->arena, call->out, error));
    }
done:
    return status;
}
