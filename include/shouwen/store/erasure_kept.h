/* SPDX-License-Identifier: MIT */
/* erasure_kept: what people keep in this file beside the journal, half-typed forms and saved lists,
 * and what of it an erasing takes along. Theirs who is erased is what has their id, their telephone
 * number, or in a field that says of whom it is their whole name, as they are or ever were: never
 * one that may be part of a longer name, which is told and stays, and nothing that is of another
 * resident. Of what is no case or resident nothing is kept: nobody types the id of a sheet. Used
 * by erasure and the desk's erasing. */
#ifndef SHOUWEN_STORE_ERASURE_KEPT_H
#define SHOUWEN_STORE_ERASURE_KEPT_H

#include "shouwen/base/memory.h"
#include "shouwen/store/db.h"

struct erasure_kept {
    const char *owner, *key; /* whose it is, "" nobody's; the slot of a form, the key of a list */
    bool is_form;
    bool is_theirs; /* goes; else it stays, though the name, number or id stands in its text */
};
/* Of a subject that is being erased, while it can still be read: an array in arena, without what
 * does not name it. */
MUST_CHECK enum status erasure_kept(struct db *db, const char *subject, struct arena *arena,
                                    struct erasure_kept **kept, size_t *count, struct error *error);
/* Takes away what is theirs; inside a transaction. */
MUST_CHECK enum status erasure_kept_drop(struct db *db, const char *subject, struct error *error);

#endif
