/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/circle_heed.h"

#include "shouwen/base/ident.h"
#include "shouwen/domain/circle.h"

#include <stdlib.h>
#include <string.h>

enum { KEY = 8, WAITS = -2 }; /* hex digits that follow the node in a log's name; not judged yet */

void circle_author(const char *log, char out[NODECODE_ROOM])
{
    size_t length = log ? strcspn(log, "~") : 0;

    *out = '\0';
    if (length < KEY + 2 || log[length - KEY - 1] != '-' ||
        strspn(log + length - KEY, "0123456789abcdef") < KEY || length - KEY - 1 >= NODECODE_ROOM)
        return;
    memcpy(out, log, length - KEY - 1);
    out[length - KEY - 1] = '\0';
}

/* Acts under one subject, with whose they are. */
struct heed {
    const char *subject, *reader;
    const struct act *acts;
    size_t count;
    const char **authors, **homes;
    int *parts;
    struct arena *arena;
};

static const char *home_of(const struct act *act, const char *author)
{
    const char *home = act_text(act, FIELD_NODE);

    return *home && nodecode_is_within(home, author) ? home : author;
}

static void begin(struct heed *heed)
{
    char author[NODECODE_ROOM];

    heed->authors = arena_alloc(heed->arena, heed->count * sizeof(*heed->authors));
    heed->homes = arena_alloc(heed->arena, heed->count * sizeof(*heed->homes));
    for (size_t i = 0; i < heed->count; i++) {
        circle_author(heed->acts[i].log, author);
        heed->authors[i] = arena_copy(heed->arena, author);
        heed->homes[i] = home_of(&heed->acts[i], heed->authors[i]);
        heed->parts[i] = WAITS;
    }
}

static bool is_of_one_log(const struct act *acts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (acts[i].log != acts[0].log &&
            (!acts[i].log || !acts[0].log || strcmp(acts[i].log, acts[0].log) != 0))
            return false;
    return true;
}

/* Of two that may come next, the earlier; the file's own come first. */
static bool comes_before(const struct heed *heed, size_t a, size_t b)
{
    const struct act *one = &heed->acts[a], *other = &heed->acts[b];
    bool is_own = strcmp(heed->authors[a], heed->reader) == 0;

    if (is_own != (strcmp(heed->authors[b], heed->reader) == 0))
        return is_own;
    if (one->entered_at != other->entered_at)
        return one->entered_at < other->entered_at;
    return memcmp(one->id, other->id, sizeof(one->id)) < 0;
}

/* The first that waits and that fits; count if none does. */
static size_t next(const struct heed *heed,
                   bool (*fits)(const struct heed *heed, size_t which, const void *what),
                   const void *what)
{
    size_t best = heed->count;

    for (size_t i = 0; i < heed->count; i++)
        if (heed->parts[i] == WAITS && fits(heed, i, what) &&
            (best == heed->count || comes_before(heed, i, best)))
            best = i;
    return best;
}

/* --- cases --- */

/* True if an undo voids somebody else's act. */
static bool voids_others(const struct heed *heed, size_t undo)
{
    const char *ids = act_text(&heed->acts[undo], FIELD_VOIDS);
    char hex[2 * CRYPTO_ID + 1];

    for (size_t i = 0; *ids && i < heed->count; i++) {
        ident_hex(heed->acts[i].id, CRYPTO_ID, hex);
        if (strstr(ids, hex) && strcmp(heed->authors[i], heed->authors[undo]) != 0)
            return true;
    }
    return false;
}

/* Who may take back what others did may assign as well. */
static bool may_be_said(const struct heed *heed, size_t which, const struct circle *circle)
{
    static const struct act at_home = {.kind = ACT_ASSIGN};
    const struct act *act = &heed->acts[which];
    const char *author = heed->authors[which];

    return !*author || (circle_may(circle, act, author, heed->arena) &&
                        (act->kind != ACT_UNDO || !voids_others(heed, which) ||
                         circle_may(circle, &at_home, author, heed->arena)));
}

/* One of the acts, where they are sorted. */
struct place {
    const struct heed *heed;
    size_t which;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *one = a, *other = b;

    return one->which == other->which                          ? 0
           : comes_before(one->heed, one->which, other->which) ? -1
                                                               : 1;
}

static struct place *in_order(const struct heed *heed)
{
    struct place *order = arena_alloc(heed->arena, (heed->count + 1) * sizeof(*order));

    for (size_t i = 0; i < heed->count; i++)
        order[i] = (struct place){heed, i};
    qsort(order, heed->count, sizeof(*order), compare_places);
    return order;
}

/* Always the first that waits and may be said by then: one that is heard may let in earlier ones.
 * Without an opening there is nothing to judge by. */
static int split_case(struct heed *heed)
{
    struct circle circle = {.subject = heed->subject};
    const struct place *order = in_order(heed);
    size_t first = 0; /* what comes before it is settled */

    for (size_t at = 0; at < heed->count; at++) {
        size_t which = order[at].which;
        if (heed->parts[which] != WAITS || !may_be_said(heed, which, &circle))
            continue;
        heed->parts[which] = 0;
        if (*heed->authors[which])
            circle_hear(&circle, &heed->acts[which], heed->authors[which], heed->arena);
        while (first < heed->count && heed->parts[order[first].which] != WAITS)
            first++;
        at = first <= at ? first - 1 : at;
    }
    for (size_t i = 0; i < heed->count; i++)
        if (heed->parts[i] == WAITS)
            heed->parts[i] = circle_has_home(&circle) ? CIRCLE_UNHEEDED : 0;
    return 1;
}

const struct act *circle_heed_case(const struct act *acts, size_t *count, struct arena *arena)
{
    struct act *kept;
    size_t kept_count = 0;
    int *parts;

    if (!*count || is_of_one_log(acts, *count))
        return acts;
    parts = arena_alloc(arena, *count * sizeof(*parts));
    kept = arena_alloc(arena, *count * sizeof(*kept));
    circle_parts(acts[0].subject, "", acts, *count, arena, parts);
    for (size_t i = 0; i < *count; i++)
        if (parts[i] == 0)
            kept[kept_count++] = acts[i];
    if (kept_count == *count)
        return acts;
    *count = kept_count;
    return kept;
}

/* --- records --- */

/* What a level says of its own, only it and those above say; in its own area everybody says what
 * they like. */
static bool is_overruled(const struct heed *heed, size_t which)
{
    const char *author = heed->authors[which];

    if (!*author || nodecode_is_within(heed->reader, author))
        return false;
    for (size_t i = 0; i < heed->count; i++)
        if (*heed->authors[i] && nodecode_is_within(author, heed->authors[i]) &&
            !nodecode_is_within(heed->homes[i], author))
            return true;
    return false;
}

static bool names(const struct act *act, const struct act *other)
{
    for (size_t i = 0; i < act->on_count; i++)
        if (act->on[i] == act_id_prefix(other->id))
            return true;
    return false;
}

static bool is_erasing(const struct heed *heed, size_t which)
{
    return heed->acts[which].kind == ACT_ERASE;
}

static bool is_word(const struct heed *heed, size_t which, const void *what)
{
    (void)what;
    return !is_erasing(heed, which);
}

/* True if it follows one of the part, or one of the part follows it, or it is at home there: with
 * whom an act is apart that names several is not its business. */
static bool belongs(const struct heed *heed, size_t which, const void *what)
{
    const int *part = what;
    bool is_linked = false, is_apart = false;

    if (is_erasing(heed, which))
        return false;
    for (size_t i = 0; i < heed->count; i++) {
        if (heed->parts[i] != *part)
            continue;
        bool differs = circle_is_apart(heed->homes[which], heed->homes[i]);
        is_apart |= differs;
        is_linked |= names(&heed->acts[which], &heed->acts[i]) ||
                     (names(&heed->acts[i], &heed->acts[which]) &&
                      (!differs || heed->acts[i].on_count == 1));
    }
    return is_linked || !is_apart;
}

static int split_record(struct heed *heed)
{
    int count = 0;
    size_t which;

    for (; (which = next(heed, is_word, NULL)) < heed->count; count++)
        for (; which < heed->count; which = next(heed, belongs, &count))
            heed->parts[which] = count;
    return count;
}

/* An erasing takes what it follows and what its author's own level and those below said. */
static void place_erasing(struct heed *heed, size_t which, int count)
{
    int found = CIRCLE_UNHEEDED;

    for (int part = 0; part < count && found < 0; part++)
        for (size_t i = 0; i < heed->count; i++) {
            bool covers =
                !*heed->authors[which] || nodecode_is_within(heed->homes[i], heed->authors[which]);
            if (heed->parts[i] == part && !is_erasing(heed, i) && covers &&
                (!heed->acts[which].on_count || names(&heed->acts[which], &heed->acts[i])))
                found = part;
        }
    heed->parts[which] = found;
}

int circle_parts(const char *subject, const char *reader, const struct act *acts, size_t count,
                 struct arena *arena, int *parts)
{
    struct heed heed = {.subject = subject,
                        .reader = reader,
                        .acts = acts,
                        .count = count,
                        .parts = parts,
                        .arena = arena};
    bool is_reference = circle_is_reference(subject);
    int part_count = 1;

    if (circle_is_shared(subject) && is_of_one_log(acts, count)) {
        memset(parts, 0, count * sizeof(*parts));
        return 1;
    }
    begin(&heed);
    if (circle_is_shared(subject))
        return split_case(&heed);
    for (size_t i = 0; i < count; i++)
        if (is_reference && (is_erasing(&heed, i) || is_overruled(&heed, i)))
            parts[i] = CIRCLE_UNHEEDED;
    if (circle_has_parts(subject))
        part_count = split_record(&heed);
    for (size_t i = 0; i < count; i++) {
        if (parts[i] == WAITS && is_erasing(&heed, i) && part_count)
            place_erasing(&heed, i, part_count);
        else if (parts[i] == WAITS)
            parts[i] = 0;
    }
    return part_count ? part_count : 1;
}

/* How much of its code a place shares with a home that lies around it, or within it; 0: apart. */
static size_t nearness(const char *place, size_t length, const char *home)
{
    size_t least = strlen(home) < length ? strlen(home) : length;

    return strncmp(place, home, least) == 0 ? least : 0;
}

int circle_part_at(const char *place, const struct act *acts, size_t count, const int *parts,
                   int shown)
{
    size_t nearest = 0, length = strcspn(place, "-");
    char author[NODECODE_ROOM];
    int found = shown;

    for (size_t i = 0; i < count; i++) {
        if (parts[i] == CIRCLE_UNHEEDED || acts[i].kind == ACT_ERASE)
            continue;
        circle_author(acts[i].log, author);
        size_t near = nearness(place, length, home_of(&acts[i], author));
        if (near > nearest || (near == nearest && near && parts[i] == shown))
            found = parts[i];
        nearest = near > nearest ? near : nearest;
    }
    return found;
}
