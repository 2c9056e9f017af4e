/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/ident.h"

#include "shouwen/base/clock.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford's base 32 */
enum { CODE_CHARS = 8 };

void ident_hex(const uint8_t *bytes, size_t length, char *out)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < length; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * length] = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool ident_unhex(const char *text, uint8_t *bytes, size_t length)
{
    if (!text || strlen(text) != 2 * length)
        return false;
    for (size_t i = 0; i < length; i++) {
        int high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

char ident_symbol(int value)
{
    return alphabet[value];
}

int ident_symbol_value(char c)
{
    c = (char)toupper((unsigned char)c);
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    const char *found = c ? strchr(alphabet, c) : NULL;
    return found ? (int)(found - alphabet) : -1;
}

/* Weights 1 to 8 modulo the prime 31: every single wrong character and every swap of neighbours
 * changes the sum, apart from those that a value of 31 against 0 hides. */
static char check_char(const int values[CODE_CHARS])
{
    int sum = 0;

    for (int i = 0; i < CODE_CHARS; i++)
        sum += (i + 1) * values[i];
    return alphabet[sum % 31];
}

void ident_code(uint64_t bits, char *out)
{
    int values[CODE_CHARS];

    for (int i = CODE_CHARS - 1; i >= 0; i--, bits >>= 5)
        values[i] = (int)(bits & 31);
    for (int i = 0; i < CODE_CHARS; i++)
        out[i] = alphabet[values[i]];
    out[CODE_CHARS] = check_char(values);
    out[CODE_CHARS + 1] = '\0';
}

bool ident_code_read(const char *text, char *out)
{
    int values[CODE_CHARS + 1];

    if (strlen(text) != CODE_CHARS + 1)
        return false;
    for (int i = 0; i <= CODE_CHARS; i++) {
        values[i] = ident_symbol_value(text[i]);
        if (values[i] < 0)
            return false;
    }
    if (alphabet[values[CODE_CHARS]] != check_char(values))
        return false;
    for (int i = 0; i <= CODE_CHARS; i++)
        out[i] = alphabet[values[i]];
    out[CODE_CHARS + 1] = '\0';
    return true;
}

size_t ident_node_tail(const char *node, char out[IDENT_TAIL + 1])
{
    size_t length = strcspn(node, "-");
    size_t tail = length < IDENT_TAIL ? length : IDENT_TAIL;

    snprintf(out, IDENT_TAIL + 1, "%.*s", (int)tail, node + length - tail);
    return tail;
}

void ident_case_number(const char *node, int32_t day, uint64_t bits, char *out)
{
    struct clock_parts p = clock_parts_of_day(day);
    char code[IDENT_CODE], tail[IDENT_TAIL + 1];

    ident_code(bits, code);
    ident_node_tail(node, tail);
    snprintf(out, IDENT_NUMBER, "%s-%02u%02u%02u-%s", tail, (unsigned)p.year % 100,
             (unsigned)p.month % 100, (unsigned)p.day % 100, code);
}

const char *ident_query_code(const char *number)
{
    const char *dash = strrchr(number, '-');

    return dash && strlen(dash + 1) == CODE_CHARS + 1 ? dash + 1 : NULL;
}

bool ident_card_is_valid(const char *text)
{
    static const char checks[] = "10X98765432";
    size_t length = strlen(text);
    unsigned sum = 0, weight = 1;

    if (length != 15 && length != 18)
        return false;
    for (size_t i = 0; i < length - (length == 18); i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    if (length == 15)
        return true;
    /* weights are 2^(18-i) modulo 11, counted from the last digit */
    for (int i = 16; i >= 0; i--) {
        weight = weight * 2 % 11;
        sum += weight * (unsigned)(text[i] - '0');
    }
    return checks[sum % 11] == toupper((unsigned char)text[17]);
}
