/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/parts.h"

#include "shouwen/base/utf8.h"

#include <string.h>

/* Bytes of the character at text if it is one of set, else 0. */
static size_t one_of(const char *text, size_t length, const char *set)
{
    for (size_t used; *set; set += used) {
        utf8_decode(set, strlen(set), &used);
        if (used <= length && memcmp(text, set, used) == 0)
            return used;
    }
    return 0;
}

bool parts_next(const char **rest, const char *separators, const char **part, size_t *length)
{
    const char *start = *rest;

    if (!start || !*start)
        return false;
    const char *end = start + strlen(start), *at = start;
    size_t used = 0;
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end) {
            at++;
            continue;
        }
        used = one_of(at, (size_t)(end - at), separators);
        if (used)
            break;
    }
    *rest = at + used;
    while (start < at && *start == ' ')
        start++;
    while (at > start && at[-1] == ' ')
        at--;
    *part = start;
    *length = (size_t)(at - start);
    return true;
}

char *parts_plain(struct arena *arena, const char *part, size_t length, const char *specials)
{
    char *out = arena_alloc(arena, length + 1), *to = out;

    for (size_t i = 0; i < length; i++) {
        if (part[i] == '\\' && i + 1 < length &&
            (part[i + 1] == '\\' || one_of(part + i + 1, length - i - 1, specials)))
            i++;
        *to++ = part[i];
    }
    *to = '\0';
    return out;
}

const char **parts_split(struct arena *arena, const char *text, const char *separators,
                         size_t *count)
{
    const char **parts = NULL, *part;
    size_t room = 0, length;

    *count = 0;
    while (parts_next(&text, separators, &part, &length)) {
        if (!length)
            continue;
        parts = arena_grow(arena, parts, *count, &room, sizeof(*parts));
        parts[(*count)++] = parts_plain(arena, part, length, separators);
    }
    return parts;
}

const char *parts_once(struct arena *arena, const char *text)
{
    struct text list = TEXT_EMPTY;
    size_t count, kept = 0;
    const char **parts = parts_split(arena, text, PARTS_LIST, &count), *once = text;

    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept && strcmp(parts[k], parts[i]) != 0)
            k++;
        if (k < kept)
            continue;
        text_add(&list, kept ? ";" : "");
        parts_escape(&list, parts[i], PARTS_LIST);
        parts[kept++] = parts[i];
    }
    if (kept < count)
        once = arena_copy(arena, list.at);
    text_release(&list);
    return once;
}

void parts_escape(struct text *out, const char *part, const char *specials)
{
    size_t left = strlen(part);

    while (left) {
        size_t used = one_of(part, left, specials), step = used ? used : 1;
        if (used || *part == '\\')
            text_add_char(out, '\\');
        text_add_bytes(out, part, step);
        part += step;
        left -= step;
    }
}
