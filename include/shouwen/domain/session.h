/* SPDX-License-Identifier: MIT */
/* session: what an on-site session (domain.md 3) keeps in lines of its record: who is invited,
 * answered and came, and who does what by when. A guest's line is "name/answer/presence", a task's
 * "who/what/day/case number", of which only the first part, and of a task the second, are needed;
 * a separator that belongs to the text has '\\' before it. Used by desk. */
#ifndef SHOUWEN_DOMAIN_SESSION_H
#define SHOUWEN_DOMAIN_SESSION_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(NAME, "word", N_("label")): what a guest answered, and whether they came. */
#define SESSION_ANSWER_TABLE(X)                                                                    \
    X(OPEN, "", N_("no answer yet"))                                                               \
    X(COMING, "coming", N_("is coming"))                                                           \
    X(DECLINED, "declined", N_("can't come"))
#define SESSION_PRESENCE_TABLE(X)                                                                  \
    X(UNKNOWN, "", N_("not noted"))                                                                \
    X(CAME, "came", N_("came"))                                                                    \
    X(ABSENT, "absent", N_("did not come"))

#define SESSION_ANSWER_ENUM(name, ...) SESSION_##name,
enum session_answer { SESSION_ANSWER_TABLE(SESSION_ANSWER_ENUM) SESSION_ANSWER_COUNT };
#define SESSION_PRESENCE_ENUM(name, ...) SESSION_##name,
enum session_presence { SESSION_PRESENCE_TABLE(SESSION_PRESENCE_ENUM) SESSION_PRESENCE_COUNT };
struct session_word {
    const char *word, *label; /* label through _() */
};
extern const struct session_word session_answers[SESSION_ANSWER_COUNT];
extern const struct session_word session_presences[SESSION_PRESENCE_COUNT];
/* -1 if the word is none of them. */
int session_answer_of(const char *word);
int session_presence_of(const char *word);

struct session_guest {
    const char *name;
    enum session_answer answer;
    enum session_presence presence;
};
struct session_task {
    const char *who, *what;
    int32_t until_on;   /* CLOCK_NO_DAY: no day was named */
    const char *number; /* of the case it belongs to; "" */
};

/* Arrays in arena, with room for one more; words that are none count as not known. */
struct session_guest *session_read_guests(struct arena *arena, const char *lines, size_t *count);
void session_write_guest(struct text *out, const struct session_guest *guest);
/* The guests that somebody types in one line, with , ; or 、 between. */
struct session_guest *session_split_guests(struct arena *arena, const char *text, size_t *count);
struct session_task *session_read_tasks(struct arena *arena, const char *lines, size_t *count);
void session_write_task(struct text *out, const struct session_task *task);

#endif
