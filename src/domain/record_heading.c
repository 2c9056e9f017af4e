/* SPDX-License-Identifier: MIT */
/* record_heading: which field a column's heading means. People add stars, remarks in brackets and
 * blanks to headings: those don't count. */
#include "config.h"

#include "shouwen/domain/record.h"

#include "shouwen/base/utf8.h"

#include <ctype.h>
#include <string.h>

/* What of a heading counts: width and case aside, without blanks and marks, as far as a bracket. */
static void add_key(struct text *out, const char *heading, size_t length)
{
    struct text clean = TEXT_EMPTY, folded = TEXT_EMPTY;
    size_t used;

    utf8_clean(&clean, heading, length, false);
    utf8_fold(&folded, clean.at);
    for (size_t at = 0; at < folded.length && folded.at[at] != '('; at += used) {
        uint32_t code = utf8_decode(folded.at + at, folded.length - at, &used);
        if (utf8_is_word(code))
            text_add_bytes(out, folded.at + at, used);
    }
    text_release(&clean);
    text_release(&folded);
}

/* How close a heading comes to one that is known: not at all, by so many bytes that it contains,
 * or wholly. */
enum { STRANGE = 0, SAME = 1 << 20 };
enum { HEADING_MOST = 64 };

/* Known headings are ideographs and a few letters and ASCII marks, none of which needs folding. */
static size_t compare(const struct text *key, const char *known, size_t length)
{
    char other[HEADING_MOST];
    size_t used = 0;

    for (size_t i = 0; i < length && used + 1 < sizeof(other); i++)
        if (!ispunct((unsigned char)known[i]))
            other[used++] = (char)tolower((unsigned char)known[i]);
    other[used] = '\0';
    if (text_same(key->at, other))
        return SAME;
    return used > 1 && strstr(key->at, other) ? used : STRANGE;
}

static size_t compare_field(const struct text *key, const struct record_field *field)
{
    size_t best = compare(key, field->name, strlen(field->name));

    for (const char *at = field->headings; *at && best != SAME; at += *at == '|') {
        size_t length = strcspn(at, "|");
        size_t close = compare(key, at, length);
        if (close > best)
            best = close;
        at += length;
    }
    return best;
}

static int find(enum record_kind kind, const char *heading, size_t least)
{
    const struct record_row *row = &record_rows[kind];
    struct text key = TEXT_EMPTY;
    size_t best = least - 1;
    int found = -1;

    add_key(&key, heading, strlen(heading));
    for (size_t i = 0; key.length && i < row->field_count; i++) {
        size_t close = compare_field(&key, &row->fields[i]);
        if (close <= best)
            continue;
        best = close;
        found = (int)i;
    }
    text_release(&key);
    return found;
}

int record_field_find(enum record_kind kind, const char *heading)
{
    return find(kind, heading, SAME);
}

int record_field_guess(enum record_kind kind, const char *heading)
{
    return find(kind, heading, STRANGE + 1);
}
