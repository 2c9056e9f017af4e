/* SPDX-License-Identifier: MIT */
/* bundle: the only thing that crosses anything: acts or a view, from one party to one other, signed
 * by the one and sealed to the other (sync.md 3).
 *
 *   "SWB1", u32 length (little-endian), header (JSON), Ed25519 signature over all before it,
 *   ciphertext: the stream's beginning, then per zstd frame u32 length and the encrypted chunk
 *
 * The file key is drawn per bundle, sealed to the recipient's key and bound to the sender's.
 * bundle_open() gives nothing out before everything holds, in this order: length, signature,
 * recipient, hash of the ciphertext, decryption to the final tag, declared size, every act (a
 * head's hash is its id, a body is the one that its head names), chain. What it cannot know stays
 * to the caller: whether serial, ranges and `before` continue what the receiver has, and
 * whether this sender may send this log.
 * Used by the exchange and the hub. */
#ifndef SHOUWEN_SYNC_BUNDLE_H
#define SHOUWEN_SYNC_BUNDLE_H

#include "shouwen/base/crypto.h"
#include "shouwen/base/error.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/act.h"
#include "shouwen/sync/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BUNDLE_CIPHER_MOST = 4 << 20, /* bytes of ciphertext */
    BUNDLE_RAW_MOST = 16 << 20,   /* bytes of acts before they are compressed */
    BUNDLE_HEADER_MOST = 64 << 10,
    BUNDLE_FILE_MOST = 8 + BUNDLE_HEADER_MOST + CRYPTO_SIGNATURE + BUNDLE_CIPHER_MOST,
    BUNDLE_RANGES_MOST = 64,
    BUNDLE_ID = 8
};

enum bundle_kind {
    BUNDLE_LOG,  /* acts of logs, each range in the order of its log */
    BUNDLE_FEED, /* acts of a client's feed, in its order */
    BUNDLE_VIEW  /* no acts */
};

/* Acts first to first + count - 1 of a log; before is the chain ahead of the first, after that
 * behind the last. */
struct bundle_range {
    const char *log;
    const char *parent; /* of a branch log, else NULL */
    int64_t parent_n;
    int64_t first, count;
    uint8_t before[CRYPTO_CHAIN], after[CRYPTO_CHAIN];
};

struct bundle_feed {
    int64_t epoch, first, count;
    uint8_t before[CRYPTO_CHAIN], after[CRYPTO_CHAIN];
    bool has_proof; /* proof.h: of its end */
    uint8_t proof[CRYPTO_SIGNATURE];
};

struct bundle_header {
    enum bundle_kind kind;
    uint8_t id[BUNDLE_ID]; /* random */
    const char *from, *to; /* the name of a client, or "hub" */
    int64_t serial;        /* of this sender towards this receiver, strictly rising from 1 */
    int64_t seen;          /* the highest serial of the other side that was applied; 0: none */
    int64_t created_at;    /* ms; never a reason to judge */
    const struct bundle_range *ranges; /* BUNDLE_LOG: at least one */
    size_t range_count;
    struct bundle_feed feed; /* BUNDLE_FEED */
    const struct view *view; /* any kind may bring one, BUNDLE_VIEW always; else NULL */
};

/* One act as it crosses. When written, id is not read: it is the head's hash. */
struct bundle_act {
    uint8_t id[CRYPTO_ID];
    const void *head;
    size_t head_length;
    const void
        *body; /* NULL: the head names none, it was erased, or the receiver gets heads only */
    size_t body_length;
    const char
        *log; /* where it stands: a branch log's acts keep their parent's place in the head */
    int64_t n;
    uint8_t chain[CRYPTO_CHAIN]; /* log: behind it, as it was opened */
    bool is_whole;               /* feed: the receiver is to have the body, if there still is one */
    const struct act *act;       /* as it was read, if the receiver keeps acts; else NULL */
};

/* --- chain of a feed --- */

/* f_0 = BLAKE2b-256("feed" || epoch as 8 bytes little-endian || client's name) into
 * chain[CRYPTO_CHAIN]. */
void bundle_feed_start(int64_t epoch, const char *client, uint8_t *chain);
/* f_p = BLAKE2b-256(f_(p-1) || id || 1 if the act was meant whole, else 0), in place. An erased
 * body changes nothing in it. */
void bundle_feed_next(uint8_t *chain, const uint8_t *id, bool is_whole);
/* c_n = BLAKE2b-256(c_(n-1) || id) of a log, in place, as in the journal. */
void bundle_log_next(uint8_t *chain, const uint8_t *id);

/* --- writing --- */

struct bundle_writer;
/* secret_key[CRYPTO_SECRET] is the sender's, borrowed until bundle_writer_free(). */
struct bundle_writer *bundle_writer_new(enum bundle_kind kind, const uint8_t *secret_key);
/* BUNDLE_LOG: the acts that follow are of this log. count and after are worked out. */
MUST_CHECK enum status bundle_writer_range(struct bundle_writer *writer,
                                           const struct bundle_range *range, struct error *error);
/* BUNDLE_FEED: the acts that follow are this feed's from first on; once, before the first act. */
void bundle_writer_feed(struct bundle_writer *writer, const struct bundle_feed *feed);
/* The proof of the feed's end as it is now, CRYPTO_SIGNATURE bytes; after the last act. */
void bundle_writer_prove(struct bundle_writer *writer, const uint8_t *proof);
/* Where the bundle's part of the feed ends, with its proof if it brings one. */
struct view_feed bundle_feed_end(const struct bundle_feed *feed);
/* Adds the next act. *is_full: it does not fit any more and was not added; finish, and begin
 * another bundle with it. STATUS_INVALID: it is no act, or not the next one of its log. */
MUST_CHECK enum status bundle_writer_add(struct bundle_writer *writer, const struct bundle_act *act,
                                         bool *is_full, struct error *error);
/* Writes the bundle behind what is in out, for the recipient with that public_key[CRYPTO_PUBLIC].
 * Of the header from, to, serial, seen, created_at and view are taken (borrowed until
 * bundle_writer_free()), the rest is known. Once. STATUS_INVALID: there are no acts, a name is
 * none, or the header grew too long. */
MUST_CHECK enum status bundle_writer_finish(struct bundle_writer *writer,
                                            const struct bundle_header *header,
                                            const uint8_t *public_key, struct text *out,
                                            struct error *error);
/* The header so far, with ranges or feed up to the last act that was added. */
const struct bundle_header *bundle_writer_header(const struct bundle_writer *writer);
void bundle_writer_free(struct bundle_writer *writer);

/* --- opening --- */

/* Who opens it, and whose signatures count. */
struct bundle_receiver {
    const char *name;          /* must be the header's `to` */
    const uint8_t *secret_key; /* CRYPTO_SECRET bytes */
    /* The pinned public key of a sender into public_key[CRYPTO_PUBLIC]; a sender that is not known
     * or was revoked is refused here, with a sentence. */
    enum status (*sender)(void *context, const char *from, uint8_t *public_key,
                          struct error *error);
    void *context;
    bool keeps_acts; /* heads and bodies are wanted as they were read */
};

struct bundle {
    struct bundle_header header;
    const struct bundle_act *acts; /* of the first range, then of the second ..., or of the feed */
    size_t act_count;
    struct arena arena; /* holds all of it */
};

/* Opens length bytes; the bundle keeps none of them. STATUS_INVALID with one sentence, and
 * error.field one of length header version signature to hash key size act chain; what the
 * receiver's sender() returned if it refused. bundle is empty unless STATUS_OK. */
MUST_CHECK enum status bundle_open(const void *bytes, size_t length,
                                   const struct bundle_receiver *receiver, struct bundle *bundle,
                                   struct error *error);
/* The same from where the file stands to its end; STATUS_BROKEN if it cannot be read. */
MUST_CHECK enum status bundle_open_file(int file, const struct bundle_receiver *receiver,
                                        struct bundle *bundle, struct error *error);
void bundle_close(struct bundle *bundle);

#endif
