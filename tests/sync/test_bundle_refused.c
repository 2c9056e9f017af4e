/* SPDX-License-Identifier: MIT */
/* Bundles that must be refused, each at the step that it gets to. */
#include "config.h"

#include "shouwen/sync/bundle.h"

#include "forge.h"

#include "shouwen/domain/act.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { FEW = 4, COUNT = 16 };

static struct error error;
static struct acts_party station, other, hub;
static struct acts acts;
static struct text file = TEXT_EMPTY;

static enum status open_file(struct bundle *bundle)
{
    struct bundle_receiver receiver = acts_receiver(&hub, &station);

    /* a copy of its own, so that a byte too far is noticed */
    char *bytes = memory_new(file.length ? file.length : 1);
    memcpy(bytes, file.at, file.length);
    enum status status = bundle_open(bytes, file.length, &receiver, bundle, &error);
    free(bytes);
    return status;
}

static void check_opens(void)
{
    struct bundle bundle;

    if (open_file(&bundle) != STATUS_OK)
        fail_msg("%s: %s", error.field, error.message);
    bundle_close(&bundle);
}

/* field: the step; nothing may be given out. */
static void check_refused(const char *field)
{
    struct bundle bundle;

    assert_int_equal(open_file(&bundle), STATUS_INVALID);
    assert_int_equal(error.kind, STATUS_INVALID);
    assert_true(*error.message);
    if (strcmp(error.field, field) != 0)
        fail_msg("refused at \"%s\", not at \"%s\": %s", error.field, field, error.message);
    assert_null(bundle.acts);
    assert_int_equal(bundle.act_count, 0);
    assert_null(bundle.header.from);
    assert_null(bundle.arena.newest);
}

/* --- what happens on the way --- */

static void every_flipped_byte_is_found(void **state)
{
    static const uint8_t masks[] = {0x01, 0x80, 0x20, 0xFF};
    struct bundle bundle;

    (void)state;
    acts_write(&acts, 0, 1, &station, &hub, &file);
    check_opens();
    for (size_t i = 0; i < file.length; i++)
        for (size_t k = 0; k < sizeof(masks); k++) {
            file.at[i] = (char)(file.at[i] ^ masks[k]);
            /* a sender of another name is not known */
            enum status status = open_file(&bundle);
            assert_true(status == STATUS_INVALID || status == STATUS_NOT_FOUND);
            assert_null(bundle.acts);
            file.at[i] = (char)(file.at[i] ^ masks[k]);
        }
    check_opens();
}

static void every_cut_is_found(void **state)
{
    (void)state;
    acts_write(&acts, 0, FEW, &station, &hub, &file);
    check_opens();
    while (file.length) {
        text_cut(&file, file.length - 1);
        check_refused("length");
    }
}

static void more_behind_the_end_is_found(void **state)
{
    (void)state;
    acts_write(&acts, 0, FEW, &station, &hub, &file);
    text_add_char(&file, '\0');
    check_refused("length");
}

static void a_huge_header_is_not_read(void **state)
{
    (void)state;
    acts_write(&acts, 0, 1, &station, &hub, &file);
    memset(file.at + 4, 0xFF, 4);
    check_refused("length");
    memcpy(file.at + 4, "\x01\x00\x01\x00", 4); /* one byte more than 64 KB */
    check_refused("length");
    memcpy(file.at + 4, "\x00\x00\x01\x00", 4);
    check_refused("length");
    memcpy(file.at + 4, "\x00\x00\x00\x00", 4);
    check_refused("header");
}

/* --- who signed it, and for whom --- */

static void a_foreign_signer_is_refused(void **state)
{
    struct forge forge;
    struct bundle bundle;

    (void)state;
    forge_start(&forge, &acts, FEW, &other, &hub);
    forge_write(&forge, &file);
    assert_int_equal(open_file(&bundle), STATUS_NOT_FOUND); /* nobody knows them */
    assert_null(bundle.acts);
    forge.header.from = station.name;
    forge_write(&forge, &file);
    check_refused("signature");
    forge_end(&forge);
}

static void a_bundle_for_somebody_else_is_refused(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &other);
    forge_write(&forge, &file);
    check_refused("to");
    forge.header.to = hub.name;
    forge_write(&forge, &file);
    check_refused("key");
    forge_end(&forge);
}

/* Somebody who is known signs as their own what another sealed. */
static void what_another_sealed_is_refused(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge_write(&forge, &file);
    check_opens();
    forge.bound_to = other.public_key;
    forge_write(&forge, &file);
    check_refused("key");
    forge_end(&forge);
}

/* --- what a signed header may say --- */

static void headers_that_say_something_wrong_are_refused(void **state)
{
    static const struct {
        const char *search, *replace, *field;
    } rows[] = {
        {"\"v\":1", "\"v\":2", "version"},
        {"\"suite\":1", "\"suite\":\"1\"", "version"},
        {"\"v\":1", "\"v\":1,\"v\":1", "header"},
        {"\"v\":1", "\"v\":1,\"x\":[[[[[[[1]]]]]]]", "header"},
        {"\"v\":1", "\"v\":1,\"x\":\"\\u0000\"", "header"},
        {"\"v\":1", "\"v\":1,\"x\":1e400", "header"},
        {"\"v\":1", "\"v\":1,\"x\":\"\xC0\x80\"", "header"},
        {"\"v\":1", "\"v\":1,\"x\":[1,2,3,{\"y\":1.5}]", NULL}, /* not known: passed over */
        {"\"from\":\"" ACTS_STATION "\"", "\"from\":\"../" ACTS_STATION "\"", "header"},
        {"\"from\":\"" ACTS_STATION "\"", "\"from\":null", "header"},
        {"\"to\":\"hub\"", "\"to\":\"\"", "header"},
        {"\"to\":\"hub\"", "\"to\":\"hub/x\"", "header"},
        {"\"serial\":1", "\"serial\":0", "header"},
        {"\"serial\":1", "\"serial\":9223372036854775808", "header"},
        {"\"seen\":0", "\"seen\":-1", "header"},
        {"\"created\":0", "\"created\":\"now\"", "header"},
        {"\"kind\":\"log\"", "\"kind\":\"logs\"", "header"},
        {"\"kind\":\"log\"", "\"kind\":\"feed\"", "header"},
        {"\"kind\":\"log\"", "\"kind\":\"view\"", "header"},
        {"\"ranges\":[", "\"ranges\":[{},", "header"},
        {"\"ranges\":", "\"strangers\":", "header"},
        {"\"first\":1", "\"first\":0", "header"},
        {"\"first\":1", "\"first\":9223372036854775807", "header"},
        {"\"first\":1", "\"first\":2", "chain"},
        {"\"count\":4", "\"count\":0", "header"},
        {"\"count\":4", "\"count\":9223372036854775807", "header"},
        {"\"count\":4", "\"count\":3", "chain"},
        {"\"count\":4", "\"count\":5", "chain"},
        {"\"log\":\"" ACTS_LOG, "\"log\":\"" ACTS_LOG "~00000000", "chain"},
        {"\"log\":\"" ACTS_LOG, "\"log\":\"a b", "header"},
        {"\"before\":\"", "\"before\":\"00", "header"},
        {"\"raw\":", "\"raw\":-", "header"},
        {"\"raw\":", "\"raw\":9999999", "size"},
        {"\"raw\":", "\"raw\":1", "size"},
        {"\"length\":", "\"length\":1", "length"},
        {"\"length\":", "\"length\":-", "length"},
        {"\"hash\":\"", "\"hash\":\"0", "header"},
        {"\"sealed\":\"", "\"sealed\":\"0", "header"},
        {"\"keys\":[", "\"keys\":[0,", "header"},
        {"\"keys\":[", "\"locks\":[", "key"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct forge forge;
        forge_start(&forge, &acts, FEW, &station, &hub);
        forge.search = rows[i].search;
        forge.replace = rows[i].replace;
        forge_write(&forge, &file);
        rows[i].field ? check_refused(rows[i].field) : check_opens();
        forge_end(&forge);
    }
}

static void a_deep_header_is_refused(void **state)
{
    struct text json = TEXT_EMPTY;

    (void)state;
    for (int i = 0; i < BUNDLE_HEADER_MOST; i++)
        text_add_char(&json, '[');
    forge_header(&station, json.at, json.length, &file);
    check_refused("header");
    text_clear(&json);
    for (int i = 0; i < 2000; i++)
        text_add(&json, "{\"v\":");
    text_add_char(&json, '1');
    for (int i = 0; i < 2000; i++)
        text_add_char(&json, '}');
    forge_header(&station, json.at, json.length, &file);
    check_refused("header");
    forge_header(&station, "[1]", 3, &file);
    check_refused("version");
    text_release(&json);
}

/* --- the ciphertext --- */

static void a_stream_without_its_end_is_refused(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge.has_no_end = true;
    forge_write(&forge, &file);
    check_refused("key");
    forge.has_no_end = false;
    forge.has_more = true;
    forge_write(&forge, &file);
    check_refused("key");
    forge_end(&forge);
}

static void a_chunk_is_one_frame(void **state)
{
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge.is_twice = true;
    forge_write(&forge, &file);
    check_refused("size");
    forge.raw = 2 * (int64_t)forge.plain.length;
    forge_write(&forge, &file);
    check_refused("size");
    forge_end(&forge);
}

/* 17 MB of zeros in 2 KB. */
static void a_bomb_does_not_go_off(void **state)
{
    static const struct {
        int64_t raw;
        const char *field;
    } rows[] = {{FORGE_RAW_TRUE, "size"},        {INT64_MAX, "size"}, {BUNDLE_RAW_MOST + 1, "size"},
                {BUNDLE_RAW_MOST, "size"},       {1, "size"},         {FEW * ACT_HEAD_MOST, "size"},
                {BUNDLE_RAW_MOST + 2000, "size"}};
    char *zeros = memory_new(1 << 20);
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, 1, &station, &hub);
    for (int i = 0; i < 17; i++)
        text_add_bytes(&forge.plain, zeros, 1 << 20);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        forge.raw = rows[i].raw;
        forge_write(&forge, &file);
        assert_true(file.length < 8 << 10);
        check_refused(rows[i].field);
    }
    /* as large as it may be, but no acts */
    text_cut(&forge.plain, BUNDLE_RAW_MOST);
    forge.raw = FORGE_RAW_TRUE;
    forge_write(&forge, &file);
    check_refused("act");
    free(zeros);
    forge_end(&forge);
}

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

static int start(void **state)
{
    (void)state;
    acts_party_init(&station, ACTS_STATION);
    acts_party_init(&other, ACTS_OTHER);
    acts_party_init(&hub, ACTS_HUB);
    acts_make(&acts, COUNT, 4);
    return 0;
}

static int end(void **state)
{
    (void)state;
    acts_release(&acts);
    text_release(&file);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    text_clear(&file);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup(name, clear)
        TEST(every_flipped_byte_is_found),
        TEST(every_cut_is_found),
        TEST(more_behind_the_end_is_found),
        TEST(a_huge_header_is_not_read),
        TEST(a_foreign_signer_is_refused),
        TEST(a_bundle_for_somebody_else_is_refused),
        TEST(what_another_sealed_is_refused),
        TEST(headers_that_say_something_wrong_are_refused),
        TEST(a_deep_header_is_refused),
        TEST(a_stream_without_its_end_is_refused),
        TEST(a_chunk_is_one_frame),
        TEST(a_bomb_does_not_go_off),
        TEST(an_act_that_is_none_is_refused),
        TEST(a_body_must_be_the_one_that_its_head_names),
        TEST(a_changed_head_breaks_the_chain),
        TEST(acts_in_another_order_break_the_chain),
        TEST(the_chain_is_checked_at_both_ends),
    };

    return cmocka_run_group_tests_name("bundle_refused", tests, start, end);
}
