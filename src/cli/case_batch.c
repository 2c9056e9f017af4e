/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/case_batch.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/batch.h"
#include "shouwen/desk/closing.h"
#include "shouwen/desk/follow.h"

static enum status record(struct call *call, struct batch *batch, struct error *error)
{
    enum status status = STATUS_OK;

    while (!batch_is_over(batch))
        TRY(batch_step(call->desk, batch, error));
    call->has_problems |= batch_count(batch, BATCH_REFUSED) > 0;
done:
    return status;
}

static struct json *row_json(const struct call *call, const struct batch_row *row,
                             const struct matter *after)
{
    struct json *item = json_new_object();

    json_put_text(item, "number", row->number);
    json_put_text(item, "act", act_word(row->kind));
    json_put_boolean(item, "ok", row->fate != BATCH_REFUSED);
    if (row->fate == BATCH_REFUSED) {
        struct json *refusal = json_new_object();
        json_put_text(refusal, "kind", status_word(row->refusal));
        json_put_text(refusal, "message", row->reason);
        json_put_text(refusal, "field", row->field);
        json_put(item, "error", refusal);
    } else if (after) {
        struct accountable answer = follow_answer(call->desk, after);
        struct json *person = json_new_object();
        json_put_text(item, "state", word_states[after->state].word);
        json_put_text(person, "id", answer.id);
        json_put_text(person, "name", answer.name);
        json_put(item, "accountable", person);
    }
    return item;
}

static void say_row(const struct call *call, const struct batch_row *row,
                    const struct matter *after)
{
    if (row->fate == BATCH_REFUSED)
        text_addf(call->out,
                  text_same(row->field, CLOSING_ANYWAY)
                      ? _("%s: refused: %s (--anyway closes it all the same)\n")
                      : _("%s: refused: %s\n"),
                  row->number, row->reason);
    else if (after)
        text_addf(call->out, _("%s: %s, accountable: %s\n"), row->number,
                  word_label(word_states, word_states[after->state].word),
                  follow_answer(call->desk, after).name);
    else
        text_addf(call->out, _("%s: %s: would go through\n"), row->number,
                  _(act_rows[row->kind].label));
}

static enum status print(struct call *call, const struct batch *batch, bool is_dry,
                         struct error *error)
{
    size_t refused = batch_count(batch, BATCH_REFUSED), fine = batch->count - refused;
    struct json *value = json_new_object(), *list = json_new_array();
    enum status status = STATUS_OK;

    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_row *row = &batch->rows[i];
        struct matter after;
        bool has_after = !is_dry && row->fate == BATCH_DONE;
        if (has_after)
            TRY(follow_case(call->desk, row->number, call->arena, &after, error));
        if (call->is_json)
            json_add(list, row_json(call, row, has_after ? &after : NULL));
        else
            say_row(call, row, has_after ? &after : NULL);
    }
    json_put(value, "cases", list);
    list = NULL;
    json_put_integer(value, is_dry ? "possible" : "done", (int64_t)fine);
    json_put_integer(value, "refused", (int64_t)refused);
    json_put_text(value, "request", is_dry ? NULL : batch->act.value[FIELD_REQUEST]);
    if (!call->is_json)
        text_addf(call->out,
                  is_dry ? _("%zu would go through, %zu refused; nothing was written\n")
                         : _("%zu done, %zu refused\n"),
                  fine, refused);
    else
        call_print(call, value);
    value = call->is_json ? NULL : value;
done:
    json_release(list);
    json_release(value);
    return status;
}

/* Nobody's case, as a single one would be. */
static enum status deny_if_all(const struct batch *batch, struct error *error)
{
    for (size_t i = 0; i < batch->count; i++)
        if (batch->rows[i].fate != BATCH_REFUSED || batch->rows[i].refusal != STATUS_DENIED)
            return STATUS_OK;
    return error_set(error, STATUS_DENIED, batch->rows[0].field, "%s", batch->rows[0].reason);
}

enum status case_batch_run(struct call *call, const struct act *act, struct error *error)
{
    bool is_dry = options_has(call->options, OPTION_DRY_RUN);
    struct batch batch;
    enum status status = STATUS_OK;

    batch_start(&batch, act->kind, ACT_OPEN, act->value);
    batch.act.happened_at = act->happened_at;
    batch.takes_doubtful = options_has(call->options, OPTION_ANYWAY);
    if (!batch_may(act->kind)) {
        status = error_set(error, STATUS_INVALID, "",
                           _("\"%s\" is recorded on one case at a time; give one number"),
                           act_word(act->kind));
        goto done;
    }
    for (size_t i = 0; i < call->word_count; i++)
        TRY(batch_add(call->desk, &batch, call->words[i], error));
    if (!is_dry)
        TRY(record(call, &batch, error));
    TRY(deny_if_all(&batch, error));
    call->has_problems |= batch_count(&batch, BATCH_REFUSED) > 0;
    TRY(print(call, &batch, is_dry, error));
done:
    batch_release(&batch);
    return status;
}

enum status case_batch_undo(struct call *call, const char *number, size_t *count,
                            struct error *error)
{
    struct matter matter;
    struct batch batch;
    enum status status;

    *count = 0;
    batch_start(&batch, ACT_UNDO, ACT_OPEN, NULL);
    TRY(follow_case_for(call->desk, number, follow_word(ACT_UNDO, call->arena), call->arena,
                        &matter, error));
    TRY(batch_size_at(call->desk, &matter, count, error));
    if (*count < 2) {
        *count = 0;
        goto done;
    }
    TRY(batch_add(call->desk, &batch, number, error));
    TRY(record(call, &batch, error));
    if (batch.rows[0].fate == BATCH_REFUSED)
        status = error_set(error, batch.rows[0].refusal, batch.rows[0].field, "%s",
                           batch.rows[0].reason);
    *count = batch_count(&batch, BATCH_DONE);
done:
    batch_release(&batch);
    return status;
}
