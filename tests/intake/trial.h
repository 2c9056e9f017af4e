/* SPDX-License-Identifier: MIT */
/* A station file (node 330106001001) in a folder of its own, and CSV files beside it, for the
 * tests of intake. */
#ifndef SHOUWEN_TESTS_INTAKE_TRIAL_H
#define SHOUWEN_TESTS_INTAKE_TRIAL_H

#include "shouwen/base/text.h"
#include "shouwen/desk/desk.h"
#include "shouwen/intake/import.h"

struct trial {
    char folder[64];
    struct desk *desk;
    struct import_report report; /* of the last import */
    bool is_complete;            /* imports take a roster for complete */
    struct text *rejects;        /* where imports put them; NULL: nowhere */
    struct import_how how;       /* of imports, beside the two above and what a function says */
    char path[128];
};

/* cmocka setup and teardown; *state is the struct trial. */
int trial_set_up(void **state);
/* The same for the file of another node. */
int trial_set_up_at(void **state, const char *node);
int trial_tear_down(void **state);

/* Opens the file again after it was closed, or by another process. */
void trial_open(struct trial *trial);
void trial_close(struct trial *trial);
/* Writes rows.csv beside the file; its path is as long valid as the trial. */
const char *trial_write(struct trial *trial, const char *bytes, size_t length);

/* Imports a CSV text, or a file; the report stays until the next one. Fails the test on a fault. */
const struct import_report *trial_import(struct trial *trial, enum record_kind kind,
                                         const char *csv);
const struct import_report *trial_import_bytes(struct trial *trial, enum record_kind kind,
                                               const char *bytes, size_t length);
const struct import_report *trial_try(struct trial *trial, enum record_kind kind, const char *csv);
const struct import_report *trial_import_file(struct trial *trial, enum record_kind kind,
                                              const char *path);
/* Fails the test, with what the report says, unless it counts so many rows. */
void trial_expect(const struct import_report *report, int added, int changed, int unchanged,
                  int refused);
/* Fails the test unless the problem at index is about a line and column (as the file calls it) and
 * its reason or remedy has these words. */
void trial_expect_problem(const struct import_report *report, size_t index, int line,
                          const char *column, const char *words);
/* The kind's records as CSV. */
void trial_export(struct trial *trial, enum record_kind kind, bool unmask, struct text *out);
/* The path of a file of tests/intake/data. */
const char *trial_data(struct arena *arena, const char *file);
/* Adds a whole file. */
void trial_read(const char *path, struct text *out);

#endif
