/* SPDX-License-Identifier: MIT */
/* The bytes of acts against base/json, whatever their fields hold. */
#include "config.h"

#include "shouwen/base/ident.h"
#include "shouwen/base/json.h"
#include "shouwen/domain/act.h"
#include "tests/domain/written.h"

#include <stdio.h>
#include <string.h>

static uint32_t mixed;

static size_t random_below(size_t count)
{
    mixed = mixed * 1664525u + 1013904223u;
    return (mixed >> 8) % count;
}

/* Any act at all: some fields, with texts that need escapes or none. */
static struct act random_act(struct arena *arena, uint64_t *on)
{
    static const char *const texts[] = {
        "",     "S01", "周美芳", "3号楼2单元501室",     "a \"b\"",          "c\\d", "一\n二",
        "\x7f", "-12", "12",     "9999999999999999999", "\xF0\xA0\xAE\xB7", "\t",   "{}"};
    struct act act = plain();

    act.kind = (enum act_kind)random_below(ACT_UNKNOWN);
    act.on = on;
    act.on_count = random_below(4);
    for (size_t i = 0; i < act.on_count; i++)
        on[i] = (uint64_t)random_below(1u << 24) << 40 | random_below(1u << 24);
    if (random_below(2))
        act.happened_at -= (int64_t)random_below(1000000);
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        if (random_below(3) == 0)
            act.value[field] = texts[random_below(sizeof(texts) / sizeof(*texts))];
    if (random_below(8) == 0)
        act.fields = arena_format(arena, "{\"name\":\"%zu\"}", random_below(100));
    return act;
}

static void same_fields(const struct act *a, const struct act *b)
{
    assert_string_equal(a->log, b->log);
    assert_string_equal(a->word, b->word);
    assert_string_equal(a->subject, b->subject);
    assert_string_equal(a->by, b->by);
    assert_true(a->n == b->n && a->kind == b->kind && a->is_erased == b->is_erased);
    assert_true(a->entered_at == b->entered_at && a->happened_at == b->happened_at);
    assert_int_equal(a->on_count, b->on_count);
    assert_memory_equal(a->on ? a->on : (const uint64_t *)"", b->on ? b->on : (const uint64_t *)"",
                        a->on_count * sizeof(*a->on));
    assert_true(text_same(a->fields, b->fields));
    for (int field = 0; field < ACT_FIELD_COUNT; field++) {
        assert_true(!a->value[field] == !b->value[field]);
        assert_true(text_same(a->value[field], b->value[field]));
    }
}

/* The bytes are those that base/json makes of the same values, and what reads them straight reads
 * what the strict reader does: a blank after the brace sends it there. */
static void bytes_are_plain_json(void **state)
{
    (void)state;
    mixed = 20261121;
    for (int round = 0; round < 3000; round++) {
        struct arena arena = {0};
        struct text again = TEXT_EMPTY, spaced = TEXT_EMPTY;
        struct error error = {0};
        struct json *value;
        struct act straight, strict;
        uint64_t on[4];
        struct act act = random_act(&arena, on);
        struct written written = write_act(&act);
        assert_int_equal(json_read(written.head.at, written.head.length, 4, &value, &error),
                         STATUS_OK);
        json_write(value, &again);
        assert_string_equal(again.at, written.head.at);
        json_release(value);
        text_addf(&spaced, "{ %s", written.head.at + 1);
        assert_int_equal(read_act(&arena, &written, &straight, &error), STATUS_OK);
        assert_int_equal(act_decode(&arena, spaced.at, spaced.length,
                                    written.body.length ? written.body.at : NULL,
                                    written.body.length, &strict, &error),
                         STATUS_OK);
        same_fields(&straight, &strict);
        text_release(&again);
        text_release(&spaced);
        written_release(&written);
        arena_release(&arena);
    }
}

/* A body in another form than ours is read by the strict reader, to the same fields. */
static void body_in_another_form_is_read(void **state)
{
    struct act act = plain(), ours, theirs;
    struct arena arena = {0};
    struct error error = {0};
    uint8_t hash[CRYPTO_ID];
    char hex[2 * CRYPTO_ID + 1];

    (void)state;
    act.value[FIELD_NAME] = "周美芳";
    act.value[FIELD_TEXT] = "一";
    struct written written = write_act(&act);
    assert_int_equal(read_act(&arena, &written, &ours, &error), STATUS_OK);
    text_splice(&written.body, ACT_SALT + 1, 0, " ", 1);
    crypto_id(written.body.at, written.body.length, hash);
    ident_hex(hash, sizeof(hash), hex);
    char *named = strstr(written.head.at, "\"bh\":\"");
    assert_non_null(named);
    memcpy(named + strlen("\"bh\":\""), hex, sizeof(hex) - 1);
    assert_int_equal(read_act(&arena, &written, &theirs, &error), STATUS_OK);
    same_fields(&ours, &theirs);
    written_release(&written);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_plain_json),
        cmocka_unit_test(body_in_another_form_is_read),
    };

    return cmocka_run_group_tests_name("act_bytes", tests, NULL, NULL);
}
