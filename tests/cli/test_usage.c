/* SPDX-License-Identifier: MIT */
/* Faults of usage: found before any file is looked at, one sentence, exit code 2. */
#include "config.h"

#include "shouwen/cli/usage.h"
#include "shouwen/cli/verb.h"
#include "shouwen/domain/act.h"
#include "tests/cli/shell.h"

static void a_usage_text_is_read_piece_by_piece(void **state)
{
    struct usage usage = {"NUMBER... [CODE] --to FILE [--until DATE[THH:MM]] [--all]", 0};
    static const struct {
        const char *text, *argument;
        bool is_option, is_optional, is_many;
    } wanted[] = {
        {"NUMBER", "", false, false, true}, {"CODE", "", false, true, false},
        {"to", "FILE", true, false, false}, {"until", "DATE[THH:MM]", true, true, false},
        {"all", "", true, true, false},
    };
    struct usage_item item;

    (void)state;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        assert_true(usage_next(&usage, &item));
        assert_int_equal(item.length, strlen(wanted[i].text));
        assert_memory_equal(item.text, wanted[i].text, item.length);
        assert_int_equal(item.argument_length, strlen(wanted[i].argument));
        assert_int_equal(item.is_option, wanted[i].is_option);
        assert_int_equal(item.is_optional, wanted[i].is_optional);
        assert_int_equal(item.is_many, wanted[i].is_many);
    }
    assert_false(usage_next(&usage, &item));
}

static void every_usage_names_options_that_there_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < verb_count; i++) {
        struct usage usage = {verb_rows[i].usage, 0};
        struct usage_item item;
        while (usage_next(&usage, &item)) {
            bool is_known = !item.is_option;
            for (int option = 0; option < OPTION_COUNT; option++) {
                const struct option_row *row = &option_rows[option];
                if (item.is_option && strlen(row->name) == item.length &&
                    memcmp(row->name, item.text, item.length) == 0) {
                    is_known = true;
                    assert_int_equal(row->argument != NULL, item.argument_length > 0);
                }
            }
            if (!is_known)
                fail_msg("%s: there is no option --%.*s", verb_rows[i].word, (int)item.length,
                         item.text);
        }
        assert_int_equal(usage.depth, 0);
    }
}

static void every_option_is_taken_by_a_verb(void **state)
{
    (void)state;
    for (int option = OPTION_EVERYWHERE + 1; option < OPTION_COUNT; option++) {
        bool is_taken = false;
        for (size_t i = 0; i < verb_count; i++)
            is_taken |= usage_takes(verb_rows[i].usage, (enum option)option);
        if (!is_taken)
            fail_msg("no verb takes --%s", option_rows[option].name);
    }
}

static void what_is_not_understood_is_said_in_a_sentence(void **state)
{
    static const char *const lines[] = {
        "nonsense",
        "case",
        "case frobnicate 1",
        "case show",
        "case show A B",
        "case show A --to B",
        "case show A --unmask=yes",
        "case list --queue nonsense",
        "case list --queue grid",
        "case list --queue grid:",
        "case list --limit none",
        "case list --limit 0",
        "case list --limit",
        "case list --limit 1 --limit 2",
        "case list --frobnicate",
        "case list -x",
        "case open --channel phone",
        "case open --subject x --at yesterday",
        "case wait 1 --until soon",
        "case accept",
        "case amend 1 --set phone",
        "due --from 2026-02-30 --days 7",
        "due --from 2026-02-06 --days many",
        "due --from 2026-02-06 --days -1",
        "tally nonsense",
        "tally",
        "init --node 310115007001",
        "import nonsense list.csv",
        "import staff",
        "export nonsense",
        "export staff --format xml",
        "print nonsense",
        "--explain",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        refused(2, "", "", "%s", lines[i]);
        assert_int_equal(shell("$S --json %s", lines[i]), 2);
        assert_string_equal(said.at, "");
        json_release(answer);
        assert_int_equal(json_read(complained.at, complained.length, 0, &answer, NULL), STATUS_OK);
        assert_got("error.kind", "usage");
        assert_true(strlen(got("error.message")) > 0);
        assert_non_null(member("error.field"));
    }
    assert_int_equal(shell("ls -A | grep -v '^[.]'"), 1); /* nothing was made */
}

static void options_may_stand_anywhere(void **state)
{
    (void)state;
    assert_int_equal(shell("$S init --node=310115007001 --name 示例 --db a.db --json"), 0);
    assert_int_equal(shell("$S --db a.db case --json open --subject 灯 --channel=phone"), 0);
    assert_int_equal(shell("$S case list --db a.db --json"), 0);
    assert_int_equal(shell("$S case list --json --db a.db -- x"), 2);
    assert_int_equal(shell("$S --db a.db case open --subject=--json"), 0);
}

/* What each act takes beside --reason, --text, --request, --at and --dry-run. */
#define WAY "via way-unit spoke-with receipt"
static const struct {
    const char *act, *options;
} taken[] = {
    {"tick", "have " WAY},
    {"answer", "anyway " WAY},
    {"solve", "anyway " WAY},
    {"accept", WAY},
    {"assign", "to"},
    {"take-over", ""},
    {"decline", ""},
    {"fall-back", ""},
    {"designate", "to"},
    {"claim", ""},
    {"report-up", WAY},
    {"dispatch", "to"},
    {"give-back", ""},
    {"reply", WAY},
    {"remind", "to " WAY},
    {"supervise", "to"},
    {"extend", "until"},
    {"on-site", "until"},
    {"tell", WAY},
    {"rate", "attitude ability source"},
    {"close", "outcome anyway " WAY},
    {"reopen", WAY},
    {"merge", "to"},
    {"withdraw", "anyway " WAY},
    {"wait", "until " WAY},
    {"resume", WAY},
    {"promise", "until via to"},
    {"keep", WAY},
    {"shelve", "until"},
    {"note", WAY},
    {"amend", "set party by-name relation " WAY},
    {"undo", ""},
    {"resolve", "choose"},
    {"erase", "yes"},
};

static bool names_word(const char *list, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static void an_act_refuses_what_it_does_not_use(void **state)
{
    static const char *const always[] = {"reason", "text", "request", "at", "dry-run", NULL};
    const struct verb *verb;
    size_t used;

    (void)state;
    assert_int_equal(sizeof(taken) / sizeof(taken[0]), ACT_CASE_KINDS - 1); /* but open */
    for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
        for (int option = OPTION_EVERYWHERE + 1; option < OPTION_COUNT; option++) {
            struct options options = {.word = {"case", taken[i].act, "1"}, .word_count = 3};
            const char *name = option_rows[option].name;
            bool is_taken = names_word(taken[i].options, name);
            struct error error;
            for (size_t k = 0; always[k]; k++)
                is_taken |= strcmp(always[k], name) == 0;
            options.value[option] = option == OPTION_UNTIL || option == OPTION_AT ? "2026-11-24"
                                    : option == OPTION_SOURCE                     ? "phone"
                                                                                  : "1";
            verb = verb_find(&options, &used);
            enum status status = verb_check_usage(verb, &options, &error);
            if ((status == STATUS_OK) == is_taken)
                continue;
            fail_msg("case %s --%s: %s", taken[i].act, name, is_taken ? error.message : "taken");
        }
}

static void is_a_fault(const char *line, const char *part)
{
    assert_int_equal(shell("$S %s", line), 2);
    assert_string_equal(said.at, "");
    if (!strstr(complained.at, part))
        fail_msg("%s: %s", line, complained.at);
}

static void it_says_which_ones_it_takes(void **state)
{
    (void)state;
    is_a_fault("case claim 1 --to S03", "case claim does not take --to; it takes --reason --text");
    is_a_fault("case note 1 --text x --outcome solved", "case note does not take --outcome");
    is_a_fault("case assign 1 --to S03 --until 2026-11-24", "it takes --to ");
    is_a_fault("case close 1 --set subject=x --json", "\"field\":\"set\"");
}

static void help_and_version_go_to_stdout(void **state)
{
    (void)state;
    assert_int_equal(shell("$S --version"), 0);
    assert_string_equal(said.at, PACKAGE_STRING "\n");
    assert_string_equal(complained.at, "");
    assert_int_equal(shell("$S --help"), 0);
    assert_non_null(strstr(said.at, "shouwen case open --subject TEXT"));
    assert_string_equal(complained.at, "");
    assert_int_equal(shell("$S case --help"), 0);
    assert_non_null(strstr(said.at, "shouwen case show NUMBER"));
    assert_null(strstr(said.at, "shouwen tally"));
    assert_int_equal(shell("$S case accept --help"), 0);
    assert_non_null(strstr(said.at, "take-over"));
    assert_int_equal(shell("$S case list --help"), 0);
    assert_non_null(strstr(said.at, "grid:CODE"));
    assert_int_equal(shell("$S --help >/dev/full"), 3);
    assert_non_null(strstr(complained.at, "cannot be written"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usage_text_is_read_piece_by_piece),
        cmocka_unit_test(every_usage_names_options_that_there_are),
        cmocka_unit_test(every_option_is_taken_by_a_verb),
        cmocka_unit_test(an_act_refuses_what_it_does_not_use),
        cmocka_unit_test_setup_teardown(it_says_which_ones_it_takes, shell_start, shell_end),
        cmocka_unit_test_setup_teardown(what_is_not_understood_is_said_in_a_sentence, shell_start,
                                        shell_end),
        cmocka_unit_test_setup_teardown(options_may_stand_anywhere, shell_start, shell_end),
        cmocka_unit_test_setup_teardown(help_and_version_go_to_stdout, shell_start, shell_end),
    };

    return cmocka_run_group_tests_name("usage", tests, NULL, NULL);
}
