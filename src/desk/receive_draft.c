/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive_draft.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/permit.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *key;
    size_t offset;
} texts[] = {
    {"who", offsetof(struct receive_draft, who)},
    {"what", offsetof(struct receive_draft, what)},
    {"resident", offsetof(struct receive_draft, resident)},
    {"service", offsetof(struct receive_draft, service)},
    {"number", offsetof(struct receive_draft, number)},
    {"phone", offsetof(struct receive_draft, phone)},
    {"by_name", offsetof(struct receive_draft, by_name)},
    {"party", offsetof(struct receive_draft, party)},
    {"emergency", offsetof(struct receive_draft, emergency)},
    {"agreed", offsetof(struct receive_draft, agreed)},
    {"way_unit", offsetof(struct receive_draft, way_unit)},
    {"spoke_with", offsetof(struct receive_draft, spoke_with)},
    {"receipt", offsetof(struct receive_draft, receipt)},
    {"ref", offsetof(struct receive_draft, ref)},
    {"note", offsetof(struct receive_draft, note)},
};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static struct text *text_of(const struct receive_draft *draft, size_t at)
{
    return (struct text *)((char *)draft + texts[at].offset);
}

/* Everything but the texts as at the beginning of an intake. */
static void begin(struct receive_draft *draft)
{
    uint8_t bytes[(sizeof(draft->request) - 1) / 2];

    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), draft->request);
    draft->stage = RECEIVE_TYPING;
    draft->slot = 0;
    draft->cursors[0] = draft->cursors[1] = 0;
    draft->has_who = draft->has_checked = draft->is_linked = false;
    draft->channel = "walk-in";
    draft->via = "";
    draft->urgency = "routine";
    draft->have = 0;
    draft->since_at = clock_now_at();
    draft->parked_at = 0;
    draft->happened_at = 0;
}

void receive_draft_init(struct receive_draft *draft)
{
    for (size_t i = 0; i < TEXTS; i++)
        *text_of(draft, i) = (struct text)TEXT_EMPTY;
    begin(draft);
}

void receive_draft_release(struct receive_draft *draft)
{
    for (size_t i = 0; i < TEXTS; i++)
        text_release(text_of(draft, i));
}

void receive_draft_clear(struct receive_draft *draft)
{
    for (size_t i = 0; i < TEXTS; i++)
        text_clear(text_of(draft, i));
    begin(draft);
}

bool receive_draft_is_empty(const struct receive_draft *draft)
{
    for (size_t i = 0; i < TEXTS; i++)
        if (text_of(draft, i)->length)
            return false;
    return !draft->has_who;
}

void receive_draft_have(const struct receive_draft *draft, size_t count, struct text *out)
{
    bool is_first = true;

    for (size_t i = 0; i < count && i < RECEIVE_LINES_MOST; i++) {
        if (!(draft->have >> i & 1))
            continue;
        text_addf(out, "%s%zu", is_first ? "" : ",", i + 1);
        is_first = false;
    }
}

void receive_draft_write(const struct receive_draft *draft, struct text *out)
{
    if (receive_draft_is_empty(draft))
        return;
    struct json *form = json_new_object();
    json_put_text(form, "request", draft->request);
    for (size_t i = 0; i < TEXTS; i++)
        json_put_text(form, texts[i].key, text_of(draft, i)->at);
    json_put_integer(form, "stage", draft->stage);
    json_put_integer(form, "slot", draft->slot);
    json_put_integer(form, "cursor_who", (int64_t)draft->cursors[0]);
    json_put_integer(form, "cursor_what", (int64_t)draft->cursors[1]);
    json_put_boolean(form, "has_who", draft->has_who);
    json_put_text(form, "channel", draft->channel);
    json_put_text(form, "via", draft->via);
    json_put_text(form, "urgency", draft->urgency);
    json_put_boolean(form, "has_checked", draft->has_checked);
    json_put_integer(form, "have", (int64_t)draft->have);
    json_put_boolean(form, "is_linked", draft->is_linked);
    json_put_integer(form, "since_at", draft->since_at);
    json_put_integer(form, "parked_at", draft->parked_at);
    json_put_integer(form, "happened_at", draft->happened_at);
    json_write(form, out);
    json_release(form);
}

/* The list's own copy of a word, so that it may be kept. */
static const char *word_from(const struct word *list, const struct json *form, const char *key,
                             const char *fallback)
{
    const char *text = json_get_text(form, key);
    int at = text ? word_index(list, text) : -1;

    return at < 0 ? fallback : list[at].word;
}

/* A cursor must stand between characters, whatever the text says. */
static size_t cursor_from(const struct json *form, const char *key, const struct text *text)
{
    int64_t at = json_get_integer(form, key, 0);

    if (at < 0 || at > (int64_t)text->length ||
        !utf8_is_valid(text->at + at, text->length - (size_t)at, NULL))
        return text->length;
    return (size_t)at;
}

static void take_numbers(struct receive_draft *draft, const struct json *form)
{
    int64_t stage = json_get_integer(form, "stage", RECEIVE_TYPING);

    if (stage >= RECEIVE_TYPING && stage <= RECEIVE_ACTING)
        draft->stage = (enum receive_stage)stage;
    draft->slot = json_get_integer(form, "slot", 0) == 1;
    draft->cursors[0] = cursor_from(form, "cursor_who", &draft->who);
    draft->cursors[1] = cursor_from(form, "cursor_what", &draft->what);
    draft->has_who = json_get_boolean(form, "has_who");
    draft->has_checked = json_get_boolean(form, "has_checked");
    draft->is_linked = json_get_boolean(form, "is_linked");
    draft->have = (uint64_t)json_get_integer(form, "have", 0);
    draft->since_at = json_get_integer(form, "since_at", draft->since_at);
    draft->parked_at = json_get_integer(form, "parked_at", 0);
    draft->happened_at = json_get_integer(form, "happened_at", 0);
}

void receive_draft_read(struct receive_draft *draft, const char *form_text)
{
    struct json *form;
    struct error ignored;

    receive_draft_clear(draft);
    if (json_read(form_text, strlen(form_text), 0, &form, &ignored) != STATUS_OK)
        return;
    const char *request = json_get_text(form, "request");
    if (request && strlen(request) == sizeof(draft->request) - 1)
        memcpy(draft->request, request, sizeof(draft->request));
    for (size_t i = 0; i < TEXTS; i++)
        text_add(text_of(draft, i), json_get_text(form, texts[i].key));
    draft->channel = word_from(word_channels, form, "channel", "walk-in");
    draft->via = word_from(word_ways, form, "via", "");
    draft->urgency = word_from(word_urgencies, form, "urgency", "routine");
    take_numbers(draft, form);
    json_release(form);
}

static const char *owner_of(const struct desk *desk)
{
    const char *id = desk_person_id(desk);

    return id ? id : "";
}

enum status receive_draft_save(struct desk *desk, int slot, const struct receive_draft *draft,
                               enum receive_patience patience, struct error *error)
{
    enum { SOON = 20 }; /* milliseconds */
    struct text form = TEXT_EMPTY;
    struct ledger *ledger;
    enum status status;

    if (slot && !receive_draft_is_empty(draft))
        TRY(permit(desk, DEED_INTAKE, NULL, error));
    receive_draft_write(draft, &form);
    TRY(desk_ledger(desk, &ledger, error));
    struct db *db = ledger_db(ledger);
    int usual = patience == RECEIVE_SOON ? db_set_patience(db, SOON) : 0;
    status = ledger_draft_put(ledger, owner_of(desk), slot, form.at, error);
    if (patience == RECEIVE_SOON)
        db_set_patience(db, usual);
done:
    text_release(&form);
    return status;
}

enum status receive_draft_load(struct desk *desk, struct receive_draft drafts[RECEIVE_SLOTS],
                               struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_DRAFT_LIST);
    enum status status;
    bool row;

    for (int slot = 0; slot < RECEIVE_SLOTS; slot++)
        receive_draft_clear(&drafts[slot]);
    query_bind_text(query, 1, owner_of(desk));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int64_t slot = query_integer(query, 0);
        if (slot >= 0 && slot < RECEIVE_SLOTS)
            receive_draft_read(&drafts[slot], query_text(query, 2));
    }
done:
    query_reset(query);
    return status;
}
