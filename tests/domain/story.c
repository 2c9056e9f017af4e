/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "story.h"

#include "shouwen/base/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool words_read(struct story *story, const char *text, size_t length, struct words *words)
{
    const char *end = text + length;

    words->count = words->next = 0;
    for (;;) {
        text += strspn(text, " ");
        if (text >= end || words->count == STORY_WORDS)
            return text >= end;
        bool is_quoted = *text == '"';
        text += is_quoted;
        size_t size = strcspn(text, is_quoted ? "\"" : " ");
        if (is_quoted && text[size] != '"')
            return false;
        if (text + size > end)
            size = (size_t)(end - text);
        words->is_quoted[words->count] = is_quoted;
        words->at[words->count++] = arena_copy_part(&story->world->arena, text, size);
        text += size + is_quoted;
    }
}

const char *words_next(struct words *words)
{
    return words->next < words->count ? words->at[words->next++] : "";
}

bool words_take(struct words *words, const char *these)
{
    int next = words->next;

    while (*these) {
        size_t length = strcspn(these, " ");
        if (next >= words->count || words->is_quoted[next] || strlen(words->at[next]) != length ||
            strncmp(words->at[next], these, length) != 0)
            return false;
        these += length + strspn(these + length, " ");
        next++;
    }
    words->next = next;
    return true;
}

bool words_are_over(const struct words *words)
{
    return words->next >= words->count;
}

void story_fault(struct story *story, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    printf("# %s:%d: ", story->file, story->line);
    vprintf(format, values);
    printf("\n");
    va_end(values);
    story->faults++;
}

bool story_time(struct story *story, struct words *words, int64_t *at)
{
    const char *word = words_next(words);
    int32_t day = clock_day_of(story->world->now);
    char text[CLOCK_TEXT * 2], date[CLOCK_TEXT];

    if (clock_parse_day(word, &day)) {
        word = words->next < words->count ? words->at[words->next] : "";
        if (!strchr(word, ':')) {
            *at = clock_start_of(day);
            return true;
        }
        words->next++;
    }
    snprintf(text, sizeof(text), "%s %s", clock_format_day(day, date), word);
    return clock_parse_at(text, at);
}
