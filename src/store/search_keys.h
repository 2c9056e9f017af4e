/* SPDX-License-Identifier: MIT */
/* search_keys: the forms in which names and numbers stand in the search index, and in which a typed
 * text asks for them. Used by the search and by the look-up of residents in records. */
#ifndef SHOUWEN_STORE_SEARCH_KEYS_H
#define SHOUWEN_STORE_SEARCH_KEYS_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/matter.h"
#include "shouwen/domain/record.h"

#include <stdbool.h>

/* Kinds of keys in the table lookup. The numbers are stored: a change needs other SQL, or a new
 * SEARCHKEY_VERSION. Numbers are kept reversed, so that their ends are prefixes. */
enum search_kind {
    SEARCH_KEY_NAME = 1,         /* a resident's name */
    SEARCH_KEY_INSIDE = 2,       /* the name from its second, third ... character on */
    SEARCH_KEY_INITIALS = 3,     /* each spelling */
    SEARCH_KEY_PHONE = 4,        /* reversed */
    SEARCH_KEY_CARD = 5,         /* reversed */
    SEARCH_KEY_SERVICE = 6,      /* name and aliases of an item */
    SEARCH_KEY_SERVICE_INITIALS, /* of them */
    SEARCH_KEY_SERVICE_CODE,
    SEARCH_KEY_CASE_PHONE,     /* reversed */
    SEARCH_KEY_PINYIN,         /* a resident's name, spelled out */
    SEARCH_KEY_SERVICE_PINYIN, /* of name and aliases of an item */
    SEARCH_KEY_OPEN_INITIALS,  /* of people of open cases who are no residents of the list */
    SEARCH_KEY_CLOSED_INITIALS /* of closed ones */
};

/* How near a resident is to the desk. Every key stands at the last place; names, initials and
 * pinyin stand at each place that the resident's cases reach as well. */
enum search_near {
    SEARCH_NEAR_OPEN,  /* has an open case */
    SEARCH_NEAR_KNOWN, /* has or had a case */
    SEARCH_NEAR_ALL,
    SEARCH_NEARS
};

struct search_key {
    enum search_kind kind;
    const char *text;
};
/* Each key once; texts in the arena. */
struct search_keys {
    struct arena *arena;
    struct search_key *at;
    size_t count, room;
};
void search_keys_of_record(struct search_keys *keys, const struct record *record);
/* What a case is found by: the phone numbers of all its people, and the initials of those whose
 * names (a line each) are given. */
void search_keys_of_case(struct search_keys *keys, bool is_open, const char *names,
                         const char *phones);
/* The phone numbers in a text, reversed. */
void search_keys_of_phones(struct search_keys *keys, enum search_kind kind, const char *phones);
/* An ID number as it stands in the index. */
void search_key_of_card(struct text *out, const char *card);
/* A door as residents are kept by it: canonical, or where it has no such form (张家宅12号) the key of
 * the text. */
void search_key_of_door(struct text *out, const char *door);
/* True if keys of this kind stand at nearer places too. */
bool search_key_has_near(enum search_kind kind);

/* What was typed, in the forms that the tiers ask for; "" where it has no such form. */
struct search_typed {
    const char *name;   /* searchkey_name() */
    const char *number; /* digits, reversed: at least four; may be the X of an ID number first */
    const char *door;   /* searchkey_door() */
    const char *code;   /* a query code, canonical */
    const char *code_start; /* what may be the beginning of one, canonical */
    const char *text;       /* clean, as typed: numbers that others gave */
    const char *query;      /* searchkey_query() */
    const char *needles;    /* searchkey_needles() */
    size_t letter_count;    /* of a text of Latin letters only, otherwise 0 */
};
/* What is looked at of a typed text: clean, and no more of it than anybody types to find
 * something. */
void search_typed_clean(struct text *out, const char *typed);
void search_typed_read(struct arena *arena, const char *typed, struct search_typed *read);

#endif
