/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "post.h"

#include "dice.h"
#include "disk.h"

#include "shouwen/base/crypto.h"
#include "shouwen/sync/quarantine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* LETTERS_MOST: kept for replays; older ones are forgotten. */
enum { LETTERS_MOST = 512 };

/* The linker puts these in place of the product's (sources.am). */
void __wrap_crypto_stream_write(struct crypto_stream *stream, const void *bytes, size_t length,
                                bool is_last, uint8_t *out);
void __real_crypto_stream_write(struct crypto_stream *stream, const void *bytes, size_t length,
                                bool is_last, uint8_t *out);
enum status __wrap_quarantine_keep(const char *folder, const char *name, const void *bytes,
                                   size_t length, const char *why, struct error *error);
enum status __real_quarantine_keep(const char *folder, const char *name, const void *bytes,
                                   size_t length, const char *why, struct error *error);

struct letter {
    char mailbox[CARRIER_PARTY_MOST + 1], name[CARRIER_NAME];
    bool is_there, is_spoiled;
    bool is_copy; /* it came back, or somebody put it there once more */
    size_t length;
    unsigned char *bytes;
};

static struct letter letters[LETTERS_MOST];
static size_t count, oldest;
static struct post_faults faults;
static bool is_endless; /* what is put next */
static struct {
    char mailbox[CARRIER_PARTY_MOST + 1], name[CARRIER_NAME];
    bool is_spoiled, is_condemned;
} taken; /* last, by who is at work */
static char believed[CARRIER_NAME + 64];

/* --- faults --- */

static enum status fail(struct error *error)
{
    return error_set(error, STATUS_UNREACHABLE, "", "the carrier can't be reached");
}

static bool is_down(void)
{
    return faults.is_partition || disk_is_stopped() || dice_one_in(faults.unreachable);
}

static void spoil(struct letter *letter)
{
    if (letter->length && dice_one_in(faults.cut)) {
        letter->length = dice_below(letter->length);
        letter->is_spoiled = true;
    }
    if (letter->length && dice_one_in(faults.flipped)) {
        letter->bytes[dice_below(letter->length)] ^= (unsigned char)(1u << dice_below(8));
        letter->is_spoiled = true;
    }
}

void __wrap_crypto_stream_write(struct crypto_stream *stream, const void *bytes, size_t length,
                                bool is_last, uint8_t *out)
{
    bool is_left_out = is_last && dice_one_in(faults.endless);

    is_endless |= is_left_out;
    __real_crypto_stream_write(stream, bytes, length, is_last && !is_left_out, out);
}

enum status __wrap_quarantine_keep(const char *folder, const char *name, const void *bytes,
                                   size_t length, const char *why, struct error *error)
{
    taken.is_condemned = true;
    return __real_quarantine_keep(folder, name, bytes, length, why, error);
}

const char *post_believed(void)
{
    static char said[sizeof(believed)];

    memcpy(said, believed, sizeof(said));
    *believed = '\0';
    return *said ? said : NULL;
}

/* --- letters --- */

static struct letter *find(const char *mailbox, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (letters[i].is_there && strcmp(letters[i].mailbox, mailbox) == 0 &&
            strcmp(letters[i].name, name) == 0)
            return &letters[i];
    return NULL;
}

/* A place for one more: what was taken away longest ago goes. */
static struct letter *make_room(void)
{
    if (count < LETTERS_MOST)
        return &letters[count++];
    for (size_t tries = 0; tries < LETTERS_MOST; tries++) {
        struct letter *letter = &letters[oldest++ % LETTERS_MOST];
        if (letter->is_there)
            continue;
        free(letter->bytes);
        return letter;
    }
    abort();
}

static void lay(const char *mailbox, const char *name, const void *bytes, size_t length,
                bool is_spoiled)
{
    struct letter *before = find(mailbox, name);
    unsigned char *copy = malloc(length + 1);

    memcpy(copy, bytes, length);
    if (before)
        before->is_there = false;
    struct letter *letter = make_room();
    *letter = (struct letter){
        .is_there = true, .is_spoiled = is_spoiled, .length = length, .bytes = copy};
    snprintf(letter->mailbox, sizeof(letter->mailbox), "%s", mailbox);
    snprintf(letter->name, sizeof(letter->name), "%s", name);
    spoil(letter);
}

void post_empty(void)
{
    for (size_t i = 0; i < count; i++)
        free(letters[i].bytes);
    count = oldest = 0;
    is_endless = false;
    *taken.name = *believed = '\0';
}

void post_set(const struct post_faults *now)
{
    faults = *now;
}

void post_replay(bool is_elsewhere)
{
    if (!count)
        return;
    const struct letter *letter = &letters[dice_below(count)], *other = &letters[dice_below(count)];
    const char *mailbox = is_elsewhere ? other->mailbox : letter->mailbox;
    struct letter copy = *letter;

    copy.bytes = malloc(copy.length + 1);
    memcpy(copy.bytes, letter->bytes, copy.length);
    snprintf(copy.mailbox, sizeof(copy.mailbox), "%s", mailbox);
    if (!find(copy.mailbox, copy.name)) {
        lay(copy.mailbox, copy.name, copy.bytes, copy.length, copy.is_spoiled);
        find(copy.mailbox, copy.name)->is_copy = true;
    }
    free(copy.bytes);
}

void post_each(void (*visit)(void *context, const char *mailbox, const void *bytes, size_t length),
               void *context)
{
    for (size_t i = 0; i < count; i++)
        if (letters[i].is_there && !letters[i].is_spoiled && !letters[i].is_copy)
            visit(context, letters[i].mailbox, letters[i].bytes, letters[i].length);
}

/* --- the carrier --- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum status list_all(struct carrier *carrier, const char *mailbox, struct arena *arena,
                            const char ***names, size_t *found, struct error *error)
{
    (void)carrier;
    *found = 0;
    *taken.name = '\0';
    if (is_down())
        return fail(error);
    *names = arena_alloc(arena, (count + 1) * sizeof(**names));
    for (size_t i = 0; i < count; i++)
        if (letters[i].is_there && strcmp(letters[i].mailbox, mailbox) == 0 &&
            !dice_one_in(faults.hidden))
            (*names)[(*found)++] = arena_copy(arena, letters[i].name);
    qsort(*names, *found, sizeof(**names), by_name);
    return STATUS_OK;
}

static enum status take_one(struct carrier *carrier, const char *mailbox, const char *name,
                            struct text *bytes, struct error *error)
{
    const struct letter *letter = find(mailbox, name);
    struct carrier_name said;

    (void)carrier;
    if (is_down())
        return fail(error);
    if (!letter)
        return error_set(error, STATUS_NOT_FOUND, "", "it is gone");
    struct letter copy = *letter;
    copy.bytes = malloc(letter->length + 1);
    memcpy(copy.bytes, letter->bytes, letter->length);
    spoil(&copy);
    text_add_bytes(bytes, (const char *)copy.bytes, copy.length);
    free(copy.bytes);
    snprintf(taken.mailbox, sizeof(taken.mailbox), "%s", mailbox);
    snprintf(taken.name, sizeof(taken.name), "%s", name);
    taken.is_spoiled =
        copy.is_spoiled || !carrier_name_read(name, &said) || strcmp(said.to, mailbox) != 0;
    taken.is_condemned = false;
    return STATUS_OK;
}

static enum status put_one(struct carrier *carrier, const char *mailbox, const char *name,
                           const void *bytes, size_t length, struct error *error)
{
    bool has_no_end = is_endless;

    (void)carrier;
    is_endless = false;
    if (is_down() || !disk_may_write())
        return fail(error);
    lay(mailbox, name, bytes, length, has_no_end);
    return dice_one_in(faults.unsaid) ? fail(error) : STATUS_OK;
}

static enum status remove_one(struct carrier *carrier, const char *mailbox, const char *name,
                              struct error *error)
{
    struct letter *letter = find(mailbox, name);

    (void)carrier;
    if (is_down() || !disk_may_write())
        return fail(error);
    if (strcmp(taken.name, name) == 0 && strcmp(taken.mailbox, mailbox) == 0 && taken.is_spoiled &&
        !taken.is_condemned)
        snprintf(believed, sizeof(believed), "%s was believed, though it was spoiled", name);
    if (letter)
        letter->is_there = letter->is_copy = dice_one_in(faults.comes_back);
    return dice_one_in(faults.unsaid) ? fail(error) : STATUS_OK;
}

static void close_it(struct carrier *carrier)
{
    free(carrier);
}

static const struct carrier_kind kind = {
    .scheme = "post:",
    .list = list_all,
    .take = take_one,
    .put = put_one,
    .remove = remove_one,
    .close = close_it,
};

struct carrier *post_open(void)
{
    struct carrier *carrier = memory_new(sizeof(*carrier));

    *carrier = (struct carrier){.kind = &kind, .address = "post:"};
    return carrier;
}
