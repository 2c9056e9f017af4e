/* SPDX-License-Identifier: MIT */
/* hub_sample: a hub in a folder of its own, and who exchanges with it. */
#ifndef SHOUWEN_TESTS_SYNC_HUB_SAMPLE_H
#define SHOUWEN_TESTS_SYNC_HUB_SAMPLE_H

#include "client.h"
#include "tests/store/scratch.h"

#include <ftw.h>

#define STATION "310115007001"
#define OTHER "310115007002"
#define STREET "310115007"
#define DISTRICT "310115"
#define UNIT "310115-gl"

static struct hub *hub;
static struct client station, other, street, district, unit;
static struct client *const everybody[] = {&station, &other, &street, &district, &unit};
static const char *const nodes[] = {STATION, OTHER, STREET, DISTRICT, UNIT};
enum { EVERYBODY = 5 };

static inline const char *mailbox_address(void)
{
    static char address[400];

    snprintf(address, sizeof(address), "dir:%s", scratch("mail"));
    return address;
}

static inline void enrol(struct client *client, const char *node)
{
    char code[KEYCODE];

    client_make(client, node, code);
    assert_ok(hub_enrol(hub, node, node, code, &error));
    client_trust(client, hub, mailbox_address());
}

static inline int make_hub(void **state)
{
    (void)state;
    assert_int_equal(mkdir(scratch("mail"), 0700), 0);
    assert_ok(hub_init(scratch("hub.db"), mailbox_address(), &error));
    assert_ok(hub_open(scratch("hub.db"), NULL, &hub, &error));
    for (size_t i = 0; i < EVERYBODY; i++)
        enrol(everybody[i], nodes[i]);
    return 0;
}

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *where)
{
    (void)what;
    (void)kind;
    return where->level ? remove(path) : 0;
}

static inline int drop_hub(void **state)
{
    (void)state;
    for (size_t i = 0; i < EVERYBODY; i++)
        client_release(everybody[i]);
    hub_close(hub);
    hub = NULL;
    nftw(scratch_folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}

#define HUB_TEST(test) cmocka_unit_test_setup_teardown(test, make_hub, drop_hub)

/* --- acts --- */

static inline struct act open_case_of(struct client *client, const char *subject,
                                      const char *resident)
{
    struct act act = {.kind = ACT_OPEN, .subject = subject};

    act.value[FIELD_NODE] = client->node;
    act.value[FIELD_RESIDENT] = resident;
    act.value[FIELD_SUBJECT] = "楼道灯不亮";
    client_write(client, &act);
    return act;
}

static inline struct act open_case(struct client *client, const char *subject)
{
    return open_case_of(client, subject, NULL);
}

/* An act that follows another one, which may be somebody else's. */
static inline struct act follow(struct client *client, struct act *act, const struct act *after)
{
    uint64_t on = act_id_prefix(after->id);

    act->subject = after->subject;
    act->on = &on;
    act->on_count = 1;
    client_write(client, act);
    act->on_count = 0;
    return *act;
}

static inline struct act note(struct client *client, const struct act *after, const char *text)
{
    struct act act = {.kind = ACT_NOTE};

    act.value[FIELD_TEXT] = text;
    return follow(client, &act, after);
}

static inline struct act dispatch(struct client *client, const struct act *after, const char *to)
{
    struct act act = {.kind = ACT_DISPATCH};

    act.value[FIELD_TO] = to;
    return follow(client, &act, after);
}

static inline struct act put(struct client *client, const char *subject, const char *fields)
{
    struct act act = {.kind = ACT_PUT, .subject = subject, .fields = fields};

    client_write(client, &act);
    return act;
}

/* --- rounds --- */

static inline struct hub_report run_hub(void)
{
    struct hub_report report = {.lines = TEXT_EMPTY};

    assert_ok(hub_ingest(hub, 0, &report, &error));
    assert_ok(hub_publish(hub, &report, &error));
    return report;
}

static inline void take_all(void)
{
    for (size_t i = 0; i < EVERYBODY; i++)
        client_take(everybody[i]);
}

static inline void tell_all(void)
{
    for (size_t i = 0; i < EVERYBODY; i++)
        client_tell(everybody[i]);
}

/* What lies there goes in, and everybody has what is for them and says so. */
static inline void exchange_all(void)
{
    struct hub_report report;

    for (int round = 0; round < 2; round++) {
        report = run_hub();
        if (report.refused_count)
            fail_msg("%s", report.lines.at);
        hub_report_release(&report);
        take_all();
        tell_all();
    }
    report = run_hub();
    hub_report_release(&report);
    take_all();
}

#endif
