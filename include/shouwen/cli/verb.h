/* SPDX-License-Identifier: MIT */
/* verb: what `shouwen WORD ...` does, one table (design.md 6).
 * Each verb is a function that prints to the call's output; usage, permission and opening the file
 * are done by the table's row before it runs. The manual and the completion are made from the same
 * rows. */
#ifndef SHOUWEN_CLI_VERB_H
#define SHOUWEN_CLI_VERB_H

#include "shouwen/base/text.h"
#include "shouwen/cli/option.h"
#include "shouwen/domain/deed.h"

#include <stdbool.h>

/* What must be there before a verb runs, in this order. */
enum verb_need {
    VERB_ALONE,  /* no station file */
    VERB_FILE,   /* an open file; nobody need be signed in */
    VERB_PERSON, /* ... and a person, once the file has an administrator */
    VERB_ADMIN   /* ... who is an administrator */
};

struct call;

struct verb {
    const char *word, *sub; /* sub NULL: the verb has one word; "": the second is an act's */
    enum verb_need need;
    const char *usage; /* words and options as the manual shows them: usage.h */
    const char *help;  /* through _() */
    enum status (*run)(struct call *call, struct error *error);
    enum deed deed; /* what it records, if that is no act on a case: asked where it is done */
};

extern const struct verb verb_rows[];
extern const size_t verb_count;

/* The row for the words of a call, of which it takes *used; NULL if there is none. */
const struct verb *verb_find(const struct options *options, size_t *used);
/* True if a verb begins with the word. */
bool verb_is_known(const char *word);
/* What the verb is called: "case open"; for acts "case". */
void verb_name(const struct verb *verb, struct text *out);
/* usage_check() of a call. */
MUST_CHECK enum status verb_check_usage(const struct verb *verb, const struct options *options,
                                        struct error *error);

/* The functions of the rows; each in the file named after its first word. */
enum status verb_backup(struct call *call, struct error *error);
enum status verb_case_act(struct call *call, struct error *error);
enum status verb_case_conflicts(struct call *call, struct error *error);
enum status verb_case_list(struct call *call, struct error *error);
enum status verb_case_show(struct call *call, struct error *error);
enum status verb_check(struct call *call, struct error *error);
enum status verb_daily(struct call *call, struct error *error);
enum status verb_demo(struct call *call, struct error *error);
enum status verb_doctor(struct call *call, struct error *error);
enum status verb_due(struct call *call, struct error *error);
enum status verb_due_case(struct call *call, struct error *error);
enum status verb_due_moved(struct call *call, struct error *error);
enum status verb_export(struct call *call, struct error *error);
enum status verb_filter_drop(struct call *call, struct error *error);
enum status verb_filter_list(struct call *call, struct error *error);
enum status verb_filter_rename(struct call *call, struct error *error);
enum status verb_filter_save(struct call *call, struct error *error);
enum status verb_hand_over_accept(struct call *call, struct error *error);
enum status verb_hand_over_add(struct call *call, struct error *error);
enum status verb_hand_over_give(struct call *call, struct error *error);
enum status verb_hand_over_list(struct call *call, struct error *error);
enum status verb_hand_over_show(struct call *call, struct error *error);
enum status verb_hand_over_tick(struct call *call, struct error *error);
enum status verb_import(struct call *call, struct error *error);
enum status verb_import_list(struct call *call, struct error *error);
enum status verb_import_undo(struct call *call, struct error *error);
enum status verb_init(struct call *call, struct error *error);
enum status verb_print(struct call *call, struct error *error);
enum status verb_rebuild(struct call *call, struct error *error);
enum status verb_report_audit(struct call *call, struct error *error);
enum status verb_report_grids(struct call *call, struct error *error);
enum status verb_report_demands(struct call *call, struct error *error);
enum status verb_report_visits(struct call *call, struct error *error);
enum status verb_resident_erase(struct call *call, struct error *error);
enum status verb_resident_settle(struct call *call, struct error *error);
enum status verb_resident_apart(struct call *call, struct error *error);
enum status verb_resident_duplicates(struct call *call, struct error *error);
enum status verb_resident_join(struct call *call, struct error *error);
enum status verb_resident_part(struct call *call, struct error *error);
enum status verb_resident_show(struct call *call, struct error *error);
enum status verb_restore(struct call *call, struct error *error);
enum status verb_search(struct call *call, struct error *error);
enum status verb_session_add(struct call *call, struct error *error);
enum status verb_session_answer(struct call *call, struct error *error);
enum status verb_session_call(struct call *call, struct error *error);
enum status verb_session_cancel(struct call *call, struct error *error);
enum status verb_session_conclude(struct call *call, struct error *error);
enum status verb_session_invite(struct call *call, struct error *error);
enum status verb_session_list(struct call *call, struct error *error);
enum status verb_session_next(struct call *call, struct error *error);
enum status verb_session_show(struct call *call, struct error *error);
enum status verb_session_task(struct call *call, struct error *error);
enum status verb_staff_away(struct call *call, struct error *error);
enum status verb_staff_leave(struct call *call, struct error *error);
enum status verb_staff_list(struct call *call, struct error *error);
enum status verb_staff_may(struct call *call, struct error *error);
enum status verb_staff_pin(struct call *call, struct error *error);
enum status verb_sync(struct call *call, struct error *error);
enum status verb_sync_status(struct call *call, struct error *error);
enum status verb_tally(struct call *call, struct error *error);
enum status verb_visit_due(struct call *call, struct error *error);
enum status verb_visit_record(struct call *call, struct error *error);
enum status verb_visit_show(struct call *call, struct error *error);
enum status verb_visit_undo(struct call *call, struct error *error);

/* The fault of a call of import that its usage does not tell; STATUS_INVALID. */
MUST_CHECK enum status verb_import_check(const struct options *options, struct error *error);

#endif
