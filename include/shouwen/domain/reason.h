/* SPDX-License-Identifier: MIT */
/* reason: why a value, a row or a file does not go in, or goes in with a doubt, and what can be
 * done about it. One table, so that no reason is without its remedy. Values and records give
 * reasons, import adds those of rows and files. Pure. */
#ifndef SHOUWEN_DOMAIN_REASON_H
#define SHOUWEN_DOMAIN_REASON_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

/* X(NAME, N_("reason"), N_("remedy")): %s is where the detail goes. */
#define REASON_TABLE(X)                                                                            \
    X(ROUNDED, N_("a spreadsheet rounded this number and lost its digits"),                        \
      N_("make the column text there and enter it again"))                                         \
    X(CODE_CHARACTERS, N_("an id or code holds no blank and none of ; | , \\ \""),                 \
      N_("write it without them"))                                                                 \
    X(CODE_LONG, N_("an id or code has at most 64 characters"), N_("shorten it"))                  \
    X(NODE_CODE, N_("this is not the code that is wanted here"), "%s")                             \
    X(DAY, N_("this is no date"), N_("write it like 2026-11-21"))                                  \
    X(TIME, N_("this is no time"), N_("write it like 08:30"))                                      \
    X(MOMENT, N_("this is no time"), N_("write it like 2026-11-21 08:30"))                         \
    X(MOBILE, N_("a mobile number has 11 digits; this one is kept as it is"),                      \
      N_("ask for the number and correct it"))                                                     \
    X(PHONE, N_("this does not look like one phone number; it is kept as it is"),                  \
      N_("write one number, a second one in a column of its own"))                                 \
    X(CARD, N_("this number fails the check of ID-card numbers; it is kept as it is"),             \
      N_("compare it with the card"))                                                              \
    X(DOOR_DAY, N_("a spreadsheet made a date of this door"),                                      \
      N_("make the column text there and enter the door again"))                                   \
    X(DOOR, N_("this does not look like a door; it is kept as it is"), N_("write it like 5-502"))  \
    X(NUMBER, N_("this is no whole number"), N_("write it like 3"))                                \
    X(CHOICE, N_("this is none of the words that are understood here"), N_("write one of: %s"))    \
    X(LIMIT, N_("this is no limit"),                                                               \
      N_("write 7w (working days), 20d (natural days), 4h, spot or none, or statutory/promised "   \
         "like 20d/7w"))                                                                           \
    X(HOURS, N_("these hours are kept as text"),                                                   \
      N_("write hours that can be computed with like 1-5 08:30-17:00,18:00-20:00;6 09:00-16:00"))  \
    X(MATERIAL, N_("the material \"%s\" is taken as a name"),                                      \
      N_("after the name come /original or copy/count/condition/@where to get it, and a / or | "   \
         "of the text has \\ before it"))                                                          \
    X(LONG, N_("this has more than %s characters"), N_("shorten it"))                              \
    X(LONG_TOGETHER, N_("the values of this record are too long together"),                        \
      N_("shorten the longest"))                                                                   \
    X(EMPTY, N_("this must not be empty"), N_("fill it in"))                                       \
    X(PARENT, N_("a parent's code is the beginning of its child's"), N_("correct one of the two")) \
    X(ABSENCE, N_("the absence ends before it begins"), N_("correct one of the two days"))         \
    X(OWN_COVER, N_("nobody covers for themselves"), N_("name somebody else"))                     \
    X(SLASH, N_("there must be no / in the name of a shift or seat"), N_("write - instead"))       \
    X(INSTEAD, N_("this certificate is not issued here"), N_("say where to go instead"))           \
    X(VISIT_WHOM, N_("a visit is to somebody or to a door"),                                       \
      N_("say whom or which door the visit was to"))                                               \
    X(VISIT_RESULT, N_("it is not known what became of the visit"),                                \
      N_("say what became of the visit: met, phoned, not-met or refused"))                         \
    X(TOTAL, N_("this looks like a total or a signature at the foot of a form"),                   \
      N_("take the row out, or write something else in its first cell"))                           \
    X(BY_NAME, N_("there is no column for %s: people are known by name and phone here"),           \
      N_("look in what would change at those who are new: each gets an id"))                       \
    X(NAME_ALONE, N_("taken for %s by the name alone"),                                            \
      N_("write the id in a column of its own if it is somebody else"))                            \
    X(NAMESAKE, N_("of this name is %s; nothing tells whether it is the same person"),             \
      N_("write that id in a column of its own, or one that nobody has if it is somebody else"))   \
    X(NAMESAKE_NEW, N_("taken for somebody new; of the same name is %s"),                          \
      N_("write that id in a column of its own if it is the same person"))                         \
    X(MASKED, N_("a masked number is not taken; what stands in the record is left"),               \
      N_("write the number in full where it is to change"))                                        \
    X(LACKING, N_("new rows without this, as from here on: %s"),                                   \
      N_("fill the column in and import the list again"))                                          \
    X(SHORT, N_("the row ends before this column"),                                                \
      N_("put the row together again if it was torn apart, or fill it up to here"))                \
    X(SHORT_FROM,                                                                                  \
      N_("from here on rows end before this column; what is missing is taken as "                  \
         "empty"),                                                                                 \
      N_("put a row together again where it was torn apart"))                                      \
    X(WIDE, N_("the row has more cells than there are headings: %s"),                              \
      N_("put a cell with a comma in it in quotation marks, or give the column a heading"))        \
    X(NOT_THERE, N_("this is not among the %s yet; the row is taken"), N_("import them as well"))  \
    X(SEVERAL_NAMED, N_("several have this name: %s"),                                             \
      N_("write the code of the one that is meant"))                                               \
    X(NONE_NAMED, N_("nothing of this name is among the %s"),                                      \
      N_("write the name as it stands there, or the code; or import it there first"))              \
    X(NOBODY, N_("this name is not among the staff; the value is left out"),                       \
      N_("write the name as it stands there, or the id; or import the staff first"))               \
    X(TWICE, N_("%s of this file is about the same, and says otherwise"),                          \
      N_("correct what should tell the two apart, or take out one of the rows"))                   \
    X(OTHER_PERSON, N_("on the list this ID number is that of %s"),                                \
      N_("compare it with the cards and correct the number; if it is one person, correct the "     \
         "name on the list first"))                                                                \
    X(MOVED, N_("the door was %s until now"), N_("if nobody moved, correct the door here"))        \
    X(DOUBLE, N_("this may be %s, who is on the list: the same name and this"),                    \
      N_("compare the two; if it is one person, join them"))                                       \
    X(DOUBLE_ROW, N_("this may be who is in %s: the same name and this"),                          \
      N_("compare the two; if it is one person, take one row out or join them"))                   \
    X(OTHER_NAME, N_("whoever has this number is on the list as %s"),                              \
      N_("compare the number with the card if it is somebody else"))                               \
    X(CASE_THERE, N_("a case with this number is there and says otherwise; it stays as it is"),    \
      N_("change it on the case itself"))                                                          \
    X(SAME_ROW, N_("the row says the same as %s; it is a case of its own"),                        \
      N_("if it stands there twice by mistake, close one of the two as opened by mistake"))        \
    X(RULE, "%s", N_("correct the row and import it again"))                                       \
    X(ENCODING_GUESS, N_("the file is so short that its encoding is a guess"),                     \
      N_("if the characters are wrong, say it with --encoding"))                                   \
    X(HEADING_LIKE, N_("this column is not read"),                                                 \
      N_("if it is \"%s\", say so with --map or change the heading"))                              \
    X(HEADING, N_("this column is not read"),                                                      \
      N_("leave it out, or give it one of the headings that are read: %s"))                        \
    X(TWO_COLUMNS, N_("two columns are %s"), N_("take one out"))                                   \
    X(NO_COLUMN, N_("this column must be there and is not"),                                       \
      N_("the first row must hold the headings, among them one of these: %s"))                     \
    X(EMPTY_FILE, N_("the file is empty"), N_("its first row must hold the headings"))             \
    X(NO_ADMIN, N_("by this roster no administrator would be left"),                               \
      N_("add one, or don't take it for complete"))                                                \
    X(LAST_ADMIN, N_("%s is the last administrator, and would be none by this row"),               \
      N_("make somebody else one in the same file, or leave them the role"))                       \
    X(WORKBOOK, N_("this is a workbook"),                                                          \
      N_("open it in Excel or WPS, save it there as CSV, and import that file"))                   \
    X(QUOTE,                                                                                       \
      N_("the quotation mark that opens here is not closed where its cell ends (read as "          \
         "far as line %s)"),                                                                       \
      N_("write a quotation mark of the text twice"))                                              \
    X(CELL_LARGE, N_("a cell of this row is larger than 1 MB"),                                    \
      N_("see whether a quotation mark is missing here, and shorten it otherwise"))                \
    X(MANY_CELLS, N_("the row has more than %s cells"),                                            \
      N_("see whether lines were joined here; no list has so many columns"))                       \
    X(NO_TEXT, N_("%s: this is no text"), N_("save the list as CSV and import that file"))         \
    X(NO_UTF8, N_("%s, which is no UTF-8"),                                                        \
      N_("save it as UTF-8, or say what it is with --encoding"))                                   \
    X(CONTENT, "%s", N_("save it anew as CSV in UTF-8, or say what it is with --encoding"))

#define REASON_ENUM(name, ...) REASON_##name,
enum reason { REASON_NONE, REASON_TABLE(REASON_ENUM) REASON_COUNT };

/* What was found wrong with a value; REASON_NONE: nothing. */
struct flaw {
    enum reason reason;
    struct text detail;
};
#define FLAW_NONE                                                                                  \
    {                                                                                              \
        REASON_NONE, TEXT_EMPTY                                                                    \
    }
void reason_clear(struct flaw *flaw);
void reason_release(struct flaw *flaw);

/* Adds the reason, or what can be done, in the person's language. */
void reason_say(struct text *out, enum reason reason, const char *detail);
void reason_say_remedy(struct text *out, enum reason reason, const char *detail);
/* Adds both as one sentence. */
void reason_join(struct text *out, const char *reason, const char *remedy);

/* A fault whose message is both; error->remedy_at says where the remedy begins. */
enum status reason_fault(struct error *error, enum status kind, enum reason reason,
                         const char *detail);

#endif
