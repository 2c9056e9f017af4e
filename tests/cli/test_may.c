/* SPDX-License-Identifier: MIT */
/* Nobody sees or does on the command line what their role does not allow: exit 4, one sentence, and
 * a line of the audit. */
#include "config.h"

#include "shouwen/cli/verb.h"
#include "shouwen/domain/act.h"
#include "tests/cli/shell.h"

static char number[32];

static int start(void **state)
{
    static const char more[] = "id,name,roles,node,grids\n"
                               "S20,杨秀英,informant,310115007001,\n"
                               "S21,马俊,grid_member,310115007001,310115007001-G03\n"
                               "A01,只管理,admin,310115007001,\n";

    if (station_start(state) != 0)
        return -1;
    shell_write("more.csv", more);
    ask("S12", "import staff more.csv");
    snprintf(number, sizeof(number), "%s", opened("--resident 王秀英"));
    return 0;
}

static bool is_noted(const char *who, const char *what)
{
    ask("S12", "report audit");
    const struct json *lines = member("audit");
    for (size_t i = 0; i < json_length(lines); i++) {
        const struct json *line = json_item(lines, i);
        if (strcmp(json_get_text(line, "who"), who) == 0 &&
            strcmp(json_get_text(line, "what"), what) == 0)
            return true;
    }
    return false;
}

/* A department that does not have the case may do nothing with it; the acts of departments and of
 * the district are refused to the desk. */
static void every_act_is_refused_to_somebody(void **state)
{
    char what[64];

    (void)state;
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++) {
        const char *word = act_rows[kind].word;
        bool is_theirs = act_rows[kind].who & (WHO_CLERK | WHO_SUPERVISOR);
        const char *who = is_theirs && !(act_rows[kind].who & WHO_ACCOUNTABLE) ? "S02" : "U01";
        if (kind == ACT_AMEND || kind == ACT_UNDO || kind == ACT_ON_SITE)
            who = "S03"; /* these look at the case first: somebody who sees it */
        if (kind == ACT_OPEN)
            refused(4, "may take in a request; pass it on to a service station", who,
                    "case open --subject 灯");
        else
            refused(4, "only ", who, "case %s %s --reason x --text x", word, number);
        snprintf(what, sizeof(what), "denied case %s", word);
        if (kind == ACT_ON_SITE)
            snprintf(what, sizeof(what), "denied session call");
        assert_true(is_noted(who, what));
    }
    ask("S01", "case show %s", number);
    assert_int_equal(json_length(member("history")), 1);
}

static void what_is_not_theirs_is_not_shown(void **state)
{
    static const char *const strangers[] = {"U01", "S20", "S21"};

    (void)state;
    for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
        refused(4, "its own station", strangers[i], "case show %s", number);
        assert_true(is_noted(strangers[i], "denied case show"));
        refused(4, "its own station", strangers[i], "print receipt %s --to slip", number);
        assert_true(is_noted(strangers[i], "denied print receipt"));
        refused(4, "its own station", strangers[i], "case amend %s --set subject=灯", number);
        assert_true(is_noted(strangers[i], "denied case amend"));
        refused(4, "its own station", strangers[i], "case undo %s", number);
        assert_true(is_noted(strangers[i], "denied case undo"));
        refused(4, "its own station", strangers[i], "case note %s %s --text x --dry-run", number,
                number);
        assert_true(is_noted(strangers[i], "denied case note"));
        ask(strangers[i], "case list --queue all");
        assert_int_equal(json_length(member("cases")), 0);
        ask(strangers[i], "export cases --format json");
        assert_int_equal(json_length(member("cases")), 0);
        ask(strangers[i], "search 王秀英");
        assert_int_equal(json_length(member("cases")), 0);
        assert_int_equal(json_length(member("residents")), 0);
    }
    refused(4, "their station", "U01", "resident show RA000001A");
    assert_true(is_noted("U01", "denied residents show"));
}

/* The district sees where it stands, nothing else, until it supervises. */
static void the_district_sees_heads(void **state)
{
    (void)state;
    ask("V01", "case show %s", number);
    assert_got("number", number);
    assert_got("state", "received");
    assert_got("subject", "");
    assert_null(strstr(said.at, "王秀英"));
    assert_null(strstr(said.at, "楼道灯"));
    ask("V01", "case list --queue all");
    assert_int_equal(json_length(member("cases")), 1);
    assert_null(strstr(said.at, "王秀英"));
    assert_null(strstr(said.at, "楼道灯"));
    const char *other = opened("--resident 王秀英");
    refused(1, "what was reported up or is late", "V01", "case supervise %s", other);
    ask("V01", "case show %s", other);
    assert_got("subject", "");
    ask("S01", "case report-up %s", other);
    ask("V01", "case supervise %s", other);
    ask("V01", "case show %s", other);
    assert_got("subject", "楼道灯不亮");
}

static void an_administrator_reads_and_acts_in_nothing(void **state)
{
    (void)state;
    ask("A01", "case show %s", number);
    assert_got("subject", "楼道灯不亮");
    refused(4, "only those who deal with this case may add a note to this case; ask", "A01",
            "case note %s --text x", number);
    assert_true(is_noted("A01", "denied case note"));
    refused(4, "administrators", "S05", "import staff more.csv");
    assert_true(is_noted("S05", "denied import"));
}

static bool lists(const char *path, const char *word)
{
    const struct json *list = member(path);

    for (size_t i = 0; i < json_length(list); i++)
        if (strcmp(json_text(json_item(list, i)), word) == 0)
            return true;
    return false;
}

/* What `staff may` prints is what the rules then say. */
static void staff_may_says_it_place_by_place(void **state)
{
    (void)state;
    ask("S01", "staff may S04");
    assert_got("places.0.node", "310115007001");
    assert_got("places.0.sees", "whole");
    assert_false(lists("places.0.acts", "merge"));
    assert_got("places.1.grid", "310115007001-G03");
    assert_true(lists("places.1.acts", "merge"));
    assert_true(lists("places.1.acts", "report-up"));
    assert_got("places.2.when", "accountable");
    assert_true(lists("places.2.acts", "close"));
    assert_true(lists("verbs", "case list"));
    assert_false(lists("verbs", "import"));
    ask("S01", "staff may V01");
    assert_got("places.0.sees", "heads");
    assert_true(lists("places.0.acts", "supervise"));
    assert_false(lists("places.0.acts", "note"));
    assert_got("places.-1.when", "supervised");
    assert_true(lists("places.-1.acts", "note"));
    ask("S01", "staff may U01");
    assert_got("places.0.when", "dispatched");
    assert_true(lists("places.0.acts", "give-back"));
    assert_false(lists("verbs", "case open"));
    assert_false(lists("deeds", "resident"));
    assert_true(lists("deeds", "staff away"));
    ask("S01", "staff may S20");
    assert_true(lists("deeds", "demand"));
    assert_got("places.0.sees", "nothing");
    assert_got("kinds.4.kind", "residents");
    assert_got("kinds.4.sees", "nothing");
    ask("S01", "staff may A01");
    assert_true(lists("verbs", "import"));
    assert_int_equal(as("S01", "staff may S04"), 0);
    assert_non_null(strstr(said.at, "310115007001-G03: sees everything;"));
    assert_non_null(strstr(said.at, "residents: those of the station"));
}

/* A call of every verb that records something beside acts on a case; %s is what it works on. */
static char session_code[40], sheet_code[40], visit_id[40];
static const struct {
    const char *verb, *call, *about;
} calls[] = {
    {"case open", "case open --subject 灯", NULL},
    {"session call", "session call %s --at 2026-11-20T10:00", number},
    {"session invite", "session invite %s --invite 物业", session_code},
    {"session answer", "session answer %s 物业 coming", session_code},
    {"session add", "session add %s 111111111", session_code},
    {"session task", "session task %s --to 物业 --text 修", session_code},
    {"session conclude", "session conclude %s --text 修", session_code},
    {"session next", "session next %s --at 2026-11-27T10:00", session_code},
    {"session cancel", "session cancel %s --reason 改期", session_code},
    {"hand-over add", "hand-over add note --text 钥匙", NULL},
    {"hand-over tick", "hand-over tick 1 %s", sheet_code},
    {"hand-over give", "hand-over give", NULL},
    {"hand-over accept", "hand-over accept %s", sheet_code},
    {"visit record", "visit record RA000001A --result met --text 好", NULL},
    {"visit undo", "visit undo %s", visit_id},
    {"resident settle", "resident settle RA000002A", NULL},
    {"resident erase", "resident erase RA000002A --reason x --yes", NULL},
    {"resident join", "resident join RA000002A --to RA000001A", NULL},
    {"resident apart", "resident apart RA000002A --to RA000001A", NULL},
    {"resident part", "resident part RA000002A", NULL},
    {"staff away", "staff away S06", NULL},
    {"staff leave", "staff leave S06", NULL},
    {"staff pin", "staff pin on", NULL},
    {"tally", "tally print", NULL},
    {"import", "import staff more.csv", NULL},
    {"import undo", "import undo 1", NULL},
};

static const char *call_of(const char *verb, char *room, size_t size)
{
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
        if (strcmp(calls[i].verb, verb) == 0) {
            const char *about = calls[i].about ? calls[i].about : "", *hole;
            hole = strstr(calls[i].call, "%s");
            snprintf(room, size, "%.*s%s%s",
                     hole ? (int)(hole - calls[i].call) : (int)strlen(calls[i].call), calls[i].call,
                     hole ? about : "", hole ? hole + 2 : "");
            return room;
        }
    fail_msg("%s records something, and is not tried here", verb);
    return NULL;
}

static size_t refusals_of(const char *who)
{
    size_t count = 0;

    ask("S12", "report audit");
    const struct json *lines = member("audit");
    for (size_t i = 0; i < json_length(lines); i++) {
        const struct json *line = json_item(lines, i);
        count += strcmp(json_get_text(line, "who"), who) == 0 &&
                 strncmp(json_get_text(line, "what"), "denied ", 7) == 0;
    }
    return count;
}

static void make_what_is_worked_on(void)
{
    ask("S05", "session call %s --at 2026-11-18T10:00 --invite 物业", number);
    snprintf(session_code, sizeof(session_code), "%s", got("code"));
    ask("S02", "hand-over add note --text 充电宝");
    ask("S02", "hand-over give");
    snprintf(sheet_code, sizeof(sheet_code), "%s", got("code"));
    ask("S03", "visit record RA000001A --result met --text 好");
    snprintf(visit_id, sizeof(visit_id), "%s", got("id"));
}

/* What `staff may` leaves out is refused, whoever asks, and nothing but the refusal is recorded. */
static void every_verb_that_records_is_refused_to_who_may_not(void **state)
{
    static const char *const who[] = {"S01", "S03", "S20", "S21", "U01", "V01", "T01", "A01"};
    struct text name = TEXT_EMPTY;
    size_t tried = 0;
    char line[200];

    (void)state;
    make_what_is_worked_on();
    for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++)
        for (size_t k = 0; k < verb_count; k++) {
            text_clear(&name);
            verb_name(&verb_rows[k], &name);
            if (verb_rows[k].deed == DEED_NONE)
                continue;
            call_of(name.at, line, sizeof(line));
            ask("S01", "staff may %s", who[i]);
            if (lists("verbs", name.at))
                continue;
            size_t before = refusals_of(who[i]);
            ask("S12", "check");
            int64_t acts = number_at("acts");
            refused(4, "", who[i], "%s", line);
            assert_int_equal(refusals_of(who[i]), before + 1);
            ask("S12", "check");
            assert_int_equal(number_at("acts"), acts);
            tried++;
        }
    assert_true(tried > 40);
    text_release(&name);
    refused(4, "may record an absence", "S01", "staff away S06");
    refused(4, "may record that somebody leaves; ask", "S03", "staff leave S06");
    refused(4, "only", "S01", "visit undo %s", visit_id);
}

/* Records of a station are for its own people: visits, sessions and sheets too. */
static void records_of_others_are_not_given_out(void **state)
{
    static const char *const kinds[] = {"residents", "demands", "visits", "sessions", "handovers"};

    (void)state;
    /* who sees no residents at all is told so; who is named nowhere has an empty list */
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (i < 3) {
            refused(4, "the staff of their station", "V01", "export %s", kinds[i]);
            assert_true(is_noted("V01", "denied export"));
            refused(4, "the staff of their station", "U01", "export %s --format json", kinds[i]);
        } else {
            ask("V01", "export %s --format json", kinds[i]);
            assert_int_equal(json_length(member(kinds[i])), 0);
        }
    ask("S05", "export visits --format json");
    assert_int_equal(json_length(member("visits")), 1);
    ask("V01", "session list");
    assert_int_equal(json_length(member("sessions")), 0);
    refused(4, "its station", "V01", "session show %s", session_code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_is_refused_to_somebody),
        cmocka_unit_test(what_is_not_theirs_is_not_shown),
        cmocka_unit_test(the_district_sees_heads),
        cmocka_unit_test(an_administrator_reads_and_acts_in_nothing),
        cmocka_unit_test(staff_may_says_it_place_by_place),
        cmocka_unit_test(every_verb_that_records_is_refused_to_who_may_not),
        cmocka_unit_test(records_of_others_are_not_given_out),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, start, shell_end);
}
