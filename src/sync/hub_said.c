/* SPDX-License-Identifier: MIT */
/* Ids that two gave out, each told once, by the first two. The first night every station gives out
 * the same services: what each said first is kept while the clients stay as they were read, so that
 * nobody's is read again for each who comes after. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/i18n.h"

#include <string.h>

enum { UNKNOWN = 0 };

/* What somebody said first of it, as a hash; UNKNOWN: not there (erased, or what a hub that was put
 * back has from others), or no record. */
struct word {
    const char *author;
    uint64_t hash;
};

/* An id that more than one gave out. */
struct hub_said {
    struct hub_said *next; /* in its bucket */
    const char *subject;
    bool is_known; /* words are all that there are */
    bool is_told;  /* that two of them differ */
    struct word *words;
    size_t count, room;
};

static uint64_t hash_of(const void *bytes, size_t length)
{
    uint8_t id[CRYPTO_ID];
    uint64_t hash;

    crypto_id(bytes, length, id);
    memcpy(&hash, id, sizeof(hash));
    return hash ? hash : 1;
}

static uint64_t word_of(const struct act *act)
{
    return act->fields ? hash_of(act->fields, strlen(act->fields)) : UNKNOWN;
}

static struct hub_said **place_of(struct hub *hub, const char *subject)
{
    struct hub_said **at = &hub->said[hash_of(subject, strlen(subject)) % HUB_SAID];

    while (*at && strcmp((*at)->subject, subject) != 0)
        at = &(*at)->next;
    return at;
}

static void add(struct hub *hub, struct hub_said *said, const char *author, uint64_t hash)
{
    const struct hub_client *client = hub_find(hub, author);

    said->words =
        arena_grow(&hub->arena, said->words, said->count, &said->room, sizeof(*said->words));
    said->words[said->count++] =
        (struct word){client ? client->name : arena_copy(&hub->arena, author), hash};
}

/* Whoever names what others said before gives nothing out: somebody came to them from elsewhere. */
static bool gives_out(const struct act *act)
{
    return act->kind == ACT_PUT && !act->on_count;
}

/* The first act of a circle, as it is kept; *is_given: it gives the id out. */
static enum status read_word(struct hub *hub, const struct hub_circle *circle, struct arena *arena,
                             uint64_t *hash, bool *is_given, struct error *error)
{
    struct bundle_act *first;
    struct hub_act *acts;
    struct act act;
    size_t count;
    enum status status;

    *hash = UNKNOWN;
    *is_given = true;
    TRY(hub_store_acts_of_circle(hub->store, circle->id, arena, &acts, &count, error));
    if (!count)
        goto done;
    TRY(hub_store_acts_of_log(hub->store, acts[0].log, acts[0].n - 1, 1, arena, &first, &count,
                              error));
    if (count && act_decode(arena, first->head, first->head_length, first->body, first->body_length,
                            &act, error) == STATUS_OK) {
        *hash = word_of(&act);
        *is_given = act.kind != ACT_PUT || gives_out(&act);
    }
done:
    return status;
}

/* What all said who gave it out; NULL: nobody did. */
static enum status find(struct hub *hub, const char *subject, struct hub_said **out,
                        struct error *error)
{
    struct hub_said **at = place_of(hub, subject), *said = *at;
    struct hub_circle *others;
    struct arena arena = {0};
    enum status status = STATUS_OK;
    size_t count;
    uint64_t hash;
    bool is_given;

    *out = said;
    if (said && said->is_known)
        return STATUS_OK;
    TRY(hub_store_circles_of(hub->store, subject, NULL, &arena, &others, &count, error));
    if (!count)
        goto done;
    if (!said) {
        said = *at = *out = arena_alloc(&hub->arena, sizeof(*said));
        said->subject = arena_copy(&hub->arena, subject);
    }
    said->count = 0;
    for (size_t i = 0; i < count; i++) {
        TRY(read_word(hub, &others[i], &arena, &hash, &is_given, error));
        if (is_given)
            add(hub, said, others[i].author, hash);
    }
    said->is_known = true;
done:
    arena_release(&arena);
    return status;
}

static enum status tell(struct hub *hub, const char *subject, const char *author, const char *other,
                        struct hub_report *report, struct error *error)
{
    enum status status;
    bool is_new;

    TRY(hub_store_clash_put(hub->store, subject, author, other, &is_new, error));
    if (!is_new)
        goto done;
    report->clash_count++;
    hub_report_say(report,
                   _("%s was given out by %s and by %s, who do not say the same: both are kept; "
                     "a person should give one of them another number"),
                   subject, other, author);
done:
    return status;
}

void hub_said_forget(struct hub *hub, const char *subject)
{
    struct hub_said *said = *place_of(hub, subject);

    if (said)
        said->is_known = false;
}

enum status hub_said_first(struct hub *hub, const struct act *act, const char *author,
                           struct hub_report *report, struct error *error)
{
    uint64_t hash = word_of(act);
    struct hub_said *said;
    enum status status = STATUS_OK;

    if (!gives_out(act)) {
        hub_said_forget(hub, act->subject);
        return STATUS_OK;
    }
    TRY(find(hub, act->subject, &said, error));
    if (!said)
        goto done;
    for (size_t i = 0; i < said->count && !said->is_told; i++) {
        const struct word *word = &said->words[i];
        if (word->hash == hash || word->hash == UNKNOWN || hash == UNKNOWN ||
            !circle_is_clash(act->subject, author, word->author))
            continue;
        TRY(tell(hub, act->subject, author, word->author, report, error));
        said->is_told = true;
    }
    add(hub, said, author, hash);
done:
    return status;
}
