/* SPDX-License-Identifier: MIT */
/* draft: what somebody has typed and not recorded yet, each in a slot of its own.
 * A form is JSON that the desk reads back; the "request" in it says which one it is. Two terminals
 * at which the same person is signed in write without knowing of each other: a change finds its
 * draft by that, and never overwrites another one. Local: neither folded nor exchanged. Used by
 * desk/receive_draft. */
#ifndef SHOUWEN_STORE_DRAFT_H
#define SHOUWEN_STORE_DRAFT_H

#include "shouwen/store/ledger.h"

struct draft_change {
    const char *request; /* of the draft */
    int first, last;     /* the slots that are for its kind, both included */
    const char *form;    /* "" takes it away; else it is put where it was, or in a free slot */
    bool
        replaces_oldest; /* where no slot is free, the draft that lay untouched longest gives way */
    int slot;            /* out: where it is, or was; first - 1: no slot was free, or it is gone */
};

/* All changes in their order, or none: STATUS_CONFLICT if one found no free slot, or what it is to
 * take away is gone; `slot` says which. */
MUST_CHECK enum status draft_change(struct ledger *ledger, const char *owner,
                                    struct draft_change *changes, size_t count,
                                    struct error *error);

#endif
