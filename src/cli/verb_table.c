/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/verb.h"

#include <string.h>

#define KINDS                                                                                      \
    "nodes|grids|staff|duty|residents|services|resources|demands|visits|calendar|sessions|cases"

const struct verb verb_rows[] = {
    {"init", NULL, VERB_ALONE, "--node CODE --name NAME", N_("make a station file and its key"),
     verb_init},
    {"demo", NULL, VERB_ALONE, "[--dir DIR]",
     N_("a station with sample data, made once; opens the workstation if there is a terminal"),
     verb_demo},
    {"case", "list", VERB_PERSON,
     "[--queue QUEUE] [--filter KEY] [--search TEXT] [--sort ORDER] [--category C] [--urgency U] "
     "[--channel C] [--rule R] [--grid CODE] [--person STAFF-ID] [--limit N] [--after NUMBER] "
     "[--unmask]",
     N_("list the cases of a queue, most urgent first"), verb_case_list},
    {"case", "show", VERB_PERSON, "NUMBER [--unmask]", N_("show a case with its history"),
     verb_case_show},
    {"case", "open", VERB_PERSON,
     "--subject TEXT [--channel C] [--resident ID|NAME] [--phone P] [--door D] [--by-name NAME "
     "--relation R] [--party NAME] [--service CODE] [--grid CODE] [--urgency U] [--via W] "
     "[--at TIME] [--ref NUMBER] [--text TEXT] [--request ID]",
     N_("take in a request; prints the case number"), verb_case_act},
    {"case", "", VERB_PERSON,
     "ACT NUMBER... [--to STAFF-ID|NODE|NUMBER] [--reason TEXT] [--text TEXT] [--outcome O] "
     "[--until DATE[THH:MM]] [--have 1,3] [--set FIELD=VALUE] [--via W] [--at TIME] "
     "[--attitude N --ability N --source SOURCE] [--request ID] [--dry-run]",
     N_("record an act on a case, or on several at once"), verb_case_act},
    {"filter", "list", VERB_PERSON, "", N_("the lists of cases that you saved, by key"),
     verb_filter_list},
    {"filter", "save", VERB_PERSON,
     "KEY --name NAME [--queue QUEUE] [--filter KEY] [--search TEXT] [--sort ORDER] [--category C] "
     "[--urgency U] [--channel C] [--rule R] [--grid CODE] [--person STAFF-ID]",
     N_("save a list of cases under a key, for the queues and case list --filter"),
     verb_filter_save},
    {"filter", "rename", VERB_PERSON, "KEY --name NAME", N_("give a saved list another name"),
     verb_filter_rename},
    {"filter", "drop", VERB_PERSON, "KEY", N_("forget a saved list"), verb_filter_drop},
    {"session", "list", VERB_PERSON, "[--limit N]",
     N_("list the on-site sessions, the latest first"), verb_session_list},
    {"session", "show", VERB_PERSON, "CODE",
     N_("show an on-site session: who answered and came, what was concluded"), verb_session_show},
    {"session", "call", VERB_PERSON,
     "NUMBER... --at TIME [--invite NAMES] [--place PLACE] [--subject TEXT]",
     N_("call an on-site session for one or several cases"), verb_session_call},
    {"session", "invite", VERB_PERSON, "CODE --invite NAMES", N_("invite further guests"),
     verb_session_invite},
    {"session", "answer", VERB_PERSON, "CODE NAME coming|declined|came|absent",
     N_("note what a guest answered, or whether they came"), verb_session_answer},
    {"session", "add", VERB_PERSON, "CODE NUMBER", N_("deal with another case as well"),
     verb_session_add},
    {"session", "task", VERB_PERSON, "CODE [NUMBER] --to WHO --text TEXT [--until DATE[THH:MM]]",
     N_("who does what by when: a promise or a note on its case"), verb_session_task},
    {"session", "conclude", VERB_PERSON, "CODE --text TEXT",
     N_("it was held: its conclusions, noted on each case"), verb_session_conclude},
    {"session", "next", VERB_PERSON, "CODE --at TIME",
     N_("call the next one for the cases that are open still"), verb_session_next},
    {"session", "cancel", VERB_PERSON, "CODE --reason TEXT", N_("call it off"),
     verb_session_cancel},
    {"search", NULL, VERB_PERSON, "TEXT [--limit N] [--unmask]",
     N_("find residents, services and cases, as the intake line finds them"), verb_search},
    {"resident", "show", VERB_PERSON, "ID [--unmask]", N_("show a resident and their cases"),
     verb_resident_show},
    {"visit", "due", VERB_PERSON,
     "[--grid CODE] [--class CLASS] [--until DATE] [--limit N] [--unmask]",
     N_("whom to visit, the most overdue first; until today unless a day is given"),
     verb_visit_due},
    {"visit", "record", VERB_PERSON,
     "RESIDENT|DOOR --result met|phoned|not-met|refused [--met ID,...] [--contact] [--text TEXT] "
     "[--at TIME] [--case TEXT...] [--answer TEXT...] [--demand TEXT...] [--opinion TEXT...] "
     "[--wish TEXT...] [--request ID]",
     N_("record a visit to a household, and what becomes of it"), verb_visit_record},
    {"visit", "show", VERB_PERSON, "RESIDENT|DOOR [--unmask]",
     N_("a household: who lives there, when it is due, and its visits"), verb_visit_show},
    {"visit", "undo", VERB_PERSON, "VISIT-ID",
     N_("take a visit of one's own back, with its cases and demands"), verb_visit_undo},
    {"staff", "list", VERB_PERSON, "", N_("who works here, who is on duty, and what they hold"),
     verb_staff_list},
    {"staff", "may", VERB_PERSON, "ID", N_("what a person may do, and in which capacity"),
     verb_staff_may},
    {"staff", "away", VERB_PERSON, "ID [--from DATE] [--until DATE] [--cover STAFF-ID]",
     N_("record an absence; it ends by itself, and the cover answers meanwhile"), verb_staff_away},
    {"staff", "leave", VERB_PERSON, "ID [--dry-run]",
     N_("record that a person leaves for good, and who holds their open cases then"),
     verb_staff_leave},
    {"tally", NULL, VERB_PERSON, "print|way|loan|consult", N_("count a nameless walk-in"),
     verb_tally},
    {"print", NULL, VERB_PERSON,
     "receipt|notice|letter|card|plate|wall|invitation|minutes [NUMBER|CODE] [--to FILE] [--large]",
     N_("print a slip, or write it to a file"), verb_print},
    {"import", NULL, VERB_ADMIN,
     KINDS " FILE... [--dry-run] [--complete] [--map FILE] [--encoding E] "
           "[--rejects FILE]",
     N_("take rows of CSV files into the record"), verb_import},
    {"export", NULL, VERB_PERSON, KINDS " [--format csv|json] [--gb18030] [--unmask]",
     N_("print the records of a kind in the columns that import reads"), verb_export},
    {"due", "moved", VERB_PERSON, "",
     N_("the cases whose due days moved when a calendar was last loaded"), verb_due_moved},
    {"due", NULL, VERB_FILE, "--from DATE --days N [--explain]",
     N_("count working days by the loaded calendars"), verb_due},
    {"daily", NULL, VERB_FILE, "",
     N_("the day's own run: time-outs, waits that end, cover and promises of today"), verb_daily},
    {"doctor", NULL, VERB_FILE, "", N_("what is missing around the station file"), verb_doctor},
    {"report", "audit", VERB_PERSON, "[--from DATE] [--to DATE] [--format text|csv|json]",
     N_("sign-ins, refusals by role, and numbers shown in full"), verb_report_audit},
    {"report", "grids", VERB_PERSON, "[--node CODE] [--format text|csv|json]",
     N_("how each grid stands, or each station: open, late, due today, to be reviewed"),
     verb_report_grids},
    {"check", NULL, VERB_FILE, "", N_("verify the journal and everything that follows from it"),
     verb_check},
    {"rebuild", NULL, VERB_FILE, "", N_("fold everything anew from the journal"), verb_rebuild},
    {"backup", NULL, VERB_FILE, "FILE", N_("copy the station file while it is in use"),
     verb_backup},
    {"restore", NULL, VERB_ALONE, "FILE",
     N_("put a copy in the place of the station file, which is kept under another name"),
     verb_restore},
};
const size_t verb_count = sizeof(verb_rows) / sizeof(verb_rows[0]);
