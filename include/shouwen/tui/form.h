/* SPDX-License-Identifier: MIT */
/* form: labelled fields, one below the other, of which one has the cursor. Tab, Enter, Up and
 * Down move between them; what was typed stays whatever is refused, and a refusal stands beside
 * the field that it is about. Used by screens that take things in. */
#ifndef SHOUWEN_TUI_FORM_H
#define SHOUWEN_TUI_FORM_H

#include "shouwen/tui/line.h"
#include "shouwen/tui/prompt.h"

enum field_kind {
    FORM_TEXT,
    FORM_NUMBER, /* a whole number from low to high */
    FORM_DAY,    /* when.h, without a time */
    FORM_MOMENT, /* when.h */
    FORM_CHOICE, /* one of choices: a digit picks it and goes on, Left and Right change it, Space
                    shows all */
    FORM_LOOKUP  /* a person, a service: typed text that lookup turns into an id */
};

/* A field, const; the table of a form's fields ends with a row whose name is NULL. */
struct form_field {
    const char *name;  /* as in struct error's field */
    const char *label; /* msgid */
    enum field_kind kind;
    size_t limit; /* characters at most; 0: LINE_LIMIT */
    int columns;  /* of the line; 0: what is left */
    int rows;     /* more than 1: the text is wrapped over so many rows */
    bool is_required;
    bool stays;  /* FORM_CHOICE: a digit picks it and stays: what comes next is typed in digits */
    char hidden; /* shown instead of each character; 0: none */
    long low, high; /* FORM_NUMBER */
    const struct choice
        *choices;     /* FORM_CHOICE: ends with a row whose word is NULL; labels are msgids */
    const char *hint; /* msgid: shown while the field is empty and has the cursor; may be NULL */
    /* FORM_LOOKUP: called on Enter with what was typed; opens a choice or calls form_put(). */
    enum next (*lookup)(struct screen *screen, size_t field, const char *typed);
};

enum { FORM_FIELDS = 24 };

struct form {
    const struct form_field *fields;
    size_t count;
    struct form_value {
        struct line line;
        struct text id;      /* FORM_LOOKUP: what the line stands for; "" if only typed */
        struct text refusal; /* beside the field */
        struct text doubt;   /* the same, where nothing is refused */
        struct text value;   /* what form_get() gave last */
        int choice;          /* FORM_CHOICE: index, -1 for none */
    } values[FORM_FIELDS];
    size_t focus;
    bool has_moved_on; /* by the digit of a choice: an Enter typed out of habit stays here */
    int top;           /* first row drawn */
    /* form_keep(): for what it is open, on which screen; NULL: nothing is kept */
    char *key;
    struct screen *keeper;
    bool has_unsaved, is_typed;
};

enum form_step {
    FORM_IGNORED, /* not the form's: back, help, ... */
    FORM_STAY,
    FORM_DONE, /* Enter on the last field, or Ctrl-S: check and save */
    FORM_NEXT  /* return form->next: the form wants a screen opened */
};

/* An empty form; release with form_release(). fields is borrowed. */
void form_init(struct form *form, const struct form_field *fields);
void form_release(struct form *form);
/* The index of a field; the name must be one of the form's. */
size_t form_find(const struct form *form, const char *name);
/* Sets a field's text (a choice: by its word; a lookup: text without an id). */
void form_set(struct form *form, const char *name, const char *text);
/* Sets what a lookup field stands for, and what it shows; the cursor goes to the next field. */
void form_put(struct form *form, size_t field, const char *id, const char *shown);
/* A field's value, valid until the form changes: text without blanks at its ends, a choice's
 * word, a lookup's id, "2026-11-24" or "2026-11-24T15:00" for a day or moment; "" for an empty
 * field. */
const char *form_get(struct form *form, const char *name);
/* The text typed into a lookup field, whether or not it has an id. */
const char *form_typed(const struct form *form, const char *name);
bool form_is_empty(const struct form *form);

/* Looks at every field (required, numbers, days); the first that is wrong gets its refusal and the
 * cursor. */
bool form_check(struct form *form);
/* Puts a refusal beside the field it names, and the cursor there; false if it names none of
 * these. */
bool form_refuse(struct form *form, const struct error *error);

/* Says what is odd about a field ("" takes it back); it is kept as it is for all that. Seen beside
 * the field while the cursor is elsewhere, since what is being typed is odd until it is whole; and
 * there too if is_urgent. */
void form_doubt(struct form *form, const char *name, const char *message, bool is_urgent);
/* True if something odd is said beside a field. */
bool form_has_doubt(const struct form *form, const char *name);

/* What is typed into the form is kept until form_took() has saved it, and brought back when it is
 * opened with the same key: not by Esc, by F3 (which leaves it for the call) or by a crash is it
 * lost. For forms whose screen handles them with form_serve() or form_handle(), after form_init().
 */
void form_keep(struct form *form, struct screen *screen, const char *key);
/* The form's own: something was typed; it goes to the disk; it was saved; the form ends. */
void form_keep_touch(struct form *form);
void form_keep_now(struct form *form);
void form_keep_done(struct form *form);
void form_keep_end(struct form *form);

/* While a form has the cursor its screen is in text, even on a choice: Left and q do not leave. */
/* Takes an event; *next is set if it answers FORM_NEXT. */
enum form_step form_handle(struct form *form, struct screen *screen, const struct event *event,
                           enum next *next);
void form_draw(struct form *form, struct pane pane);

/* --- a screen that is a form in a box over another screen --- */
/* Draws it in a box with a title, as tall as its fields are. */
void form_box(struct form *form, struct pane body, const char *title);
/* Takes an event; save is called once all fields are as they should be (form_check()). */
enum next form_serve(struct form *form, struct screen *screen, const struct event *event,
                     enum next (*save)(struct screen *screen));
/* True if it was saved, and everything shown is stale; else the refusal stands beside its field, or
 * is said. */
bool form_took(struct form *form, struct screen *screen, enum status status,
               const struct error *error);
/* The slot in_text of such a screen. */
bool form_in_text(const struct screen *screen);
/* The slot legend: what can be typed into its kinds of fields. */
const char *form_legend(const struct screen *screen, size_t at, const char **meaning);
/* The slot label, where the screen's state begins with its form. */
const char *form_label(const struct screen *screen, enum command command, const char *usual);

#endif
