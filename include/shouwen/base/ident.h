/* SPDX-License-Identifier: MIT */
/* ident: numbers and codes with their check characters.
 * A case number is STATIONTAIL-YYMMDD-XXXXXXXXC: the last six digits of the station's code, the
 * day, 40 random bits in Crockford base 32 and a check character of the same alphabet (sync.md
 * 1). Its last nine characters are the query code on slips. */
#ifndef SHOUWEN_BASE_IDENT_H
#define SHOUWEN_BASE_IDENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IDENT_CODE = 10, IDENT_NUMBER = 32, IDENT_TAIL = 6 };

/* length bytes as lower-case hex into out[2 * length + 1]. */
void ident_hex(const uint8_t *bytes, size_t length, char *out);
/* The reverse; false unless text is exactly 2 * length hex digits. */
bool ident_unhex(const char *text, uint8_t *bytes, size_t length);

/* Crockford's base 32: the character of a value below 32, and the value of a character: either
 * case, o i l read as 0 1 1; -1 if it is none. */
char ident_symbol(int value);
int ident_symbol_value(char c);

/* Eight characters from 40 bits, and the check character: out[IDENT_CODE]. */
void ident_code(uint64_t bits, char *out);
/* True for nine characters of the alphabet (either case, o i l read as 0 1 1) whose check fits;
 * the canonical form goes to out[IDENT_CODE]. */
bool ident_code_read(const char *text, char *out);
/* The last digits of a node's code before a dash, by which what is minted there is told; returns
 * how many. */
size_t ident_node_tail(const char *node, char out[IDENT_TAIL + 1]);
/* The case number for a node code, a day and 40 bits: out[IDENT_NUMBER]. */
void ident_case_number(const char *node, int32_t day, uint64_t bits, char *out);
/* A pointer to the query code inside a case number, or NULL if it is no case number. */
const char *ident_query_code(const char *number);

/* GB 11643-1999: 17 digits and the check character (x read as X), or the 15 digits of before.
 * False says only "warn": real numbers may be wrong, and a person is never refused. */
bool ident_card_is_valid(const char *text);

#endif
