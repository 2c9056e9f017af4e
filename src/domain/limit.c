/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/limit.h"

#include "shouwen/base/i18n.h"

#include <string.h>

/* What may follow the number, the canonical word first; units without a number stand alone. */
static const struct {
    enum limit_unit unit;
    bool counted;
    const char *words[8];
} forms[] = {
    {LIMIT_WORKING, true, {"w", "个工作日", "工作日", "wd"}},
    {LIMIT_NATURAL, true, {"d", "日", "天", "个自然日", "自然日", "个日历日"}},
    {LIMIT_HOURS, true, {"h", "小时", "个小时"}},
    {LIMIT_SPOT, false, {"spot", "即办", "当场", "即时", "现场即办", "当场办结", "即时办结"}},
    {LIMIT_NONE, false, {"none", "无", "不限", "无时限"}},
};
enum { FORMS = sizeof(forms) / sizeof(forms[0]), WORDS = 8, WORD_BYTES = 32 };

/* The digits at *text, ASCII or full-width; -1 if there are none or the number is past LIMIT_MOST.
 */
static int take_number(const char **text)
{
    const char *at = *text;
    int number = -1;

    for (;; at++) {
        int digit = -1;
        if (*at >= '0' && *at <= '9')
            digit = *at - '0';
        /* U+FF10 to U+FF19: input methods leave them behind */
        if (strncmp(at, "\xef\xbc", 2) == 0 && (unsigned char)at[2] >= 0x90 &&
            (unsigned char)at[2] <= 0x99) {
            digit = (unsigned char)at[2] - 0x90;
            at += 2;
        }
        if (digit < 0)
            break;
        number = (number < 0 ? 0 : number) * 10 + digit;
        if (number > LIMIT_MOST)
            return -1;
    }
    *text = at;
    return number;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* text without blanks around it and without 内 at its end, in lower case; false if too long. */
static bool tidy(const char *text, char word[WORD_BYTES])
{
    size_t length;

    text = skip_blanks(text);
    length = strlen(text);
    while (length && strchr(" \t", text[length - 1]))
        length--;
    if (length >= WORD_BYTES)
        return false;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]);
    word[length] = '\0';
    if (length > strlen("内") && text_ends(word, "内"))
        word[length - strlen("内")] = '\0';
    return true;
}

bool limit_parse(const char *text, struct limit *limit)
{
    char word[WORD_BYTES];

    if (!text || !tidy(text, word))
        return false;
    const char *rest = word;
    int number = take_number(&rest);
    rest = skip_blanks(rest);
    for (size_t i = 0; i < FORMS; i++)
        for (size_t j = 0; j < WORDS && forms[i].words[j]; j++)
            if (forms[i].counted == (number >= 0) && strcmp(rest, forms[i].words[j]) == 0) {
                *limit = (struct limit){number >= 0 ? number : 0, forms[i].unit};
                return true;
            }
    return false;
}

void limit_write(struct text *out, struct limit limit)
{
    for (size_t i = 0; i < FORMS; i++) {
        if (forms[i].unit != limit.unit)
            continue;
        if (forms[i].counted)
            text_addf(out, "%d", limit.count);
        text_add(out, forms[i].words[0]);
    }
}

void limit_say(struct text *out, struct limit limit)
{
    unsigned long count = (unsigned long)limit.count;

    switch (limit.unit) {
    case LIMIT_WORKING:
        text_addf(out, ngettext("%d working day", "%d working days", count), limit.count);
        return;
    case LIMIT_NATURAL:
        text_addf(out, ngettext("%d natural day", "%d natural days", count), limit.count);
        return;
    case LIMIT_HOURS:
        text_addf(out, ngettext("%d hour", "%d hours", count), limit.count);
        return;
    case LIMIT_SPOT:
        text_add(out, _("on the spot"));
        return;
    case LIMIT_NONE:
        text_add(out, _("no limit"));
        return;
    }
}

/* Where the separator starts, or NULL; *length gets its bytes. */
static const char *separator(const char *text, size_t *length)
{
    const char *slash = strchr(text, '/'), *wide = strstr(text, "／");

    *length = slash ? 1 : strlen("／");
    return slash ? slash : wide;
}

bool limit_pair_parse(const char *text, struct limit_pair *pair)
{
    struct limit_pair found = {0};
    size_t length;

    if (!text)
        return false;
    const char *at = separator(text, &length);
    if (!at) {
        if (!limit_parse(text, &found.promised))
            return false;
        found.statutory = found.promised;
    } else {
        char first[2 * WORD_BYTES];
        if ((size_t)(at - text) >= sizeof(first))
            return false;
        memcpy(first, text, (size_t)(at - text));
        first[at - text] = '\0';
        if (!limit_parse(first, &found.statutory) || !limit_parse(at + length, &found.promised))
            return false;
        found.has_statutory = true;
    }
    *pair = found;
    return true;
}

void limit_pair_write(struct text *out, const struct limit_pair *pair)
{
    if (pair->has_statutory) {
        limit_write(out, pair->statutory);
        text_add_char(out, '/');
    }
    limit_write(out, pair->promised);
}
