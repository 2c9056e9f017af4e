/* SPDX-License-Identifier: MIT */
/* Which language, from which environment: each in a program of its own. No Chinese locale need be
 * installed for Chinese messages. */
#include "config.h"

#include "child.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"

static const struct {
    const char *language; /* of the setting; "-" for none */
    const char *environment[4];
    const char *said;
} cases[] = {
    {"-", {"LC_ALL=C"}, "English, other codeset\n"},
    {"-", {NULL}, "English, other codeset\n"},
    {"-", {"LC_ALL=C.UTF-8"}, "English, UTF-8\n"},
    {"-", {"LC_ALL=C.UTF-8", "LANGUAGE=zh_CN"}, "Chinese, UTF-8\n"},
    {"-", {"LANG=zh_XX.UTF-8"}, "Chinese, other codeset\n"}, /* a locale that nobody has */
    {"-", {"LANG=C.UTF-8", "LC_MESSAGES=zh_XX.UTF-8"}, "Chinese, other codeset\n"},
    {"-", {"LC_ALL=xx_XX.UTF-8", "LANG=zh_CN.UTF-8"}, "English, other codeset\n"},
    {"zh_CN", {"LC_ALL=C"}, "Chinese, other codeset\n"},
    {"zh_CN", {"LC_ALL=C.UTF-8"}, "Chinese, UTF-8\n"},
    {"zh_CN", {"LC_ALL=C.UTF-8", "LANGUAGE=en"}, "Chinese, UTF-8\n"},
    {"zh_CN", {"LC_ALL=xx_XX.UTF-8"}, "Chinese, other codeset\n"},
    {"en", {"LC_ALL=C.UTF-8", "LANGUAGE=zh_CN"}, "English, UTF-8\n"},
    {"en", {"LANG=zh_XX.UTF-8"}, "English, other codeset\n"},
};

static int say(const char *language)
{
    bool is_utf8 = i18n_start(strcmp(language, "-") == 0 ? NULL : language);
    bool is_chinese = i18n_is_chinese();

    /* what the catalogue says, and the columns of a Chinese character, must agree with it */
    if (is_chinese != (strcmp(_("case receipt"), "受理回执") == 0) || utf8_columns("中") != 2)
        return 9;
    printf("%s, %s\n", is_chinese ? "Chinese" : "English", is_utf8 ? "UTF-8" : "other codeset");
    return 0;
}

static void each_environment_has_its_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct child child = child_run(cases[i].language, cases[i].environment);
        if (child.code != 0 || strcmp(child.out, cases[i].said) != 0)
            fail_msg("%s with %s: %d, %s", cases[i].language,
                     cases[i].environment[0] ? cases[i].environment[0] : "nothing", child.code,
                     child.out);
    }
}

static void the_language_can_be_changed(void **state)
{
    (void)state;
    i18n_start("zh_CN");
    assert_string_equal(_("case receipt"), "受理回执");
    i18n_start("en");
    assert_string_equal(_("case receipt"), "case receipt");
    i18n_start("zh_CN");
    assert_string_equal(_("case receipt"), "受理回执");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_environment_has_its_language),
        cmocka_unit_test(the_language_can_be_changed),
    };

    if (argc > 1)
        return say(argv[1]);
    return cmocka_run_group_tests_name("i18n", tests, NULL, NULL);
}
