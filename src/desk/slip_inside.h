/* SPDX-License-Identifier: MIT */
/* What the slips share: the page they are written on, and who writes what. Nobody else includes
 * this.
 * A page has a fixed number of columns; no line is longer. A rule is drawn only between two things,
 * never at either end and never twice. */
#ifndef SHOUWEN_DESK_SLIP_INSIDE_H
#define SHOUWEN_DESK_SLIP_INSIDE_H

#include "shouwen/desk/slip.h"
#include "shouwen/domain/record.h"

enum { PAGE_COLUMNS_LEAST = 24, PAGE_COLUMNS_TABLE = 44 /* below that, tables become lists */ };

struct page {
    struct desk *desk;
    struct arena *arena;
    struct text *out;
    int columns, label_columns; /* of a label: 0 where it stands above its text */
    bool is_large;              /* a blank line after each thing */
    bool has_lines, needs_rule; /* since the last rule; before the next line */
    struct record node;         /* of the station; values never NULL */
};

void page_rule(struct page *page);
/* At the foot, on the right: the station and the day. */
void page_sign(struct page *page, int64_t at);
/* Lines in the middle. */
void page_title(struct page *page, const char *text);
void page_title_station(struct page *page);
/* head in so many columns, text wrapped beside it; columns 0: head must be empty. page_part() is a
 * part of a thing that page_end() ends, page_hang() is both. */
void page_part(struct page *page, const char *head, int columns, const char *text);
void page_end(struct page *page);
void page_hang(struct page *page, const char *head, int columns, const char *text);
/* "label  text"; nothing if the text is empty. */
void page_field(struct page *page, const char *label, const char *text);
void page_paragraph(struct page *page, const char *text);
void page_blank(struct page *page);

/* Text in the page's arena: "2026-11-23 Mon", "2026-11-23 Mon 18:00", service hours in words (as
 * they are kept where they cannot be read). */
const char *page_say_day(const struct page *page, int32_t day);
const char *page_say_moment(const struct page *page, int64_t at);
const char *page_say_hours(const struct page *page, const char *hours);
/* A person on the staff with title and telephone, and for whom they answer (NULL: for themselves);
 * the id where nobody has it. */
const char *page_say_staff(const struct page *page, const char *staff_id, const char *for_id);

/* Whom to ask (a staff id, or NULL), the station's telephone, hours and address. */
void page_foot(struct page *page, const char *staff_id);

/* A case for a slip: the whole of it, or nothing is written. what: as the audit calls a refusal. */
enum status page_case(struct page *page, const char *about, const char *what, struct matter *matter,
                      struct error *error);

enum status page_receipt(struct page *page, const char *about, struct error *error);
enum status page_notice(struct page *page, const char *about, struct error *error);
enum status page_letter(struct page *page, const char *about, struct error *error);
enum status page_card(struct page *page, const char *about, struct error *error);
enum status page_plate(struct page *page, const char *about, struct error *error);
enum status page_wall(struct page *page, const char *about, struct error *error);
enum status page_invitation(struct page *page, const char *about, struct error *error);
enum status page_minutes(struct page *page, const char *about, struct error *error);
enum status page_sheet(struct page *page, const char *about, struct error *error);

/* What the slips about a case share: its query code between two rules with a sentence, the person
 * concerned and who acts for them, who is accountable today. */
void page_code(struct page *page, const struct matter *matter, const char *sentence);
void page_concerned(struct page *page, const struct matter *matter);
void page_accountable(struct page *page, const struct matter *matter);

/* The lines of a checklist with what is brought ("1,3"); is_case false: nothing was looked at. */
struct service;
void page_materials(struct page *page, const struct service *service, const char *have,
                    bool is_case);
/* True if line (from 1) is one of "1,3". */
bool page_have(const char *have, size_t line);

/* Runs a command of the shell with bytes as its input; STATUS_BROKEN says what went wrong: it does
 * not start, fails, or is still not done after so many seconds (it is ended then). environment: as
 * for execve(). */
MUST_CHECK enum status slip_command(const char *command, char *const *environment,
                                    const struct text *bytes, int seconds, struct error *error);

#endif
