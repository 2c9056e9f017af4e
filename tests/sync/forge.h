/* SPDX-License-Identifier: MIT */
/* forge: bundles as bundle_writer never makes them, rightly signed by somebody who holds a key. */
#ifndef SHOUWEN_TESTS_SYNC_FORGE_H
#define SHOUWEN_TESTS_SYNC_FORGE_H

#include "acts.h"

enum { FORGE_RAW_TRUE = -1 };

struct forge {
    const struct acts_party *from; /* who signs */
    const uint8_t *to_key;         /* public key that it is sealed to */
    const uint8_t *bound_to;       /* public key that the stream is bound to; NULL: the signer's */
    struct bundle_header header;   /* `from` may name somebody else */
    struct text plain;             /* the acts */
    int64_t raw;                   /* what the header says, or FORGE_RAW_TRUE */
    bool is_twice;                 /* the chunk holds what was packed twice over */
    bool has_no_end;               /* no chunk is the last */
    bool has_more;                 /* another chunk behind the last */
    const char *search, *replace;  /* in the header's text before it is signed; NULL: nothing */
};

/* The first count acts of the list as a log bundle from station to hub that would be right. */
void forge_start(struct forge *forge, const struct acts *acts, size_t count,
                 const struct acts_party *from, const struct acts_party *to);
/* Puts an act behind the others, and its id behind the range's chain. */
void forge_add(struct forge *forge, const struct bundle_act *act);
/* Moves the range on without putting the act. */
void forge_count(struct forge *forge, const struct bundle_act *act);
/* The bundle of it, in place of what is in out. */
void forge_write(const struct forge *forge, struct text *out);
/* A header of that text, rightly signed, and nothing behind it. */
void forge_header(const struct acts_party *from, const char *json, size_t length, struct text *out);
void forge_end(struct forge *forge);

#endif
