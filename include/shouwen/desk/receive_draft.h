/* SPDX-License-Identifier: MIT */
/* receive_draft: an intake that is not recorded yet, as it stands on the desk.
 * Slot 0 is the one on screen, 1 to 9 are parked. Each is kept in the station file for the person
 * who works on it, with its cursor, so that neither an interruption nor a crash loses a word; its
 * request id is made when it begins, so that recording it twice is the same case. What is parked is
 * the person's, at whatever terminal; what is on a screen is that terminal's until its program has
 * ended. Used by the reception. */
#ifndef SHOUWEN_DESK_RECEIVE_DRAFT_H
#define SHOUWEN_DESK_RECEIVE_DRAFT_H

#include "shouwen/desk/desk.h"

enum { RECEIVE_PARKED = 9, RECEIVE_SLOTS = RECEIVE_PARKED + 1, RECEIVE_LINES_MOST = 64 };

enum receive_stage {
    RECEIVE_TYPING,   /* who, and what for */
    RECEIVE_CHECKING, /* the materials */
    RECEIVE_ACTING    /* what is done about it */
};

struct receive_draft {
    char request[2 * 16 + 1];
    enum receive_stage stage;
    int slot;              /* 0: the cursor is in "who", 1: in "what" */
    size_t cursors[2];     /* byte offsets */
    struct text who, what; /* as typed, or of the one chosen */
    struct text resident;  /* id, once one was chosen */
    struct text service;   /* code, once one was chosen */
    struct text number;    /* of the case that a second visit goes on with; "" for a new one */
    /* said besides: where to call back; who acts for them, the other party, an emergency contact as
     * people are typed (matter_party.h); a number that others gave */
    struct text phone, by_name, party, emergency, ref;
    struct text agreed; /* who agreed that somebody else's case is taken over */
    struct text way_unit, spoke_with, receipt; /* with whom the way was gone, and what they gave */
    struct text note;                          /* what was said or done, in more words */
    bool has_who;                        /* who is settled: a resident, a name, or nobody's name */
    const char *channel, *via, *urgency; /* words of the vocabulary; via "" until it is known */
    bool has_checked;                    /* the checklist was gone through */
    uint64_t have;                       /* bit n: line n + 1 of the checklist is here */
    bool is_linked;                      /* waiting for a video link */
    bool is_left;                        /* on nobody's screen: who had it has signed out */
    int64_t since_at;                    /* when it began */
    int64_t happened_at;                 /* when they came, if that is entered later; 0: now */
    int64_t parked_at;                   /* 0: not parked */
};

/* An empty intake with a request id of its own; release with receive_draft_release(). */
void receive_draft_init(struct receive_draft *draft);
void receive_draft_release(struct receive_draft *draft);
/* Empties it: the next person, with another request id. */
void receive_draft_clear(struct receive_draft *draft);
/* True if nothing would be lost with it. */
bool receive_draft_is_empty(const struct receive_draft *draft);
/* "walk-in Zhou Meifang residence card": who it is and what for. */
void receive_draft_say(const struct receive_draft *draft, struct text *out);
/* The lines that were brought as acts name them, "1,3", of count lines. */
void receive_draft_have(const struct receive_draft *draft, size_t count, struct text *out);

/* The form as text, and back; an empty draft is "". Text that is no draft leaves it empty. */
void receive_draft_write(const struct receive_draft *draft, struct text *out);
void receive_draft_read(struct receive_draft *draft, const char *form);
/* How long keeping a draft waits for other programs that write: not at all to be felt while
 * somebody types, or until it is surely kept. */
enum receive_patience { RECEIVE_SOON, RECEIVE_SURELY };
/* Keeps the draft on screen for the person signed in; an empty one takes what was kept of it away.
 * STATUS_BUSY: try again. */
MUST_CHECK enum status receive_draft_save(struct desk *desk, const struct receive_draft *draft,
                                          enum receive_patience patience, struct error *error);
/* Empties the draft on screen and takes what was kept of it away: it is recorded. */
MUST_CHECK enum status receive_draft_finish(struct desk *desk, struct receive_draft *draft,
                                            struct error *error);
/* Parks what is on screen, if there is something, and puts a parked one there (slot 0: none, which
 * leaves it empty): both or neither. STATUS_CONFLICT: nine are parked, or it was fetched at another
 * terminal meanwhile. */
MUST_CHECK enum status receive_draft_exchange(struct desk *desk,
                                              struct receive_draft drafts[RECEIVE_SLOTS], int slot,
                                              struct error *error);
enum receive_extent { RECEIVE_ALL, RECEIVE_ONLY_PARKED };
/* Reads the drafts of the person signed in; they must be initialized. Slot 0 is the latest that is
 * on no other terminal's screen; with RECEIVE_ONLY_PARKED it stays as it is. */
MUST_CHECK enum status receive_draft_load(struct desk *desk,
                                          struct receive_draft drafts[RECEIVE_SLOTS],
                                          enum receive_extent extent, struct error *error);

#endif
