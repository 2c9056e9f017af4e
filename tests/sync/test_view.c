/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/view.h"

#include "shouwen/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define LOG "310115007001-1a2b3c4d"
#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static struct error error;

static void fill(uint8_t *chain, uint8_t with)
{
    memset(chain, with, CRYPTO_CHAIN);
}

static void assert_same_place(const struct view_locator *a, const struct view_locator *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->chain, b->chain, CRYPTO_CHAIN);
}

static void assert_same_log(const struct view_log *a, const struct view_log *b)
{
    assert_string_equal(a->log, b->log);
    assert_int_equal(!a->parent, !b->parent);
    if (b->parent)
        assert_string_equal(a->parent, b->parent);
    assert_int_equal(a->parent_n, b->parent_n);
    assert_same_place(&a->last, &b->last);
    assert_int_equal(a->at_count, b->at_count);
    for (size_t i = 0; i < b->at_count; i++)
        assert_same_place(&a->at[i], &b->at[i]);
}

static void read_text(struct arena *arena, const char *text, struct view *view,
                      enum status expected)
{
    struct json *json;

    assert_int_equal(json_read(text, strlen(text), 0, &json, &error), STATUS_OK);
    enum status status = view_read(arena, json, view, &error);
    json_release(json);
    if (status != expected)
        fail_msg("%s: %s", text, status == STATUS_OK ? "taken" : error.message);
}

static void a_view_comes_out_as_it_went_in(void **state)
{
    struct view_locator at[] = {{.n = 8}, {.n = 7}, {.n = 5}, {.n = 0}};
    struct view_log logs[] = {
        {.log = LOG, .last = {.n = 9}, .at = at, .at_count = 4},
        {.log = LOG "~0011aabb", .parent = LOG, .parent_n = 4, .last = {.n = 2}},
        {.log = "another"},
    };
    struct view view = {.logs = logs, .log_count = 3, .feed = {.epoch = 5, .last.n = 100}};
    struct view read;
    struct arena arena = {.total = 0};
    struct text text = TEXT_EMPTY;

    (void)state;
    view.has_kept = view.has_open = true;
    view.kept = (struct view_feed){.epoch = 4, .last.n = 90};
    view.open_count = 17;
    view.clock_at = INT64_C(1795309200000);
    view.fold = 3;
    fill(at[1].chain, 1);
    fill(logs[0].last.chain, 2);
    fill(view.feed.last.chain, 3);
    view.feed.has_proof = true;
    memset(view.feed.proof, 6, CRYPTO_SIGNATURE);
    fill(view.kept.last.chain, 4);
    fill(view.open_hash, 5);
    struct json *json = view_write(&view);
    json_write(json, &text);
    json_release(json);
    read_text(&arena, text.at, &read, STATUS_OK);
    assert_int_equal(read.log_count, 3);
    for (size_t i = 0; i < read.log_count; i++)
        assert_same_log(&read.logs[i], &logs[i]);
    assert_int_equal(read.feed.epoch, 5);
    assert_same_place(&read.feed.last, &view.feed.last);
    assert_true(read.feed.has_proof && !read.kept.has_proof);
    assert_memory_equal(read.feed.proof, view.feed.proof, CRYPTO_SIGNATURE);
    assert_true(read.has_kept && read.has_open);
    assert_int_equal(read.kept.epoch, 4);
    assert_same_place(&read.kept.last, &view.kept.last);
    assert_int_equal(read.open_count, 17);
    assert_memory_equal(read.open_hash, view.open_hash, CRYPTO_CHAIN);
    assert_int_equal(read.clock_at, view.clock_at);
    assert_int_equal(read.fold, 3);
    text_release(&text);
    arena_release(&arena);
}

#define FEED "\"feed\":{\"epoch\":0,\"position\":0,\"chain\":\"" HASH "\"}"
#define REST "," FEED ",\"clock\":1}"
#define ONE(fields) "{\"logs\":[{" fields "}]" REST
#define NAMED "\"log\":\"a\",\"n\":5,\"chain\":\"" HASH "\""

static void what_is_not_there_is_not_made_up(void **state)
{
    struct arena arena = {.total = 0};
    struct view view;

    (void)state;
    read_text(&arena, "{" FEED ",\"clock\":1,\"later\":[1]}", &view, STATUS_OK);
    assert_int_equal(view.log_count, 0);
    assert_false(view.has_kept || view.has_open);
    assert_int_equal(view.fold, 0);
    read_text(&arena, ONE(NAMED), &view, STATUS_OK);
    assert_int_equal(view.logs[0].at_count, 0);
    assert_null(view.logs[0].parent);
    arena_release(&arena);
}

static void a_wrong_view_is_refused(void **state)
{
    static const char *const texts[] = {
        "[]",
        "{\"clock\":1}",
        "{" FEED "}",
        "{" FEED ",\"clock\":\"1\"}",
        "{" FEED ",\"clock\":1,\"kept\":1}",
        "{" FEED ",\"clock\":1,\"kept\":{\"epoch\":-1}}",
        "{" FEED ",\"clock\":1,\"open\":{\"count\":1,\"hash\":\"00\"}}",
        "{" FEED ",\"clock\":1,\"open\":{\"count\":-1,\"hash\":\"" HASH "\"}}",
        "{\"logs\":[1]" REST,
        ONE("\"n\":1,\"chain\":\"" HASH "\""),
        ONE("\"log\":\"a/b\",\"n\":1,\"chain\":\"" HASH "\""),
        ONE("\"log\":\"a\",\"n\":-1,\"chain\":\"" HASH "\""),
        ONE("\"log\":\"a\",\"n\":1,\"chain\":\"xx\""),
        ONE(NAMED ",\"parent\":\"..\""),
        ONE(NAMED ",\"parent\":\"b\""),
        ONE(NAMED ",\"at\":[1]"),
        ONE(NAMED ",\"at\":[[6,\"" HASH "\"]]"),
        ONE(NAMED ",\"at\":[[4,\"" HASH "\"],[4,\"" HASH "\"]]"),
        ONE(NAMED ",\"at\":[[-1,\"" HASH "\"]]"),
        ONE(NAMED ",\"at\":[[1,\"\"]]"),
    };
    struct arena arena = {.total = 0};
    struct view view;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        read_text(&arena, texts[i], &view, STATUS_INVALID);
    arena_release(&arena);
}

static void too_much_is_refused(void **state)
{
    struct arena arena = {.total = 0};
    struct text text = TEXT_EMPTY;
    struct view view;

    (void)state;
    for (int most = VIEW_LOGS_MOST; most < VIEW_LOGS_MOST + 2; most++) {
        text_clear(&text);
        for (int i = 0; i < most; i++)
            text_addf(&text, "%s{" NAMED "}", i ? "," : "{\"logs\":[");
        text_add(&text, "]" REST);
        read_text(&arena, text.at, &view, most > VIEW_LOGS_MOST ? STATUS_INVALID : STATUS_OK);
    }
    for (int most = VIEW_LOCATORS_MOST; most < VIEW_LOCATORS_MOST + 2; most++) {
        text_clear(&text);
        text_add(&text, "{\"logs\":[{\"log\":\"a\",\"n\":500,\"chain\":\"" HASH "\",\"at\":");
        for (int i = 0; i < most; i++)
            text_addf(&text, "%s[%d,\"" HASH "\"]", i ? "," : "[", 499 - i);
        text_add(&text, "]}]" REST);
        read_text(&arena, text.at, &view, most > VIEW_LOCATORS_MOST ? STATUS_INVALID : STATUS_OK);
    }
    text_release(&text);
    arena_release(&arena);
}

static void names_are_safe_everywhere(void **state)
{
    char name[VIEW_NAME_MOST + 2];

    (void)state;
    assert_true(view_name_is_valid("hub"));
    assert_true(view_name_is_valid("310115007-CG-1a2b3c4d~00ff00ff"));
    assert_false(view_name_is_valid(NULL));
    assert_false(view_name_is_valid(""));
    assert_false(view_name_is_valid("-hub"));
    assert_false(view_name_is_valid(".."));
    assert_false(view_name_is_valid("a/b"));
    assert_false(view_name_is_valid("a b"));
    assert_false(view_name_is_valid("a.swb"));
    assert_false(view_name_is_valid("街道"));
    memset(name, 'a', sizeof(name));
    name[VIEW_NAME_MOST + 1] = '\0';
    assert_false(view_name_is_valid(name));
    name[VIEW_NAME_MOST] = '\0';
    assert_true(view_name_is_valid(name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_comes_out_as_it_went_in),
        cmocka_unit_test(what_is_not_there_is_not_made_up),
        cmocka_unit_test(a_wrong_view_is_refused),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(names_are_safe_everywhere),
    };

    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
