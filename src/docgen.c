/* SPDX-License-Identifier: MIT */
/* docgen: makes the manuals and the completion from the program's own tables, at build time.
 * `docgen <FILE.in >FILE` copies; a line that is only `@name@` becomes what the function of that
 * name in `sections` prints. `docgen --sections` lists the names. */
#include "config.h"

#include "shouwen/base/settings.h"
#include "shouwen/base/text.h"
#include "shouwen/cli/case_field.h"
#include "shouwen/cli/usage.h"
#include "shouwen/cli/verb.h"
#include "shouwen/command/command.h"
#include "shouwen/domain/act.h"
#include "shouwen/domain/vocabulary.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/sync/hub_verb.h"

#include <stdio.h>
#include <string.h>

/* Text in a manual: nothing in it may be taken for a request or an escape. */
static void put_part(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\')
            fputs("\\e", stdout);
        else if (text[i] == '-')
            fputs("\\-", stdout);
        else
            putchar(text[i]);
    }
}

static void put_bold(const char *text, size_t length)
{
    fputs("\\fB", stdout);
    put_part(text, length);
    fputs("\\fR", stdout);
}

/* --- the settings, by section, as in shouwen.ini --- */

static size_t section_length(const struct setting_row *row)
{
    return strcspn(row->key, ":");
}

static bool is_in_section(const struct setting_row *row, const struct setting_row *of)
{
    return section_length(row) == section_length(of) &&
           strncmp(row->key, of->key, section_length(of)) == 0;
}

static void put_choices(const char *choices)
{
    fputs("One of", stdout);
    while (*choices) {
        size_t length = strcspn(choices, "|");
        putchar(' ');
        put_bold(choices, length);
        fputs(choices[length] ? "," : ".\n", stdout);
        choices += length + (choices[length] == '|');
    }
}

static void print_setting(const struct setting_row *row)
{
    const char *name = row->key + section_length(row) + 1;

    fputs(".TP\n", stdout);
    put_bold(name, strlen(name));
    putchar('\n');
    put_part(row->help, strlen(row->help));
    fputs(".\n", stdout);
    if (row->type == SETTING_NUMBER)
        printf("A number from %ld to %ld.\n", row->low, row->high);
    else if (row->type == SETTING_CHOICE)
        put_choices(row->choices + (*row->choices == '|'));
    else if (row->type == SETTING_PATH)
        fputs("A path.\n", stdout);
    if (*row->fallback) {
        fputs("Unless set: ", stdout);
        put_bold(row->fallback, strlen(row->fallback));
        fputs(".\n", stdout);
    }
}

static void print_settings(void)
{
    for (int first = 0; first < SETTING_COUNT; first++) {
        bool is_known = false;
        for (int i = 0; i < first; i++)
            is_known = is_known || is_in_section(&setting_rows[i], &setting_rows[first]);
        if (is_known)
            continue;
        printf(".SS \"[%.*s]\"\n", (int)section_length(&setting_rows[first]),
               setting_rows[first].key);
        for (int i = first; i < SETTING_COUNT; i++)
            if (is_in_section(&setting_rows[i], &setting_rows[first]))
                print_setting(&setting_rows[i]);
    }
}

/* --- the keys of the workstation, in the order of its help --- */

static void print_command(const struct command_row *row)
{
    const char *keys = row->keys;

    fputs(".TP\n", stdout);
    if (!*keys)
        fputs("(by the palette)", stdout);
    while (*keys) {
        size_t length = strcspn(keys, " ");
        put_bold(keys, length);
        keys += length + (keys[length] == ' ');
        if (*keys)
            fputs(", ", stdout);
    }
    putchar('\n');
    put_part(row->help, strlen(row->help));
    fputs(".\n", stdout);
}

static void print_keys(void)
{
    for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        print_command(command_row((enum command)i));
}

/* --- the verbs, their options, acts and queues --- */

static void put_text(const char *text)
{
    put_part(text, strlen(text));
}

static void put_italic(const char *text, size_t length)
{
    fputs("\\fI", stdout);
    put_part(text, length);
    fputs("\\fR", stdout);
}

/* What is typed as it stands is bold, what stands for something else italic. */
static void put_word(const char *text, size_t length)
{
    bool is_literal = usage_is_choice(text, length);

    for (size_t i = 0; i < length && !is_literal; i++)
        is_literal = text[i] >= 'a' && text[i] <= 'z';
    if (is_literal)
        put_bold(text, length);
    else
        put_italic(text, length);
}

static void put_usage(const char *text)
{
    struct usage usage = {text, 0};
    struct usage_item item;
    int depth = 0;

    while (usage_next(&usage, &item)) {
        putchar(' ');
        if (item.is_optional && !depth)
            putchar('[');
        if (item.is_option) {
            put_bold("--", 2);
            put_bold(item.text, item.length);
        } else {
            put_word(item.text, item.length);
        }
        if (item.argument_length) {
            putchar(' ');
            put_word(item.argument, item.argument_length);
        }
        fputs(item.is_many ? "..." : "", stdout);
        if (item.is_optional && !usage.depth)
            putchar(']');
        depth = usage.depth;
    }
    putchar('\n');
}

static void print_verbs(void)
{
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *verb = &verb_rows[i];
        struct text name = TEXT_EMPTY;
        verb_name(verb, &name);
        fputs(".TP\n", stdout);
        put_bold(name.at, name.length);
        put_usage(verb->usage);
        put_text(verb->help);
        fputs(".\n", stdout);
        text_release(&name);
    }
}

static void print_options(void)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        const struct option_row *row = &option_rows[option];
        fputs(".TP\n", stdout);
        put_bold("--", 2);
        put_bold(row->name, strlen(row->name));
        if (row->argument) {
            putchar(' ');
            put_italic(row->argument, strlen(row->argument));
        }
        putchar('\n');
        put_text(row->help);
        fputs(".\n", stdout);
    }
}

static void print_who(unsigned who)
{
    const char *between = "By ";

    for (const struct act_who_row *row = act_who_rows; row->bit; row++) {
        if (!(who & row->bit))
            continue;
        fputs(between, stdout);
        put_text(row->label);
        between = ", ";
    }
    fputs(".\n", stdout);
}

static const struct {
    unsigned flag;
    enum option option;
} needs[] = {
    {ACT_TO_STAFF | ACT_TO_NODE | ACT_TO_CASE, OPTION_TO},
    {ACT_REASON, OPTION_REASON},
    {ACT_TEXT, OPTION_TEXT},
    {ACT_UNTIL, OPTION_UNTIL},
};

static void put_option(const char *before, enum option option)
{
    printf("%s\\fB\\-\\-", before);
    put_text(option_rows[option].name);
    fputs("\\fR", stdout);
}

static bool is_needed(enum act_kind kind, int option)
{
    for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
        if (act_rows[kind].flags & needs[i].flag && needs[i].option == (enum option)option)
            return true;
    return false;
}

/* What the act takes beside what it needs and what every act takes. */
static void print_also(enum act_kind kind)
{
    const char *between = "May have ";

    for (int option = 0; option < OPTION_COUNT; option++) {
        if (!case_field_takes(kind, (enum option)option) || is_needed(kind, option) ||
            case_field_takes(ACT_UNDO, (enum option)option))
            continue;
        put_option(between, (enum option)option);
        between = ", ";
    }
    if (*between == ',')
        fputs(".\n", stdout);
}

static void print_acts(void)
{
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++) {
        if (kind == ACT_OPEN)
            continue;
        fputs(".TP\n", stdout);
        put_bold(act_rows[kind].word, strlen(act_rows[kind].word));
        for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++) {
            if (!(act_rows[kind].flags & needs[i].flag))
                continue;
            put_option(" ", needs[i].option);
        }
        putchar('\n');
        print_who(act_rows[kind].who);
        print_also((enum act_kind)kind);
    }
}

static void print_queues(void)
{
    for (int queue = 0; queue < QUEUE_COUNT; queue++) {
        fputs(".TP\n", stdout);
        put_bold(queue_rows[queue].word, strlen(queue_rows[queue].word));
        if (queue_needs_grid((enum queue)queue))
            fputs(":\\fICODE\\fR", stdout);
        putchar('\n');
        put_text(queue_rows[queue].label);
        fputs(".\n", stdout);
    }
}

/* --- the completion of a shell: names of the verbs, and what can follow each --- */

/* One line of the shell's table NAME: what can follow key. */
static void begin_entry(const char *name, const char *key)
{
    printf("_shouwen_%s['%s']='", name, key);
}

static void print_words_of(const struct verb *verb)
{
    struct usage usage = {verb->usage, 0};
    struct usage_item item;

    while (usage_next(&usage, &item)) {
        if (item.is_option || !usage_is_choice(item.text, item.length))
            continue;
        for (size_t i = 0; i < item.length; i++)
            putchar(item.text[i] == '|' ? ' ' : item.text[i]);
    }
}

static void print_subs(const char *word)
{
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *verb = &verb_rows[i];
        if (strcmp(verb->word, word) != 0)
            continue;
        if (!verb->sub)
            print_words_of(verb);
        else if (*verb->sub)
            printf("%s ", verb->sub);
        for (int kind = 0; verb->sub && !*verb->sub && kind < ACT_CASE_KINDS; kind++)
            if (kind != ACT_OPEN)
                printf("%s ", act_rows[kind].word);
    }
}

static void print_options_of(const struct verb *verb)
{
    for (int option = 0; option < OPTION_COUNT; option++)
        if (option <= OPTION_EVERYWHERE || usage_takes(verb->usage, (enum option)option))
            printf("--%s ", option_rows[option].name);
}

static void print_verb_entries(void)
{
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *verb = &verb_rows[i];
        struct text name = TEXT_EMPTY;
        verb_name(verb, &name);
        if (!i || strcmp(verb_rows[i - 1].word, verb->word) != 0) {
            begin_entry("words", verb->word);
            print_subs(verb->word);
            puts("'");
        }
        begin_entry("options", name.at);
        print_options_of(verb);
        puts("'");
        text_release(&name);
    }
}

static void print_list(enum option option, const struct word *list)
{
    begin_entry("values", option_rows[option].name);
    for (; list->word; list++)
        printf("%s ", list->word);
    puts("'");
}

static void print_completion(void)
{
    print_verb_entries();
    print_list(OPTION_CHANNEL, word_channels);
    print_list(OPTION_URGENCY, word_urgencies);
    print_list(OPTION_CATEGORY, word_categories);
    print_list(OPTION_OUTCOME, word_outcomes);
    print_list(OPTION_VIA, word_ways);
    print_list(OPTION_SOURCE, word_rating_sources);
    begin_entry("values", option_rows[OPTION_QUEUE].name);
    for (int queue = 0; queue < QUEUE_COUNT; queue++)
        printf("%s%s ", queue_rows[queue].word, queue_needs_grid((enum queue)queue) ? ":" : "");
    puts("'");
    begin_entry("values", option_rows[OPTION_FORMAT].name);
    puts("text csv json html'");
    fputs("_shouwen_with_value='", stdout);
    for (int option = 0; option < OPTION_COUNT; option++)
        if (option_rows[option].argument)
            printf("--%s ", option_rows[option].name);
    puts("'");
}

/* --- the hub's program --- */

static void print_hub_verbs(void)
{
    for (const struct hub_verb_row *row = hub_verb_rows; row->word; row++) {
        fputs(".TP\n", stdout);
        put_bold(row->word, strlen(row->word));
        if (*row->arguments)
            putchar(' ');
        put_part(row->arguments, strlen(row->arguments));
        putchar('\n');
        put_text(row->help);
        fputs(".\n", stdout);
    }
}

static void print_hub_options(void)
{
    for (int option = 0; option < HUB_OPTION_COUNT; option++) {
        const struct hub_option_row *row = &hub_option_rows[option];
        fputs(".TP\n", stdout);
        put_bold("--", 2);
        put_bold(row->name, strlen(row->name));
        if (row->argument) {
            putchar(' ');
            put_italic(row->argument, strlen(row->argument));
        }
        putchar('\n');
        put_text(row->help);
        fputs(".\n", stdout);
    }
}

/* --- what can stand in a .in file --- */

static const struct {
    const char *name;
    void (*print)(void);
} sections[] = {
    {"acts", print_acts},       {"completion", print_completion},   {"keys", print_keys},
    {"options", print_options}, {"queues", print_queues},           {"settings", print_settings},
    {"verbs", print_verbs},     {"hub-options", print_hub_options}, {"hub-verbs", print_hub_verbs},
};
enum { SECTION_COUNT = sizeof(sections) / sizeof(sections[0]) };

static bool print_section(const char *name, size_t length)
{
    for (int i = 0; i < SECTION_COUNT; i++) {
        if (strlen(sections[i].name) == length && memcmp(sections[i].name, name, length) == 0) {
            sections[i].print();
            return true;
        }
    }
    fprintf(stderr, "docgen: there is no section \"%.*s\"\n", (int)length, name);
    return false;
}

int main(int argc, char **argv)
{
    char line[1024];

    if (argc == 2 && strcmp(argv[1], "--sections") == 0) {
        for (int i = 0; i < SECTION_COUNT; i++)
            puts(sections[i].name);
        return 0;
    }
    while (fgets(line, sizeof(line), stdin)) {
        size_t length = strcspn(line, "\n");
        if (length < 3 || line[0] != '@' || line[length - 1] != '@')
            fputs(line, stdout);
        else if (!print_section(line + 1, length - 2))
            return 1;
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
