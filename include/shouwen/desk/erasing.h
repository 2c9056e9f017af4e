/* SPDX-License-Identifier: MIT */
/* erasing: what stands in a case, or is known of a resident, is erased on their request (domain.md
 * 10). The path stays: who did what when, without a word of it. Older backups, slips on paper and
 * what others wrote elsewhere are out of reach. For administrators; used by the command line. */
#ifndef SHOUWEN_DESK_ERASING_H
#define SHOUWEN_DESK_ERASING_H

#include "shouwen/desk/desk.h"

struct erasing {
    const char *id; /* the resident's, also where they are not on the list */
    /* "case/...", "residents/...", cases first, each before the sheets and sessions it stands in */
    const char *const *subjects;
    size_t count;
    size_t case_count, visit_count, demand_count, resident_count;
    size_t shared_count; /* visits that were to others too, or met them: those are put anew */
    /* half-typed forms and saved lists of this file (erasure_kept.h) */
    struct erasing_kept {
        size_t count;
        const char *owners; /* "S01, S05": whose they are */
    } taken, named;         /* theirs, which go; of others, which stay with the name in a text */
    const char *contacts;   /* "R2-007001, R5-007001": others whose emergency contact they are */
};
/* What erasing a resident takes along; of somebody who is not on the list, or was erased elsewhere,
 * what this place wrote of them itself: its own cases, visits to them. STATUS_DENIED to who may
 * not. STATUS_REFUSED while a case of theirs is open, with its number, for who is joined into
 * somebody else, and for who moved to another station, with its name. Visits that met others as
 * well stay theirs: when, where and with what result, without what was written. */
MUST_CHECK enum status erasing_look(struct desk *desk, const char *id, struct arena *arena,
                                    struct erasing *erasing, struct error *error);
/* Erases all of it. *is_done: the file itself holds nothing of it any more; otherwise what is left
 * on its free pages goes with the next daily run. */
MUST_CHECK enum status erasing_resident(struct desk *desk, const struct erasing *erasing,
                                        const char *reason, bool *is_done, struct error *error);
/* After an erasing was recorded on a case: the sheets it stands in, and the same for the file. */
MUST_CHECK enum status erasing_finish(struct desk *desk, bool *is_done, struct error *error);

#endif
