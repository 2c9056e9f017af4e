/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/utf8.h"

#include <string.h>

static void add_spaces(struct text *out, int count)
{
    while (count-- > 0)
        text_add_char(out, ' ');
}

static void pad(struct text *out, const char *text, int columns, bool left)
{
    int used;
    size_t end = utf8_fit(text, columns, &used);
    const char *mark = "";

    if (text[end] && columns >= 4) {
        end = utf8_fit(text, columns - 2, &used);
        used += 2;
        mark = "..";
    }
    if (left)
        add_spaces(out, columns - used);
    text_add_bytes(out, text, end);
    text_add(out, mark);
    if (!left)
        add_spaces(out, columns - used);
}

void utf8_pad(struct text *out, const char *text, int columns)
{
    pad(out, text, columns, false);
}

void utf8_pad_left(struct text *out, const char *text, int columns)
{
    pad(out, text, columns, true);
}

enum kind { SPACE, NARROW, WIDE, OPENING, CLOSING };

struct piece {
    size_t length; /* bytes of one cluster */
    int columns;
    enum kind kind;
    bool narrow; /* no wide writing: words hold together */
};

static struct piece piece_at(const char *text, size_t length)
{
    static const char opening[] = "([{（《〈「『【〔［｛“‘";
    static const char closing[] = ",.;:!?)]}，。、；：！？）》〉」』】〕］｝”’…";
    struct piece piece = {utf8_cluster(text, length), 0, NARROW, true};
    size_t used;
    uint32_t code = utf8_decode(text, length, &used);
    char one[5] = {0};

    piece.columns = utf8_cluster_columns(text, piece.length);
    utf8_encode(code, one);
    piece.narrow = piece.columns < 2 && !(code >= 0x2010 && code <= 0x2027);
    if (code == ' ')
        piece.kind = SPACE;
    else if (strstr(opening, one))
        piece.kind = OPENING;
    else if (strstr(closing, one))
        piece.kind = CLOSING;
    else if (!piece.narrow)
        piece.kind = WIDE;
    return piece;
}

static bool may_break(const struct piece *before, const struct piece *after)
{
    if (after->kind == CLOSING || after->kind == SPACE || before->kind == OPENING)
        return false;
    return before->kind == SPACE || !before->narrow || !after->narrow;
}

/* Bytes of the first line of text, which holds no newline: up to the last place to break before the
 * edge, or to the edge. Spaces hang over it; *next is where the following line begins. */
static size_t line_length(const char *text, size_t length, int columns, size_t *next)
{
    struct piece before = {0};
    size_t end = 0, solid = 0, break_end = 0, break_next = 0;
    int used = 0;

    while (end < length) {
        struct piece piece = piece_at(text + end, length - end);
        if (end && may_break(&before, &piece)) {
            break_end = solid;
            break_next = end;
        }
        if (piece.kind != SPACE) {
            if (end && used + piece.columns > columns)
                break;
            solid = end + piece.length;
        }
        used += piece.columns;
        end += piece.length;
        before = piece;
    }
    if (end < length && break_next) {
        *next = break_next;
        return break_end;
    }
    *next = end;
    return solid;
}

void utf8_wrap(const char *text, int columns,
               void (*line)(void *context, const char *text, size_t length), void *context)
{
    for (;;) {
        size_t length = strcspn(text, "\n"), next;
        do {
            line(context, text, line_length(text, length, columns, &next));
            text += next;
            length -= next;
        } while (length);
        if (!*text)
            return;
        text++;
    }
}
