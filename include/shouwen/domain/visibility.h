/* SPDX-License-Identifier: MIT */
/* visibility: what of a case somebody may see (sync.md 2, domain.md 1 and 3).
 * One table says where each role looks; several roles see the union, and whoever answers for a case
 * always sees it. Pure. decide() asks it for "whoever may see the case"; screens, verbs and lists
 * reach it over store/query_scope.h and the desk.
 *
 * How a list applies it: it asks for a struct query_scope (desk_scope()), where is_everything says
 * that nothing is to be done, as on the file of a station whose staff asks; otherwise
 * scope.homes is what a list by node is read by, a grid's and a unit's own queue are read by their
 * index, and every row is asked by query_scope_of_row(), which leaves a head of what is seen as a
 * head only. */
#ifndef SHOUWEN_DOMAIN_VISIBILITY_H
#define SHOUWEN_DOMAIN_VISIBILITY_H

#include "shouwen/domain/matter.h"
#include "shouwen/domain/person.h"
#include "shouwen/domain/sight.h"

/* Where somebody looks, as bits: X(NAME, "word", N_("label")) */
#define REACH_TABLE(X)                                                                             \
    X(OWN, "own", N_("cases they answer for, took in or were given"))                              \
    X(GRIDS, "grids", N_("cases of their grids"))                                                  \
    X(HOME, "home", N_("cases of their own station"))                                              \
    X(STREET, "street", N_("cases of the street's stations"))                                      \
    X(UNIT, "unit", N_("cases dispatched to their department"))                                    \
    X(DISTRICT, "district",                                                                        \
      N_("heads of the district's cases; supervised and disputed ones whole"))                     \
    X(FILE, "file", N_("everything in the file, to read"))

#define REACH_INDEX(name, ...) REACH_INDEX_##name,
enum { REACH_TABLE(REACH_INDEX) REACH_COUNT };
#define REACH_ENUM(name, ...) REACH_##name = 1 << REACH_INDEX_##name,
enum reach { REACH_TABLE(REACH_ENUM) };
struct reach_row {
    const char *word, *label; /* label through _() */
};
extern const struct reach_row reach_rows[REACH_COUNT];

/* X(ROLE, cases, residents): where a role looks, beside REACH_OWN, which everybody has; and whose
 * residents it sees (0, or the same bits). Whoever is on today's roster sees
 * as the desk does. */
#define VISIBILITY_TABLE(X)                                                                        \
    X(DESK, REACH_HOME, REACH_HOME)                                                                \
    X(JOINT, REACH_HOME, REACH_HOME)                                                               \
    X(WORKER, REACH_HOME, REACH_HOME)                                                              \
    X(GRID_LEADER, REACH_GRIDS, REACH_GRIDS)                                                       \
    X(GRID_MEMBER, REACH_GRIDS, REACH_GRIDS)                                                       \
    X(GRID_HELPER, 0, 0)                                                                           \
    X(INFORMANT, 0, 0)                                                                             \
    X(SECRETARY, REACH_HOME, REACH_HOME)                                                           \
    X(DISPATCHER, REACH_STREET, REACH_STREET)                                                      \
    X(CLERK, REACH_UNIT, 0)                                                                        \
    X(SUPERVISOR, REACH_DISTRICT, 0)                                                               \
    X(ADMIN, REACH_FILE, REACH_FILE)

/* Where a person looks; borrows people and person. */
struct visibility {
    const struct people *people;
    const struct person *person; /* NULL: the program, or nobody yet; sees everything */
    unsigned reach, residents;
    bool may_stand_in; /* they are some secretary's cover: see responsibility_secretary() */
};

/* What the question needs to know of a case. */
struct visibility_case {
    const char *node, *grid, *unit, *holder;
    unsigned flags;
    bool was_theirs;     /* the person took it in, or was given it once */
    bool was_dispatched; /* to the person's node, once */
};

struct visibility visibility_of(const struct people *people, const struct person *person);
enum sight visibility_may_see(const struct visibility *visibility,
                              const struct visibility_case *one);
/* The same of a folded case. */
enum sight visibility_of_matter(const struct visibility *visibility, const struct matter *matter);
/* The same as whoever acts: an administrator reads everything, but that role acts in nothing. */
enum sight visibility_to_act(const struct visibility *visibility, const struct matter *matter);

/* True if all cases of a home are seen whole. */
bool visibility_covers(const struct visibility *visibility, const char *home);
/* True if at least the heads of a home's cases are seen. */
bool visibility_has_heads(const struct visibility *visibility, const char *home);
/* True if the person looks after that grid. */
bool visibility_has_grid(const struct visibility *visibility, const char *grid);
/* True if the person may see a resident of that grid; "" or NULL: of none, in the file of that
 * station. */
bool visibility_has_resident(const struct visibility *visibility, const char *station,
                             const char *grid);
/* True if the person answers for that holder at that home today. */
bool visibility_answers_for(const struct visibility *visibility, const char *holder,
                            const char *home);

/* Somebody who sees a case for what they had to do with it, each once. PARTY_STAFF took it in or
 * was given it, PARTY_BRINGER brought it in for others to handle, PARTY_UNIT had it dispatched to
 * it. */
enum party { PARTY_STAFF, PARTY_BRINGER, PARTY_UNIT };
struct visibility_party {
    const char *who; /* a staff id, or a node's code */
    enum party party;
};
/* All of a case without the present holder, in the arena. What the store keeps beside a case, so
 * that lists find it by them. */
size_t visibility_parties(const struct matter *matter, struct arena *arena,
                          struct visibility_party **parties);

#endif
