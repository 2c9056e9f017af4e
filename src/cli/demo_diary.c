/* SPDX-License-Identifier: MIT */
/* The sample station's diary: each line an act at its own time, by its own person. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/verb.h"
#include "cli/demo_inside.h"

#include <ctype.h>
#include <string.h>

enum { LABELS_MOST = 512, ARGUMENTS_MOST = 48 };

struct diary {
    struct desk *desk;
    struct arena arena;
    struct {
        const char *label, *number;
    } labels[LABELS_MOST];
    size_t label_count;
    int line;
};

/* "@-5", "@0T15:00": the day as a date, what follows stays. Returns the bytes read, 0 if it is
 * none. */
static size_t write_day(struct text *out, const char *text, int32_t today)
{
    size_t length = 1;
    long days = 0;
    bool is_past = text[1] == '-';
    char day[CLOCK_TEXT];

    if (text[1] == '-' || text[1] == '+')
        length++;
    if (!isdigit((unsigned char)text[length]))
        return 0;
    while (isdigit((unsigned char)text[length]))
        days = days * 10 + (text[length++] - '0');
    text_add(out, clock_format_day(today + (int32_t)(is_past ? -days : days), day));
    return length;
}

void demo_write_days(struct text *out, const char *text, int32_t today)
{
    char before = ',';

    while (*text) {
        size_t taken = *text == '@' && strchr(",;\n \"", before) ? write_day(out, text, today) : 0;
        before = *text;
        if (!taken) {
            text_add_char(out, *text);
            taken = 1;
        }
        text += taken;
    }
}

static const char *find_label(const struct diary *diary, const char *label)
{
    for (size_t i = 0; i < diary->label_count; i++)
        if (strcmp(diary->labels[i].label, label) == 0)
            return diary->labels[i].number;
    return NULL;
}

/* The next word of a line, quotes taken off; NULL at its end. */
static char *next_word(struct arena *arena, const char **at)
{
    struct text word = TEXT_EMPTY;
    bool is_quoted = false, is_any = false;

    while (**at == ' ')
        (*at)++;
    for (; **at && (is_quoted || **at != ' '); (*at)++) {
        is_any = true;
        if (**at == '"')
            is_quoted = !is_quoted;
        else
            text_add_char(&word, **at);
    }
    char *copy = is_any ? arena_copy(arena, word.at) : NULL;
    text_release(&word);
    return copy;
}

/* The words of `shouwen case open A1 ...` without the label, or with the number in a label's place.
 */
static int read_words(struct diary *diary, const char *at, char *argv[ARGUMENTS_MOST],
                      const char **label)
{
    int argc = 0;
    bool is_open = false;
    char *word;

    argv[argc++] = arena_copy(&diary->arena, "shouwen");
    while ((word = next_word(&diary->arena, &at)) && argc < ARGUMENTS_MOST - 2) {
        if (argc == 1 && strcmp(word, "tally") != 0 && strcmp(word, "visit") != 0 &&
            strcmp(word, "session") != 0)
            argv[argc++] = arena_copy(&diary->arena, "case");
        const char *number = find_label(diary, word);
        if (argc == 2)
            is_open = strcmp(word, "open") == 0;
        else if (argc == 3 && is_open && !*label) {
            *label = word;
            continue;
        }
        argv[argc++] = number ? arena_copy(&diary->arena, number) : word;
    }
    argv[argc] = NULL;
    return argc;
}

static enum status run_line(struct diary *diary, const char *who, const char *command,
                            struct error *error)
{
    char *argv[ARGUMENTS_MOST];
    const char *label = NULL;
    struct options options;
    struct text out = TEXT_EMPTY;
    size_t used = 0;
    enum status status;

    TRY(desk_refresh(diary->desk, error));
    TRY(desk_sign_in(diary->desk, who, error));
    int argc = read_words(diary, command, argv, &label);
    TRY(options_read(argc, argv, &options, error));
    const struct verb *verb = verb_find(&options, &used);
    struct call call = {.options = &options,
                        .verb = verb,
                        .words = options.word + used,
                        .word_count = options.word_count - used,
                        .desk = diary->desk,
                        .arena = &diary->arena,
                        .out = &out};
    TRY(verb->run(&call, error));
    if (label && diary->label_count < LABELS_MOST) {
        diary->labels[diary->label_count].label = label;
        diary->labels[diary->label_count++].number =
            arena_copy_part(&diary->arena, out.at, strcspn(out.at, "\n"));
    }
done:
    text_release(&out);
    return status;
}

static enum status play_line(struct diary *diary, const char *line, int64_t now,
                             struct error *error)
{
    const char *at = line;
    const char *when = next_word(&diary->arena, &at), *who = next_word(&diary->arena, &at);
    struct error cause;
    int64_t time_at;

    if (!when || *when == '#')
        return STATUS_OK;
    if (!who || !clock_parse_at(when, &time_at))
        return error_set(error, STATUS_BROKEN, "diary",
                         _("cases.txt line %d: no time or no person"), diary->line);
    if (time_at > now)
        return STATUS_OK;
    clock_fix(time_at);
    enum status status = run_line(diary, who, at, &cause);
    if (status != STATUS_OK)
        return error_set(error, STATUS_BROKEN, "diary", _("cases.txt line %d: %s"), diary->line,
                         cause.message);
    return STATUS_OK;
}

enum status demo_play_diary(struct desk *desk, const char *text, int32_t today, struct error *error)
{
    struct diary diary = {.desk = desk};
    struct text dated = TEXT_EMPTY;
    int64_t now = clock_now_at();
    bool was_fixed = clock_is_fixed();
    enum status status = STATUS_OK;

    demo_write_days(&dated, text, today);
    for (const char *at = dated.at; *at && status == STATUS_OK;) {
        size_t length = strcspn(at, "\n");
        diary.line++;
        status = play_line(&diary, arena_copy_part(&diary.arena, at, length), now, error);
        at += length + (at[length] == '\n');
    }
    clock_fix(was_fixed ? now : 0);
    arena_release(&diary.arena);
    text_release(&dated);
    return status;
}
