/* SPDX-License-Identifier: MIT */
/* hub_sample: a hub in a folder of its own, or in PostgreSQL, and who exchanges with it; the same
 * tests hold for all ways in which a hub is kept and reached. */
#ifndef SHOUWEN_TESTS_SYNC_HUB_SAMPLE_H
#define SHOUWEN_TESTS_SYNC_HUB_SAMPLE_H

#include "client.h"
#include "server.h"
#include "shouwen/base/ident.h"
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

/* Where the hub of a test is kept, and where its mailboxes are. */
static enum { IN_FILES, IN_SERVER, STORE_IN_SERVER } way;

static inline struct hub_place place_of_hub(void)
{
    static char store[500], mailbox[500];

    snprintf(store, sizeof(store), "sqlite:%s", scratch("hub.db"));
    snprintf(mailbox, sizeof(mailbox), "dir:%s", scratch("mail"));
    if (way != IN_FILES)
        snprintf(store, sizeof(store), "%s", server_address("shouwen_hub"));
    if (way == IN_SERVER)
        snprintf(mailbox, sizeof(mailbox), "%s", store);
    return (struct hub_place){store, scratch("hub.db"), mailbox};
}

static inline enum status open_hub(struct hub **out, struct error *why)
{
    const struct hub_place place = place_of_hub();

    return hub_open_at(&place, out, why);
}

/* How a node reaches its mailbox. */
static inline const char *mailbox_address(const char *node)
{
    static char address[500], login[80];

    snprintf(login, sizeof(login), "shouwen_%s", node);
    snprintf(address, sizeof(address), "%s",
             way == IN_SERVER ? server_address(login) : place_of_hub().mailbox);
    return address;
}

static inline void enrol_key(const char *node, const char *code)
{
    struct text say = TEXT_EMPTY;

    assert_ok(hub_enrol(hub, node, node, code, &error));
    assert_ok(hub_admit(hub, node, false, &say, &error));
    text_release(&say);
}

static inline void enrol(struct client *client, const char *node)
{
    char code[KEYCODE];

    client_make(client, node, code);
    enrol_key(node, code);
    client_trust(client, hub, mailbox_address(node));
}

static inline int make_hub(void **state)
{
    (void)state;
    assert_int_equal(mkdir(scratch("mail"), 0700), 0);
    const struct hub_place place = place_of_hub();
    assert_ok(hub_init_at(&place, &error));
    assert_ok(open_hub(&hub, &error));
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

static inline int make_in_files(void **state)
{
    way = IN_FILES;
    return make_hub(state);
}

static inline int make_in_server(void **state)
{
    way = IN_SERVER;
    server_reset();
    return make_hub(state);
}

static inline int make_store_in_server(void **state)
{
    way = STORE_IN_SERVER;
    server_reset();
    return make_hub(state);
}

/* A test in files alone, one in the server alone, and one for each way. */
#define HUB_FILE_TEST(test) cmocka_unit_test_setup_teardown(test, make_in_files, drop_hub)
#define HUB_SERVER_TEST(test) cmocka_unit_test_setup_teardown(test, make_in_server, drop_hub)
#define HUB_TEST(test)                                                                             \
    HUB_FILE_TEST(test), {#test ", in PostgreSQL", test, make_in_server, drop_hub, NULL},          \
    {                                                                                              \
#test ", in PostgreSQL with mailboxes in a folder", test, make_store_in_server, drop_hub,  \
            NULL                                                                                   \
    }

/* Without PostgreSQL only those in files. */
static inline int hub_run(const struct CMUnitTest *tests, size_t count)
{
    struct CMUnitTest run[64];
    size_t left = 0;
    bool has_server = server_start();

    for (size_t i = 0; i < count; i++)
        if (has_server || tests[i].setup_func == make_in_files)
            run[left++] = tests[i];
    scratch_start();
    int failed = _cmocka_run_group_tests("hub", run, left, NULL, NULL);
    scratch_end();
    server_stop();
    return failed;
}
#define HUB_RUN(tests) hub_run(tests, sizeof(tests) / sizeof(*(tests)))

/* --- acts --- */

/* name is the last part of the case's number. */
static inline struct act open_case_of(struct client *client, const char *name, const char *resident)
{
    char tail[IDENT_TAIL + 1];
    struct act act = {.kind = ACT_OPEN};

    ident_node_tail(client->node, tail);
    act.subject = arena_format(&client->arena, "case/%s-261122-%s", tail, name);
    act.value[FIELD_NODE] = client->node;
    act.value[FIELD_RESIDENT] = resident;
    act.value[FIELD_SUBJECT] = "楼道灯不亮";
    client_write(client, &act);
    return act;
}

static inline struct act open_case(struct client *client, const char *name)
{
    return open_case_of(client, name, NULL);
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
