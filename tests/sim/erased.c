/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "erased.h"

#include "drive.h"
#include "lies.h"
#include "post.h"

#include "shouwen/sync/bundle.h"
#include "sync/hub_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char canary[] = "金丝雀", of_resident[] = "人";
enum { DIGITS = 5, WORDS_MOST = 100000 };

const char *erased_word(struct arena *arena, unsigned word, const char *text)
{
    return word ? arena_format(arena, "%s%0*u%s", canary, DIGITS, word, text) : text;
}

void erased_leave(const struct world *world, const struct book_set *held, struct book_set *whole)
{
    static bool is_erased[BOOK_SUBJECTS_MOST];
    bool is_any = false;

    for (size_t i = 0; i < world->book.act_count; i++)
        if (world->book.acts[i].kind == ACT_ERASE && !world->book.acts[i].is_lie &&
            book_has(held, i))
            is_any = is_erased[world->book.acts[i].subject] = true;
    for (size_t i = 0; is_any && i < world->book.act_count; i++)
        if (is_erased[world->book.acts[i].subject] && world->book.acts[i].kind != ACT_ERASE)
            whole->bits[i / 64] &= ~(UINT64_C(1) << i % 64);
    memset(is_erased, 0, world->book.subject_count);
}

/* Which words must be gone: of cases, and of residents. */
struct gone {
    struct world *world;
    unsigned char *of[2]; /* by word */
    bool is_any;
};

static bool is_erased(const struct world *world, const char *subject)
{
    for (size_t i = 0; i < world->book.act_count; i++)
        if (world->book.acts[i].kind == ACT_ERASE && !world->book.acts[i].is_lie &&
            book_has(&world->machines[WORLD_HUB].held, i) &&
            strcmp(world->book.subjects[world->book.acts[i].subject], subject) == 0)
            return true;
    return false;
}

static void note(struct gone *gone, bool is_resident, unsigned word, const char *subject)
{
    if (!word || !is_erased(gone->world, subject))
        return;
    gone->of[is_resident][word] = 1;
    gone->is_any = true;
}

static void look(const struct gone *gone, const void *bytes, size_t length, const char *where)
{
    const char *at = bytes, *end = at + length;
    size_t word_length = strlen(canary) + DIGITS;

    while (length && (at = memmem(at, (size_t)(end - at), canary, strlen(canary))) &&
           (size_t)(end - at) >= word_length + strlen(of_resident)) {
        char digits[DIGITS + 1] = "";
        memcpy(digits, at + strlen(canary), DIGITS);
        unsigned long word = strtoul(digits, NULL, 10);
        bool is_resident = memcmp(at + word_length, of_resident, strlen(of_resident)) == 0;
        if (strspn(digits, "0123456789") == DIGITS && gone->of[is_resident][word]) {
            world_wrong(gone->world, "%s holds what was erased: %.*s", where,
                        (int)(word_length + strlen(of_resident)), at);
            return;
        }
        at += strlen(canary);
    }
}

static void look_in_file(const struct gone *gone, const char *path)
{
    const struct drive_file *file = drive_find(path);

    if (file)
        look(gone, file->bytes, file->length, path);
}

/* The file, what SQLite keeps beside it, and its quarantine: only the reasons may lie there. */
static void look_in_machine(const struct gone *gone, const struct world_machine *machine)
{
    char path[400];

    look_in_file(gone, machine->path);
    snprintf(path, sizeof(path), "%s-wal", machine->path);
    look_in_file(gone, path);
}

/* --- bundles --- */

static enum status any_sender(void *context, const char *from, uint8_t *public_key,
                              struct error *ignored)
{
    struct world *world = context;
    const struct hub_client *client = hub_find(world->hub, from);

    (void)ignored;
    memcpy(public_key, client ? client->public_key : world->hub->public_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

static void look_in_bundle(void *context, const char *mailbox, const void *bytes, size_t length)
{
    const struct gone *gone = context;
    enum place place = book_place(mailbox);
    const struct bundle_receiver receiver = {
        mailbox, world_secret(gone->world, place < PLACES ? (size_t)place : WORLD_HUB), any_sender,
        gone->world, false};
    struct bundle bundle = {.act_count = 0};
    struct error error;

    if (bundle_open(bytes, length, &receiver, &bundle, &error) == STATUS_OK)
        for (size_t i = 0; i < bundle.act_count; i++)
            look(gone, bundle.acts[i].body, bundle.acts[i].body ? bundle.acts[i].body_length : 0,
                 "an unread bundle");
    bundle_close(&bundle);
}

void erased_check(struct world *world)
{
    struct gone gone = {.world = world, .of = {calloc(1, WORDS_MOST), calloc(1, WORDS_MOST)}};
    struct arena arena = {0};

    for (size_t i = 0; i < world->case_count; i++) {
        note(&gone, false, world->words[i], arena_format(&arena, "case/%s", world->cases[i]));
        if (world->residents[i])
            note(&gone, true, world->words[i],
                 arena_format(&arena, "residents/%s", world->residents[i]));
    }
    /* what a liar writes of others' cases nobody gets, and it gets nothing of their erasing */
    for (size_t i = 0; gone.is_any && i < WORLD_MACHINES; i++)
        if (world->machines[i].is_there && !lies_is_liar(world, i))
            look_in_machine(&gone, &world->machines[i]);
    if (gone.is_any)
        post_each(look_in_bundle, &gone);
    arena_release(&arena);
    free(gone.of[0]);
    free(gone.of[1]);
}
