/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/proof.h"

#include "shouwen/base/text.h"

#include <string.h>

static void add_number(struct text *out, int64_t number)
{
    for (int i = 0; i < 8; i++)
        text_add_char(out, (char)((uint64_t)number >> 8 * i & 255));
}

/* What stands before the name has one length always: no two feeds make the same words. */
static void say(const struct view_feed *feed, const char *client, struct text *out)
{
    text_add(out, "shouwen feed 1\n");
    add_number(out, feed->epoch);
    add_number(out, feed->last.n);
    text_add_bytes(out, (const char *)feed->last.chain, CRYPTO_CHAIN);
    text_add(out, client);
}

void proof_write(struct view_feed *feed, const char *client, const uint8_t *secret_key)
{
    struct text words = TEXT_EMPTY;

    say(feed, client, &words);
    crypto_signature_of(words.at, words.length, secret_key, feed->proof);
    feed->has_proof = true;
    text_release(&words);
}

bool proof_holds(const struct view_feed *feed, const char *client, const uint8_t *public_key)
{
    struct text words = TEXT_EMPTY;

    if (!feed->has_proof)
        return false;
    say(feed, client, &words);
    bool holds = crypto_signed_by(words.at, words.length, feed->proof, public_key);
    text_release(&words);
    return holds;
}
