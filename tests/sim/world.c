/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "world.h"

#include "disk.h"
#include "drive.h"
#include "hold.h"
#include "moves.h"
#include "post.h"
#include "who.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/station.h"
#include "shouwen/sync/exchange.h"
#include "sync/hub_inside.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BEGIN_AT INT64_C(1795309200000)

/* Initials tell whose staff it is; S1 is somebody at each of three. */
static const struct {
    const char *title;
    const char *staff[BOOK_STAFF], *roles[BOOK_STAFF];
} places[PLACES] = {
    [PLACE_STATION] = {"塘桥新村居委会",
                       {"A1", "A2", "S1"},
                       {"desk;secretary;admin", "desk;worker", "desk;worker"}},
    [PLACE_OTHER] = {"花园居委会",
                     {"B1", "B2", "S1"},
                     {"desk;worker;admin", "secretary", "desk;worker"}},
    [PLACE_STREET] = {"塘桥街道",
                      {"D1", "D2", "S1"},
                      {"dispatcher;admin", "dispatcher", "dispatcher"}},
    [PLACE_UNIT] = {"区城管", {"U1", "U2"}, {"clerk;admin", "clerk"}},
    [PLACE_DISTRICT] = {"浦东新区", {"G1", "G2"}, {"supervisor;admin", "supervisor"}},
};

static uint8_t secret_keys[PLACES][CRYPTO_SECRET];

static struct error error;

static void must(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "sim: %s\n", error.message);
    exit(2);
}

void world_wrong(struct world *world, const char *format, ...)
{
    va_list values;

    if (world->wrong.length)
        text_add_char(&world->wrong, '\n');
    va_start(values, format);
    text_addv(&world->wrong, format, values);
    va_end(values);
}

/* --- opening --- */

static bool open_hub(struct world *world)
{
    struct world_machine *machine = &world->machines[WORLD_HUB];

    if (world->hub)
        return true;
    if (hub_open(machine->path, "post:", &world->hub, &error) != STATUS_OK)
        return false;
    world->hub->carrier = post_open();
    return true;
}

bool world_open(struct world *world, size_t which)
{
    struct world_machine *machine = &world->machines[which];

    clock_fix(world->now + machine->clock_off);
    machine->is_checked &= machine->ledger != NULL;
    bool is_open = which == WORLD_HUB
                       ? open_hub(world)
                       : machine->ledger || ledger_open(machine->path, &matter_policy_shipped,
                                                        &machine->ledger, &error) == STATUS_OK;
    if (!is_open && !disk_is_faulty())
        world_wrong(world, "%s can't be opened: %s", machine->path, error.message);
    return is_open;
}

void world_close(struct world *world, size_t which)
{
    struct world_machine *machine = &world->machines[which];

    if (which == WORLD_HUB) {
        hub_close(world->hub);
        world->hub = NULL;
    } else {
        ledger_close(machine->ledger);
        machine->ledger = NULL;
    }
}

/* --- exchange --- */

static void say(void *context, const struct exchange_news *news)
{
    const struct world *world = context;

    if (news->what == EXCHANGE_SAYS && world->is_told)
        printf("#      %s\n", news->sentence);
}

enum status world_exchange(struct world *world, size_t which, struct outcome *outcome,
                           struct error *why)
{
    struct world_machine *machine = &world->machines[which];
    char folder[400];
    struct exchange_options options = {.ledger = machine->ledger,
                                       .secret_key = secret_keys[machine->place],
                                       .carrier = post_open(),
                                       .quarantine = folder,
                                       .tell = say,
                                       .context = world};

    snprintf(folder, sizeof(folder), "%s.quarantine", machine->path);
    enum status status = exchange_run(&options, &world->arena, outcome, why);
    carrier_close(options.carrier);
    return status;
}

enum status world_serve(struct world *world, int64_t *moved, struct error *why)
{
    struct hub_report report = {.lines = TEXT_EMPTY};
    enum status status;

    TRY(hub_ingest(world->hub, 0, &report, why));
    TRY(hub_publish(world->hub, &report, why));
done:
    *moved = report.act_count;
    if (report.lines.length && world->is_told)
        printf("#      %s", report.lines.at);
    hub_report_release(&report);
    return status;
}

const uint8_t *world_secret(const struct world *world, size_t which)
{
    return which == WORLD_HUB ? world->hub->secret_key : secret_keys[which];
}

/* --- copies --- */

static void copy_file(struct world_machine *machine, struct world_copy *copy)
{
    const struct drive_file *file = drive_find(machine->path);

    free(copy->bytes);
    copy->length = file->length;
    copy->bytes = malloc(copy->length + 1);
    memcpy(copy->bytes, file->bytes, copy->length);
    copy->held = machine->held;
    copy->whole = machine->whole;
}

void world_save(struct world *world, size_t which, size_t slot)
{
    world_close(world, which);
    copy_file(&world->machines[which], &world->machines[which].copies[slot]);
}

static void put_file(struct world_machine *machine, const struct world_copy *copy)
{
    static const char *const ends[] = {"-wal", "-shm", "-journal"};
    char path[320];

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", machine->path, ends[i]);
        drive_remove(path);
    }
    drive_put(machine->path, copy->bytes, copy->length);
    machine->held = copy->held;
    machine->whole = copy->whole;
}

bool world_restore(struct world *world, size_t which, size_t slot)
{
    struct world_machine *machine = &world->machines[which];

    if (!machine->copies[slot].bytes)
        return false;
    world_close(world, which);
    put_file(machine, &machine->copies[slot]);
    return true;
}

void world_clone(struct world *world, size_t which)
{
    struct world_machine *clone = &world->machines[WORLD_CLONE];
    struct world_copy copy = {.bytes = NULL};

    world_close(world, which);
    world_close(world, WORLD_CLONE);
    copy_file(&world->machines[which], &copy);
    clone->place = world->machines[which].place;
    clone->is_there = true;
    put_file(clone, &copy);
    free(copy.bytes);
}

/* --- making --- */

static void make_person(struct ledger *ledger, enum place place, const char *id, const char *roles)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    enum ledger_change change;

    record.value[RECORD_STAFF_ID] = record.value[RECORD_STAFF_NAME] = id;
    record.value[RECORD_STAFF_ROLES] = roles;
    record.value[RECORD_STAFF_NODE] = book_nodes[place];
    must(ledger_put(ledger, NULL, &record, &change, &error));
}

static void put(struct ledger *ledger, enum record_kind kind, const char *id, const char *name,
                int field, const char *value)
{
    struct record record = {.kind = kind, .id = id};
    enum ledger_change change;

    record.value[0] = id;
    record.value[1] = name;
    record.value[field] = value;
    must(ledger_put(ledger, NULL, &record, &change, &error));
}

static void make_staff(struct ledger *ledger, enum place place)
{
    /* an administrator must not be there yet while others are put by nobody */
    for (const char *const *id = moves_people(place); *id; id++)
        make_person(ledger, place, *id, "worker");
    for (int i = BOOK_STAFF; i-- > 0;)
        if (places[place].staff[i])
            make_person(ledger, place, places[place].staff[i], places[place].roles[i]);
}

static void make_file(struct world *world, enum place place)
{
    struct world_machine *machine = &world->machines[place];
    struct text key_path = TEXT_EMPTY;
    uint8_t hub_key[CRYPTO_PUBLIC];
    struct arena arena = {0};
    struct station station;
    char code[KEYCODE];

    must(station_init(machine->path, NULL, book_nodes[place], places[place].title, &error));
    if (!world_open(world, place))
        must(STATUS_BROKEN);
    must(station_read(ledger_db(machine->ledger), &arena, &station, &error));
    station_key_path(machine->path, &key_path);
    must(station_read_key(key_path.at, station.public_key, secret_keys[place], &error));
    for (enum place i = 0; place == PLACE_DISTRICT && i < PLACES; i++)
        put(machine->ledger, RECORD_NODES, book_nodes[i], places[i].title, RECORD_NODES_CODE,
            book_nodes[i]);
    for (size_t i = 0; place == PLACE_DISTRICT && who_holidays[i]; i++)
        put(machine->ledger, RECORD_CALENDAR, who_holidays[i], "holiday", RECORD_CALENDAR_NAME,
            "节日");
    hub_code(world->hub, code);
    must(keycode_read(code, HUB_NAME, hub_key, &error));
    must(ledger_trust(machine->ledger, hub_key, "post:", false, &error));
    keycode_write(station.public_key, book_nodes[place], code);
    must(hub_enrol(world->hub, book_nodes[place], places[place].title, code, &error));
    text_release(&key_path);
    arena_release(&arena);
}

static void settle_first(struct world *world)
{
    struct outcome outcome;
    int64_t moved;

    for (int round = 0; round < 4; round++) {
        for (enum place place = 0; place < PLACES; place++) {
            world_open(world, place);
            must(world_exchange(world, place, &outcome, &error));
        }
        world_open(world, WORLD_HUB);
        must(world_serve(world, &moved, &error));
    }
}

/* --- cases that all know when a run begins --- */

static void record(struct world *world, enum place place, enum act_kind kind, size_t which)
{
    struct world_machine *machine = &world->machines[place];
    struct act act = {.kind = kind};
    struct arena arena = {0};
    const char *number;

    world_open(world, place);
    if (kind != ACT_OPEN)
        act.subject = arena_format(&arena, "case/%s", world->cases[which]);
    act.value[FIELD_SUBJECT] = kind == ACT_OPEN ? "路灯不亮" : NULL;
    act.value[FIELD_REASON] = kind == ACT_REPORT_UP ? "本站办不了" : NULL;
    act.value[FIELD_TO] = kind == ACT_DISPATCH ? book_nodes[PLACE_UNIT] : NULL;
    must(ledger_record(machine->ledger, places[place].staff[0], &act, 1, &arena, &number, &error));
    if (kind == ACT_OPEN)
        world->cases[world->case_count++] = memory_copy_text(number);
    arena_release(&arena);
}

/* Of each station one is new, one reported up, one dispatched. */
static void make_cases(struct world *world)
{
    enum { EACH = 3 };

    for (enum place place = 0; place <= PLACE_OTHER; place++)
        for (size_t i = 0; i < EACH; i++) {
            record(world, place, ACT_OPEN, 0);
            if (i)
                record(world, place, ACT_REPORT_UP, place * EACH + i);
        }
    settle_first(world);
    for (enum place place = 0; place <= PLACE_OTHER; place++)
        record(world, PLACE_STREET, ACT_DISPATCH, place * EACH + EACH - 1);
    settle_first(world);
}

void world_make(struct world *world, const char *folder)
{
    char path[300];
    bool is_whole;

    *world = (struct world){.now = BEGIN_AT, .wrong = TEXT_EMPTY};
    snprintf(world->folder, sizeof(world->folder), "%s", folder);
    for (size_t i = 0; i < WORLD_MACHINES; i++) {
        struct world_machine *machine = &world->machines[i];
        machine->place = i < PLACES ? (enum place)i : PLACES;
        snprintf(machine->path, sizeof(machine->path), "%s/%zu.db", folder, i);
    }
    snprintf(path, sizeof(path), "dir:%s/mail", folder);
    mkdir(path + strlen("dir:"), 0700);
    clock_fix(world->now);
    must(hub_init(world->machines[WORLD_HUB].path, path, &error));
    world_open(world, WORLD_HUB);
    for (enum place place = 0; place < PLACES; place++)
        make_file(world, place);
    settle_first(world);
    for (enum place place = 0; place < PLACES; place++)
        make_staff(world->machines[place].ledger, place);
    settle_first(world);
    make_cases(world);
    for (size_t i = 0; i < WORLD_MACHINES; i++) {
        if (i == WORLD_CLONE)
            continue;
        hold_look(world, i, true);
        if (i == WORLD_HUB)
            must(hub_store_scrub(world->hub->store, &is_whole, &error));
        else
            world->machines[i].lists = hold_lists(world, i);
        if (i != WORLD_HUB)
            is_whole = db_empty_wal(ledger_db(world->machines[i].ledger));
        if (!is_whole)
            abort();
        copy_file(&world->machines[i], &world->machines[i].copies[0]);
    }
    post_empty();
}

static int remove_one(const char *path, const struct stat *kind, int type, struct FTW *at)
{
    (void)kind;
    (void)type;
    (void)at;
    return remove(path);
}

static void empty_quarantine(const struct world_machine *machine)
{
    char folder[400];

    snprintf(folder, sizeof(folder), "%s.quarantine", machine->path);
    if (rmdir(folder) != 0 && errno != ENOENT)
        nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS);
}

void world_start(struct world *world, unsigned who)
{
    for (size_t i = 0; i < world->case_count; i++)
        world->words[i] = ++world->word_count;
    world->now += CLOCK_DAY;
    for (size_t i = 0; i < WORLD_MACHINES; i++) {
        empty_quarantine(&world->machines[i]);
        world->machines[i].is_there = who >> i & 1;
    }
}
