/* SPDX-License-Identifier: MIT */
/* docgen: makes the manuals from the program's own tables, at build time.
 * `docgen <FILE.in >FILE` copies; a line that is only `@name@` becomes what the function of that
 * name in `sections` prints. `docgen --sections` lists the names. */
#include "config.h"

#include "shouwen/base/settings.h"
#include "shouwen/base/text.h"
#include "shouwen/command/command.h"

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

/* --- what can stand in a .in file --- */

static const struct {
    const char *name;
    void (*print)(void);
} sections[] = {
    {"keys", print_keys},
    {"settings", print_settings},
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
