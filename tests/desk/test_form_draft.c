/* SPDX-License-Identifier: MIT */
/* What was typed into forms is kept, the latest of it at least. */
#include "config.h"

#include "office.h"
#include "shouwen/base/clock.h"
#include "shouwen/desk/form_draft.h"

static void keep(const char *key, const char *typed)
{
    struct json *fields = json_new_object();

    clock_fix(clock_now_at() + CLOCK_MINUTE);
    json_put_text(fields, "text", typed);
    assert_int_equal(form_draft_save(office.desk, key, fields, &error), STATUS_OK);
    json_release(fields);
}

static bool is_kept(const char *key, const char *typed)
{
    struct json *fields;

    assert_int_equal(form_draft_load(office.desk, key, &fields, &error), STATUS_OK);
    bool is = fields && text_same(json_get_text(fields, "text"), typed);
    json_release(fields);
    return is;
}

static void the_oldest_gives_way(void **state)
{
    char key[16];

    (void)state;
    for (int i = 0; i < FORM_DRAFTS; i++) {
        snprintf(key, sizeof(key), "form-%d", i);
        keep(key, "半页");
    }
    keep("form-0", "一页"); /* touched again: not the oldest any more */
    keep("another", "新的");
    assert_true(is_kept("another", "新的"));
    assert_true(is_kept("form-0", "一页"));
    assert_false(is_kept("form-1", "半页"));
    assert_true(is_kept("form-2", "半页"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_oldest_gives_way, office_open, office_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
