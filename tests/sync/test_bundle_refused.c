/* SPDX-License-Identifier: MIT */
/* Bundles that must be refused, each at the step that it gets to. */
#include "config.h"

#include "shouwen/sync/bundle.h"

#include "refused.h"

#include "shouwen/domain/act.h"

/* --- what happens on the way --- */

static void every_flipped_byte_is_found(void **state)
{
    static const uint8_t masks[] = {0x01, 0x80, 0x20, 0xFF};
    struct bundle bundle;

    (void)state;
    acts_write(&acts, 0, 1, &station, &hub, &file);
    check_opens();
    size_t signature = 8 + (uint8_t)file.at[4] + 256 * (size_t)(uint8_t)file.at[5];
    for (size_t i = 0; i < file.length; i++)
        for (size_t k = 0; k < sizeof(masks); k++) {
            file.at[i] = (char)(file.at[i] ^ masks[k]);
            /* a sender of another name is not known */
            enum status status = open_file(&bundle);
            assert_true(status == STATUS_INVALID || status == STATUS_NOT_FOUND);
            assert_null(bundle.acts);
            if (i >= signature)
                assert_string_equal(error.field,
                                    i < signature + CRYPTO_SIGNATURE ? "signature" : "hash");
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
        {"\"keys\":[{\"to\":\"", "\"keys\":[{\"to\":\"0", "header"},
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

static void check_header_text(size_t length, const char *field)
{
    struct text json = TEXT_EMPTY;

    text_add(&json, "{\"v\":1,\"suite\":1,\"length\":0,\"from\":\"" ACTS_STATION "\"");
    while (json.length < length - 1)
        text_add_char(&json, ' ');
    text_add_char(&json, '}');
    forge_header(&station, json.at, json.length, &file);
    check_refused(field);
    text_release(&json);
}

static void a_header_has_at_most_64_kb(void **state)
{
    (void)state;
    check_header_text(BUNDLE_HEADER_MOST, "header"); /* read, and found to say nothing */
    check_header_text(BUNDLE_HEADER_MOST + 1, "length");
}

static void more_ranges_than_may_be_are_refused(void **state)
{
    struct bundle_range ranges[BUNDLE_RANGES_MOST + 1];
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    for (size_t i = 0; i <= BUNDLE_RANGES_MOST; i++)
        ranges[i] = forge.header.ranges[0];
    forge.header.ranges = ranges;
    forge.header.range_count = BUNDLE_RANGES_MOST;
    forge_write(&forge, &file);
    check_refused("chain"); /* the first is right, the acts of the others are missing */
    forge.header.range_count++;
    forge_write(&forge, &file);
    check_refused("header");
    forge_end(&forge);
}

static void more_keys_than_may_be_are_refused(void **state)
{
    char sealed[2 * (CRYPTO_STREAM_KEY + CRYPTO_SEAL) + 1];
    struct text keys = TEXT_EMPTY;
    struct forge forge;

    (void)state;
    memset(sealed, '0', sizeof(sealed) - 1);
    sealed[sizeof(sealed) - 1] = '\0';
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge.search = "\"keys\":[";
    text_add(&keys, forge.search);
    for (int other_keys = 0; other_keys <= 8; other_keys++) {
        forge.replace = keys.at;
        forge_write(&forge, &file);
        other_keys < 8 ? check_opens() : check_refused("header");
        text_addf(&keys, "{\"to\":\"00000000\",\"sealed\":\"%s\"},", sealed);
    }
    text_release(&keys);
    forge_end(&forge);
}

/* A view has no ciphertext, everything else has some. */
static void content_belongs_to_the_kind(void **state)
{
    struct view view = {.clock_at = 1};
    struct forge forge;

    (void)state;
    forge_start(&forge, &acts, FEW, &station, &hub);
    forge.raw = 0;
    forge_write(&forge, &file);
    check_refused("header");
    forge.header.view = &view;
    forge.header.kind = BUNDLE_VIEW;
    forge_write(&forge, &file);
    check_refused("header");
    forge_end(&forge);
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
    } rows[] = {{FORGE_RAW_TRUE, "size"},      {INT64_MAX, "header"},
                {VIEW_NUMBER_MOST, "size"},    {BUNDLE_RAW_MOST + 1, "size"},
                {BUNDLE_RAW_MOST, "size"},     {1, "size"},
                {FEW * ACT_HEAD_MOST, "size"}, {BUNDLE_RAW_MOST + 2000, "size"}};
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
        TEST(a_header_has_at_most_64_kb),
        TEST(more_ranges_than_may_be_are_refused),
        TEST(more_keys_than_may_be_are_refused),
        TEST(content_belongs_to_the_kind),
        TEST(a_stream_without_its_end_is_refused),
        TEST(a_chunk_is_one_frame),
        TEST(a_bomb_does_not_go_off),
    };

    return cmocka_run_group_tests_name("bundle_refused", tests, start, end);
}
