/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record_dispute.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/record_order.h"

#include <string.h>

#define BIT(field) (1u << (field))

/* By which a record is told apart from others. */
static const unsigned identity[RECORD_KIND_COUNT] = {
    [RECORD_RESIDENTS] =
        BIT(RECORD_RESIDENTS_NAME) | BIT(RECORD_RESIDENTS_ID_NUMBER) | BIT(RECORD_RESIDENTS_PHONE),
    [RECORD_STAFF] = BIT(RECORD_STAFF_NAME),
    [RECORD_GRIDS] = BIT(RECORD_GRIDS_NAME),
    [RECORD_SERVICES] = BIT(RECORD_SERVICES_NAME),
    [RECORD_RESOURCES] = BIT(RECORD_RESOURCES_NAME),
};

/* What act i says of a field; NULL: nothing. */
static enum status read_text(struct arena *arena, const struct act *act, const char *key,
                             const char **text, struct error *error)
{
    struct json *fields;
    struct error cause;

    *text = NULL;
    if (act->kind != ACT_PUT || !act->fields)
        return STATUS_OK;
    if (json_read(act->fields, strlen(act->fields), ACT_HEAD_DEPTH, &fields, &cause) != STATUS_OK)
        return error_set(error, STATUS_BROKEN, "",
                         _("the fields of act %lld of %s can't be read: %s"), (long long)act->n,
                         act->subject, cause.message);
    const char *said = json_get_text(fields, key);
    if (said)
        *text = arena_copy(arena, said);
    json_release(fields);
    return STATUS_OK;
}

/* True if another act that says the field knew of act i. */
static bool is_settled(const struct matter_order *order, const char *const *texts, size_t i)
{
    for (size_t k = 0; k < order->count; k++)
        if (k != i && texts[k] && matter_order_has_seen(order, k, i))
            return true;
    return false;
}

static void find(struct arena *arena, const struct matter_order *order, const char **texts,
                 struct record_dispute *dispute)
{
    struct record_version *at = arena_alloc(arena, (order->count + 1) * sizeof(*at));
    bool differs = false;
    size_t count = 0;

    for (size_t i = 0; i < order->count; i++) {
        size_t which = order->at[i];
        if (!texts[which] || is_settled(order, texts, which))
            continue;
        at[count++] = (struct record_version){&order->acts[which], texts[which]};
        differs |= !text_same(at[0].text, texts[which]);
    }
    dispute->at = at;
    dispute->count = differs ? count : 0;
}

enum status record_disputes(struct arena *arena, enum record_kind kind, const struct act *acts,
                            size_t count, struct record_dispute **disputes, size_t *dispute_count,
                            struct error *error)
{
    const char **texts = arena_alloc(arena, (count + 1) * sizeof(*texts));
    struct matter_order order;
    enum status status = STATUS_OK;

    *disputes = arena_alloc(arena, RECORD_FIELDS_MOST * sizeof(**disputes));
    *dispute_count = 0;
    if (kind >= RECORD_KIND_COUNT || count < 2)
        return STATUS_OK;
    record_order_init(arena, acts, count, &order);
    for (int field = 0; !order.is_linear && field < (int)record_rows[kind].field_count; field++) {
        if (!(identity[kind] & BIT(field)))
            continue;
        for (size_t i = 0; i < count; i++) {
            texts[i] = NULL;
            if (!order.is_voided[i])
                TRY(read_text(arena, &acts[i], record_rows[kind].fields[field].name, &texts[i],
                              error));
        }
        struct record_dispute *dispute = &(*disputes)[*dispute_count];
        dispute->field = field;
        find(arena, &order, texts, dispute);
        *dispute_count += dispute->count > 0;
    }
done:
    return status;
}

bool record_is_another(enum record_kind kind, const struct record_values *one,
                       const struct record_values *other)
{
    for (int field = 0; field < (int)record_rows[kind].field_count; field++) {
        const char *key = record_rows[kind].fields[field].name;
        const char *said = record_value(one, key), *their = record_value(other, key);
        if ((identity[kind] & BIT(field)) && !text_is_empty(said) && !text_is_empty(their) &&
            strcmp(said, their) != 0)
            return true;
    }
    return false;
}
