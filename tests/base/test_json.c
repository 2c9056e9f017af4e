/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct error error;

static struct json *read_text(const char *text, int depth)
{
    struct json *value;

    if (json_read(text, strlen(text), depth, &value, &error) != STATUS_OK)
        fail_msg("%s: %s", text, error.message);
    return value;
}

static void check_refused(const char *bytes, size_t length, int depth, const char *part)
{
    struct json *value = (struct json *)&error;

    if (json_read(bytes, length, depth, &value, &error) != STATUS_BROKEN)
        fail_msg("%s is read", bytes);
    assert_null(value);
    if (!strstr(error.message, part))
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
}

static void what_is_written_is_read_again(void **state)
{
    static const char *const texts[] = {
        "{}",
        "[]",
        "null",
        "true",
        "\"\"",
        "-9223372036854775808",
        "9223372036854775807",
        "{\"z\":1,\"a\":[1,{\"b\":null},false],\"m\":\"中 𠮷\"}",
        "\"\\u0001\\n\\t\\\"\\\\/\"",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct text out = TEXT_EMPTY;
        struct json *value = read_text(texts[i], 0);
        json_write(value, &out);
        assert_string_equal(out.at, texts[i]); /* members in the order they came */
        json_release(value);
        text_release(&out);
    }
}

static void builds_and_writes(void **state)
{
    struct json *object = json_new_object(), *array = json_new_array();
    struct text out = TEXT_EMPTY;

    (void)state;
    json_put_text(object, "name", "周美芳");
    json_put_text(object, "nobody", NULL);
    json_put_text(object, "bad", "a\xFFz");
    json_put_integer(object, "count", -3);
    json_put_boolean(object, "open", true);
    json_add(array, json_new_integer(1));
    json_add(array, json_new_boolean(false));
    json_add(array, json_new_null());
    json_put(object, "list", array);
    json_put_integer(object, "count", 4); /* in its place */
    json_write(object, &out);
    assert_string_equal(out.at, "{\"name\":\"周美芳\",\"nobody\":null,\"bad\":\"\xEF\xBF\xBD\","
                                "\"count\":4,\"open\":true,\"list\":[1,false,null]}");
    text_clear(&out);
    json_write_pretty(json_get(object, "list"), &out);
    assert_string_equal(out.at, "[\n  1,\n  false,\n  null\n]");
    json_release(object);
    json_release(NULL);
    text_release(&out);
}

static void text_is_written_as_its_value_is(void **state)
{
    static const char *const texts[] = {"",     "周美芳 139", "a\"b", "a\\b",   "a\nb\t\r\b\f",
                                        "\x01", "\x7f",       "a/b",  "a\xFFz", "𠮷\u00e9",
                                        NULL};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct text straight = TEXT_EMPTY, built = TEXT_EMPTY;
        struct json *value = json_new_text(texts[i]);
        json_write(value, &built);
        json_write_text(texts[i], &straight);
        assert_string_equal(straight.at, built.at);
        json_release(value);
        text_release(&straight);
        text_release(&built);
    }
}

static void members_are_found(void **state)
{
    struct json *value =
        read_text("{\"t\":\"x\",\"n\":7,\"r\":1.5,\"b\":true,\"o\":{\"k\":1},\"l\":[3,4]}", 0);
    int64_t number = 0;

    (void)state;
    assert_string_equal(json_get_text(value, "t"), "x");
    assert_null(json_get_text(value, "n"));
    assert_null(json_get_text(value, "absent"));
    assert_null(json_get(value, "absent"));
    assert_int_equal(json_get_integer(value, "n", -1), 7);
    assert_int_equal(json_get_integer(value, "r", -1), -1);
    assert_int_equal(json_get_integer(value, "t", -1), -1);
    assert_int_equal(json_get_integer(value, "absent", -1), -1);
    assert_true(json_get_boolean(value, "b"));
    assert_false(json_get_boolean(value, "n"));
    assert_true(json_holds_object(json_get(value, "o")));
    assert_false(json_holds_object(json_get(value, "l")));
    assert_false(json_holds_object(NULL));
    assert_int_equal(json_length(value), 6);
    assert_int_equal(json_length(json_get(value, "l")), 2);
    assert_int_equal(json_length(json_get(value, "t")), 0);
    assert_int_equal(json_length(NULL), 0);
    assert_true(json_integer_of(json_item(json_get(value, "l"), 1), &number));
    assert_int_equal(number, 4);
    assert_null(json_item(json_get(value, "l"), 2));
    assert_null(json_item(value, 0));
    assert_false(json_integer_of(NULL, &number));
    json_release(value);
}

static void add_key(void *context, const char *key, const struct json *value)
{
    (void)value;
    text_add(context, key);
    text_add_char(context, ' ');
}

static void members_come_in_order(void **state)
{
    struct json *value = read_text("{\"z\":1,\"a\":2,\"中\":3,\"b\":4}", 0);
    struct text keys = TEXT_EMPTY;

    (void)state;
    json_each(value, add_key, &keys);
    assert_string_equal(keys.at, "z a 中 b ");
    text_release(&keys);
    json_release(value);
}

static void reading_is_strict(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "[1 2]",
        "{\"a\":1}{}",
        "1 x",
        "{\"a\":1,\"a\":2}",
        "'a'",
        "{a:1}",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"a\nb\"",
        "01",
        "nul",
        "9223372036854775808",
        "1e999",
        "\"\xFF\"",
        "\"\xED\xA0\x80\"",
        "\"\xC0\x80\"",
        "\xEF\xBB\xBF{}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        check_refused(texts[i], strlen(texts[i]), 0, "byte");
    check_refused("\"a\0b\"", 5, 0, "byte");
    check_refused("{}\0", 3, 0, "byte");
}

static void depth_has_an_end(void **state)
{
    struct text deep = TEXT_EMPTY;

    (void)state;
    json_release(read_text("[[{\"a\":[1]}]]", 4));
    json_release(read_text("7", 1));
    check_refused("[[{\"a\":[1]}]]", strlen("[[{\"a\":[1]}]]"), 3, "deeper than 3");
    for (int i = 0; i < 1000000; i++)
        text_add_char(&deep, '[');
    check_refused(deep.at, deep.length, 8, "byte");
    check_refused(deep.at, deep.length, 0, "byte");
    text_release(&deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(builds_and_writes),
        cmocka_unit_test(text_is_written_as_its_value_is),
        cmocka_unit_test(members_are_found),
        cmocka_unit_test(members_come_in_order),
        cmocka_unit_test(reading_is_strict),
        cmocka_unit_test(depth_has_an_end),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
