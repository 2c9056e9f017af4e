/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/circle_heed.h"

#include "domain/circle_inside.h"
#include "shouwen/base/ident.h"

#include <stdlib.h>
#include <string.h>

enum { KEY = 8 }; /* hex digits that follow the node in a log's name */

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

    return circle_is_theirs(home, author) ? home : author;
}

const char *circle_home(const struct act *act, struct arena *arena)
{
    char author[NODECODE_ROOM];

    circle_author(act->log, author);
    return arena_copy(arena, home_of(act, author));
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
        heed->parts[i] = CIRCLE_WAITS;
    }
}

static bool is_erasing(const struct heed *heed, size_t which)
{
    return heed->acts[which].kind == ACT_ERASE;
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
static void split_case(struct heed *heed)
{
    struct circle circle = {.subject = heed->subject};
    const struct place *order = in_order(heed);
    size_t first = 0; /* what comes before it is settled */

    for (size_t at = 0; at < heed->count; at++) {
        size_t which = order[at].which;
        if (heed->parts[which] != CIRCLE_WAITS || !may_be_said(heed, which, &circle))
            continue;
        heed->parts[which] = 0;
        if (*heed->authors[which])
            circle_hear(&circle, &heed->acts[which], heed->authors[which], heed->arena);
        while (first < heed->count && heed->parts[order[first].which] != CIRCLE_WAITS)
            first++;
        at = first <= at ? first - 1 : at;
    }
    for (size_t i = 0; i < heed->count; i++)
        if (heed->parts[i] == CIRCLE_WAITS)
            heed->parts[i] = circle_has_home(&circle) ? CIRCLE_UNHEEDED : 0;
}

const struct act *circle_heed_case(const struct act *acts, size_t *count, struct arena *arena)
{
    struct act *kept;
    size_t kept_count = 0;
    int *parts;
    bool *is_erased;

    if (!*count || is_of_one_log(acts, *count))
        return acts;
    parts = arena_alloc(arena, *count * sizeof(*parts));
    kept = arena_alloc(arena, *count * sizeof(*kept));
    is_erased = arena_alloc(arena, *count * sizeof(*is_erased));
    circle_parts(acts[0].subject, "", acts, *count, arena, parts, is_erased);
    for (size_t i = 0; i < *count; i++)
        if (parts[i] == 0)
            kept[kept_count++] = acts[i];
    if (kept_count == *count)
        return acts;
    *count = kept_count;
    return kept;
}

/* --- records --- */

/* One of the circles that the acts make, and what says which comes first. */
struct piece {
    const struct circle *circle;
    int number;
    bool is_own, is_named; /* the file's own node is its home; its home's digits are in the id */
    bool is_told;          /* a level above says whose it is */
    const char *home;
    const uint8_t *id;
};

/* Whose id it is by its digits comes before others, then whose by the word of a level above, then
 * by the node: no date that somebody writes brings theirs forward. */
static int compare_pieces(const void *a, const void *b)
{
    const struct piece *one = a, *other = b;
    int by_home;

    if (one->is_own != other->is_own)
        return one->is_own ? -1 : 1;
    if (one->is_named != other->is_named)
        return one->is_named ? -1 : 1;
    if (one->is_told != other->is_told)
        return one->is_told ? -1 : 1;
    if (!*one->home != !*other->home)
        return *one->home ? -1 : 1;
    by_home = strcmp(one->home, other->home);
    return by_home ? by_home : memcmp(one->id, other->id, CRYPTO_ID);
}

bool circle_has_digits(const char *id, const char *home)
{
    char tail[IDENT_TAIL + 1];
    size_t length = ident_node_tail(home, tail), id_length = strlen(id);

    return length && id_length > length && strcmp(id + id_length - length, tail) == 0 &&
           id[id_length - length - 1] == '-';
}

static void add_to(const struct heed *heed, size_t which, struct piece *piece)
{
    const char *home = heed->homes[which];
    const uint8_t *id = heed->acts[which].id;

    if (is_erasing(heed, which))
        return;
    piece->is_own |= *home && strcmp(home, heed->reader) == 0;
    piece->is_named |= *home && circle_has_digits(heed->subject, home);
    piece->is_told |= *heed->authors[which] && strcmp(heed->authors[which], home) != 0;
    if (*home && (!*piece->home || strcmp(home, piece->home) < 0))
        piece->home = home;
    if (!piece->id || memcmp(id, piece->id, CRYPTO_ID) < 0)
        piece->id = id;
}

/* True if a part's pieces, each leading to the one before it, are none of somebody else. */
static bool fits(const struct piece *pieces, size_t which, const int *before, int last)
{
    for (int at = last; at >= 0; at = before[at])
        if (circle_is_other(pieces[at].circle, pieces[which].circle))
            return false;
    return true;
}

/* Each goes to the first part with which it is not apart. */
static int number_parts(const struct piece *pieces, size_t count, struct arena *arena, int *part_of)
{
    int *before = arena_alloc(arena, (count + 1) * sizeof(*before));
    int *last = arena_alloc(arena, (count + 1) * sizeof(*last)), part_count = 0;

    for (size_t i = 0; i < count; i++) {
        int part = 0;
        while (part < part_count && !fits(pieces, i, before, last[part]))
            part++;
        before[i] = part < part_count ? last[part] : -1;
        last[part] = (int)i;
        part_of[pieces[i].number] = part;
        part_count += part == part_count;
    }
    return part_count;
}

static int split_record(struct heed *heed, bool *is_erased)
{
    const struct circle_acts acts = {heed->subject, heed->acts, heed->count, heed->authors,
                                     heed->homes};
    struct circle_links links;
    struct piece *pieces;
    size_t piece_count = 0;
    int *part_of, part_count;

    circle_link(&acts, heed->arena, heed->parts, &links);
    pieces = arena_alloc(heed->arena, (links.count + 1) * sizeof(*pieces));
    part_of = arena_alloc(heed->arena, (links.count + 1) * sizeof(*part_of));
    for (size_t i = 0; i < links.count; i++)
        pieces[i] = (struct piece){.circle = &links.circles[i], .number = (int)i, .home = ""};
    for (size_t i = 0; i < heed->count; i++)
        if (heed->parts[i] >= 0)
            add_to(heed, i, &pieces[heed->parts[i]]);
    for (size_t i = 0; i < links.count; i++)
        if (links.circles[i].subject)
            pieces[piece_count++] = pieces[i];
    qsort(pieces, piece_count, sizeof(*pieces), compare_pieces);
    part_count = number_parts(pieces, piece_count, heed->arena, part_of);
    for (size_t i = 0; i < heed->count; i++) {
        is_erased[i] = heed->parts[i] >= 0 && links.is_erased[heed->parts[i]];
        heed->parts[i] = heed->parts[i] >= 0 ? part_of[heed->parts[i]] : CIRCLE_UNHEEDED;
    }
    return part_count ? part_count : 1;
}

/* What was not heeded in a case goes with it. */
static void erase_case(const struct heed *heed, bool *is_erased)
{
    bool is_gone = false;

    for (size_t i = 0; i < heed->count; i++)
        is_gone |= is_erasing(heed, i) && heed->parts[i] == 0;
    for (size_t i = 0; i < heed->count; i++)
        is_erased[i] = is_gone;
}

/* Reference data is erased by nobody, and said by whose it is; where there is one for all, nothing
 * is. */
static void keep_out(struct heed *heed, bool has_parts)
{
    bool is_reference = circle_is_reference(heed->subject);
    bool *is_out = arena_alloc(heed->arena, heed->count + 1);

    if (is_reference)
        circle_overrule(&(struct circle_acts){heed->subject, heed->acts, heed->count, heed->authors,
                                              heed->homes},
                        heed->reader, heed->arena, is_out);
    for (size_t i = 0; i < heed->count; i++) {
        bool is_none = is_erasing(heed, i) && (is_reference || !has_parts);
        heed->parts[i] = is_none || is_out[i] ? CIRCLE_UNHEEDED : has_parts ? CIRCLE_WAITS : 0;
    }
}

int circle_parts(const char *subject, const char *reader, const struct act *acts, size_t count,
                 struct arena *arena, int *parts, bool *is_erased)
{
    struct heed heed = {.subject = subject,
                        .reader = reader,
                        .acts = acts,
                        .count = count,
                        .parts = parts,
                        .arena = arena};
    bool is_case = circle_is_shared(subject), has_parts = circle_has_parts(subject);

    memset(parts, 0, count * sizeof(*parts));
    memset(is_erased, 0, count * sizeof(*is_erased));
    if (is_case && is_of_one_log(acts, count)) {
        erase_case(&heed, is_erased);
        return 1;
    }
    begin(&heed);
    if (is_case) {
        split_case(&heed);
        erase_case(&heed, is_erased);
        return 1;
    }
    keep_out(&heed, has_parts);
    return has_parts ? split_record(&heed, is_erased) : 1;
}

bool circle_would_heed(const struct act *act, const char *reader, const struct act *acts,
                       size_t count, struct arena *arena)
{
    struct act *all = arena_alloc(arena, (count + 1) * sizeof(*all));
    bool *is_erased = arena_alloc(arena, count + 1);
    int *parts = arena_alloc(arena, (count + 1) * sizeof(*parts));

    if (count)
        memcpy(all, acts, count * sizeof(*all));
    all[count] = *act;
    circle_parts(act->subject, reader, all, count + 1, arena, parts, is_erased);
    return parts[count] != CIRCLE_UNHEEDED;
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
