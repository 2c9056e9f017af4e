/* SPDX-License-Identifier: MIT */
/* PINs on the command line: from a file, never from the environment. */
#include "config.h"

#include "tests/cli/shell.h"

static int start(void **state)
{
    if (station_start(state) != 0)
        return -1;
    shell_write("good", "204817\n");
    shell_write("other", "918273\n");
    shell_write("easy", "123456\n");
    shell_write("short", "1234\n");
    ask("S12", "staff pin on");
    ask("S12", "staff pin set --new-pin-file good");
    assert_got("pin", "set");
    return 0;
}

static int count_lines(const char *who, const char *what)
{
    int found = 0;

    ask("S12", "report audit --pin-file good");
    const struct json *lines = member("audit");
    for (size_t i = 0; i < json_length(lines); i++) {
        const struct json *line = json_item(lines, i);
        if (strcmp(json_text(json_get(line, "who")), who) == 0 &&
            strcmp(json_text(json_get(line, "what")), what) == 0)
            found++;
    }
    return found;
}

static const char *pin_of(const char *id)
{
    ask("S12", "staff list --pin-file good");
    const struct json *list = member("staff");
    for (size_t i = 0; i < json_length(list); i++)
        if (strcmp(json_get_text(json_item(list, i), "id"), id) == 0)
            return json_get_text(json_item(list, i), "pin");
    return "";
}

static void a_pin_is_asked_for_once_they_are_on(void **state)
{
    (void)state;
    refused(4, "no terminal", "S01", "case list");
    shell_set("SHOUWEN_PIN", "204817");
    refused(4, "no terminal", "S01", "case list");
    shell_set("SHOUWEN_PIN", NULL);
    /* a slip in the file would be their PIN from then on */
    refused(4, "staff pin set --new-pin-file", "S01", "case list --pin-file good");
    refused(4, "--as S01", "S01", "staff pin set --pin-file good");
    refused(4, "staff pin set", "S01", "staff pin set S02 --pin-file good --new-pin-file other");
    refused(4, "staff pin set", "S01", "staff pin reset S01 --pin-file good --new-pin-file other");
    refused(1, "easy to guess", "S01", "staff pin set --new-pin-file easy");
    refused(1, "six digits", "S01", "staff pin set S01 --new-pin-file short");
    refused(1, "cannot be read", "S01", "staff pin set --new-pin-file nowhere");
    ask("S01", "staff pin set --new-pin-file good");
    assert_got("id", "S01");
    assert_int_equal(count_lines("S01", "PIN set"), 1);
    ask("S01", "case list --pin-file good");
    refused(4, "not the PIN", "S01", "case list --pin-file other");
    ask("S01", "case open --subject 灯 --pin-file good");
    /* whoever may open the file may still run these */
    assert_int_equal(as("", "check"), 0);
    assert_int_equal(as("", "daily"), 0);
}

static void it_is_changed_and_taken_away(void **state)
{
    (void)state;
    ask("S01", "staff pin set S01 --pin-file good --new-pin-file other");
    assert_got("pin", "set");
    refused(4, "not the PIN", "S01", "case list --pin-file good");
    ask("S01", "case list --pin-file other");
    refused(1, "easy to guess", "S01", "staff pin set S01 --pin-file other --new-pin-file easy");
    refused(4, "an administrator", "S01", "staff pin reset S12 --pin-file other");
    ask("S12", "staff pin reset S01 --pin-file good");
    ask("S01", "staff pin set --new-pin-file good");
    refused(1, "staff id", "S12", "staff pin reset --pin-file good");
}

static void five_wrong_ones_lock_for_a_while(void **state)
{
    (void)state;
    ask("S02", "staff pin set --new-pin-file good");
    assert_string_equal(pin_of("S02"), "set");
    for (int i = 0; i < 4; i++)
        refused(4, "not the PIN", "S02", "case list --pin-file other");
    refused(4, "locked out", "S02", "case list --pin-file other");
    refused(4, "until 09:15", "S02", "case list --pin-file good");
    assert_int_equal(count_lines("S02", "wrong PIN"), 4);
    assert_int_equal(count_lines("S02", "locked out"), 1);
    assert_int_equal(count_lines("S02", "sign-in"), 1);
    assert_string_equal(pin_of("S02"), "locked");
    assert_string_equal(pin_of("S03"), "none");
    refused(4, "an administrator", "S01", "staff pin unlock S02 --pin-file good");
    ask("S12", "staff pin unlock S02 --pin-file good");
    assert_got("pin", "unlocked");
    refused(1, "not locked out", "S12", "staff pin unlock S02 --pin-file good");
    ask("S02", "case list --pin-file good");
    for (int i = 0; i < 5; i++)
        refused(4, "PIN", "S02", "case list --pin-file other");
    shell_at("2026-11-16T09:15");
    ask("S02", "case list --pin-file good");
    /* for administrators alone */
    ask("S02", "staff list --pin-file good");
    assert_null(json_get(json_item(member("staff"), 0), "pin"));
}

static void an_admin_turns_them_off_again(void **state)
{
    (void)state;
    ask("S03", "staff pin set --new-pin-file good");
    refused(4, "an administrator", "S03", "staff pin off --pin-file good");
    ask("S12", "staff pin off --pin-file good");
    ask("S03", "case list");
    refused(4, "an administrator", "S03", "staff pin set S03 --new-pin-file other");
    refused(4, "an administrator", "S03", "staff pin on");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pin_is_asked_for_once_they_are_on),
        cmocka_unit_test(it_is_changed_and_taken_away),
        cmocka_unit_test(five_wrong_ones_lock_for_a_while),
        cmocka_unit_test(an_admin_turns_them_off_again),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, start, shell_end);
}
