/* SPDX-License-Identifier: MIT */
/* desk: one station file with the person who works on it.
 * Reading goes over a query-only connection; the ledger opens at the first write. Screens and the
 * command line reach the store's writer only through the desk floor, which knows who is signed
 * in. */
#ifndef SHOUWEN_DESK_DESK_H
#define SHOUWEN_DESK_DESK_H

#include "shouwen/base/settings.h"
#include "shouwen/domain/calendar.h"
#include "shouwen/domain/matter.h"
#include "shouwen/domain/person.h"
#include "shouwen/store/db.h"
#include "shouwen/store/ledger.h"

struct desk; /* opaque */

struct desk_options {
    const char *database; /* NULL: the setting, else shouwen.db in the user's data folder */
    const char *config;   /* NULL: the usual places */
    const char *staff;    /* who acts; NULL: $SHOUWEN_AS, else the setting, else nobody */
    bool is_nobody;       /* nobody signs in, whoever is named: the program itself works */
};

/* Reads the settings only: language, zone and policy are in force afterwards. STATUS_BROKEN for
 * settings that can't be used, whatever is wrong with them. */
MUST_CHECK enum status desk_new(const struct desk_options *options, struct desk **desk,
                                struct error *error);
/* Opens the station file and signs the person in, unless PINs are on: then that is for
 * pin_sign_in(), with desk_wanted(). STATUS_BROKEN if it can't be opened (asked first,
 * whoever asks), STATUS_DENIED for a person who is not on the staff or has left. */
MUST_CHECK enum status desk_open(struct desk *desk, struct error *error);
/* Makes the user's data folder if that is where a new file will be. */
void desk_prepare(struct desk *desk);
void desk_free(struct desk *desk); /* NULL is fine */

const struct settings *desk_settings(const struct desk *desk);
const struct matter_policy *desk_policy(const struct desk *desk);
/* Where the station file is or will be. */
const char *desk_path(const struct desk *desk);
const char *desk_key_path(const struct desk *desk);
/* The station's code and name. */
const char *desk_node(const struct desk *desk);
const char *desk_node_name(const struct desk *desk);

struct db *desk_reader(struct desk *desk);
/* The writer; opened at first use. */
MUST_CHECK enum status desk_ledger(struct desk *desk, struct ledger **ledger, struct error *error);
/* Makes people and calendar current if anyone changed the file, or the day has changed. What was
 * borrowed from them before stays readable until desk_forget(). */
MUST_CHECK enum status desk_refresh(struct desk *desk, struct error *error);
/* Grows whenever people or calendar became others. */
int64_t desk_generation(const struct desk *desk);
/* Frees what people and calendar were before a generation; whoever calls it has nothing borrowed
 * from then. */
void desk_forget(struct desk *desk, int64_t generation);
/* True if another process, or this one, changed the file since the last desk_refresh(). */
bool desk_has_changed(struct desk *desk);
/* What makes the next screens quick and a first one slow; done once, from the second call on it is
 * free. */
void desk_settle_in(struct desk *desk);
/* Between the two all reads see one state of the file, whose lock is taken once; nothing may be
 * recorded and looked at meanwhile. */
void desk_look_begin(struct desk *desk);
void desk_look_end(struct desk *desk);
const struct people *desk_people(const struct desk *desk);
const struct calendar *desk_calendar(const struct desk *desk);
int32_t desk_today(const struct desk *desk);
/* What the person signed in sees of the cases, as people and file stood at the last refresh; valid
 * until the next one. */
struct query_scope;
MUST_CHECK enum status desk_scope(struct desk *desk, const struct query_scope **scope,
                                  struct error *error);

/* The exchange that this desk started and listens to (linking.h); NULL: none. Only kept here. */
struct linking_run;
void desk_keep_run(struct desk *desk, struct linking_run *run);
struct linking_run *desk_run(const struct desk *desk);

/* The person signed in; NULL if nobody is. */
const struct person *desk_person(const struct desk *desk);
const char *desk_person_id(const struct desk *desk); /* NULL if nobody is */
/* Who was named as the one who acts; NULL if nobody was. */
const char *desk_wanted(const struct desk *desk);
/* True once, if they were signed in when the desk was opened. */
bool desk_take_start(struct desk *desk);
/* Without asking for a PIN: see pin_sign_in(). */
MUST_CHECK enum status desk_sign_in(struct desk *desk, const char *staff_id, struct error *error);
/* STATUS_DENIED unless somebody is signed in, or the file has no administrator yet. */
MUST_CHECK enum status desk_require_person(struct desk *desk, struct error *error);
/* The same for what only administrators do. */
MUST_CHECK enum status desk_require_admin(struct desk *desk, const char *what, struct error *error);
/* Where the person works, if that is a station or a street centre; else the file's own node. Valid
 * until the next desk_refresh(). */
const char *desk_home(const struct desk *desk);
/* The name of a staff id; the id itself where nobody has it, "" for "". */
const char *desk_name(const struct desk *desk, const char *staff_id);
/* A refusal by role goes to the audit table, with who was named even where that is nobody's id;
 * other statuses pass through. */
enum status desk_note_refusal(struct desk *desk, enum status status, const char *what,
                              const char *subject, const struct error *error);

#endif
