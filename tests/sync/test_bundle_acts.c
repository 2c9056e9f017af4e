/* SPDX-License-Identifier: MIT */
/* Acts that must be refused although everything around them is right. */
#include "config.h"

#include "shouwen/sync/bundle.h"

#include "refused.h"

#include "shouwen/base/ident.h"
#include "shouwen/domain/act.h"
#include "sync/bundle_inside.h"

/* --- the acts --- */

static void an_act_that_is_none_is_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
    } rows[] = {
        {"\x08\x00", 2},                                        /* a flag that means nothing */
        {"\x00\x00", 2},                                        /* an empty head */
        {"\x00\x02{}", 4},                                      /* a head that says nothing */
        {"\x00\x05{}", 4},                                      /* longer than what is there */
        {"\x00\x80", 2},                                        /* a length that does not end */
        {"\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01{}", 13}, /* a huge one */
        {"\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F{}", 12},
        {"\x00\x81\x20{}", 5},  /* a head of 4097 bytes */
        {"\x00\x03{\"\xFF", 5}, /* no UTF-8 */
        {"\x00", 1},
    };
    struct forge forge;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        forge_start(&forge, &acts, FEW, &station, &hub);
        text_add_bytes(&forge.plain, rows[i].bytes, rows[i].length);
        forge_write(&forge, &file);
        check_refused("act");
        forge_end(&forge);
    }
}

static const struct bundle_act *with_body(void)
{
    size_t i = 0;

    while (!acts.list[i].body)
        i++;
    return &acts.list[i];
}

static void check_act_refused(const struct bundle_act *act, const char *field)
{
    struct forge forge;

    forge_start(&forge, &acts, 0, &station, &hub);
    forge_add(&forge, act);
    forge_write(&forge, &file);
    check_refused(field);
    forge_end(&forge);
}

static void check_act_opens(const struct bundle_act *act)
{
    struct forge forge;

    forge_start(&forge, &acts, 0, &station, &hub);
    forge_add(&forge, act);
    forge_write(&forge, &file);
    check_opens();
    forge_end(&forge);
}

static void check_not_written(const struct bundle_act *act)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_FEED, station.secret_key);
    struct bundle_act whole = *act;
    bool is_full;

    whole.is_whole = true;
    assert_int_equal(bundle_writer_add(writer, &whole, &is_full, &error), STATUS_INVALID);
    assert_string_equal(error.field, "act");
    bundle_writer_free(writer);
}

static void a_body_must_be_the_one_that_its_head_names(void **state)
{
    struct bundle_act act = *with_body();
    char *body = memory_new(ACT_BODY_MOST + 1);

    (void)state;
    memcpy(body, act.body, act.body_length);
    act.body = body;
    body[3] = (char)(body[3] ^ 1); /* in the salt */
    check_act_refused(&act, "act");
    body[3] = (char)(body[3] ^ 1);
    act.body_length--;
    check_act_refused(&act, "act");
    act.body_length = 0;
    check_act_refused(&act, "act");
    act.body_length = ACT_BODY_MOST + 1;
    check_act_refused(&act, "act");
    free(body);
    for (size_t i = 0; i < acts.count; i++)
        if (!acts.list[i].body) {
            act = acts.list[i];
            act.body = "0123456789abcdef{}";
            act.body_length = 18;
            check_act_refused(&act, "act"); /* its head names none */
            return;
        }
    fail_msg("every act has a body");
}

static void a_changed_head_breaks_the_chain(void **state)
{
    struct bundle_act act = acts.list[0];
    char *head = memory_new(act.head_length);

    (void)state;
    memcpy(head, act.head, act.head_length);
    char *day = memmem(head, act.head_length, "\"t\":1", 5);
    assert_non_null(day);
    day[5] = '2';
    act.head = head;
    check_act_refused(&act, "chain");
    free(head);
}

static void acts_in_another_order_break_the_chain(void **state)
{
    struct forge forge;
    struct acts swapped = acts;
    struct bundle_act list[FEW];

    (void)state;
    memcpy(list, acts.list, sizeof(list));
    list[1] = acts.list[2];
    list[2] = acts.list[1];
    swapped.list = list;
    forge_start(&forge, &swapped, FEW, &station, &hub);
    forge_write(&forge, &file);
    check_refused("chain");
    forge_end(&forge);
}

static void the_chain_is_checked_at_both_ends(void **state)
{
    (void)state;
    for (int end = 0; end < 2; end++) {
        struct forge forge;
        forge_start(&forge, &acts, FEW, &station, &hub);
        struct bundle_range range = forge.header.ranges[0];
        (end ? range.after : range.before)[CRYPTO_CHAIN - 1] ^= 1;
        forge.header.ranges = &range;
        forge_write(&forge, &file);
        check_refused("chain");
        forge_end(&forge);
    }
}

/* --- lengths and places --- */

/* A note whose body is one byte longer than may be, and rightly named by its head. */
static void a_body_that_is_too_long_is_refused(void **state)
{
    char *body = memory_new(ACT_BODY_MOST + 1), hash[2 * CRYPTO_ID + 1];
    struct text head = TEXT_EMPTY;
    uint8_t id[CRYPTO_ID];

    (void)state;
    for (int more = 0; more < 2; more++) {
        size_t length = ACT_BODY_MOST + (size_t)more;
        memset(body, 'x', length);
        memcpy(body + ACT_SALT, "{\"text\":\"", 9);
        memcpy(body + length - 2, "\"}", 2);
        crypto_id(body, length, id);
        ident_hex(id, sizeof(id), hash);
        text_clear(&head);
        text_addf(&head,
                  "{\"v\":1,\"l\":\"" ACTS_LOG "\",\"n\":1,\"k\":\"note\",\"c\":\"case/x\","
                  "\"t\":1,\"by\":\"S01\",\"on\":[],\"bh\":\"%s\"}",
                  hash);
        struct bundle_act act = {.head = head.at, .head_length = head.length};
        crypto_id(head.at, head.length, act.id);
        act.body = body;
        act.body_length = length;
        if (more) {
            check_act_refused(&act, "act");
            check_not_written(&act);
        } else {
            check_act_opens(&act);
        }
    }
    free(body);
    text_release(&head);
}

/* A log's name that goes on behind a NUL. */
static void a_place_is_a_name(void **state)
{
    struct forge forge;
    size_t length = acts.list[0].head_length;

    (void)state;
    forge_start(&forge, &acts, 0, &station, &hub);
    text_add_char(&forge.plain, 2); /* a head and a place */
    text_add_char(&forge.plain, (char)((length & 127) | 128));
    text_add_char(&forge.plain, (char)(length >> 7));
    text_add_bytes(&forge.plain, acts.list[0].head, length);
    text_add_char(&forge.plain, (char)(sizeof(ACTS_LOG) + 1));
    text_add_bytes(&forge.plain, ACTS_LOG "\0x", sizeof(ACTS_LOG) + 1);
    text_add_char(&forge.plain, 1);
    forge_count(&forge, &acts.list[0]);
    forge_write(&forge, &file);
    check_refused("act");
    forge_end(&forge);
}

static void a_flag_that_means_nothing_is_refused(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge.plain.at[0] = (char)(forge.plain.at[0] | 8);
    forge_write(&forge, &file);
    check_refused("act");
    forge_end(&forge);
}

static void an_act_behind_the_last_range_is_refused(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge_write(&forge, &file);
    check_opens();
    bundle_act_write(&acts.list[FEW], false, &forge.plain);
    forge_write(&forge, &file);
    check_refused("chain");
    forge_end(&forge);
}

/* --- feeds --- */

static void feeds_are_checked_as_logs_are(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge.header.kind = BUNDLE_FEED;
    struct bundle_feed *feed = &forge.header.feed;
    *feed = (struct bundle_feed){.epoch = 1, .first = 1, .count = FEW};
    for (size_t i = 0; i < FEW; i++)
        bundle_feed_next(feed->after, acts.list[i].id, true);
    forge_write(&forge, &file);
    check_opens();
    feed->after[0] ^= 1;
    forge_write(&forge, &file);
    check_refused("chain");
    feed->after[0] ^= 1;
    feed->before[0] ^= 1;
    forge_write(&forge, &file);
    check_refused("chain");
    feed->before[0] ^= 1;
    for (feed->count = FEW - 1; feed->count <= FEW + 1; feed->count += 2) {
        forge_write(&forge, &file);
        check_refused("chain");
    }
    forge_end(&forge);
}

/* A receiver of heads only must not be brought a body. */
static void a_body_comes_to_whom_it_is_meant_for(void **state)
{
    struct bundle_act act = *with_body();
    struct forge forge;

    (void)state;
    act.is_whole = false;
    forge_start(&forge, &acts, 0, &station, &hub);
    forge_add(&forge, &act);
    forge.header.kind = BUNDLE_FEED;
    forge.header.feed = (struct bundle_feed){.epoch = 1, .first = 1, .count = 1};
    bundle_feed_next(forge.header.feed.after, act.id, false);
    forge_write(&forge, &file);
    check_refused("chain");
    forge_end(&forge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup(name, clear)
        TEST(an_act_that_is_none_is_refused),
        TEST(a_body_must_be_the_one_that_its_head_names),
        TEST(a_changed_head_breaks_the_chain),
        TEST(acts_in_another_order_break_the_chain),
        TEST(the_chain_is_checked_at_both_ends),
        TEST(a_body_that_is_too_long_is_refused),
        TEST(a_place_is_a_name),
        TEST(a_flag_that_means_nothing_is_refused),
        TEST(an_act_behind_the_last_range_is_refused),
        TEST(feeds_are_checked_as_logs_are),
        TEST(a_body_comes_to_whom_it_is_meant_for),
    };

    return cmocka_run_group_tests_name("bundle_acts", tests, start, end);
}
