/* SPDX-License-Identifier: MIT */
/* story: the text cases of rules/, as README.md there explains them: lines of words, read against a
 * world. Whatever is not understood is a fault of the line. Used by test_rules. */
#ifndef SHOUWEN_TESTS_DOMAIN_STORY_H
#define SHOUWEN_TESTS_DOMAIN_STORY_H

#include "world.h"

enum { STORY_WORDS = 64 };

/* The words of one phrase; text in quotes is one word. */
struct words {
    const char *at[STORY_WORDS];
    bool is_quoted[STORY_WORDS];
    int count, next;
};

/* What the cases of all files have tried, by kind. */
struct story_tried {
    unsigned allowed_by; /* bits of enum act_who that alone allowed it to somebody */
    unsigned denied_to;  /* bits that somebody had who was not allowed */
    bool is_allowed, is_denied, is_allowed_closed;
    bool is_refused_closed;    /* to somebody who may, since the case is closed */
    const char *lacked_fields; /* fields without which it was refused, ';' between */
};

struct story {
    const char *file;
    int line;
    struct world *world;
    struct story_tried *tried; /* ACT_CASE_KINDS of them */
    struct arena *lasting;
    enum status status; /* of the last event */
    struct error error;
    int refused_line; /* of an event whose refusal nothing has said yet; 0: none */
    int faults;
};

/* Splits a phrase; text is copied into the world's arena. False if a quote is left open. */
bool words_read(struct story *story, const char *text, size_t length, struct words *words);
/* The next word, or "" at the end. */
const char *words_next(struct words *words);
/* True, and goes on, if the next words are these (blanks between). */
bool words_take(struct words *words, const char *these);
bool words_are_over(const struct words *words);

void story_fault(struct story *story, const char *format, ...) PRINTF_LIKE(2, 3);
/* Somebody does something: "at 09:20 S01 assigns to S02". False if it is no such phrase. */
bool story_event(struct story *story, struct words *words);
/* What must hold then: "accountable is S02". False if it is no such phrase. */
bool story_then(struct story *story, struct words *words);
/* Reads "2026-11-20", "2026-11-20 09:00" or "09:00" (of the world's day). */
bool story_time(struct story *story, struct words *words, int64_t *at);

#endif
