/* SPDX-License-Identifier: MIT */
/* written: an act as the journal has it, and back, for the tests of its bytes. */
#ifndef SHOUWEN_TESTS_DOMAIN_WRITTEN_H
#define SHOUWEN_TESTS_DOMAIN_WRITTEN_H

#include "shouwen/domain/act.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

/* What an act looks like in the journal. */
struct written {
    struct text head, body;
};

static inline void written_release(struct written *written)
{
    text_release(&written->head);
    text_release(&written->body);
}

static inline struct act plain(void)
{
    static const uint64_t on[] = {0x0123456789abcdef, 1};

    return (struct act){.log = "310115007001-0a1b2c3d",
                        .n = 7,
                        .kind = ACT_ASSIGN,
                        .subject = "case/007001-261120-ABCDEFGH0",
                        .entered_at = 1795136400000,
                        .happened_at = 1795136400000,
                        .by = "S01",
                        .on = on,
                        .on_count = 2,
                        .value = {[FIELD_NODE] = "310115007001", [FIELD_TO] = "S03"}};
}

static inline struct written write_act(struct act *act)
{
    struct written written = {TEXT_EMPTY, TEXT_EMPTY};
    struct error error = {0};

    assert_int_equal(act_encode(act, &written.head, &written.body, &error), STATUS_OK);
    return written;
}

static inline enum status read_act(struct arena *arena, const struct written *written,
                                   struct act *act, struct error *error)
{
    return act_decode(arena, written->head.at, written->head.length,
                      written->body.length ? written->body.at : NULL, written->body.length, act,
                      error);
}

#endif
