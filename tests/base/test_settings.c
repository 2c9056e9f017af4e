/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/settings.h"

#include "shouwen/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/shouwen-settings-XXXXXX";
static char path[sizeof(folder) + 16];
static struct settings *settings;
static struct error error;

static enum status open_bytes(const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    error.message[0] = error.field[0] = '\0';
    return settings_open(path, &settings, &error);
}

static enum status open_text(const char *text)
{
    return open_bytes(text, strlen(text));
}

/* Opening text must fail with a message that has part in it. */
static void assert_fails(const char *text, enum status status, const char *part)
{
    assert_int_equal(open_text(text), status);
    assert_int_equal(error.kind, status);
    assert_null(settings);
    if (!strstr(error.message, part))
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
}

static void every_row_has_a_valid_default(void **state)
{
    (void)state;
    assert_int_equal(open_text(""), STATUS_OK);
    for (int i = 0; i < SETTING_COUNT; i++) {
        assert_string_equal(settings_text(settings, (enum setting)i), setting_rows[i].fallback);
        assert_non_null(strchr(setting_rows[i].key, ':'));
        assert_true(*setting_rows[i].help);
    }
    assert_int_equal(settings_number(settings, SETTING_UTC_OFFSET), 480);
    assert_true(settings_is(settings, SETTING_MOUSE, "no"));
    assert_string_equal(settings_path(settings), path);
    settings_close(settings);
}

static void reads_values(void **state)
{
    (void)state;
    assert_int_equal(open_text("# a comment\r\n"
                               "[Desk]\r\n"
                               "  Staff = w07   ; a comment\r\n"
                               "utc_offset=-60\n"
                               "mouse = yes\n"
                               "language =\n"
                               "\n"
                               "[print]\n"
                               "command = \"lp -o 'x;y' # z\"\n"
                               "[limit]\n"
                               "urgent = 08\n"
                               "routine = 3"),
                     STATUS_OK);
    assert_string_equal(settings_text(settings, SETTING_STAFF), "w07");
    assert_int_equal(settings_number(settings, SETTING_UTC_OFFSET), -60);
    assert_true(settings_is(settings, SETTING_MOUSE, "yes"));
    assert_false(settings_is(settings, SETTING_MOUSE, "no"));
    assert_true(settings_is(settings, SETTING_LANGUAGE, ""));
    assert_string_equal(settings_text(settings, SETTING_PRINT_COMMAND), "lp -o 'x;y' # z");
    assert_int_equal(settings_number(settings, SETTING_LIMIT_URGENT), 8);
    settings_close(settings);
}

static void home_is_put_before_paths_only(void **state)
{
    (void)state;
    setenv("HOME", "/home/w07", 1);
    assert_int_equal(open_text("[desk]\ndatabase = ~/a.db\nkey_file = ~x/a.key\nstaff = ~/a\n"
                               "[print]\nfolder = slips/~/a\n"),
                     STATUS_OK);
    assert_string_equal(settings_text(settings, SETTING_DATABASE), "/home/w07/a.db");
    assert_string_equal(settings_text(settings, SETTING_KEY_FILE), "~x/a.key");
    assert_string_equal(settings_text(settings, SETTING_STAFF), "~/a");
    assert_string_equal(settings_text(settings, SETTING_PRINT_FOLDER), "slips/~/a");
    settings_close(settings);
}

static void unknown_keys_are_named_with_the_nearest(void **state)
{
    (void)state;
    assert_fails("[desk]\n\nlangauge = en\n", STATUS_INVALID,
                 "line 3: unknown setting desk:langauge, did you mean desk:language?");
    assert_string_equal(error.field, "desk:langauge");
    assert_fails("[desk]\ncommand = lp\n", STATUS_INVALID, "did you mean print:command?");
    assert_fails("staff = w07\n", STATUS_INVALID, "did you mean desk:staff?");
    assert_fails("[dsek]\nmouse = yes\n", STATUS_INVALID, "did you mean desk:mouse?");
    assert_fails("[desk]\nquux = 1\n", STATUS_INVALID, "see shouwen.ini(5)");
}

static void a_setting_stands_once(void **state)
{
    (void)state;
    assert_fails("[desk]\nstaff = w07\n[print]\ncolumns = 60\n[DESK]\nStaff = w08\n",
                 STATUS_INVALID, "line 6: desk:staff is already set in line 2");
}

static void wrong_values_say_what_is_expected(void **state)
{
    static const char *const numbers[] = {"",   "x",  "12abc", "0x10", "99999999999999999999",
                                          "31", "-1", "1.5",   "+5",   "1 2"};
    char text[64];

    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        snprintf(text, sizeof(text), "[limit]\naccept_days = %s\n", numbers[i]);
        assert_fails(text, STATUS_INVALID, "must be a number from 1 to 30");
        assert_string_equal(error.field, "limit:accept_days");
    }
    assert_fails("[desk]\nmouse = Yes\n", STATUS_INVALID, "must be one of no|yes");
    assert_fails("[desk]\nlanguage = zh\n", STATUS_INVALID, "must be one of zh_CN|en");
    assert_fails("[print]\nencoding = UTF\n", STATUS_INVALID, "is \"UTF\"");
}

static void broken_lines_are_named(void **state)
{
    char longest[1100];

    (void)state;
    assert_fails("[desk]\nmouse\n", STATUS_BROKEN, "line 2: expected [section], key = value");
    assert_fails("[desk]\n = yes\n", STATUS_BROKEN, "line 2: expected");
    assert_fails("\n[desk\nmouse = yes\n", STATUS_BROKEN, "line 2: a section ends with ]");
    assert_fails("[desk]\nstaff = w\\\n07\n", STATUS_BROKEN, "line 2: a value can't go on");
    assert_fails("\xEF\xBB\xBF[desk]\n", STATUS_BROKEN, "byte-order mark");
    assert_fails("[desk]\nstaff = \xD6\xD0\n", STATUS_BROKEN, "line 2: not a text file");
    assert_int_equal(open_bytes("[\0d\0", 4), STATUS_BROKEN);
    assert_non_null(strstr(error.message, "not a text file"));
    memset(longest, 'x', sizeof(longest));
    memcpy(longest, "[desk]\nstaff = ", 15);
    longest[sizeof(longest) - 1] = '\0';
    assert_fails(longest, STATUS_BROKEN, "line 2: the line is too long");
}

static void the_longest_line_is_read(void **state)
{
    char text[7 + 999 + 1];

    (void)state;
    memset(text, 'x', sizeof(text));
    memcpy(text, "[desk]\nstaff = ", 15);
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(open_text(text), STATUS_OK);
    assert_int_equal(strlen(settings_text(settings, SETTING_STAFF)), 999 - 8);
    settings_close(settings);
}

static void a_section_with_the_name_of_a_setting_is_harmless(void **state)
{
    (void)state;
    assert_int_equal(open_text("[limit:urgent]\n[desk:mouse]\n"), STATUS_OK);
    assert_int_equal(settings_number(settings, SETTING_LIMIT_URGENT), 0);
    assert_true(settings_is(settings, SETTING_MOUSE, "no"));
    settings_close(settings);
}

static void a_given_path_must_be_a_file(void **state)
{
    char missing[64];

    (void)state;
    assert_int_equal(settings_open(folder, &settings, &error), STATUS_BROKEN);
    assert_null(settings);
    snprintf(missing, sizeof(missing), "%s/none.ini", folder);
    assert_int_equal(settings_open(missing, &settings, &error), STATUS_BROKEN);
    assert_non_null(strstr(error.message, missing));
}

static void the_users_file_is_found(void **state)
{
    char own[64];

    (void)state;
    assert_int_equal(open_text("[desk]\nstaff = own\n"), STATUS_OK);
    settings_close(settings);
    snprintf(own, sizeof(own), "%s/shouwen", folder);
    assert_int_equal(mkdir(own, 0700), 0);
    snprintf(own, sizeof(own), "%s/shouwen/shouwen.ini", folder);
    assert_int_equal(rename(path, own), 0);
    setenv("XDG_CONFIG_HOME", folder, 1);
    assert_int_equal(settings_open(NULL, &settings, &error), STATUS_OK);
    assert_string_equal(settings_path(settings), own);
    assert_string_equal(settings_text(settings, SETTING_STAFF), "own");
    settings_close(settings);
    unlink(own);
    snprintf(own, sizeof(own), "%s/shouwen", folder);
    rmdir(own);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/test.ini", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_a_valid_default),
        cmocka_unit_test(reads_values),
        cmocka_unit_test(home_is_put_before_paths_only),
        cmocka_unit_test(unknown_keys_are_named_with_the_nearest),
        cmocka_unit_test(a_setting_stands_once),
        cmocka_unit_test(wrong_values_say_what_is_expected),
        cmocka_unit_test(broken_lines_are_named),
        cmocka_unit_test(the_longest_line_is_read),
        cmocka_unit_test(a_section_with_the_name_of_a_setting_is_harmless),
        cmocka_unit_test(a_given_path_must_be_a_file),
        cmocka_unit_test(the_users_file_is_found),
    };

    return cmocka_run_group_tests_name("settings", tests, make_folder, remove_folder);
}
