/* SPDX-License-Identifier: MIT */
/* command: everything a person can tell the desk to do, one table.
 * From COMMAND_TABLE come the enum, the words, the keys, the hint bar, the help, the palette and
 * the manual's section of keys. What a command does is said by the screen (or the app) that handles
 * it. To add one: a row here, and a case in the handler. */
#ifndef SHOUWEN_COMMAND_COMMAND_H
#define SHOUWEN_COMMAND_COMMAND_H

#include "shouwen/base/i18n.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a command works; a screen names its contexts, and a command works there if they share one.
 * EVERYWHERE is part of every screen but the rating, where a resident has the keyboard. */
enum context {
    CONTEXT_EVERYWHERE = 1 << 0,
    CONTEXT_RECEPTION = 1 << 1,
    CONTEXT_LIST = 1 << 2,
    CONTEXT_FORM = 1 << 3,
    CONTEXT_CASE = 1 << 4,
    CONTEXT_DIGITS = 1 << 5, /* digits pick what the screen offers */
    CONTEXT_RATING = 1 << 6,
    CONTEXT_QUEUE = 1 << 7,
    CONTEXT_OVERLAY = 1 << 8, /* question, palette, help: no command of EVERYWHERE leads away */
    CONTEXT_SEARCH = 1 << 9,  /* a list that can be searched, sorted, printed */
    CONTEXT_SORT = 1 << 10,
    CONTEXT_PRINT = 1 << 11,
    CONTEXT_CASES = 1 << 13,  /* a list of cases that can be marked, and saved under a key */
    CONTEXT_IMPORT = 1 << 14, /* where a file is chosen */
    CONTEXT_REVIEW = 1 << 12  /* what stands behind 0 on a case has keys of its own here */
};

/* Those of the queue screen, where saved filters have keys of their own besides. */
enum {
    CONTEXTS_OF_QUEUE = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_QUEUE | CONTEXT_CASES |
                        CONTEXT_SEARCH | CONTEXT_SORT | CONTEXT_DIGITS
};

enum command_bar {
    BAR_NO, /* in the help only */
    BAR_YES /* in the hint bar where it works */
};

/* X(ENUM, "word", contexts, bar, "keys, the first is shown; none: the palette only", N_("label"),
 *   N_("what it does")). The order is that of the hint bar and of the help. Two commands that share
 * a context share no key; where a screen has both contexts the first one has it. */
#define COMMAND_TABLE(X)                                                                           \
    X(SELECT, "select", CONTEXT_LIST | CONTEXT_FORM | CONTEXT_OVERLAY | CONTEXT_RECEPTION,         \
      BAR_YES, "Enter", N_("choose"), N_("Choose or open what the cursor is on"))                  \
    X(NEXT_FIELD, "next-field", CONTEXT_FORM | CONTEXT_RECEPTION, BAR_YES, "Tab",                  \
      N_("next field"), N_("Go to the next field"))                                                \
    X(PREVIOUS_FIELD, "previous-field", CONTEXT_FORM | CONTEXT_RECEPTION, BAR_NO, "Shift-Tab",     \
      N_("previous field"), N_("Go to the previous field"))                                        \
    X(SAVE, "save", CONTEXT_FORM, BAR_YES, "Ctrl-S", N_("save"), N_("Save what was filled in"))    \
    X(PAST, "past", CONTEXT_IMPORT, BAR_YES, "F8", N_("past imports"),                             \
      N_("What was imported before: its report, and the way back"))                                \
    X(NEXT_QUEUE, "next-queue", CONTEXT_QUEUE, BAR_YES, "Tab", N_("next queue"),                   \
      N_("Show the next queue"))                                                                   \
    X(PREVIOUS_QUEUE, "previous-queue", CONTEXT_QUEUE, BAR_NO, "Shift-Tab", N_("previous queue"),  \
      N_("Show the previous queue"))                                                               \
    X(MARK, "mark", CONTEXT_CASES, BAR_YES, "Space Ctrl-X", N_("mark"),                            \
      N_("Mark or unmark this case, to act on several at once"))                                   \
    X(MARK_TO, "mark-to", CONTEXT_CASES, BAR_YES, ".", N_("mark up to here"),                      \
      N_("Mark all cases from the one marked last to this one"))                                   \
    X(MARK_ALL, "mark-all", CONTEXT_CASES, BAR_YES, "* Ctrl-V", N_("mark all"),                    \
      N_("Mark all cases on this page; once more: all of this queue"))                             \
    X(UNMARK, "unmark", CONTEXT_CASES, BAR_YES, "-", N_("unmark all"),                             \
      N_("Take the marks of this queue away"))                                                     \
    X(UP, "up", CONTEXT_LIST | CONTEXT_FORM | CONTEXT_OVERLAY | CONTEXT_RECEPTION, BAR_NO, "Up k", \
      N_("up"), N_("One row up"))                                                                  \
    X(DOWN, "down", CONTEXT_LIST | CONTEXT_FORM | CONTEXT_OVERLAY | CONTEXT_RECEPTION, BAR_NO,     \
      "Down j", N_("down"), N_("One row down"))                                                    \
    X(PAGE_UP, "page-up", CONTEXT_LIST | CONTEXT_OVERLAY, BAR_NO, "PageUp b", N_("page up"),       \
      N_("One page up"))                                                                           \
    X(PAGE_DOWN, "page-down", CONTEXT_LIST | CONTEXT_OVERLAY, BAR_NO, "PageDown Space",            \
      N_("page down"), N_("One page down"))                                                        \
    X(FIRST, "first", CONTEXT_LIST | CONTEXT_OVERLAY, BAR_NO, "Home g", N_("first"),               \
      N_("To the first row"))                                                                      \
    X(LAST, "last", CONTEXT_LIST | CONTEXT_OVERLAY, BAR_NO, "End G", N_("last"),                   \
      N_("To the last row"))                                                                       \
    X(SEARCH, "search", CONTEXT_SEARCH, BAR_YES, "/", N_("search"), N_("Search in this list"))     \
    X(FILTER, "filter", CONTEXT_CASES, BAR_YES, "f Ctrl-S", N_("filter"),                          \
      N_("Save what is shown under a key, or change what was saved"))                              \
    X(SORT, "sort", CONTEXT_SORT, BAR_NO, "s", N_("sort"),                                         \
      N_("Sort this list by the next column that it can be sorted by"))                            \
    X(ACCEPT, "accept", CONTEXT_REVIEW | CONTEXT_CASE, BAR_YES, "a", N_("accept"),                 \
      N_("Accept the case: its work begins"))                                                      \
    X(MERGE, "merge", CONTEXT_REVIEW, BAR_YES, "m", N_("merge"),                                   \
      N_("Let the case follow another one about the same"))                                        \
    X(REPORT_UP, "report-up", CONTEXT_REVIEW, BAR_YES, "u", N_("report up"),                       \
      N_("Report the case up to the street centre"))                                               \
    X(DIGIT_1, "digit-1", CONTEXT_DIGITS | CONTEXT_RATING, BAR_YES, "1", N_("pick"),               \
      N_("Pick what is numbered 1"))                                                               \
    X(DIGIT_2, "digit-2", CONTEXT_DIGITS | CONTEXT_RATING, BAR_YES, "2", N_("pick"),               \
      N_("Pick what is numbered 2"))                                                               \
    X(DIGIT_3, "digit-3", CONTEXT_DIGITS | CONTEXT_RATING, BAR_YES, "3", N_("pick"),               \
      N_("Pick what is numbered 3"))                                                               \
    X(DIGIT_4, "digit-4", CONTEXT_DIGITS | CONTEXT_RATING, BAR_YES, "4", N_("pick"),               \
      N_("Pick what is numbered 4"))                                                               \
    X(DIGIT_5, "digit-5", CONTEXT_DIGITS | CONTEXT_RATING, BAR_YES, "5", N_("pick"),               \
      N_("Pick what is numbered 5"))                                                               \
    X(DIGIT_6, "digit-6", CONTEXT_DIGITS, BAR_YES, "6", N_("pick"), N_("Pick what is numbered 6")) \
    X(DIGIT_7, "digit-7", CONTEXT_DIGITS, BAR_YES, "7", N_("pick"), N_("Pick what is numbered 7")) \
    X(DIGIT_8, "digit-8", CONTEXT_DIGITS, BAR_YES, "8", N_("pick"), N_("Pick what is numbered 8")) \
    X(DIGIT_9, "digit-9", CONTEXT_DIGITS, BAR_YES, "9", N_("pick"), N_("Pick what is numbered 9")) \
    X(DIGIT_0, "digit-0", CONTEXT_DIGITS | CONTEXT_RATING, BAR_YES, "0", N_("pick"),               \
      N_("Pick what is numbered 0"))                                                               \
    X(EXPLAIN, "explain", CONTEXT_CASE, BAR_YES, "?", N_("how the date comes"),                    \
      N_("Explain how the due date was counted"))                                                  \
    X(UNDO, "undo", CONTEXT_CASE | CONTEXT_QUEUE | CONTEXT_RECEPTION, BAR_YES, "Ctrl-Z",           \
      N_("undo"),                                                                                  \
      N_("Take back what you recorded last: on this case, on several at once, or at the desk"))    \
    X(AGAIN, "again", CONTEXT_RECEPTION, BAR_YES, "Ctrl-S", N_("same person again"),               \
      N_("Take in another matter of the person who was here last"))                                \
    X(PRINT, "print", CONTEXT_PRINT, BAR_YES, "p Ctrl-Y", N_("print"), N_("Print what is shown"))  \
    X(BACK, "back", CONTEXT_EVERYWHERE | CONTEXT_OVERLAY, BAR_YES, "Esc q Left", N_("back"),       \
      N_("One step back"))                                                                         \
    X(TALLY, "tally", CONTEXT_EVERYWHERE, BAR_YES, "F2", N_("jot"),                                \
      N_("Count a small request that needs no case"))                                              \
    X(PHONE, "phone", CONTEXT_EVERYWHERE, BAR_YES, "F3", N_("phone"),                              \
      N_("Take in a phone call; what is open here is parked"))                                     \
    X(QUEUE, "queue", CONTEXT_EVERYWHERE, BAR_YES, "F4", N_("queues"),                             \
      N_("Show the queues of cases"))                                                              \
    X(BOARD, "board", CONTEXT_EVERYWHERE, BAR_NO, "Ctrl-B", N_("grid board"),                      \
      N_("Show how each grid stands, or each station"))                                            \
    X(REVIEW, "review", CONTEXT_EVERYWHERE, BAR_NO, "Ctrl-F", N_("review"),                        \
      N_("Review what was brought in for your grids"))                                             \
    X(VISITS, "visits", CONTEXT_EVERYWHERE, BAR_YES, "F5", N_("visits"),                           \
      N_("Show whom to visit and record visits"))                                                  \
    X(LISTS, "lists", CONTEXT_EVERYWHERE, BAR_YES, "F6", N_("lists"),                              \
      N_("Show services, residents, staff and the other lists"))                                   \
    X(RESOURCES, "resources", CONTEXT_EVERYWHERE, BAR_YES, "F7", N_("resources"),                  \
      N_("Find what the neighbourhood can offer and ask for it"))                                  \
    X(PARK, "park", CONTEXT_RECEPTION, BAR_YES, "F8", N_("park"),                                  \
      N_("Park what is open here and start afresh"))                                               \
    X(FETCH, "fetch", CONTEXT_EVERYWHERE, BAR_YES, "F9", N_("fetch"),                              \
      N_("Fetch back what was parked"))                                                            \
    X(HELP, "help", CONTEXT_EVERYWHERE | CONTEXT_OVERLAY, BAR_YES, "F12 F1 Ctrl-G", N_("help"),    \
      N_("Show the keys that work here"))                                                          \
    X(PALETTE, "palette", CONTEXT_EVERYWHERE, BAR_YES, "Ctrl-P :", N_("commands"),                 \
      N_("Find a command by typing part of its name"))                                             \
    X(MESSAGES, "messages", CONTEXT_EVERYWHERE, BAR_NO, "Ctrl-N", N_("messages"),                  \
      N_("Show again what was said last: query codes, where a slip went"))                         \
    X(REPORT, "report", CONTEXT_RECEPTION, BAR_YES, "Ctrl-X", N_("quick report"),                  \
      N_("Report in a line what was seen in the grid"))                                            \
    X(HAND_OVER, "hand-over", CONTEXT_RECEPTION, BAR_NO, "Ctrl-D", N_("hand over"),                \
      N_("The hand-over sheet at the end of a shift: write it, hand it over, accept one"))         \
    X(MOVED, "moved", CONTEXT_RECEPTION, BAR_NO, "", N_("dates moved"),                            \
      N_("The cases whose due days moved when a calendar was loaded"))                             \
    X(PINS, "pins", CONTEXT_EVERYWHERE, BAR_NO, "", N_("PINs"),                                    \
      N_("Who has a PIN: turn PINs on or off, reset or unlock one"))                               \
    X(OWN_PIN, "own-pin", CONTEXT_EVERYWHERE, BAR_NO, "", N_("my PIN"), N_("Change your own PIN")) \
    X(RECEPTION, "reception", CONTEXT_EVERYWHERE, BAR_NO, "Ctrl-R", N_("reception"),               \
      N_("Back to the reception"))                                                                 \
    X(SIGN_IN, "sign-in", CONTEXT_EVERYWHERE, BAR_NO, "Ctrl-T", N_("change person"),               \
      N_("Choose who works here from now on"))                                                     \
    X(BLANK, "blank", CONTEXT_EVERYWHERE | CONTEXT_OVERLAY, BAR_NO, "Ctrl-O", N_("blank"),         \
      N_("Blank the desk, so that nobody reads along"))                                            \
    X(IMPORT, "import", CONTEXT_EVERYWHERE, BAR_NO, "Insert F10", N_("import lists"),              \
      N_("Take in a roster or another list that is kept in Excel or WPS"))                         \
    X(IMPORTS, "imports", CONTEXT_EVERYWHERE, BAR_NO, "", N_("past imports"),                      \
      N_("What was imported, by whom and when; take one back, or go on with one that stopped"))    \
    X(EXPORT, "export", CONTEXT_EVERYWHERE, BAR_NO, "Ctrl-E", N_("write to a file"),               \
      N_("Write a list, or the queue that is shown, to a file for Excel, WPS or a department"))    \
    X(DOUBLES, "doubles", CONTEXT_EVERYWHERE, BAR_NO, "", N_("possible duplicates"),               \
      N_("Residents who may be one person: join the two, or say that they are two"))               \
    X(EXCHANGE, "exchange", CONTEXT_EVERYWHERE, BAR_NO, "F11 Ctrl-K", N_("exchange"),              \
      N_("Exchange with the hub what is new on either side, while you work on"))                   \
    X(REDRAW, "redraw", CONTEXT_EVERYWHERE | CONTEXT_OVERLAY | CONTEXT_RATING, BAR_NO, "Ctrl-L",   \
      N_("redraw"), N_("Draw the screen anew"))                                                    \
    X(QUIT, "quit", CONTEXT_EVERYWHERE | CONTEXT_OVERLAY, BAR_NO, "Ctrl-Q", N_("quit"),            \
      N_("Leave the program; what is parked stays"))

enum command {
    COMMAND_NONE,
#define X(name, word, contexts, bar, keys, label, help) COMMAND_##name,
    COMMAND_TABLE(X)
#undef X
        COMMAND_COUNT
};

/* A row of the table; label and help are msgids: pass them through _(). */
struct command_row {
    const char *word;
    unsigned contexts;
    enum command_bar bar;
    const char *keys; /* separated by spaces */
    const char *label;
    const char *help;
};

/* The row of a command other than COMMAND_NONE and COMMAND_COUNT. */
const struct command_row *command_row(enum command command);
/* COMMAND_NONE if no command has that word. */
enum command command_find(const char *word);
/* 0 to 9 for COMMAND_DIGIT_0 to COMMAND_DIGIT_9, otherwise -1. */
int command_digit(enum command command);

#endif
