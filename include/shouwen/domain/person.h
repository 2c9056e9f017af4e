/* SPDX-License-Identifier: MIT */
/* person: the staff, their roles and absences, today's roster, and the shape of node codes.
 * struct people is a snapshot in the caller's arena, persons sorted by id; the rules read
 * nothing else. */
#ifndef SHOUWEN_DOMAIN_PERSON_H
#define SHOUWEN_DOMAIN_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(NAME, "word", N_("label")), domain.md 1 */
#define ROLE_TABLE(X)                                                                              \
    X(DESK, "desk", N_("first-contact receptionist"))                                              \
    X(JOINT, "joint", N_("joint receptionist"))                                                    \
    X(WORKER, "worker", N_("social worker"))                                                       \
    X(GRID_LEADER, "grid_leader", N_("grid leader"))                                               \
    X(GRID_MEMBER, "grid_member", N_("grid member"))                                               \
    X(GRID_HELPER, "grid_helper", N_("part-time grid member"))                                     \
    X(INFORMANT, "informant", N_("informant"))                                                     \
    X(SECRETARY, "secretary", N_("secretary"))                                                     \
    X(DISPATCHER, "dispatcher", N_("dispatcher"))                                                  \
    X(CLERK, "clerk", N_("department clerk"))                                                      \
    X(SUPERVISOR, "supervisor", N_("supervisor"))                                                  \
    X(ADMIN, "admin", N_("administrator"))

#define ROLE_ENUM(name, ...) ROLE_##name,
enum role { ROLE_TABLE(ROLE_ENUM) ROLE_COUNT };
struct role_row {
    const char *word, *label; /* label through _() */
};
extern const struct role_row role_rows[ROLE_COUNT];

enum person_status { PERSON_ACTIVE, PERSON_LEAVE, PERSON_LEFT };

struct person {
    const char *id, *name, *title;
    const char *duties; /* service codes, ';' between */
    const char *backup; /* the other of the A/B pair: a staff id */
    unsigned roles;     /* 1u << enum role */
    const char *node;
    const char *grids; /* grid codes, ';' between */
    const char *phone;
    enum person_status status;
    int32_t away_from, away_until; /* CLOCK_NO_DAY: open on that side */
    const char *cover;             /* a staff id */
};

struct people_duty {
    const char *staff_id, *shift, *seat, *from, *to; /* from, to: "08:30" */
};
struct people_grid {
    const char *code, *leader;
    const char *places; /* doors and names of places, ';' between: "5号;88弄;中心花园" */
};

struct people {
    const struct person *at;
    size_t count;
    const struct people_duty *duty; /* of today */
    size_t duty_count;
    const struct people_grid *grids;
    size_t grid_count;
    int32_t today;
    const char *node; /* whose file they are of; NULL: one that knows everybody */
};

/* Roles from "desk;worker" as bits; unknown words are skipped. */
unsigned person_roles_from(const char *words);
bool person_has(const struct person *person, enum role role);
/* True if code is one of the ';'-separated codes of list. */
bool person_list_has(const char *list, const char *code);
/* True for members, helpers and informants of a grid with no other role: others answer for what
 * they bring in (domain.md 2). */
bool person_only_reports(const struct person *person);
/* Here on that day: neither left nor away (domain.md 2). Leave with an end is over after that
 * day. */
bool person_is_active(const struct person *person, int32_t today);

/* True if both say the same, wherever their texts lie. */
bool people_same(const struct people *a, const struct people *b);
const struct person *people_find(const struct people *people, const char *id); /* NULL if none */
/* True if the staff of a home are among them: of the file's own node, of all below it, of the level
 * in whose area it lies, and of whom anybody is listed. To others, a department above all, they
 * never come (sync.md 2), and ids that are said there are those of somebody else. */
bool people_knows(const struct people *people, const char *home);
bool people_is_on_duty(const struct people *people, const char *id);
/* The seat of a line of the roster, as its cell says it ("desk", 首问席; "joint", 联合接待); where
 * that is empty or another word, the joint one for whoever is a joint receptionist only. */
enum seat { SEAT_DESK, SEAT_JOINT };
enum seat people_seat(const struct people *people, const struct people_duty *duty);
/* Who comes for somebody today: they themselves, or their cover while they are away; NULL if
 * neither is here. */
const struct person *people_present(const struct people *people, const char *id);
/* True if anyone who has not left is an administrator: from then on verbs need a person. */
bool people_have_admin(const struct people *people);
/* As the list of grids says; else the leader with the lowest id whose grids name it; "" if none. */
const char *people_grid_leader(const struct people *people, const char *grid);
/* The grid of that station whose places a door in its canonical form belongs to: "5-502" lies in
 * 5号, "88-2-301" in 88弄 (domain.md 5). Of several the one that says most; "" if none does. Doors
 * repeat from station to station: "" also where the node is no station. */
const char *people_grid_of_door(const struct people *people, const char *station, const char *door);
/* The grid of that station that a place in words belongs to: a door as above, otherwise the one
 * whose place is named in it, the longest name first ("中心花园东侧" lies in 中心花园); "" if none
 * does. */
const char *people_grid_of_place(const struct people *people, const char *station,
                                 const char *text);

enum node_level {
    NODE_DISTRICT,
    NODE_STREET,
    NODE_STATION,
    NODE_DEPARTMENT,
    NODE_GRID,
    NODE_OTHER
};
/* By the code's shape (domain.md 1): 6, 9, 12 digits; a '-' and a short name; 12 digits, "-G"
 * and two more. */
enum node_level node_level_of(const char *code);
enum { NODE_PART = 16 };
/* The street's (9 digits) or district's (6) part of a code into out[NODE_PART]; "" if the code
 * is shorter. */
const char *node_street_of(const char *code, char *out);
const char *node_district_of(const char *code, char *out);

#endif
