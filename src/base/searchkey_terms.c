/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/searchkey.h"

#include "shouwen/base/utf8.h"

#include <string.h>

/* Walks through the words of a normal key: one character at a time with the one before it. */
struct walk {
    const char *at;
    const char *end;
    const char *before; /* the character before this one in its word, NULL at the word's first */
    size_t before_length;
    const char *character;
    size_t length;
};

/* Goes to the next character of the word, or to the first of the next word where in_word is false;
 * false at the end of the word, or of the text. Middle dots inside a word are passed over: the
 * parts of a name are often typed without them. */
static bool step(struct walk *walk, bool in_word)
{
    while (walk->at < walk->end) {
        const char *here = walk->at;
        size_t used;
        uint32_t code = utf8_decode(here, (size_t)(walk->end - here), &used);
        walk->at += used;
        if (utf8_is_word(code)) {
            walk->before = in_word ? walk->character : NULL;
            walk->before_length = walk->length;
            walk->character = here;
            walk->length = used;
            return true;
        }
        if (in_word && code != 0xB7)
            return false;
    }
    return false;
}

static void add_pair(struct text *out, const struct walk *walk)
{
    text_add_bytes(out, walk->before, walk->before_length);
    text_add_bytes(out, walk->character, walk->length);
}

static struct walk walk_over(const struct text *normal)
{
    return (struct walk){.at = normal->at, .end = normal->at + normal->length};
}

void searchkey_terms(struct text *out, const char *text)
{
    struct text normal = TEXT_EMPTY;
    const char *gap = "";

    searchkey_normal(&normal, text);
    struct walk walk = walk_over(&normal);
    while (step(&walk, false)) {
        text_add(out, gap);
        gap = " ";
        while (step(&walk, true)) {
            add_pair(out, &walk);
            text_add_char(out, ' ');
        }
        text_add_bytes(out, walk.character, walk.length);
    }
    text_release(&normal);
}

/* How the words that were typed are written down: what stands before the first and each further
 * one, after its pairs, after a single character, and at the end. */
struct wording {
    const char *start, *joint, *whole, *begun, *end;
};

static void write_words(struct text *out, const char *typed, const struct wording *wording)
{
    struct text normal = TEXT_EMPTY;
    const char *joint = wording->start;

    searchkey_normal(&normal, typed);
    struct walk walk = walk_over(&normal);
    while (step(&walk, false)) {
        const char *gap = "";
        text_add(out, joint);
        joint = wording->joint;
        while (step(&walk, true)) {
            text_add(out, gap);
            gap = " ";
            add_pair(out, &walk);
        }
        if (!*gap)
            text_add_bytes(out, walk.character, walk.length);
        text_add(out, *gap ? wording->whole : wording->begun);
    }
    if (joint == wording->joint)
        text_add(out, wording->end);
    text_release(&normal);
}

void searchkey_query(struct text *out, const char *typed)
{
    static const struct wording query = {"\"", " AND \"", "\"", "\"*", ""};

    write_words(out, typed, &query);
}

void searchkey_needles(struct text *out, const char *typed)
{
    static const struct wording needles = {"[\" ", ",\" ", " \"", "\"", "]"};

    write_words(out, typed, &needles);
}

enum { DOOR_PARTS_MOST = 4, DOOR_DIGITS_MOST = 5, DOOR_LETTERS_MOST = 2 };

/* Bytes of the separators at text: words for the parts of an address, hyphens, blanks. */
static size_t separators(const char *text)
{
    static const char *const words[] = {"号", "弄", "幢", "栋", "座", "楼", "单元", "院", "梯",
                                        "室", "户", "-",  "‐",  "–",  "—",  "−",    "#",  " "};
    size_t length = 0, i = 0;

    while (i < sizeof(words) / sizeof(*words)) {
        if (text_starts(text + length, words[i])) {
            length += strlen(words[i]);
            i = 0;
        } else {
            i++;
        }
    }
    return length;
}

/* Bytes of one part: a few digits, and at most two letters at one or both ends; 0 if it is none. */
static size_t door_part(const char *text, bool *has_digits)
{
    size_t before = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    size_t digits = strspn(text + before, "0123456789");
    size_t after = strspn(text + before + digits, "abcdefghijklmnopqrstuvwxyz");

    if (before > DOOR_LETTERS_MOST || after > DOOR_LETTERS_MOST || digits > DOOR_DIGITS_MOST)
        return 0;
    *has_digits = *has_digits || digits;
    return before + digits + after;
}

/* Adds the parts of the normal key at door; false if it is no door, whatever was added. */
static bool add_door(struct text *out, const char *door)
{
    bool has_digits = false;

    for (int count = 1; count <= DOOR_PARTS_MOST; count++) {
        size_t length = door_part(door, &has_digits);
        if (!length)
            return false;
        for (size_t i = 0; i < length; i++)
            text_add_char(out, door[i] >= 'a' ? (char)(door[i] - 'a' + 'A') : door[i]);
        size_t gap = separators(door + length);
        bool ends = !door[length + gap];
        if (ends && gap && strchr("-#", door[length + gap - 1]))
            return false;
        if (ends || !gap)
            return ends && has_digits && count > 1;
        text_add_char(out, '-');
        door += length + gap;
    }
    return false;
}

bool searchkey_door(struct text *out, const char *text)
{
    struct text normal = TEXT_EMPTY;
    size_t start = out->length;

    searchkey_normal(&normal, text);
    bool is_door = add_door(out, normal.at);
    if (!is_door)
        text_cut(out, start);
    text_release(&normal);
    return is_door;
}
