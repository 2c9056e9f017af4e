/* SPDX-License-Identifier: MIT */
/* keycode: a public key as a person types it: six groups of nine characters of Crockford's base 32,
 * 256 bits of key and 14 check bits over key and node (sync.md 4: enrol and trust codes).
 * The check bits are those of a Fire code, generator (x^9 + 1)(x^5 + x^2 + 1), length at most 279
 * bits, with a hash of the node's code added: a single wrong character and a swap of neighbours are
 * always found, and where they are nearly always; anything else passes once in 16,384.
 * Used by the programs that enrol and trust. */
#ifndef SHOUWEN_BASE_KEYCODE_H
#define SHOUWEN_BASE_KEYCODE_H

#include "shouwen/base/error.h"

#include <stdint.h>

enum { KEYCODE = 60 }; /* with its five dashes and the NUL */

/* The code of public_key[CRYPTO_PUBLIC] for a node's code, or "hub", into out[KEYCODE]. */
void keycode_write(const uint8_t *public_key, const char *node, char *out);
/* The reverse. Either case, o for 0, i and l for 1, full-width forms, and any blanks and dashes
 * will do. STATUS_INVALID with one sentence, which names the group if one alone is wrong. */
MUST_CHECK enum status keycode_read(const char *text, const char *node, uint8_t *public_key,
                                    struct error *error);

#endif
