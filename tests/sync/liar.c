/* SPDX-License-Identifier: MIT */
/* A program of a station that lies, with its real key, for tests/cli.
 * liar sign FILE BUNDLE WORDS OTHERS:
 *     the bundle with OTHERS for WORDS in its header, rightly signed.
 * liar newer FILE SUBJECT:
 *     an act of a version to come on that subject, which must not be passed over.
 * liar KIND FILE SUBJECT:
 *     an act of that kind on it, which the program would refuse to record. */
#include "config.h"

#include "shouwen/store/journal.h"
#include "shouwen/store/ledger.h"
#include "shouwen/store/station.h"
#include "sync/bundle_inside.h"

#include "shouwen/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static void must(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "liar: %s\n", error.message);
    exit(1);
}

static void read_whole(const char *path, struct text *out)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t got;

    if (!file)
        must(error_set(&error, STATUS_NOT_FOUND, "", "%s", path));
    while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
        text_add_bytes(out, piece, got);
    fclose(file);
}

static void write_whole(const char *path, const struct text *bytes)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes->at, 1, bytes->length, file) != bytes->length || fclose(file) != 0)
        must(error_set(&error, STATUS_BROKEN, "", "%s", path));
}

/* Magic, length and header are signed; what stands behind the signature stays. */
static void sign(const char *db, const struct journal_log *log, char **words)
{
    struct text bytes = TEXT_EMPTY, json = TEXT_EMPTY, out = TEXT_EMPTY, key_path = TEXT_EMPTY;
    uint8_t secret_key[CRYPTO_SECRET], signature[CRYPTO_SIGNATURE];

    station_key_path(db, &key_path);
    must(station_read_key(key_path.at, log->public_key, secret_key, &error));
    read_whole(words[0], &bytes);
    size_t length = bundle_number((const uint8_t *)bytes.at + BUNDLE_START - BUNDLE_LENGTH);
    size_t rest = BUNDLE_START + length + CRYPTO_SIGNATURE;
    text_add_bytes(&json, bytes.at + BUNDLE_START, length);
    const char *found = strstr(json.at, words[1]);
    if (!found)
        must(error_set(&error, STATUS_NOT_FOUND, "", "%s is not in %s", words[1], json.at));
    text_splice(&json, (size_t)(found - json.at), strlen(words[1]), words[2], strlen(words[2]));
    text_add(&out, bundle_magic);
    bundle_add_number(&out, json.length);
    text_add_bytes(&out, json.at, json.length);
    crypto_signature_of(out.at, out.length, secret_key, signature);
    text_add_bytes(&out, (const char *)signature, sizeof(signature));
    text_add_bytes(&out, bytes.at + rest, bytes.length - rest);
    write_whole(words[0], &out);
    text_release(&bytes);
    text_release(&json);
    text_release(&out);
    text_release(&key_path);
}

static void record(struct ledger *ledger, struct journal_log *log, const char *word,
                   const char *subject)
{
    struct act act = {.kind = act_kind_of(word), .word = word, .subject = subject, .by = "S03"};
    struct arena arena = {0};

    act.entered_at = act.happened_at = clock_now_at();
    must(ledger_begin(ledger, &error));
    must(journal_latest(ledger_db(ledger), subject, &arena, &act.on, &act.on_count, &error));
    must(journal_append(ledger_db(ledger), log, &act, &error));
    must(ledger_commit(ledger, &error));
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    const struct matter_policy policy = {0};
    struct ledger *ledger;
    struct journal_log log;
    bool is_sign = argc == 6 && strcmp(argv[1], "sign") == 0;

    if (!is_sign && argc != 4) {
        fputs("liar sign FILE BUNDLE WORDS OTHERS | liar newer|KIND FILE SUBJECT\n", stderr);
        return 2;
    }
    must(ledger_open(argv[2], &policy, &ledger, &error));
    must(journal_own_log(ledger_db(ledger), &log, &error));
    if (is_sign)
        sign(argv[2], &log, argv + 3);
    else
        record(ledger, &log, strcmp(argv[1], "newer") == 0 ? "Transfer" : argv[1], argv[3]);
    ledger_close(ledger);
    return 0;
}
