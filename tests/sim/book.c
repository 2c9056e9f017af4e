/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BIT(place) (1u << (place))

const char *const book_nodes[PLACES] = {
    [PLACE_STATION] = "310115007001", [PLACE_OTHER] = "310115007002", [PLACE_STREET] = "310115007",
    [PLACE_UNIT] = "310115-gl",       [PLACE_DISTRICT] = "310115",
};

/* What is a place's goes to those above it, reference data down into its area as well; a department
 * is known where its district's lists are. */
static const unsigned above[PLACES] = {
    [PLACE_STATION] = BIT(PLACE_STATION) | BIT(PLACE_STREET) | BIT(PLACE_DISTRICT),
    [PLACE_OTHER] = BIT(PLACE_OTHER) | BIT(PLACE_STREET) | BIT(PLACE_DISTRICT),
    [PLACE_STREET] = BIT(PLACE_STREET) | BIT(PLACE_DISTRICT),
    [PLACE_UNIT] = BIT(PLACE_UNIT) | BIT(PLACE_DISTRICT),
    [PLACE_DISTRICT] = BIT(PLACE_DISTRICT),
};
static const unsigned area[PLACES] = {
    [PLACE_STATION] = BIT(PLACE_STATION),
    [PLACE_OTHER] = BIT(PLACE_OTHER),
    [PLACE_STREET] = BIT(PLACE_STREET) | BIT(PLACE_STATION) | BIT(PLACE_OTHER),
    [PLACE_UNIT] = BIT(PLACE_UNIT),
    [PLACE_DISTRICT] = BIT(PLACES) - 1,
};

enum place book_place(const char *node)
{
    enum place place = 0;

    while (place < PLACES && (!node || strcmp(node, book_nodes[place]) != 0))
        place++;
    return place;
}

enum place book_author(const char *log)
{
    for (enum place place = 0; place < PLACES; place++) {
        size_t length = strlen(book_nodes[place]);
        if (strncmp(log, book_nodes[place], length) == 0 && log[length] == '-' &&
            (place != PLACE_DISTRICT || log[length + 1] != 'g'))
            return place;
    }
    return PLACES;
}

/* --- acts --- */

static uint16_t *slot_of(const struct book *book, const uint8_t *id)
{
    size_t at = act_id_prefix(id) % (2 * BOOK_ACTS_MOST);

    while (book->slots[at] && memcmp(book->acts[book->slots[at] - 1].id, id, CRYPTO_ID) != 0)
        at = (at + 1) % (2 * BOOK_ACTS_MOST);
    return (uint16_t *)(uintptr_t)&book->slots[at];
}

size_t book_find(const struct book *book, const uint8_t *id)
{
    uint16_t number = *slot_of(book, id);

    return number ? number - 1u : BOOK_ACTS_MOST;
}

static size_t find_subject(struct book *book, const char *subject)
{
    for (size_t i = 0; i < book->subject_count; i++)
        if (strcmp(book->subjects[i], subject) == 0)
            return i;
    if (book->subject_count == BOOK_SUBJECTS_MOST)
        abort();
    snprintf(book->subjects[book->subject_count], BOOK_SUBJECT, "%s", subject);
    return book->subject_count++;
}

/* What each says of somebody of the staff is seen by those to whom they say it. */
static size_t find_said(struct book *book, const struct act *act)
{
    char subject[BOOK_SUBJECT];

    snprintf(subject, sizeof(subject), "%s#%d", act->subject, (int)book_author(act->log));
    return find_subject(book, text_starts(act->subject, "staff/") ? subject : act->subject);
}

size_t book_add(struct book *book, const struct act *act)
{
    uint16_t *slot = slot_of(book, act->id);
    const char *resident = act->kind == ACT_OPEN ? act_text(act, FIELD_RESIDENT) : "";

    if (*slot)
        return *slot - 1u;
    if (book->act_count == BOOK_ACTS_MOST)
        abort();
    struct book_act *added = &book->acts[book->act_count++];
    *added = (struct book_act){
        .subject = find_said(book, act),
        .author = book_author(act->log),
        .kind = act->kind,
        .node = book_place(act->value[FIELD_NODE]),
        .to = book_place(act->value[FIELD_TO]),
        .resident = BOOK_SUBJECTS_MOST,
    };
    if (*resident) {
        char person[BOOK_SUBJECT];
        snprintf(person, sizeof(person), "residents/%s", resident);
        added->resident = find_subject(book, person);
    }
    memcpy(added->id, act->id, CRYPTO_ID);
    *slot = (uint16_t)book->act_count;
    return book->act_count - 1;
}

/* --- sets --- */

bool book_has(const struct book_set *set, size_t number)
{
    return set->bits[number / 64] >> number % 64 & 1;
}

void book_put(struct book_set *set, size_t number)
{
    set->bits[number / 64] |= UINT64_C(1) << number % 64;
}

void book_join(struct book_set *set, const struct book_set *other)
{
    for (size_t i = 0; i < BOOK_WORDS; i++)
        set->bits[i] |= other->bits[i];
}

size_t book_lacks(const struct book_set *one, const struct book_set *other)
{
    for (size_t i = 0; i < BOOK_WORDS; i++) {
        uint64_t missing = one->bits[i] & ~other->bits[i];
        if (missing)
            return 64 * i + (size_t)__builtin_ctzll(missing);
    }
    return BOOK_ACTS_MOST;
}

/* --- who sees it --- */

static void look_at_case(const struct book_act *act, struct book_sight *sight)
{
    uint8_t *seen = &sight->seen[act->subject], *whole = &sight->whole[act->subject];

    if (act->kind == ACT_OPEN) {
        enum place home = act->node < PLACES ? act->node : act->author;
        *seen |= above[home];
        *whole |= above[home] & ~BIT(PLACE_DISTRICT);
    } else if (act->kind == ACT_DISPATCH && act->to < PLACES) {
        *seen |= BIT(act->to);
        *whole |= BIT(act->to);
    } else if (act->kind == ACT_SUPERVISE) {
        *whole |= BIT(act->author);
    }
}

static void look_at(const struct book *book, const struct book_act *act, struct book_sight *sight)
{
    const char *subject = book->subjects[act->subject];
    enum place home = act->node < PLACES ? act->node : act->author;
    unsigned who = above[home];

    if (text_starts(subject, "case/")) {
        look_at_case(act, sight);
        return;
    }
    /* an erasing goes to those who have what it erases: nobody, if a disk lost that */
    if (act->kind == ACT_ERASE)
        who = BIT(act->author);
    else if (text_starts(subject, "residents/") || text_starts(subject, "handovers/"))
        who &= ~BIT(PLACE_DISTRICT);
    else if (!text_starts(subject, "tally/"))
        who |= area[text_starts(subject, "nodes/") && home == PLACE_UNIT ? act->author : home];
    sight->seen[act->subject] |= who;
    sight->whole[act->subject] |= who;
}

void book_look(const struct book *book, const struct book_set *set, struct book_sight *sight)
{
    memset(sight, 0, sizeof(*sight));
    for (size_t i = 0; i < book->act_count; i++)
        if (book_has(set, i) && !book->acts[i].is_lie)
            look_at(book, &book->acts[i], sight);
    /* a resident goes with the cases to their units */
    for (size_t i = 0; i < book->act_count; i++) {
        const struct book_act *act = &book->acts[i];
        if (!book_has(set, i) || act->is_lie || act->resident == BOOK_SUBJECTS_MOST)
            continue;
        sight->seen[act->resident] |= sight->whole[act->subject] & BIT(PLACE_UNIT);
        sight->whole[act->resident] |= sight->whole[act->subject] & BIT(PLACE_UNIT);
    }
}

bool book_is_for(const struct book *book, const struct book_sight *sight, size_t number,
                 enum place place, bool *is_whole)
{
    const struct book_act *act = &book->acts[number];
    bool is_author = act->author == place;

    if (act->is_lie) {
        *is_whole = is_author || (act->is_of_own && above[act->author] >> place & 1);
        return *is_whole;
    }

    *is_whole = is_author || sight->whole[act->subject] >> place & 1;
    return sight->seen[act->subject] >> place & 1;
}
