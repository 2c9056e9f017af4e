/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "store/search_keys.h"

#include "shouwen/base/ident.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/parts.h"

#include <string.h>

/* INSIDE_MOST: positions of a name that it is found from; TAIL_LEAST: shorter ends of numbers say
 * nothing (screens.md); CODE_LEAST: shorter beginnings of codes are those of too many. */
enum { INSIDE_MOST = 32, NUMBER_MOST = 32, TAIL_LEAST = 4, TYPED_MOST = 300, CODE_LEAST = 3 };

static void add_key(struct search_keys *keys, enum search_kind kind, const char *text)
{
    if (!*text)
        return;
    for (size_t i = 0; i < keys->count; i++)
        if (keys->at[i].kind == kind && strcmp(keys->at[i].text, text) == 0)
            return;
    keys->at = arena_grow(keys->arena, keys->at, keys->count, &keys->room, sizeof(*keys->at));
    keys->at[keys->count++] = (struct search_key){kind, arena_copy(keys->arena, text)};
}

static bool is_digit(char one)
{
    return one >= '0' && one <= '9';
}

/* The number at the beginning of text, reversed, without what people put between its digits; an ID
 * number may end in X. Returns where it ends. */
static const char *read_number(const char *text, bool is_card, char out[NUMBER_MOST])
{
    static const char between[] = " -()+";
    char number[NUMBER_MOST];
    size_t length = 0, skipped;
    bool is_abroad = text_starts(text, "+86") || text_starts(text, "0086");

    for (; is_digit(*text) || (*text && strchr(between, *text)); text++)
        if (is_digit(*text) && length < NUMBER_MOST - 1)
            number[length++] = *text;
    if (is_card && length && length < NUMBER_MOST - 1 && (*text | 0x20) == 'x') {
        number[length++] = 'X';
        text++;
    }
    skipped = is_abroad ? (number[0] == '0' ? 4 : 2) : 0;
    for (size_t i = skipped; i < length; i++)
        out[i - skipped] = number[length - 1 - (i - skipped)];
    out[length - skipped] = '\0';
    return text;
}

void search_keys_of_phones(struct search_keys *keys, enum search_kind kind, const char *phones)
{
    char number[NUMBER_MOST];

    while (*phones) {
        phones = read_number(phones, false, number);
        if (strlen(number) >= TAIL_LEAST)
            add_key(keys, kind, number);
        while (*phones && !is_digit(*phones) && *phones != '+')
            phones++;
    }
}

struct sink {
    struct search_keys *keys;
    enum search_kind kind;
};

static void add_spelling(void *context, const char *spelling)
{
    struct sink *sink = context;

    add_key(sink->keys, sink->kind, spelling);
}

static void add_spellings(struct search_keys *keys, const char *name, enum search_kind initials,
                          enum search_kind pinyin)
{
    searchkey_initials(name, add_spelling, &(struct sink){keys, initials});
    searchkey_pinyin(name, add_spelling, &(struct sink){keys, pinyin});
}

void search_key_of_card(struct text *out, const char *card)
{
    char number[NUMBER_MOST];

    read_number(card, true, number);
    text_add(out, number);
}

static void add_resident(struct search_keys *keys, const struct record *record)
{
    struct text name = TEXT_EMPTY, card = TEXT_EMPTY;
    size_t at = 0, used;

    searchkey_name(&name, record_text(record, RECORD_RESIDENTS_NAME));
    add_key(keys, SEARCH_KEY_NAME, name.at);
    for (int i = 0; i < INSIDE_MOST && at < name.length; i++, at += used) {
        utf8_decode(name.at + at, name.length - at, &used);
        if (i)
            add_key(keys, SEARCH_KEY_INSIDE, name.at + at);
    }
    add_spellings(keys, record_text(record, RECORD_RESIDENTS_NAME), SEARCH_KEY_INITIALS,
                  SEARCH_KEY_PINYIN);
    search_keys_of_phones(keys, SEARCH_KEY_PHONE, record_text(record, RECORD_RESIDENTS_PHONE));
    search_key_of_card(&card, record_text(record, RECORD_RESIDENTS_ID_NUMBER));
    add_key(keys, SEARCH_KEY_CARD, card.at);
    text_release(&name);
    text_release(&card);
}

void search_keys_of_case(struct search_keys *keys, bool is_open, const char *names,
                         const char *phones)
{
    enum search_kind kind = is_open ? SEARCH_KEY_OPEN_INITIALS : SEARCH_KEY_CLOSED_INITIALS;

    search_keys_of_phones(keys, SEARCH_KEY_CASE_PHONE, phones);
    while (*names) {
        size_t length = strcspn(names, "\n");
        const char *name = arena_copy_part(keys->arena, names, length);
        searchkey_initials(name, add_spelling, &(struct sink){keys, kind});
        names += length + (names[length] == '\n');
    }
}

static void add_service_name(struct search_keys *keys, const char *name)
{
    struct text key = TEXT_EMPTY;

    searchkey_name(&key, name);
    add_key(keys, SEARCH_KEY_SERVICE, key.at);
    add_spellings(keys, name, SEARCH_KEY_SERVICE_INITIALS, SEARCH_KEY_SERVICE_PINYIN);
    text_release(&key);
}

static void add_service(struct search_keys *keys, const struct record *record)
{
    struct text code = TEXT_EMPTY;
    size_t count;
    const char **aliases =
        parts_split(keys->arena, record_text(record, RECORD_SERVICES_ALIASES), PARTS_LIST, &count);

    add_service_name(keys, record_text(record, RECORD_SERVICES_NAME));
    for (size_t i = 0; i < count; i++)
        add_service_name(keys, aliases[i]);
    searchkey_name(&code, record_text(record, RECORD_SERVICES_CODE));
    add_key(keys, SEARCH_KEY_SERVICE_CODE, code.at);
    text_release(&code);
}

void search_keys_of_record(struct search_keys *keys, const struct record *record)
{
    if (record && record->kind == RECORD_RESIDENTS)
        add_resident(keys, record);
    if (record && record->kind == RECORD_SERVICES)
        add_service(keys, record);
}

void search_key_of_door(struct text *out, const char *door)
{
    if (!searchkey_door(out, door))
        searchkey_name(out, door);
}

bool search_key_has_near(enum search_kind kind)
{
    return kind == SEARCH_KEY_NAME || kind == SEARCH_KEY_INITIALS || kind == SEARCH_KEY_PINYIN;
}

/* --- what was typed --- */

/* The number that is all of the text, reversed; "" if it is none or too short. */
static const char *typed_number(struct arena *arena, const char *normal)
{
    char number[NUMBER_MOST];
    bool is_number = is_digit(*normal) || *normal == '+';

    if (!is_number || *read_number(normal, true, number) || strlen(number) < TAIL_LEAST)
        return "";
    return arena_copy(arena, number);
}

/* How many characters a text of Latin letters only has; 0 for any other. */
static size_t count_letters(const char *name)
{
    size_t count = strspn(name, "abcdefghijklmnopqrstuvwxyz");

    return name[count] ? 0 : count;
}

static const char *typed_code(struct arena *arena, const char *text)
{
    char code[IDENT_CODE];
    const char *part = ident_query_code(text);

    return ident_code_read(part ? part : text, code) ? arena_copy(arena, code) : "";
}

static const char *typed_code_start(struct arena *arena, const char *text)
{
    char code[IDENT_CODE];
    size_t length = strlen(text);

    if (length < CODE_LEAST || length >= IDENT_CODE)
        return "";
    for (size_t i = 0; i <= length; i++) {
        int value = text[i] ? ident_symbol_value(text[i]) : 0;
        if (value < 0)
            return "";
        code[i] = text[i] ? ident_symbol(value) : '\0';
    }
    return arena_copy(arena, code);
}

void search_typed_clean(struct text *out, const char *typed)
{
    size_t length = strlen(typed), start = out->length;

    utf8_clean(out, typed, length > TYPED_MOST ? TYPED_MOST : length, false);
    /* a character that was cut in two came out as U+FFFD, which no key holds */
    if (length > TYPED_MOST && text_ends(out->at + start, "\xef\xbf\xbd"))
        text_cut(out, out->length - 3);
}

void search_typed_read(struct arena *arena, const char *typed, struct search_typed *read)
{
    struct text clean = TEXT_EMPTY, normal = TEXT_EMPTY, made = TEXT_EMPTY;

    search_typed_clean(&clean, typed);
    searchkey_normal(&normal, clean.at);
    searchkey_name(&made, clean.at);
    read->name = arena_copy(arena, made.at);
    read->letter_count = count_letters(made.at);
    read->number = typed_number(arena, normal.at);
    text_clear(&made);
    searchkey_door(&made, clean.at);
    read->door = arena_copy(arena, made.at);
    text_clear(&made);
    searchkey_query(&made, clean.at);
    read->query = arena_copy(arena, made.at);
    text_clear(&made);
    searchkey_needles(&made, clean.at);
    read->needles = arena_copy(arena, made.at);
    read->text = arena_copy(arena, clean.at);
    read->code = typed_code(arena, normal.at);
    read->code_start = typed_code_start(arena, normal.at);
    text_release(&clean);
    text_release(&normal);
    text_release(&made);
}
