/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/session.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/parts.h"

#include <string.h>

#define WORD_ROW(name, word, label) [SESSION_##name] = {word, label},
const struct session_word session_answers[SESSION_ANSWER_COUNT] = {SESSION_ANSWER_TABLE(WORD_ROW)};
const struct session_word session_presences[SESSION_PRESENCE_COUNT] = {
    SESSION_PRESENCE_TABLE(WORD_ROW)};

enum { PARTS_MOST = 4 };

static int find(const struct session_word *words, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (strcmp(words[i].word, word) == 0)
            return i;
    return -1;
}

int session_answer_of(const char *word)
{
    return find(session_answers, SESSION_ANSWER_COUNT, word);
}

int session_presence_of(const char *word)
{
    return find(session_presences, SESSION_PRESENCE_COUNT, word);
}

/* The parts of a line, "" where it has fewer. */
static void read_parts(struct arena *arena, const char *line, size_t length,
                       const char *parts[PARTS_MOST])
{
    const char *rest = arena_copy_part(arena, line, length), *part;
    size_t part_length, count = 0;

    for (size_t i = 0; i < PARTS_MOST; i++)
        parts[i] = "";
    while (count < PARTS_MOST && parts_next(&rest, "/", &part, &part_length))
        parts[count++] = parts_plain(arena, part, part_length, "/");
}

static size_t count_lines(const char *lines)
{
    size_t count = 1;

    for (; *lines; lines++)
        count += *lines == '\n';
    return count;
}

struct session_guest *session_read_guests(struct arena *arena, const char *lines, size_t *count)
{
    struct session_guest *guests = arena_alloc(arena, (count_lines(lines) + 1) * sizeof(*guests));
    const char *parts[PARTS_MOST];

    *count = 0;
    for (size_t length; *lines; lines += length + (lines[length] == '\n')) {
        length = strcspn(lines, "\n");
        read_parts(arena, lines, length, parts);
        int answer = session_answer_of(parts[1]), presence = session_presence_of(parts[2]);
        if (*parts[0])
            guests[(*count)++] = (struct session_guest){
                parts[0], answer < 0 ? SESSION_OPEN : (enum session_answer)answer,
                presence < 0 ? SESSION_UNKNOWN : (enum session_presence)presence};
    }
    return guests;
}

static void next_line(struct text *out)
{
    if (out->length)
        text_add_char(out, '\n');
}

void session_write_guest(struct text *out, const struct session_guest *guest)
{
    next_line(out);
    parts_escape(out, guest->name, "/");
    if (guest->answer || guest->presence)
        text_addf(out, "/%s", session_answers[guest->answer].word);
    if (guest->presence)
        text_addf(out, "/%s", session_presences[guest->presence].word);
}

struct session_guest *session_split_guests(struct arena *arena, const char *text, size_t *count)
{
    const char **names = parts_split(arena, text, PARTS_LIST, count);
    struct session_guest *guests = arena_alloc(arena, (*count + 1) * sizeof(*guests));

    for (size_t i = 0; i < *count; i++)
        guests[i] = (struct session_guest){.name = names[i]};
    return guests;
}

struct session_task *session_read_tasks(struct arena *arena, const char *lines, size_t *count)
{
    struct session_task *tasks = arena_alloc(arena, (count_lines(lines) + 1) * sizeof(*tasks));
    const char *parts[PARTS_MOST];

    *count = 0;
    for (size_t length; *lines; lines += length + (lines[length] == '\n')) {
        length = strcspn(lines, "\n");
        read_parts(arena, lines, length, parts);
        struct session_task task = {parts[0], parts[1], CLOCK_NO_DAY, parts[3]};
        if (!clock_parse_day(parts[2], &task.until_on))
            task.until_on = CLOCK_NO_DAY;
        if (*task.who && *task.what)
            tasks[(*count)++] = task;
    }
    return tasks;
}

void session_write_task(struct text *out, const struct session_task *task)
{
    char day[CLOCK_TEXT];

    next_line(out);
    parts_escape(out, task->who, "/");
    text_add_char(out, '/');
    parts_escape(out, task->what, "/");
    if (task->until_on != CLOCK_NO_DAY || *task->number)
        text_addf(out, "/%s",
                  task->until_on == CLOCK_NO_DAY ? "" : clock_format_day(task->until_on, day));
    if (*task->number)
        text_addf(out, "/%s", task->number);
}
