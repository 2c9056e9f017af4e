/* SPDX-License-Identifier: MIT */
/* The completion of bash offers every verb, its words and its options, and no others. */
#include "config.h"

#include "shouwen/cli/usage.h"
#include "shouwen/cli/verb.h"
#include "shouwen/domain/act.h"
#include "tests/cli/shell.h"

/* What is offered behind a line, blanks around each word, in `said`; the last word is what stands
 * under the cursor. */
static void complete(const char *line)
{
    const char *build = getenv("SHOUWEN_BUILDDIR");

    if (shell("exec bash -c '. \"%s/completions/shouwen\"; COMP_WORDS=(shouwen %s); "
              "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _shouwen; echo \" ${COMPREPLY[*]} \"'",
              build, line) != 0)
        fail_msg("%s: %s", line, complained.at);
}

static bool is_offered(const char *word)
{
    struct text padded = TEXT_EMPTY;

    text_addf(&padded, " %s ", word);
    bool found = strstr(said.at, padded.at) != NULL;
    text_release(&padded);
    return found;
}

static void assert_offered(const char *word)
{
    if (!is_offered(word))
        fail_msg("%s is not offered: %s", word, said.at);
}

static void every_verb_is_offered(void **state)
{
    (void)state;
    complete("\"\"");
    for (size_t i = 0; i < verb_count; i++)
        assert_offered(verb_rows[i].word);
    complete("--db x --json ch");
    assert_string_equal(said.at, " check \n");
}

static void every_second_word_is_offered(void **state)
{
    char line[64];

    (void)state;
    for (size_t i = 0; i < verb_count; i++) {
        if (!verb_rows[i].sub || !*verb_rows[i].sub)
            continue;
        snprintf(line, sizeof(line), "%s \"\"", verb_rows[i].word);
        complete(line);
        assert_offered(verb_rows[i].sub);
    }
    complete("case \"\"");
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++)
        assert_offered(act_rows[kind].word);
    complete("import sta");
    assert_string_equal(said.at, " staff \n");
}

static void every_option_of_a_verb_is_offered(void **state)
{
    (void)state;
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *verb = &verb_rows[i];
        struct text line = TEXT_EMPTY;
        verb_name(verb, &line);
        text_add(&line, verb->sub && !*verb->sub ? " accept 1 --" : " --");
        complete(line.at);
        for (int option = 0; option < OPTION_COUNT; option++) {
            char name[64];
            snprintf(name, sizeof(name), "--%s", option_rows[option].name);
            bool is_taken =
                option <= OPTION_EVERYWHERE || usage_takes(verb->usage, (enum option)option);
            if (is_offered(name) != is_taken)
                fail_msg("%s: %s", line.at, said.at);
        }
        text_release(&line);
    }
}

static void values_are_offered_where_they_are_words(void **state)
{
    (void)state;
    complete("case list --queue fa");
    assert_string_equal(said.at, " fallback \n");
    complete("case open --channel wish");
    assert_string_equal(said.at, " wish-box \n");
    shell_write("station.db", "");
    complete("--db stat");
    assert_string_equal(said.at, " station.db \n");
    complete("backup stat");
    assert_string_equal(said.at, " station.db \n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_is_offered),
        cmocka_unit_test(every_second_word_is_offered),
        cmocka_unit_test(every_option_of_a_verb_is_offered),
        cmocka_unit_test(values_are_offered_where_they_are_words),
    };

    return cmocka_run_group_tests_name("completion", tests, shell_start, shell_end);
}
