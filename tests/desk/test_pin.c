/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/pin.h"

#include "shouwen/base/text.h"
#include "shouwen/desk/admin.h"
#include "shouwen/store/pins.h"
#include "tests/desk/office.h"
#include "tests/store/older.h"

static const char good[] = "204817", other[] = "918273", wrong[] = "555123";

static void turn_on(void)
{
    office_as("S12");
    must(pin_switch(office.desk, true, &error));
}

/* The latest line of today's audit. */
static const struct admin_audit_row *latest(void)
{
    struct admin_audit_row *rows;
    size_t count;

    office_as("S12");
    must(admin_audit(office.desk, desk_today(office.desk), desk_today(office.desk), &office.arena,
                     &rows, &count, &error));
    assert_true(count > 0);
    return &rows[count - 1];
}

static int count_noted(const char *who, const char *what)
{
    struct admin_audit_row *rows;
    size_t count;
    int found = 0;

    office_as("S12");
    must(admin_audit(office.desk, desk_today(office.desk), desk_today(office.desk), &office.arena,
                     &rows, &count, &error));
    for (size_t i = 0; i < count; i++)
        found += strcmp(rows[i].who, who) == 0 && strcmp(rows[i].what, what) == 0;
    return found;
}

static void assert_latest(const char *who, const char *what)
{
    const struct admin_audit_row *row = latest();

    assert_string_equal(row->who, who);
    assert_string_equal(row->what, what);
}

static void nobody_is_asked_until_an_admin_says_so(void **state)
{
    enum pin_need need;

    (void)state;
    must(pin_need_of(office.desk, "S01", &need, &error));
    assert_int_equal(need, PIN_NOT_ASKED);
    must(pin_sign_in(office.desk, "S01", NULL, &error));
    assert_string_equal(desk_person_id(office.desk), "S01");
    fails(pin_switch(office.desk, true, &error), STATUS_DENIED, "an administrator");
    assert_latest("S01", "denied pins");
    turn_on();
    must(pin_need_of(office.desk, "S01", &need, &error));
    assert_int_equal(need, PIN_TO_BE_SET);
    assert_latest("S12", "PINs on");
}

static void easy_ones_are_refused(void **state)
{
    static const char *const easy[] = {"123456", "654321", "111111", "135790", "121212",
                                       "123123", "000000", "975319", NULL};
    static const char *const none[] = {"", "12345", "1234567", "12345a", "１２３４５６", NULL};

    (void)state;
    for (size_t i = 0; none[i]; i++)
        fails(pin_refuse_weak(none[i], &error), STATUS_REFUSED, "six digits");
    for (size_t i = 0; easy[i]; i++) {
        bool is_run = strcmp(easy[i], "135790") != 0 && strcmp(easy[i], "975319") != 0;
        assert_int_equal(pin_refuse_weak(easy[i], &error), is_run ? STATUS_REFUSED : STATUS_OK);
    }
    must(pin_refuse_weak(good, &error));
    must(pin_refuse_weak("112233", &error));
}

static void who_has_none_sets_one_by_signing_in(void **state)
{
    struct pins_row row;

    (void)state;
    turn_on();
    fails(pin_sign_in(office.desk, "S01", "123456", &error), STATUS_REFUSED, "easy");
    assert_string_equal(desk_person_id(office.desk), "S12");
    must(pin_sign_in(office.desk, "S01", good, &error));
    assert_string_equal(desk_person_id(office.desk), "S01");
    must(pins_get(desk_reader(office.desk), "S01", &row, &error));
    assert_int_equal(strncmp(row.hash, "$argon2id$", 10), 0);
    assert_null(strstr(row.hash, good));
    fails(pin_sign_in(office.desk, "S01", other, &error), STATUS_DENIED, "4 more tries");
    must(pin_sign_in(office.desk, "S01", good, &error));
    assert_latest("S01", "sign-in");
    assert_int_equal(count_noted("S01", "PIN set"), 1);
}

static void five_wrong_ones_lock(void **state)
{
    (void)state;
    turn_on();
    must(pin_sign_in(office.desk, "S01", good, &error));
    for (int i = 1; i < PIN_TRIES; i++) {
        fails(pin_sign_in(office.desk, "S01", wrong, &error), STATUS_DENIED, "not the PIN");
        assert_latest("S01", "wrong PIN");
    }
    fails(pin_check(office.desk, "S01", wrong, &error), STATUS_DENIED, "locked out");
    assert_latest("S01", "locked out");
    fails(pin_sign_in(office.desk, "S01", good, &error), STATUS_DENIED, "until 10:57");
    office_at("2026-11-23T10:56");
    fails(pin_sign_in(office.desk, "S01", good, &error), STATUS_DENIED, "locked out");
    office_at("2026-11-23T10:57");
    /* all tries are there again */
    fails(pin_sign_in(office.desk, "S01", wrong, &error), STATUS_DENIED, "4 more tries");
    must(pin_sign_in(office.desk, "S01", good, &error));
}

static void an_admin_ends_it(void **state)
{
    enum pin_need need;

    (void)state;
    turn_on();
    must(pin_sign_in(office.desk, "S02", good, &error));
    office_set("[desk]\npin_lock_minutes = 0\n");
    for (int i = 0; i < PIN_TRIES; i++)
        assert_int_equal(pin_check(office.desk, "S02", wrong, &error), STATUS_DENIED);
    office_at("2026-11-27T10:00");
    fails(pin_check(office.desk, "S02", good, &error), STATUS_DENIED, "has to unlock");
    office_as("S03");
    fails(pin_reset(office.desk, "S02", &error), STATUS_DENIED, "an administrator");
    office_as("S12");
    must(pin_reset(office.desk, "S02", &error));
    must(pin_need_of(office.desk, "S02", &need, &error));
    assert_int_equal(need, PIN_TO_BE_SET);
    must(pin_sign_in(office.desk, "S02", other, &error));
}

static void assert_stands(const char *who, const char *word, const char *said)
{
    struct pin_standing standing;
    struct text text = TEXT_EMPTY;

    must(pin_look(office.desk, who, &standing, &error));
    assert_string_equal(pin_standing_word(&standing), word);
    pin_standing_say(&standing, &text);
    assert_string_equal(text.at, said);
    text_release(&text);
}

/* The PIN stays, and all its tries are there again. */
static void an_admin_unlocks(void **state)
{
    (void)state;
    turn_on();
    assert_stands("S02", "none", "none yet");
    must(pin_sign_in(office.desk, "S02", good, &error));
    assert_stands("S02", "set", "set");
    fails(pin_unlock(office.desk, "S02", &error), STATUS_DENIED, "an administrator");
    office_as("S12");
    fails(pin_unlock(office.desk, "S02", &error), STATUS_REFUSED, "not locked out");
    for (int i = 0; i < PIN_TRIES; i++)
        assert_int_equal(pin_check(office.desk, "S02", wrong, &error), STATUS_DENIED);
    assert_stands("S02", "locked", "locked until 10:57");
    must(pin_unlock(office.desk, "S02", &error));
    assert_latest("S12", "PIN unlocked");
    assert_stands("S02", "set", "set");
    fails(pin_check(office.desk, "S02", wrong, &error), STATUS_DENIED, "4 more tries");
    must(pin_sign_in(office.desk, "S02", good, &error));
    /* it ends by itself, too */
    for (int i = 0; i < PIN_TRIES; i++)
        assert_int_equal(pin_check(office.desk, "S02", wrong, &error), STATUS_DENIED);
    office_at("2026-11-23T10:57");
    assert_stands("S02", "set", "set");
    office_as("S12");
    fails(pin_unlock(office.desk, "S02", &error), STATUS_REFUSED, "not locked out");
    fails(pin_unlock(office.desk, "S99", &error), STATUS_NOT_FOUND, "S99");
}

static void one_sets_ones_own_and_an_admin_anybodys(void **state)
{
    (void)state;
    office_as("S01");
    fails(pin_set(office.desk, "S01", good, &error), STATUS_DENIED, "an administrator");
    turn_on();
    must(pin_set(office.desk, "S03", good, &error));
    must(pin_sign_in(office.desk, "S03", good, &error));
    must(pin_set(office.desk, "S03", other, &error));
    fails(pin_set(office.desk, "S01", other, &error), STATUS_DENIED, "an administrator");
    must(pin_check(office.desk, "S03", other, &error));
    fails(pin_set(office.desk, "S99", other, &error), STATUS_NOT_FOUND, "S99");
}

/* Named is not enough where PINs are on. */
static void opening_the_file_signs_nobody_in(void **state)
{
    (void)state;
    turn_on();
    must(pin_sign_in(office.desk, "S01", good, &error));
    setenv("SHOUWEN_AS", "S01", 1);
    desk_free(office.desk);
    office.desk = NULL;
    const struct desk_options options = {.database = office.path, .config = office.config};
    must(desk_new(&options, &office.desk, &error));
    must(desk_open(office.desk, &error));
    unsetenv("SHOUWEN_AS");
    assert_null(desk_person(office.desk));
    assert_string_equal(desk_wanted(office.desk), "S01");
    assert_int_equal(desk_require_person(office.desk, &error), STATUS_DENIED);
}

/* A file from before there were PINs. */
static void an_older_file_is_brought_up_to_date(void **state)
{
    const struct desk_options options = {.database = office.path, .config = office.config};
    struct ledger_report report = {.problems = TEXT_EMPTY};
    struct db *db;

    (void)state;
    const char *number = office_take("S01", "楼道灯不亮", NULL);
    desk_free(office.desk);
    office.desk = NULL;
    must(db_open(office.path, DB_WRITE, &db, &error));
    must(older_make(db, 2, &error));
    db_close(db);
    must(desk_new(&options, &office.desk, &error));
    must(desk_open(office.desk, &error));
    turn_on();
    must(pin_sign_in(office.desk, "S01", good, &error));
    must(admin_check(office.desk, &report, &error));
    assert_int_equal(report.problem_count, 0);
    assert_int_equal(report.case_count, 1);
    assert_non_null(number);
    text_release(&report.problems);
}

int main(void)
{
#define WITH_AN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_open, office_close)
    const struct CMUnitTest tests[] = {
        WITH_AN_OFFICE(nobody_is_asked_until_an_admin_says_so),
        cmocka_unit_test(easy_ones_are_refused),
        WITH_AN_OFFICE(who_has_none_sets_one_by_signing_in),
        WITH_AN_OFFICE(five_wrong_ones_lock),
        WITH_AN_OFFICE(an_admin_ends_it),
        WITH_AN_OFFICE(an_admin_unlocks),
        WITH_AN_OFFICE(one_sets_ones_own_and_an_admin_anybodys),
        WITH_AN_OFFICE(opening_the_file_signs_nobody_in),
        WITH_AN_OFFICE(an_older_file_is_brought_up_to_date),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
