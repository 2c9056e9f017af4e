/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/reason.h"

#include "shouwen/base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static bool is_chinese(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return *text != '\0';
}

/* With a detail that no message has of itself; nothing of a pattern is left. */
static void walk(bool wants_chinese)
{
    for (int reason = REASON_NONE + 1; reason < REASON_COUNT; reason++) {
        struct text why = TEXT_EMPTY, remedy = TEXT_EMPTY;
        reason_say(&why, (enum reason)reason, "#");
        reason_say_remedy(&remedy, (enum reason)reason, "#");
        if (!why.length || !remedy.length || strchr(why.at, '%') || strchr(remedy.at, '%'))
            fail_msg("reason %d: \"%s\", \"%s\"", reason, why.at, remedy.at);
        /* those that are a detail alone are in the language of who said it */
        if (wants_chinese && ((!is_chinese(why.at) && !text_same(why.at, "#")) ||
                              (!is_chinese(remedy.at) && !text_same(remedy.at, "#"))))
            fail_msg("reason %d is not translated: \"%s\", \"%s\"", reason, why.at, remedy.at);
        text_release(&why);
        text_release(&remedy);
    }
}

static void no_reason_is_without_its_remedy(void **state)
{
    (void)state;
    i18n_start("en");
    walk(false);
    i18n_start("zh_CN");
    walk(true);
    i18n_start("en");
}

static void a_fault_says_where_its_remedy_begins(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(reason_fault(&error, STATUS_INVALID, REASON_QUOTE, "7"), STATUS_INVALID);
    assert_non_null(strstr(error.message, "as far as line 7); write"));
    assert_string_equal(error.message + error.remedy_at,
                        "write a quotation mark of the text twice");
    error_set(&error, STATUS_INVALID, "", "another");
    assert_int_equal(error.remedy_at, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_reason_is_without_its_remedy),
        cmocka_unit_test(a_fault_says_where_its_remedy_begins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
