/* SPDX-License-Identifier: MIT */
/* hub make STORE FOLDER STATIONS ACTS: a hub with so many stations in their streets and a district;
 * bundles of so many acts of each into FOLDER/first, and of as many more into FOLDER/second.
 * hub take STORE FOLDER PART: takes in those of a part, and prints how many acts and how fast. */
#include "config.h"

#include "../sync/client.h"

#include "shouwen/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { STREET_STATIONS = 36, CASE_ACTS = 4 };

static struct error error;

static void must(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "hub: %s\n", error.message);
    exit(1);
}

static const char *in(struct arena *arena, const char *folder, const char *name)
{
    return arena_format(arena, "%s/%s", folder, name);
}

static struct hub_place place_in(struct arena *arena, const char *store, const char *folder,
                                 const char *part)
{
    return (struct hub_place){store, in(arena, folder, "hub"),
                              arena_format(arena, "dir:%s/%s", folder, part)};
}

/* --- acts --- */

/* What a case of a common kind says: a request, a look at it, a call, what became of it. */
static void write_case(struct client *client, int number)
{
    static const enum act_kind kinds[CASE_ACTS] = {ACT_OPEN, ACT_NOTE, ACT_TELL, ACT_SOLVE};
    const char *subject =
        arena_format(&client->arena, "case/%s-261122-%09d", client->node + 6, number);
    uint64_t on = 0;

    for (int i = 0; i < CASE_ACTS; i++) {
        struct act act = {.kind = kinds[i], .subject = subject, .on = &on, .on_count = i > 0};
        if (i == 0) {
            act.value[FIELD_NODE] = client->node;
            act.value[FIELD_SUBJECT] = "楼道照明灯不亮，晚上老人上下楼不便";
            act.value[FIELD_NAME] = "周美芳";
            act.value[FIELD_PHONE] = arena_format(&client->arena, "021-55%06d", number);
        } else {
            act.value[FIELD_TEXT] =
                arena_format(&client->arena, "第%d次：已联系物业，%d号楼%d层，约周三上门查看线路",
                             i, number % 90 + 1, number % 6 + 1);
        }
        client_write(client, &act);
        on = act_id_prefix(act.id);
    }
}

/* --- making --- */

static void enrol(struct hub *hub, struct client *client, const char *node)
{
    char code[KEYCODE];

    client_make(client, node, code);
    must(hub_enrol(hub, node, node, code, &error));
}

static void fill(struct client *client, const struct hub *hub, const char *mail, int acts,
                 int already)
{
    client_trust(client, hub, mail);
    for (int i = 0; i < acts / CASE_ACTS; i++)
        write_case(client, already + i);
    client_send(client, client->own_count - (size_t)acts + 1, (size_t)acts);
}

static int make(const char *store, const char *folder, int stations, int acts)
{
    struct arena arena = {0};
    struct hub_place first = place_in(&arena, store, folder, "first"),
                     second = place_in(&arena, store, folder, "second");
    struct client client;
    struct hub *hub;

    mkdir(in(&arena, folder, "first"), 0700);
    mkdir(in(&arena, folder, "second"), 0700);
    mkdir(in(&arena, folder, "second/hub"), 0700);
    must(hub_init_at(&first, &error));
    must(hub_open_at(&first, &hub, &error));
    enrol(hub, &client, "310115");
    client_release(&client);
    for (int i = 0; i < stations; i++) {
        if (i % STREET_STATIONS == 0) {
            enrol(hub, &client, arena_format(&arena, "310115%03d", i / STREET_STATIONS + 1));
            client_release(&client);
        }
        enrol(hub, &client,
              arena_format(&arena, "310115%03d%03d", i / STREET_STATIONS + 1,
                           i % STREET_STATIONS + 1));
        fill(&client, hub, first.mailbox, acts, 0);
        fill(&client, hub, second.mailbox, acts, acts / CASE_ACTS);
        client_release(&client);
    }
    hub_close(hub);
    arena_release(&arena);
    return 0;
}

/* --- taking --- */

static int take(const char *store, const char *folder, const char *part)
{
    struct hub_report report = {.lines = TEXT_EMPTY};
    struct arena arena = {0};
    struct hub_place place = place_in(&arena, store, folder, part);
    struct hub *hub;

    must(hub_open_at(&place, &hub, &error));
    int64_t start = clock_ms_of(CLOCK_MONOTONIC), cpu = clock_ms_of(CLOCK_PROCESS_CPUTIME_ID);
    must(hub_ingest(hub, 0, &report, &error));
    int64_t took = clock_ms_of(CLOCK_MONOTONIC) - start;
    cpu = clock_ms_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    fputs(report.lines.at, stderr);
    printf("%ld bundles, %ld acts in %ld ms (%ld ms of them here): %ld acts/s, %.2f ms a bundle\n",
           (long)report.taken_count, (long)report.act_count, (long)took, (long)cpu,
           (long)(report.act_count * 1000 / (took ? took : 1)),
           (double)took / (double)(report.taken_count ? report.taken_count : 1));
    hub_report_release(&report);
    hub_close(hub);
    arena_release(&arena);
    return 0;
}

int main(int argc, char **argv)
{
    long stations, acts;

    if (argc == 6 && strcmp(argv[1], "make") == 0 && text_to_long(argv[4], 1, 9999, &stations) &&
        text_to_long(argv[5], CASE_ACTS, CLIENT_ACTS_MOST / 2, &acts) && acts % CASE_ACTS == 0)
        return make(argv[2], argv[3], (int)stations, (int)acts);
    if (argc == 5 && strcmp(argv[1], "take") == 0)
        return take(argv[2], argv[3], argv[4]);
    fputs("hub make STORE FOLDER STATIONS ACTS | hub take STORE FOLDER PART\n", stderr);
    return 2;
}
