/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "stage.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/station.h"

static struct arena lasting;

void stage_start(const char *folder)
{
    snprintf(scratch_folder, sizeof(scratch_folder), "%s", folder);
}

static const char *file_of(const char *name)
{
    return scratch(arena_format(&lasting, "%s.db", name));
}

/* --- files --- */

struct ledger *stage_open(const char *name)
{
    struct ledger *ledger = NULL;

    assert_ok(ledger_open(file_of(name), &matter_policy_shipped, &ledger, &error));
    return ledger;
}

void stage_assert_clean(const char *name)
{
    struct ledger *ledger = stage_open(name);
    struct ledger_report report;

    assert_ok(ledger_check(ledger, &report, &error));
    assert_string_equal(report.problems.at, "");
    text_release(&report.problems);
    ledger_close(ledger);
}

static void put_staff(struct ledger *ledger, const char *id, const char *name, const char *node)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    enum ledger_change change;

    record.value[RECORD_STAFF_ID] = id;
    record.value[RECORD_STAFF_NAME] = name;
    record.value[RECORD_STAFF_ROLES] = "desk;secretary;admin";
    record.value[RECORD_STAFF_NODE] = node;
    assert_ok(ledger_put(ledger, NULL, &record, &change, &error));
}

void stage_make(struct stage_hub *hub, const char *name, const char *node)
{
    struct journal_log log;

    assert_ok(station_init(file_of(name), NULL, node, "塘桥新村居委会", &error));
    struct ledger *ledger = stage_open(name);
    put_staff(ledger, "S01", "陆伟", node);
    put_staff(ledger, "S02", "陈静", node);
    *hub = (struct stage_hub){.client = node, .epoch = 1, .said = TEXT_EMPTY};
    crypto_key_pair(hub->public_key, hub->secret_key);
    assert_ok(ledger_trust(ledger, hub->public_key, "dir:/nowhere", false, &error));
    assert_ok(journal_own_log(ledger_db(ledger), &log, &error));
    snprintf(hub->log, sizeof(hub->log), "%s", log.name);
    memcpy(hub->client_key, log.public_key, CRYPTO_PUBLIC);
    crypto_chain(log.name, strlen(log.name), log.public_key, CRYPTO_PUBLIC, hub->start);
    memcpy(hub->chain, hub->start, CRYPTO_CHAIN);
    bundle_feed_start(1, node, hub->feed_chain);
    ledger_close(ledger);
    mkdir(scratch("mail"), 0700);
}

void stage_case(const char *name, const char *subject)
{
    struct ledger *ledger = stage_open(name);
    struct arena arena = {0};
    struct act acts[2] = {{.kind = ACT_OPEN}, {.kind = ACT_NOTE}};
    const char *number;

    acts[0].value[FIELD_SUBJECT] = subject;
    acts[0].value[FIELD_NAME] = "周美芳";
    acts[1].value[FIELD_TEXT] = "三楼";
    assert_ok(ledger_record(ledger, "S01", acts, 2, &arena, &number, &error));
    arena_release(&arena);
    ledger_close(ledger);
}

static void tell(void *context, const struct exchange_news *news)
{
    struct stage_hub *hub = context;

    if (news->what == EXCHANGE_TAKES && hub->at_take)
        hub->at_take();
    if (news->what == EXCHANGE_SAYS)
        text_addf(&hub->said, "%s\n", news->sentence);
}

static bool is_stopped(void *context)
{
    struct stage_hub *hub = context;

    if (hub->stop_at > 1)
        hub->stop_at--;
    return hub->stop_at == 1;
}

static struct carrier *open_mail(void)
{
    struct carrier *carrier = NULL;
    char address[400];

    snprintf(address, sizeof(address), "dir:%s", scratch("mail"));
    assert_ok(carrier_open(address, true, &carrier, &error));
    return carrier;
}

enum status stage_exchange(struct stage_hub *hub, const char *name, struct outcome *outcome,
                           struct error *why)
{
    uint8_t secret_key[CRYPTO_SECRET];
    struct exchange_options options = {.secret_key = secret_key,
                                       .quarantine =
                                           arena_format(&lasting, "%s.quarantine", file_of(name)),
                                       .is_stopped = is_stopped,
                                       .tell = tell,
                                       .context = hub};
    struct text key_path = TEXT_EMPTY;

    station_key_path(file_of(name), &key_path);
    assert_ok(station_read_key(key_path.at, hub->client_key, secret_key, &error));
    options.ledger = stage_open(name);
    options.carrier = open_mail();
    enum status status = exchange_run(&options, &lasting, outcome, why);
    carrier_close(options.carrier);
    ledger_close(options.ledger);
    text_release(&key_path);
    return status;
}

void stage_done(struct stage_hub *hub)
{
    arena_release(&hub->arena);
    text_release(&hub->said);
    arena_release(&lasting);
}

/* --- the hub takes --- */

static enum status find_sender(void *context, const char *from, uint8_t *public_key,
                               struct error *why)
{
    const struct stage_hub *hub = context;

    if (strcmp(from, hub->client) != 0)
        return error_set(why, STATUS_NOT_FOUND, "from", "%s is not known here", from);
    memcpy(public_key, hub->client_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

static void keep_act(struct stage_hub *hub, const struct bundle_act *act)
{
    struct arena *arena = &hub->arena;

    hub->acts = arena_grow(arena, hub->acts, hub->count, &hub->room, sizeof(*hub->acts));
    struct bundle_act *kept = &hub->acts[hub->count++];
    *kept = *act;
    kept->log = arena_copy(arena, act->log);
    kept->head = arena_copy_bytes(arena, act->head, act->head_length);
    if (act->body)
        kept->body = arena_copy_bytes(arena, act->body, act->body_length);
    kept->is_whole = true;
    bundle_log_next(hub->chain, act->id);
}

static void take_log(struct stage_hub *hub, const struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->act_count; i++)
        if (strcmp(bundle->acts[i].log, hub->log) == 0 &&
            bundle->acts[i].n == (int64_t)hub->count + 1)
            keep_act(hub, &bundle->acts[i]);
}

void stage_take(struct stage_hub *hub)
{
    const struct bundle_receiver receiver = {"hub", hub->secret_key, find_sender, hub, false};
    struct carrier *carrier = open_mail();
    struct text bytes = TEXT_EMPTY;
    const char **names;
    size_t count;

    assert_ok(carrier_list(carrier, "hub", &lasting, &names, &count, &error));
    for (size_t i = 0; i < count; i++) {
        struct bundle bundle;
        assert_ok(carrier_take(carrier, "hub", names[i], &bytes, &error));
        assert_ok(bundle_open(bytes.at, bytes.length, &receiver, &bundle, &error));
        take_log(hub, &bundle);
        hub->opened++;
        hub->seen = bundle.header.serial > hub->seen ? bundle.header.serial : hub->seen;
        bundle_close(&bundle);
        assert_ok(carrier_remove(carrier, "hub", names[i], &error));
    }
    text_release(&bytes);
    carrier_close(carrier);
    stage_view(hub);
}

/* --- the hub sends --- */

static struct bundle_header header_of(struct stage_hub *hub)
{
    return (struct bundle_header){.from = "hub",
                                  .to = hub->client,
                                  .serial = ++hub->serial,
                                  .seen = hub->seen,
                                  .created_at = clock_now_at()};
}

static void send_out(struct stage_hub *hub, struct bundle_writer *writer,
                     const struct bundle_header *header, const char *log, int64_t first,
                     int64_t last)
{
    struct carrier_name name = {.from = "hub", .first = first, .last = last};
    struct carrier *carrier = open_mail();
    struct text bytes = TEXT_EMPTY;
    char text[CARRIER_NAME];

    snprintf(name.to, sizeof(name.to), "%s", hub->client);
    snprintf(name.log, sizeof(name.log), "%s", log);
    carrier_name_write(&name, text);
    assert_ok(bundle_writer_finish(writer, header, hub->client_key, &bytes, &error));
    assert_ok(carrier_put(carrier, hub->client, text, bytes.at, bytes.length, &error));
    bundle_writer_free(writer);
    text_release(&bytes);
    carrier_close(carrier);
}

static struct view_locator locate(const struct stage_hub *hub, int64_t n)
{
    struct view_locator locator = {.n = n};

    memcpy(locator.chain, hub->start, CRYPTO_CHAIN);
    for (int64_t i = 0; i < n; i++)
        bundle_log_next(locator.chain, hub->acts[i].id);
    return locator;
}

void stage_view(struct stage_hub *hub)
{
    struct bundle_header header = header_of(hub);
    struct view_locator at[8];
    struct view_log log = {.log = hub->log, .at = at};
    struct view view = {.logs = &log, .log_count = 1, .clock_at = clock_now_at()};

    for (int64_t back = 0; back < (int64_t)hub->count && log.at_count < 7;
         back = back ? 2 * back : 1)
        at[log.at_count++] = locate(hub, (int64_t)hub->count - back);
    at[log.at_count++] = locate(hub, 0);
    log.last = at[0];
    view.feed.epoch = hub->epoch;
    view.feed.last.n = hub->position;
    memcpy(view.feed.last.chain, hub->feed_chain, CRYPTO_CHAIN);
    header.view = &view;
    send_out(hub, bundle_writer_new(BUNDLE_VIEW, hub->secret_key), &header, CARRIER_VIEW,
             header.serial, header.serial);
}

static void add(struct bundle_writer *writer, const struct bundle_act *act)
{
    bool is_full;

    assert_ok(bundle_writer_add(writer, act, &is_full, &error));
    assert_false(is_full);
}

void stage_feed(struct stage_hub *hub, const struct stage_hub *from, size_t first, size_t count)
{
    struct bundle_header header = header_of(hub);
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, hub->secret_key);
    struct bundle_feed feed = {.epoch = hub->epoch, .first = hub->position + 1};

    memcpy(feed.before, hub->feed_chain, CRYPTO_CHAIN);
    bundle_writer_feed(writer, &feed);
    for (size_t i = first; i < first + count; i++) {
        add(writer, &from->acts[i]);
        bundle_feed_next(hub->feed_chain, from->acts[i].id, true);
    }
    hub->position += (int64_t)count;
    send_out(hub, writer, &header, CARRIER_FEED, feed.first, hub->position);
}

void stage_give_back(struct stage_hub *hub, int64_t first)
{
    struct bundle_header header = header_of(hub);
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, hub->secret_key);
    struct bundle_range range = {.log = hub->log, .first = first};

    memcpy(range.before, hub->start, CRYPTO_CHAIN);
    for (int64_t i = 1; i < first; i++)
        bundle_log_next(range.before, hub->acts[i - 1].id);
    assert_ok(bundle_writer_range(writer, &range, &error));
    for (size_t i = (size_t)first - 1; i < hub->count; i++)
        add(writer, &hub->acts[i]);
    send_out(hub, writer, &header, hub->log, first, (int64_t)hub->count);
}

/* --- mailboxes --- */

static const char **list_mailbox(const char *mailbox, size_t *count)
{
    struct carrier *carrier = open_mail();
    const char **names;

    assert_ok(carrier_list(carrier, mailbox, &lasting, &names, count, &error));
    carrier_close(carrier);
    return names;
}

size_t stage_lying(const char *mailbox)
{
    size_t count;

    list_mailbox(mailbox, &count);
    return count;
}

const char *stage_path(const char *mailbox, size_t n)
{
    size_t count;
    const char **names = list_mailbox(mailbox, &count);

    assert_true(n < count);
    return scratch(arena_format(&lasting, "mail/%s/%s", mailbox, names[n]));
}
