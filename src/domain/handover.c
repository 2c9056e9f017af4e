/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/handover.h"

#include "shouwen/base/i18n.h"
#include "shouwen/domain/parts.h"

#include <string.h>

#define KIND_ROW(name, word, label) [HANDOVER_##name] = {word, label},
const struct handover_kind_row handover_kinds[HANDOVER_KIND_COUNT] = {
    HANDOVER_KIND_TABLE(KIND_ROW)};

enum { PARTS_MOST = 4 };

enum handover_kind handover_kind_of(const char *word)
{
    int kind = 0;

    while (kind < HANDOVER_KIND_COUNT && strcmp(handover_kinds[kind].word, word) != 0)
        kind++;
    return (enum handover_kind)kind;
}

static struct handover_line read_line(struct arena *arena, const char *line)
{
    const char *rest = line, *part, *parts[PARTS_MOST] = {"", "", "", ""};
    size_t length, count = 0;

    while (count < PARTS_MOST && parts_next(&rest, "/", &part, &length))
        parts[count++] = parts_plain(arena, part, length, "/");
    enum handover_kind kind = handover_kind_of(parts[0]);
    if (kind == HANDOVER_KIND_COUNT)
        return (struct handover_line){HANDOVER_NOTE, "", line, false};
    return (struct handover_line){kind, parts[1], parts[2], strcmp(parts[3], "x") == 0};
}

struct handover_line *handover_read(struct arena *arena, const char *lines, size_t *count)
{
    struct handover_line *read = NULL;
    size_t room = 0;

    *count = 0;
    for (size_t length; *lines; lines += length + (lines[length] == '\n')) {
        length = strcspn(lines, "\n");
        if (!length)
            continue;
        read = arena_grow(arena, read, *count, &room, sizeof(*read));
        read[(*count)++] = read_line(arena, arena_copy_part(arena, lines, length));
    }
    return read;
}

void handover_write(struct text *out, const struct handover_line *line)
{
    if (out->length)
        text_add_char(out, '\n');
    text_addf(out, "%s/%s/", handover_kinds[line->kind].word, line->number);
    parts_escape(out, line->text, "/");
    if (line->is_ticked)
        text_add(out, "/x");
}
