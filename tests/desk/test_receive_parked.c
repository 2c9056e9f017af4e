/* SPDX-License-Identifier: MIT */
/* Who waits is known to whoever comes to the desk: what a colleague parked, at the desk and on the
 * hand-over sheet. */
#include "config.h"

#include "shouwen/desk/receive_draft.h"
#include "shouwen/desk/receive_parked.h"
#include "shouwen/desk/sheet.h"
#include "tests/desk/office.h"

static void park(const char *staff, const char *who, const char *what)
{
    struct receive_draft drafts[RECEIVE_SLOTS];

    office_as(staff);
    for (int i = 0; i < RECEIVE_SLOTS; i++)
        receive_draft_init(&drafts[i]);
    must(receive_draft_load(office.desk, drafts, RECEIVE_ALL, &error));
    text_add(&drafts[0].who, who);
    text_add(&drafts[0].what, what);
    must(receive_draft_exchange(office.desk, drafts, 0, &error));
    for (int i = 0; i < RECEIVE_SLOTS; i++)
        receive_draft_release(&drafts[i]);
}

/* "S01 walk-in 许永康 card;" for each, as somebody reads them. */
static const char *parked_for(const char *staff, const char *owner)
{
    struct text out = TEXT_EMPTY;
    struct receive_parked *rows;
    size_t count;

    office_as(staff);
    must(receive_parked_load(office.desk, owner, &office.arena, &rows, &count, &error));
    for (size_t i = 0; i < count; i++) {
        assert_true(rows[i].parked_at > 0);
        text_addf(&out, "%s %s;", rows[i].owner, rows[i].words);
    }
    const char *said = arena_copy(&office.arena, out.length ? out.at : "");
    text_release(&out);
    return said;
}

static void colleagues_are_told_who_waits(void **state)
{
    (void)state;
    park("S01", "许永康", "card");
    park("S01", "", "meal");
    park("S02", "甲", "");
    assert_string_equal(parked_for("S01", NULL), "S02 walk-in 甲;");
    assert_string_equal(parked_for("S02", NULL),
                        "S01 walk-in 许永康 card;S01 walk-in no name meal;");
    assert_string_equal(parked_for("S02", "S02"), "S02 walk-in 甲;");
    assert_string_equal(parked_for("S03", "S05"), "");
    /* elsewhere it is nobody's business */
    assert_string_equal(parked_for("T01", NULL), "");
}

static void the_sheet_names_what_is_parked(void **state)
{
    struct sheet_taken taken;
    struct sheet sheet;
    const char *code;

    (void)state;
    park("S01", "许永康", "card");
    must(sheet_own(office.desk, &office.arena, &sheet, &error));
    assert_int_equal(sheet.count, 1);
    assert_int_equal(sheet.lines[0].kind, HANDOVER_PARKED);
    assert_string_equal(sheet.lines[0].text, "11-23 10:42 walk-in 许永康 card");
    fails(sheet_add(office.desk, HANDOVER_PARKED, "made up", &error), STATUS_INVALID, "slip");
    must(sheet_give(office.desk, "S02", &office.arena, &code, &error));
    office_as("S02");
    must(sheet_accept(office.desk, code, &office.arena, &taken, &error));
    assert_int_equal(taken.carried_count, 1);
    must(sheet_own(office.desk, &office.arena, &sheet, &error));
    assert_int_equal(sheet.count, 1);
    assert_int_equal(sheet.lines[0].kind, HANDOVER_NOTE);
    assert_string_equal(sheet.lines[0].text, "parked (陆伟): 11-23 10:42 walk-in 许永康 card");
    /* it is still who parked it that fetches it back */
    assert_string_equal(parked_for("S02", NULL), "S01 walk-in 许永康 card;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(colleagues_are_told_who_waits, office_open, office_close),
        cmocka_unit_test_setup_teardown(the_sheet_names_what_is_parked, office_open, office_close),
    };

    return cmocka_run_group_tests_name("receive_parked", tests, NULL, NULL);
}
