/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/words.h"

#include "shouwen/base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Words differ between cities; what is no message stays as it is. */
static void a_city_has_its_words(void **state)
{
    static const struct word_here words[] = {
        {"镇街", "街镇"}, {"村居", "村社"}, {"社工", "专职社工"}, {"书记", "书记"}, {"区", ""}};
    char typed[] = "镇街的社工";

    (void)state;
    i18n_start("zh_CN");
    words_use(words, sizeof(words) / sizeof(words[0]));
    for (int again = 0; again < 2; again++) {
        assert_string_equal(_("street"), "街镇");
        assert_string_equal(_("street inbox"), "街镇待分派");
        assert_string_equal(_("social worker"), "专职社工");
        assert_string_equal(_("case receipt"), "受理回执");
        assert_ptr_equal(_("case receipt"), _("case receipt"));
        assert_ptr_equal(_("street"), _("street"));
        assert_ptr_equal(_(typed), typed);
    }
    i18n_start("en");
    assert_string_equal(_("street"), "street");
    i18n_start("zh_CN");
    words_use(NULL, 0);
    assert_string_equal(_("street"), "镇街");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_city_has_its_words),
    };

    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
