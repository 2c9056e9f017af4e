/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "files.h"

#include "shouwen/store/backup.h"
#include "shouwen/store/journal_facts.h"
#include "shouwen/store/station.h"
#include "shouwen/sync/exchange.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

enum { STATION, STREET, UNIT };

static struct error error;

static const struct {
    const char *name, *node, *title, *staff, *roles;
} places[FILES_COUNT] = {
    [STATION] = {"station", FILES_STATION, "塘桥新村居委会", "S01", "desk;secretary;admin"},
    [STREET] = {"street", FILES_STREET, "塘桥街道", "D01", "dispatcher;admin"},
    [UNIT] = {"unit", FILES_UNIT, "区城管", "U01", "clerk;admin"},
};

static void must(enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s", error.message);
}

static const char *path_of(const struct files *files, const char *name, char out[300])
{
    snprintf(out, 300, "%s/%s", files->folder, name);
    return out;
}

static const char *file_of(const struct files *files, size_t which, char out[300])
{
    snprintf(out, 300, "%s/%s.db", files->folder,
             which == FILES_COUNT ? "hub" : places[which].name);
    return out;
}

static const char *address_of(const struct files *files, char out[300])
{
    snprintf(out, 300, "dir:%s/mail", files->folder);
    return out;
}

uint64_t files_random(struct files *files, uint64_t below)
{
    uint64_t mixed = files->seed += UINT64_C(0x9e3779b97f4a7c15);

    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return (mixed ^ mixed >> 31) % below;
}

struct ledger *files_open(const struct files *files, size_t which)
{
    struct ledger *ledger = NULL;
    char path[300];

    must(ledger_open(file_of(files, which, path), &matter_policy_shipped, &ledger, &error));
    return ledger;
}

/* --- making --- */

static void put(struct ledger *ledger, enum record_kind kind, const char *id, int field,
                const char *value, int other_field, const char *other)
{
    struct record record = {.kind = kind, .id = id};
    enum ledger_change change;

    record.value[0] = id;
    record.value[1] = id;
    record.value[field] = value;
    record.value[other_field] = other;
    must(ledger_put(ledger, NULL, &record, &change, &error));
}

static void make_file(struct files *files, size_t which)
{
    uint8_t hub_key[CRYPTO_PUBLIC];
    char path[300], address[300], code[KEYCODE];
    struct journal_log log;

    must(station_init(file_of(files, which, path), NULL, places[which].node, places[which].title,
                      &error));
    struct ledger *ledger = files_open(files, which);
    for (size_t i = 0; which == STREET && i < FILES_COUNT; i++)
        put(ledger, RECORD_NODES, places[i].node, RECORD_NODES_NAME, places[i].title,
            RECORD_NODES_CODE, places[i].node);
    put(ledger, RECORD_STAFF, places[which].staff, RECORD_STAFF_ROLES, places[which].roles,
        RECORD_STAFF_NODE, places[which].node);
    hub_code(files->hub, code);
    must(keycode_read(code, HUB_NAME, hub_key, &error));
    must(ledger_trust(ledger, hub_key, address_of(files, address), false, &error));
    must(journal_own_log(ledger_db(ledger), &log, &error));
    keycode_write(log.public_key, places[which].node, code);
    must(hub_enrol(files->hub, places[which].node, places[which].title, code, &error));
    ledger_close(ledger);
}

void files_make(struct files *files, const char *folder, uint64_t seed)
{
    char path[300], address[300];

    *files = (struct files){.seed = seed, .said = TEXT_EMPTY};
    snprintf(files->folder, sizeof(files->folder), "%s", folder);
    mkdir(path_of(files, "mail", path), 0700);
    must(hub_init(file_of(files, FILES_COUNT, path), address_of(files, address), &error));
    must(hub_open(path, NULL, &files->hub, &error));
    for (size_t i = 0; i < FILES_COUNT; i++)
        make_file(files, i);
}

void files_release(struct files *files)
{
    hub_close(files->hub);
    arena_release(&files->arena);
    text_release(&files->said);
}

/* --- work --- */

static const enum act_kind done_at[FILES_COUNT][6] = {
    [STATION] = {ACT_NOTE, ACT_REPORT_UP, ACT_REPORT_UP, ACT_TELL, ACT_SOLVE, ACT_REOPEN},
    [STREET] = {ACT_DISPATCH, ACT_DISPATCH, ACT_DISPATCH, ACT_NOTE, ACT_DISPATCH, ACT_REPLY},
    [UNIT] = {ACT_REPLY, ACT_GIVE_BACK, ACT_NOTE, ACT_WAIT, ACT_REPLY, ACT_NOTE},
};

static void record(struct files *files, struct ledger *ledger, size_t which, struct act *act)
{
    struct arena arena = {0};
    const char *number;
    enum status status =
        ledger_record(ledger, places[which].staff, act, 1, &arena, &number, &error);

    if (status == STATUS_OK && act->kind == ACT_OPEN && files->case_count < FILES_CASES_MOST)
        files->cases[files->case_count++] = arena_copy(&files->arena, number);
    if (status == STATUS_BROKEN || status == STATUS_BUSY)
        must(status);
    arena_release(&arena);
}

static void work_once(struct files *files, struct ledger *ledger, size_t which)
{
    struct act act = {.kind = done_at[which][files_random(files, 6)]};

    if (which == STATION && (files->case_count < 2 || !files_random(files, 3))) {
        act.kind = ACT_OPEN;
        act.value[FIELD_SUBJECT] = "楼上漏水";
        act.value[FIELD_NAME] = "周美芳";
        act.value[FIELD_URGENCY] = "difficult";
    } else if (files->case_count) {
        act.subject = arena_format(&files->arena, "case/%s",
                                   files->cases[files_random(files, files->case_count)]);
        act.value[FIELD_TEXT] = "看过了";
        act.value[FIELD_REASON] = "不属于本单位";
        if (act.kind == ACT_DISPATCH)
            act.value[FIELD_TO] = FILES_UNIT;
    } else {
        return;
    }
    record(files, ledger, which, &act);
}

void files_work(struct files *files, size_t which)
{
    enum { AT_ONCE = 6 };
    struct ledger *ledger = files_open(files, which);

    for (int i = 0; i < AT_ONCE; i++)
        work_once(files, ledger, which);
    ledger_close(ledger);
}

/* --- exchange --- */

static void tell(void *context, const struct exchange_news *news)
{
    if (news->what == EXCHANGE_SAYS)
        text_addf(context, "%s\n", news->sentence);
}

void files_exchange(struct files *files, size_t which, struct outcome *outcome)
{
    uint8_t secret_key[CRYPTO_SECRET];
    char path[300], address[300], folder[320];
    struct exchange_options options = {
        .secret_key = secret_key, .quarantine = folder, .tell = tell, .context = &files->said};
    struct text key_path = TEXT_EMPTY;
    struct journal_log log;

    station_key_path(file_of(files, which, path), &key_path);
    snprintf(folder, sizeof(folder), "%s.quarantine", path);
    options.ledger = files_open(files, which);
    must(journal_own_log(ledger_db(options.ledger), &log, &error));
    must(station_read_key(key_path.at, log.public_key, secret_key, &error));
    must(carrier_open(address_of(files, address), false, &options.carrier, &error));
    must(exchange_run(&options, &files->arena, outcome, &error));
    carrier_close(options.carrier);
    ledger_close(options.ledger);
    text_release(&key_path);
}

static int64_t serve(struct files *files)
{
    struct hub_report report = {.lines = TEXT_EMPTY};

    must(hub_ingest(files->hub, 0, &report, &error));
    must(hub_publish(files->hub, &report, &error));
    text_add(&files->said, report.lines.at);
    int64_t moved = report.act_count;
    hub_report_release(&report);
    return moved;
}

void files_serve(struct files *files)
{
    serve(files);
}

void files_settle(struct files *files)
{
    enum { ROUNDS_MOST = 30 };
    int64_t moved = 1;

    for (int round = 0; moved && round < ROUNDS_MOST; round++) {
        moved = 0;
        for (int twice = 0; twice < 3; twice++) {
            for (size_t i = 0; i < FILES_COUNT; i++) {
                struct outcome outcome;
                files_exchange(files, i, &outcome);
                moved += outcome.sent + outcome.received;
            }
            moved += serve(files);
        }
    }
    assert_int_equal(moved, 0);
}

/* --- old copies --- */

void files_save(struct files *files, size_t which)
{
    char path[300], copy[320];

    snprintf(copy, sizeof(copy), "%s.old", file_of(files, which, path));
    unlink(copy);
    if (which == FILES_COUNT) {
        hub_close(files->hub);
        FILE *from = fopen(path, "rb"), *to = fopen(copy, "wb");
        for (int c; (c = getc(from)) != EOF;)
            putc(c, to);
        fclose(from);
        fclose(to);
        must(hub_open(path, NULL, &files->hub, &error));
        return;
    }
    struct ledger *ledger = files_open(files, which);
    must(backup_make(ledger_db(ledger), copy, &error));
    ledger_close(ledger);
}

void files_restore(struct files *files, size_t which)
{
    char path[300], copy[320];

    snprintf(copy, sizeof(copy), "%s.old", file_of(files, which, path));
    if (access(copy, R_OK) != 0)
        return;
    if (which == FILES_COUNT)
        hub_close(files->hub);
    if (rename(copy, path) != 0)
        fail_msg("%s", copy);
    if (which == FILES_COUNT)
        must(hub_open(path, NULL, &files->hub, &error));
}

/* --- what must hold --- */

static void check_clean(struct files *files, size_t which)
{
    struct ledger *ledger = files_open(files, which);
    struct ledger_report report;

    must(ledger_check(ledger, &report, &error));
    if (report.problems.length)
        fail_msg("%s: %s", places[which].name, report.problems.at);
    text_release(&report.problems);
    ledger_close(ledger);
}

static void digest_of(const struct files *files, size_t which, char out[2 * CRYPTO_CHAIN + 1])
{
    struct ledger *ledger = files_open(files, which);

    must(ledger_digest(ledger, out, &error));
    ledger_close(ledger);
}

/* Ids of the acts of a case in a file, sorted, and whether their bodies are there. */
static size_t acts_of(struct files *files, size_t which, const char *number, struct text *out)
{
    struct ledger *ledger = files_open(files, which);
    struct arena arena = {0};
    struct act *acts;
    size_t count;

    must(journal_read(ledger_db(ledger), arena_format(&arena, "case/%s", number), &arena, &acts,
                      &count, &error));
    uint64_t *ids = arena_alloc(&arena, (count + 1) * sizeof(*ids));
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at && ids[at - 1] > act_id_prefix(acts[i].id); at--)
            ids[at] = ids[at - 1];
        ids[at] = act_id_prefix(acts[i].id);
        assert_false(acts[i].is_erased);
    }
    text_clear(out);
    for (size_t i = 0; i < count; i++)
        text_addf(out, "%016lx ", (unsigned long)ids[i]);
    arena_release(&arena);
    ledger_close(ledger);
    return count;
}

void files_check(struct files *files)
{
    char station[2 * CRYPTO_CHAIN + 1], street[2 * CRYPTO_CHAIN + 1];
    struct text ours = TEXT_EMPTY, theirs = TEXT_EMPTY;

    for (size_t i = 0; i < FILES_COUNT; i++)
        check_clean(files, i);
    for (size_t i = 0; i < files->case_count; i++) {
        size_t count = acts_of(files, STREET, files->cases[i], &ours);
        assert_int_equal(acts_of(files, STATION, files->cases[i], &theirs), count);
        assert_string_equal(ours.at, theirs.at);
        if (acts_of(files, UNIT, files->cases[i], &theirs))
            assert_string_equal(ours.at, theirs.at);
    }
    digest_of(files, STATION, station);
    digest_of(files, STREET, street);
    assert_string_equal(station, street);
    text_release(&ours);
    text_release(&theirs);
}
