/* SPDX-License-Identifier: MIT */
/* refused: what the tests of bundles that must be refused share: who takes part, the acts, the file
 * that the hub opens, and what it says. */
#ifndef SHOUWEN_TESTS_SYNC_REFUSED_H
#define SHOUWEN_TESTS_SYNC_REFUSED_H

#include "forge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { FEW = 4, COUNT = 16 };

static struct error error;
static struct acts_party station, other, hub;
static struct acts acts;
static struct text file = TEXT_EMPTY;

static inline enum status open_file(struct bundle *bundle)
{
    struct bundle_receiver receiver = acts_receiver(&hub, &station);

    /* a copy of its own, so that a byte too far is noticed */
    char *bytes = memory_new(file.length ? file.length : 1);
    memcpy(bytes, file.at, file.length);
    enum status status = bundle_open(bytes, file.length, &receiver, bundle, &error);
    free(bytes);
    return status;
}

static inline void check_opens(void)
{
    struct bundle bundle;

    if (open_file(&bundle) != STATUS_OK)
        fail_msg("%s: %s", error.field, error.message);
    bundle_close(&bundle);
}

/* field: the step; nothing may be given out. */
static inline void check_refused(const char *field)
{
    struct bundle bundle;

    assert_int_equal(open_file(&bundle), STATUS_INVALID);
    assert_int_equal(error.kind, STATUS_INVALID);
    assert_true(*error.message);
    if (strcmp(error.field, field) != 0)
        fail_msg("refused at \"%s\", not at \"%s\": %s", error.field, field, error.message);
    assert_null(bundle.acts);
    assert_int_equal(bundle.act_count, 0);
    assert_null(bundle.header.from);
    assert_null(bundle.arena.newest);
}

static inline int start(void **state)
{
    (void)state;
    acts_party_init(&station, ACTS_STATION);
    acts_party_init(&other, ACTS_OTHER);
    acts_party_init(&hub, ACTS_HUB);
    acts_make(&acts, COUNT, 4);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    acts_release(&acts);
    text_release(&file);
    return 0;
}

static inline int clear(void **state)
{
    (void)state;
    text_clear(&file);
    return 0;
}

#endif
