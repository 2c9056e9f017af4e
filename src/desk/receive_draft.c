/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive_draft.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/base/process.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/permit.h"
#include "shouwen/store/draft.h"

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
    draft->has_who = draft->has_checked = draft->is_linked = draft->is_left = false;
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

void receive_draft_say(const struct receive_draft *draft, struct text *out)
{
    text_addf(out, "%s %s%s%s",
              draft->is_linked ? _("on the link") : word_label(word_channels, draft->channel),
              draft->who.length ? draft->who.at : _("no name"), draft->what.length ? " " : "",
              draft->what.at);
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
    char terminal[PROCESS_NAME];

    if (receive_draft_is_empty(draft))
        return;
    struct json *form = json_new_object();
    json_put_text(form, "request", draft->request);
    json_put_text(form, "terminal", draft->is_left ? "" : process_name(terminal));
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

/* The slots of what is on a screen, one for each terminal, and of what is parked. */
enum { ON_SCREEN_FIRST = -9, ON_SCREEN_LAST = 0, PARKED_FIRST = 1, PARKED_LAST = RECEIVE_PARKED };

static struct draft_change on_screen(const struct receive_draft *draft, const char *form)
{
    return (struct draft_change){draft->request, ON_SCREEN_FIRST, ON_SCREEN_LAST, form, false, 0};
}

static struct draft_change parked(const struct receive_draft *draft, const char *form)
{
    return (struct draft_change){draft->request, PARKED_FIRST, PARKED_LAST, form, false, 0};
}

static enum status put(struct desk *desk, const struct receive_draft *draft, const char *form,
                       enum receive_patience patience, struct error *error)
{
    enum { SOON = 20 }; /* milliseconds */
    struct draft_change change = on_screen(draft, form);
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    struct db *db = ledger_db(ledger);
    int usual = patience == RECEIVE_SOON ? db_set_patience(db, SOON) : 0;
    status = draft_change(ledger, owner_of(desk), &change, 1, error);
    if (patience == RECEIVE_SOON)
        db_set_patience(db, usual);
    /* an empty one that was never kept needs no slot */
    if (status == STATUS_CONFLICT && !*form)
        status = STATUS_OK;
done:
    return status;
}

enum status receive_draft_save(struct desk *desk, const struct receive_draft *draft,
                               enum receive_patience patience, struct error *error)
{
    struct text form = TEXT_EMPTY;

    receive_draft_write(draft, &form);
    enum status status = put(desk, draft, form.at, patience, error);
    text_release(&form);
    return status;
}

enum status receive_draft_finish(struct desk *desk, struct receive_draft *draft,
                                 struct error *error)
{
    enum status status = put(desk, draft, "", RECEIVE_SURELY, error);

    receive_draft_clear(draft);
    return status;
}

static void swap(struct receive_draft *one, struct receive_draft *other)
{
    struct receive_draft kept = *one;

    *one = *other;
    *other = kept;
}

enum status receive_draft_exchange(struct desk *desk, struct receive_draft drafts[RECEIVE_SLOTS],
                                   int slot, struct error *error)
{
    struct receive_draft *current = &drafts[0], *fetched = slot ? &drafts[slot] : NULL;
    struct text forms[2] = {TEXT_EMPTY, TEXT_EMPTY};
    int64_t parked_at = fetched ? fetched->parked_at : 0;
    struct draft_change changes[4];
    struct ledger *ledger;
    size_t count = 0, place = 0;
    enum status status;

    bool is_parked = !receive_draft_is_empty(current);
    if (is_parked)
        TRY(permit(desk, DEED_INTAKE, NULL, error));
    TRY(desk_ledger(desk, &ledger, error));
    /* it may never have been kept so far */
    TRY(receive_draft_save(desk, current, RECEIVE_SURELY, error));
    if (fetched)
        changes[count++] = parked(fetched, "");
    if (is_parked) {
        current->parked_at = clock_now_at();
        receive_draft_write(current, &forms[0]);
        changes[count++] = on_screen(current, "");
        place = count;
        changes[count++] = parked(current, forms[0].at);
    }
    if (fetched) {
        fetched->parked_at = 0;
        receive_draft_write(fetched, &forms[1]);
        changes[count++] = on_screen(fetched, forms[1].at);
    }
    status = draft_change(ledger, owner_of(desk), changes, count, error);
    if (status != STATUS_OK) {
        current->parked_at = 0;
        if (fetched)
            fetched->parked_at = parked_at;
        goto done;
    }
    if (fetched)
        swap(current, fetched);
    if (is_parked)
        swap(fetched ? fetched : current, &drafts[changes[place].slot]);
    if (!fetched)
        receive_draft_clear(current);
done:
    text_release(&forms[0]);
    text_release(&forms[1]);
    return status;
}

/* True if the form is on the screen of another terminal just now. */
static bool is_elsewhere(const char *form_text)
{
    char mine[PROCESS_NAME];
    struct json *form;
    struct error ignored;

    if (json_read(form_text, strlen(form_text), 0, &form, &ignored) != STATUS_OK)
        return false;
    const char *terminal = json_get_text(form, "terminal");
    bool is = terminal && !text_same(terminal, process_name(mine)) && process_is_running(terminal);
    json_release(form);
    return is;
}

/* Of those that a terminal left behind, the latest is taken up again; another is found by the next
 * one that is started. */
static void take_up(struct receive_draft *current, int64_t *latest_at, struct query *query)
{
    const char *form = query_text(query, 2);

    if (query_integer(query, 1) <= *latest_at || is_elsewhere(form))
        return;
    *latest_at = query_integer(query, 1);
    receive_draft_read(current, form);
    current->is_left = false;
}

enum status receive_draft_load(struct desk *desk, struct receive_draft drafts[RECEIVE_SLOTS],
                               enum receive_extent extent, struct error *error)
{
    struct query *query = db_query(desk_reader(desk), SQL_DRAFT_LIST);
    int64_t latest_at = 0;
    enum status status;
    bool row;

    for (int slot = extent == RECEIVE_ALL ? 0 : 1; slot < RECEIVE_SLOTS; slot++)
        receive_draft_clear(&drafts[slot]);
    query_bind_text(query, 1, owner_of(desk));
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        int64_t slot = query_integer(query, 0);
        if (slot >= PARKED_FIRST && slot <= PARKED_LAST)
            receive_draft_read(&drafts[slot], query_text(query, 2));
        else if (slot >= ON_SCREEN_FIRST && slot <= ON_SCREEN_LAST && extent == RECEIVE_ALL)
            take_up(&drafts[0], &latest_at, query);
    }
done:
    query_reset(query);
    return status;
}
