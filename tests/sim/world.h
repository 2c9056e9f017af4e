/* SPDX-License-Identifier: MIT */
/* world: a hub and the files of two stations, their street, a department and the district, each on
 * a machine of its own, perhaps a copy of a station's file on one more. Everything the product does
 * here is its own code over real SQLite files; only time, chance, disk and carrier are not real. */
#ifndef SHOUWEN_TESTS_SIM_WORLD_H
#define SHOUWEN_TESTS_SIM_WORLD_H

#include "book.h"

#include "shouwen/store/ledger.h"
#include "shouwen/store/outcome.h"
#include "shouwen/sync/hub.h"

enum {
    WORLD_CLONE = PLACES, /* a second machine with a station's file */
    WORLD_FILES,          /* machines with a station file */
    WORLD_HUB = WORLD_FILES,
    WORLD_MACHINES,
    WORLD_COPIES = 3,
    WORLD_CASES_MOST = 256,
    WORLD_SAID = 1 << 16
};

/* A file as it once was. */
struct world_copy {
    unsigned char *bytes;
    size_t length;
    struct book_set held, whole;
};

struct world_machine {
    enum place place; /* PLACES: the hub */
    bool is_there;
    char path[300];
    struct ledger *ledger;
    int64_t clock_off;
    const char *lists; /* people, places and days as they are shown; nobody changes them */
    struct book_set held, whole; /* acts that it must have, and those with their bodies */
    bool is_checked; /* by the product, as it is now: nothing came, went, failed or was opened */
    struct world_copy copies[WORLD_COPIES];
};

struct world {
    char folder[200];
    struct world_machine machines[WORLD_MACHINES];
    struct hub *hub;
    int64_t now;
    struct book book;
    struct book_set confirmed; /* acts that the hub confirmed to their author */
    const char *cases[WORLD_CASES_MOST];
    const char *residents[WORLD_CASES_MOST]; /* who was entered with it; NULL: nobody */
    unsigned words[WORLD_CASES_MOST];        /* its canary (erased.h); 0: it has none */
    size_t case_count;
    unsigned word_count;
    struct arena arena;
    bool has_liar;     /* the other station's log says what nobody may (lies.h) */
    bool is_told;      /* what product says to people is printed */
    struct text wrong; /* what must not be; empty: all is well */
};

/* Makes what every run begins with, each of which is a process of its own. */
void world_make(struct world *world, const char *folder);
/* A run begins; who: bits of the machines that are there. */
void world_start(struct world *world, unsigned who);

/* Notes what is wrong. */
void world_wrong(struct world *world, const char *format, ...) PRINTF_LIKE(2, 3);

/* Opens the machine's file or the hub, sets its clock; false, and notes it, if that can't be. */
bool world_open(struct world *world, size_t which);
/* Whatever is open. */
void world_close(struct world *world, size_t which);
/* One exchange; *outcome is filled in any case. */
enum status world_exchange(struct world *world, size_t which, struct outcome *outcome,
                           struct error *error);
/* The hub takes in and gives out; *moved: acts that were new to it. */
enum status world_serve(struct world *world, int64_t *moved, struct error *error);

/* The key of a place, or the hub's. */
const uint8_t *world_secret(const struct world *world, size_t which);

void world_save(struct world *world, size_t which, size_t slot);
/* False if there is no such copy. */
bool world_restore(struct world *world, size_t which, size_t slot);
/* The copy of a station's file begins to run. */
void world_clone(struct world *world, size_t which);

#endif
