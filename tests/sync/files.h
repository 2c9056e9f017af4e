/* SPDX-License-Identifier: MIT */
/* files: real station files and a hub in one folder, which work and exchange as a seed tells. */
#ifndef SHOUWEN_TESTS_SYNC_FILES_H
#define SHOUWEN_TESTS_SYNC_FILES_H

#include "shouwen/store/ledger.h"
#include "shouwen/store/outcome.h"
#include "shouwen/sync/hub.h"

#define FILES_STATION "310115007001"
#define FILES_STREET "310115007"
#define FILES_UNIT "310115-gl"

enum { FILES_COUNT = 3, FILES_CASES_MOST = 256 };

struct files {
    char folder[200];
    struct hub *hub;
    uint64_t seed;
    const char *cases[FILES_CASES_MOST]; /* numbers of all cases so far */
    size_t case_count;
    struct arena arena;
    struct text said; /* what hub and files told a person */
};

/* Makes a hub and the files of a station, its street and a department, each enrolled. */
void files_make(struct files *files, const char *folder, uint64_t seed);
void files_release(struct files *files);
uint64_t files_random(struct files *files, uint64_t below);

struct ledger *files_open(const struct files *files, size_t which);
/* Some things that somebody does in a file; the rules may refuse each. */
void files_work(struct files *files, size_t which);
/* One exchange of a file. */
void files_exchange(struct files *files, size_t which, struct outcome *outcome);
/* The hub takes in and gives out. */
void files_serve(struct files *files);
/* Exchanges until nothing moves any more. */
void files_settle(struct files *files);

/* Copies of a file (FILES_COUNT: the hub's), and back. */
void files_save(struct files *files, size_t which);
void files_restore(struct files *files, size_t which);

/* Everything is as it must be in each file, the station's and the street's show the same, and the
 * department has of its cases what the street has. */
void files_check(struct files *files);

#endif
