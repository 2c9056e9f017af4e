/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/keycode.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
    GROUPS = 6,
    GROUP = 9,
    SYMBOLS = GROUPS * GROUP,
    SYMBOL_BITS = 5,
    CHECK_BITS = 14,
    GENERATOR = 0x4A25, /* x^14 + x^11 + x^9 + x^5 + x^2 + 1 */
    NODE_MOST = 64
};

/* --- check bits --- */

/* What is left of all bits divided by the generator. */
static unsigned remainder_of(const int *symbols)
{
    unsigned rest = 0;

    for (int bit = 0; bit < SYMBOLS * SYMBOL_BITS; bit++) {
        int symbol = symbols[bit / SYMBOL_BITS];
        rest = rest << 1 | (symbol >> (SYMBOL_BITS - 1 - bit % SYMBOL_BITS) & 1);
        if (rest >> CHECK_BITS)
            rest ^= GENERATOR;
    }
    return rest;
}

static unsigned bits_of_node(const char *node)
{
    char upper[NODE_MOST];
    uint8_t hash[CRYPTO_ID];
    size_t length = 0;

    for (; node[length] && length < sizeof(upper); length++)
        upper[length] = (char)toupper((unsigned char)node[length]);
    crypto_id(upper, length, hash);
    return ((unsigned)hash[0] << 8 | hash[1]) >> (16 - CHECK_BITS);
}

/* Adds bits to the last of the code's, where the check bits are. */
static void add_check(int *symbols, unsigned bits)
{
    for (int i = SYMBOLS - 1; bits; i--, bits >>= SYMBOL_BITS)
        symbols[i] ^= (int)(bits & 31);
}

/* --- writing --- */

void keycode_write(const uint8_t *public_key, const char *node, char *out)
{
    int symbols[SYMBOLS] = {0};
    char *at = out;

    for (int bit = 0; bit < 8 * CRYPTO_PUBLIC; bit++)
        symbols[bit / SYMBOL_BITS] |= (public_key[bit / 8] >> (7 - bit % 8) & 1)
                                      << (SYMBOL_BITS - 1 - bit % SYMBOL_BITS);
    add_check(symbols, remainder_of(symbols) ^ bits_of_node(node));
    for (int i = 0; i < SYMBOLS; i++) {
        if (i && i % GROUP == 0)
            *at++ = '-';
        *at++ = ident_symbol(symbols[i]);
    }
    *at = '\0';
}

/* --- reading --- */

struct typed {
    int symbols[SYMBOLS];
    int count;           /* of all characters */
    int lengths[GROUPS]; /* of each run of characters between blanks or dashes */
    int run_count;
    bool is_inside; /* of a run */
};

static bool is_gap(uint32_t code)
{
    return code == ' ' || code == '-' || (code >= '\t' && code <= '\r') || code == 0x3000 ||
           (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

static void take_symbol(struct typed *typed, int symbol)
{
    if (!typed->is_inside)
        typed->run_count++;
    typed->is_inside = true;
    if (typed->run_count <= GROUPS)
        typed->lengths[typed->run_count - 1]++;
    if (typed->count < SYMBOLS)
        typed->symbols[typed->count] = symbol;
    typed->count++;
}

static enum status take_text(struct typed *typed, const char *text, struct error *error)
{
    size_t length = strlen(text), used;

    for (; length; text += used, length -= used) {
        uint32_t code = utf8_decode(text, length, &used);
        if (code >= 0xFF01 && code <= 0xFF5E) /* full-width */
            code -= 0xFF00 - 0x20;
        if (is_gap(code)) {
            typed->is_inside = false;
            continue;
        }
        int symbol = code < 128 ? ident_symbol_value((char)code) : -1;
        if (symbol < 0)
            return error_set(error, STATUS_INVALID, "code",
                             _("\"%.*s\" in group %d is no character of such a code"), (int)used,
                             text,
                             typed->run_count > 1 ? typed->run_count + !typed->is_inside
                                                  : typed->count / GROUP + 1);
        take_symbol(typed, symbol);
    }
    return STATUS_OK;
}

static enum status check_lengths(const struct typed *typed, struct error *error)
{
    for (int i = 0; i < GROUPS && typed->run_count == GROUPS; i++)
        if (typed->lengths[i] != GROUP)
            return error_set(error, STATUS_INVALID, "code",
                             _("group %d of the code has %d characters, each group has %d"), i + 1,
                             typed->lengths[i], GROUP);
    if (typed->count != SYMBOLS)
        return error_set(error, STATUS_INVALID, "code",
                         _("the code has %d characters, it should be six groups of nine"),
                         typed->count);
    return STATUS_OK;
}

/* Whether one other character at i would make the code right. */
static bool is_wrong_at(int *symbols, int i, unsigned expected)
{
    int typed = symbols[i];
    bool is_found = false;

    for (int other = 0; other < 1 << SYMBOL_BITS && !is_found; other++) {
        symbols[i] = other;
        is_found = remainder_of(symbols) == expected;
    }
    symbols[i] = typed;
    return is_found;
}

static bool is_swapped_at(int *symbols, int i, unsigned expected)
{
    int first = symbols[i];

    symbols[i] = symbols[i + 1];
    symbols[i + 1] = first;
    bool is_found = remainder_of(symbols) == expected;
    symbols[i + 1] = symbols[i];
    symbols[i] = first;
    return is_found;
}

/* The group that is wrong, from 0; -1 if it can't be told: a swap can look like one wrong character
 * elsewhere. */
static int find_wrong(int *symbols, unsigned expected)
{
    int wrong = -1, swapped = -1;

    for (int i = 0; i < SYMBOLS && wrong < 0; i++)
        if (is_wrong_at(symbols, i, expected))
            wrong = i / GROUP;
    for (int i = 0; i + 1 < SYMBOLS && swapped < 0; i++)
        if (is_swapped_at(symbols, i, expected))
            swapped = i / GROUP;
    if (wrong >= 0 && swapped >= 0 && wrong != swapped)
        return -1;
    return wrong >= 0 ? wrong : swapped;
}

static enum status say_wrong(int *symbols, const char *node, struct error *error)
{
    int group = find_wrong(symbols, bits_of_node(node));
    char shown[GROUP + 1] = "";

    if (group < 0)
        return error_set(error, STATUS_INVALID, "code",
                         _("the code does not fit node %s: it is mistyped, or another node's"),
                         node);
    for (int i = 0; i < GROUP; i++)
        shown[i] = ident_symbol(symbols[group * GROUP + i]);
    return error_set(error, STATUS_INVALID, "code",
                     _("the code does not fit node %s: group %d (%s) looks mistyped"), node,
                     group + 1, shown);
}

enum status keycode_read(const char *text, const char *node, uint8_t *public_key,
                         struct error *error)
{
    struct typed typed = {.count = 0};
    enum status status = STATUS_OK;

    TRY(take_text(&typed, text, error));
    TRY(check_lengths(&typed, error));
    if (remainder_of(typed.symbols) != bits_of_node(node))
        return say_wrong(typed.symbols, node, error);
    memset(public_key, 0, CRYPTO_PUBLIC);
    for (int bit = 0; bit < 8 * CRYPTO_PUBLIC; bit++)
        public_key[bit / 8] |=
            (uint8_t)((typed.symbols[bit / SYMBOL_BITS] >> (SYMBOL_BITS - 1 - bit % SYMBOL_BITS) &
                       1)
                      << (7 - bit % 8));
done:
    return status;
}
