/* SPDX-License-Identifier: MIT */
/* forge: acts of one case made by hand, also such as no decision would make, for tests of the fold.
 * Acts are called a, b, c ... z, A ... Z in the order in which they are made; each says which of
 * the earlier ones it saw. Ids follow from the seed, so that a run can be repeated. */
#ifndef SHOUWEN_TESTS_DOMAIN_FORGE_H
#define SHOUWEN_TESTS_DOMAIN_FORGE_H

#include "shouwen/domain/matter.h"

enum { FORGE_ACTS = 52 };
#define FORGE_HOME "310115007001"
#define FORGE_STREET "310115007"

struct forge {
    struct arena arena;
    struct act acts[FORGE_ACTS];
    size_t count;
    unsigned seed;
};

/* An act so many minutes after Friday 2026-11-20 09:00 that saw the named ones directly ("bc"). An
 * act that is not there yet, as '?' is, is an ancestor that never arrived. */
struct act *forge_act(struct forge *forge, enum act_kind kind, const char *by, int minutes,
                      const char *saw);
/* An undo of the named acts. */
struct act *forge_undo(struct forge *forge, const char *by, int minutes, const char *saw,
                       const char *voids);
char forge_name(size_t index);
size_t forge_index(char name);
/* A number below the bound that follows from *seed. */
unsigned forge_random(unsigned *seed, unsigned below);
void forge_release(struct forge *forge);

/* Folds acts given in any order; the result is in the forge's arena. */
struct matter forge_fold(struct forge *forge, const struct act *acts, size_t count);
/* Everything that a folded case says, as text. */
void forge_say(const struct matter *matter, struct text *out);

#endif
