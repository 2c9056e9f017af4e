/* SPDX-License-Identifier: MIT */
/* record: reference data, kind by kind, field by field: one table. Import, export, the store's
 * tables, forms and the manual all follow it. A record is a kind, an id and values in the order
 * of the kind's fields; NULL leaves a value as it is, "" empties it. Canonical values only are
 * stored: record_check() makes them so, whatever the source (design.md 6). */
#ifndef SHOUWEN_DOMAIN_RECORD_H
#define SHOUWEN_DOMAIN_RECORD_H

#include "shouwen/base/memory.h"
#include "shouwen/domain/record_table.h"
#include "shouwen/domain/value.h"

#include <stdbool.h>
#include <stddef.h>

struct record_field {
    const char *name; /* heading in CSV, column in the store, key in JSON */
    const char
        *headings; /* Chinese headings that are understood, '|' between; the first is shown */
    enum value_type type;
    const struct value_choice *choices; /* for VALUE_CHOICE and VALUE_CHOICES */
    enum record_kind refers;            /* the kind whose ids it holds; RECORD_NO_KIND: none */
    unsigned flags;                     /* enum record_flag */
};

struct record_row {
    const char *name;    /* "nodes": the word of `import` and `export` */
    const char *chinese; /* its Chinese name */
    const struct record_field *fields;
    size_t field_count;
};
extern const struct record_row record_rows[RECORD_ROW_COUNT];

struct record {
    enum record_kind kind;
    const char *id; /* NULL until record_make_id() or the store gives one */
    const char *value[RECORD_FIELDS_MOST];
};

/* RECORD_NO_KIND if the word is none. */
enum record_kind record_kind_find(const char *name);
/* The same, and RECORD_CASES for "cases". */
enum record_kind record_row_find(const char *name);
/* The kind's name as a person reads it. */
const char *record_kind_label(enum record_kind kind);
/* The index of the field with this name or heading; case, width, blanks, marks and what stands in
 * brackets behind it don't count ("姓 名*(必填)"). -1 if there is none. */
int record_field_find(enum record_kind kind, const char *heading);
/* The field that a heading is most likely meant to be, since it contains one of its headings
 * ("户主姓名"); -1 if there is none. Only to be offered to a person. */
int record_field_guess(enum record_kind kind, const char *heading);
/* The field's name as a person reads it, into a buffer that text owns. */
void record_field_say(struct text *out, const struct record_field *field);
const char *record_field_label(const struct record_field *field, struct arena *arena);
/* True for kinds whose id is none of their fields; for the others it is the first. */
bool record_has_own_id(enum record_kind kind);
/* A value; "" where it is NULL. */
const char *record_text(const struct record *record, int field);
/* Where a resident, a visit or a demand belongs: its grid, else its station; "" if neither is
 * known, and for every other kind. */
const char *record_place(const struct record *record);
/* One that names neither grid nor station is of the node whose staff entered it; node lives as long
 * as the record. */
void record_take_node(struct record *record, const char *node);

/* The node that answers for it: the station of somebody, of a visit, a demand or a grid, where
 * somebody of the staff works (worked until now) or is on duty, a node itself; "" for others. old
 * is what is there (NULL: nothing), of which the record changes some fields. */
const char *record_home(struct arena *arena, const struct record *record, const struct record *old);

struct record_problem {
    int field; /* index; the first field for what concerns the whole record */
    bool is_refusal;
    const char *value; /* as it came; phone and card numbers but for their last four masked */
    enum reason reason;
    const char *detail;  /* for reason_say() */
    const char *message; /* reason and remedy, one sentence in the person's language */
};
/* Lives in the arena given to record_check(). */
struct record_problems {
    struct record_problem *items;
    size_t count, room;
    size_t refusal_count;
};

/* Replaces each value by its canonical form in arena and adds what is wrong with the record. True
 * unless it must be refused; doubts (a card number that fails its check ...) are added and do not
 * refuse. */
bool record_check(struct arena *arena, struct record *record, struct record_problems *problems);
/* Gives a checked record its id: the code, id or date; for duty on/shift/seat/node, node being
 * where the person works; for a demand made from its day, kind, subject and resident, for a visit
 * without one from its time, author and household, so that the same row gives the same id. An id
 * that is there stays. False for a resident without one: the store knows who it may be. */
bool record_make_id(struct arena *arena, struct record *record, const char *node);
/* The field that must be there and is not by has[], -1 if none is missing. Somebody of the staff
 * may be without an id where their name is there. */
int record_missing(enum record_kind kind, const bool *has);
/* An id for somebody of the staff who has none: 'S' and eight characters, the same for the same
 * name, phone and unit; turn is 0, or more where that one is taken. */
const char *record_staff_id(struct arena *arena, const struct record *record, int turn);
/* The id of a resident: 'R' and eight characters, of the lower 40 bits. */
char *record_resident_id(struct arena *arena, uint64_t bits);

#endif
