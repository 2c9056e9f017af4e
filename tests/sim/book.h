/* SPDX-License-Identifier: MIT */
/* book: every act that was ever recorded in a run, numbered, and who may hold it: sync.md 2 written
 * down a second time, from all acts at once and for the few places of the simulator. */
#ifndef SHOUWEN_TESTS_SIM_BOOK_H
#define SHOUWEN_TESTS_SIM_BOOK_H

#include "shouwen/domain/act.h"

enum place { PLACE_STATION, PLACE_OTHER, PLACE_STREET, PLACE_UNIT, PLACE_DISTRICT, PLACES };
extern const char *const book_nodes[PLACES];
enum place book_place(const char *node); /* PLACES: none of them */
/* Whose log that is, or a branch of it. */
enum place book_author(const char *log);

enum { BOOK_STAFF = 3 }; /* of a place, at most */
enum { BOOK_ACTS_MOST = 4096, BOOK_SUBJECTS_MOST = 1024, BOOK_SUBJECT = 80 };
enum { BOOK_WORDS = BOOK_ACTS_MOST / 64 };

struct book_set {
    uint64_t bits[BOOK_WORDS];
};

struct book_act {
    uint8_t id[CRYPTO_ID];
    size_t subject;
    enum place author;
    enum act_kind kind;
    enum place node, to; /* of the act's fields */
    size_t resident;     /* a subject; BOOK_SUBJECTS_MOST: none */
    bool is_lie;         /* its author may not say that (lies.h): it is for nobody else */
    bool is_of_own;      /* ... or, said of its own staff, for those above, who may not heed it */
};

struct book {
    struct book_act acts[BOOK_ACTS_MOST];
    size_t act_count;
    char subjects[BOOK_SUBJECTS_MOST][BOOK_SUBJECT];
    size_t subject_count;
    uint16_t slots[2 * BOOK_ACTS_MOST]; /* number + 1 by the beginning of the id */
};

/* Its number; one that is known stays as it is. */
size_t book_add(struct book *book, const struct act *act);
/* BOOK_ACTS_MOST: it never was recorded. */
size_t book_find(const struct book *book, const uint8_t *id);

bool book_has(const struct book_set *set, size_t number);
void book_put(struct book_set *set, size_t number);
void book_join(struct book_set *set, const struct book_set *other);
/* The first number that is in one and not in the other; BOOK_ACTS_MOST if there is none. */
size_t book_lacks(const struct book_set *one, const struct book_set *other);

/* What the acts of a set let each place see. */
struct book_sight {
    uint8_t seen[BOOK_SUBJECTS_MOST];  /* heads at least, a bit for each place */
    uint8_t whole[BOOK_SUBJECTS_MOST]; /* bodies too */
};
void book_look(const struct book *book, const struct book_set *set, struct book_sight *sight);

/* Whether an act is for a place, and its body. */
bool book_is_for(const struct book *book, const struct book_sight *sight, size_t number,
                 enum place place, bool *is_whole);

#endif
