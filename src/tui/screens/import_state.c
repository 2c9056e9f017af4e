/* SPDX-License-Identifier: MIT */
/* What all steps of an import have in common. */
#include "config.h"

#include "import_state.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/catalog.h"
#include "shouwen/desk/permit.h"
#include "shouwen/domain/mask.h"

#include <string.h>

static const char *const steps[IMPORT_STEPS] = {
    [IMPORT_STEP_FILE] = N_("choose the file"),          [IMPORT_STEP_LOOK] = N_("first rows"),
    [IMPORT_STEP_MAPPING] = N_("what the columns are"),  [IMPORT_STEP_TRIAL] = N_("trial"),
    [IMPORT_STEP_DIFFERENCES] = N_("what would change"), [IMPORT_STEP_RUN] = N_("import"),
};

void import_say_step(const struct import_work *work, enum import_step step, struct text *out)
{
    text_addf(out, "%d/%d %s", step + 1, IMPORT_STEPS, _(steps[step]));
    if (!work)
        return;
    const char *slash = work->path ? strrchr(work->path, '/') : NULL;
    const char *name = work->path ? slash ? slash + 1 : work->path : _("pasted rows");
    text_add(out, "  ");
    utf8_clean(out, name, strlen(name), false);
}

enum status import_may(struct desk *desk, struct error *error)
{
    if (import_is_allowed(desk))
        return STATUS_OK;
    if (desk_person(desk))
        return permit(desk, DEED_IMPORT, NULL, error);
    return error_set(error, STATUS_DENIED, "as",
                     _("nobody is signed in; an administrator signs in with Ctrl-T"));
}

bool import_is_allowed(const struct desk *desk)
{
    return permit_has(desk, DEED_IMPORT, NULL);
}

enum next import_passed(struct screen *screen, const struct answer *answer)
{
    return answer->is_given ? screen_answer(screen, *answer) : NEXT_STAY;
}

const char *import_kind_label(enum record_kind kind)
{
    if (kind == RECORD_NO_KIND)
        return _("not known yet");
    return record_kind_label(kind);
}

void import_say_value(struct text *out, enum record_kind kind, int field, const char *value)
{
    struct record record = {.kind = kind};

    record.value[field] = value;
    catalog_say(out, &record, field);
}

static bool has_masked(enum record_kind kind)
{
    const struct record_row *row = &record_rows[kind];

    for (size_t i = 0; kind != RECORD_NO_KIND && i < row->field_count; i++)
        if (row->fields[i].flags & RECORD_MASKED)
            return true;
    return false;
}

/* Digits, and the blanks and hyphens that people put between them; of an ID number an X at the end.
 */
static bool is_number(const char *cell)
{
    enum { LEAST = 11 };
    size_t digits = 0;

    for (; *cell; cell++) {
        if (*cell >= '0' && *cell <= '9')
            digits++;
        else if (!strchr(" -+", *cell) && !(strchr("Xx", *cell) && !cell[1]))
            return false;
    }
    return digits >= LEAST;
}

void import_say_cell(struct text *out, enum record_kind kind, const char *cell)
{
    if (has_masked(kind) && is_number(cell))
        mask_tail(out, cell);
    else
        text_add(out, cell);
}

bool import_is_rows(const char *text)
{
    size_t length = strlen(text);

    while (length && text[length - 1] == '\n')
        length--;
    return memchr(text, '\t', length) || memchr(text, '\n', length);
}

bool import_work_watch(void *context, const struct import_progress *progress)
{
    struct import_work *work = context;

    work->progress = *progress;
    return app_pulse(work->app);
}

enum status import_work_run(struct import_work *work, struct app *app, struct import_report *report,
                            struct error *error)
{
    work->app = app;
    work->progress = (struct import_progress){.seconds_left = IMPORT_UNKNOWN_TIME};
    work->how.watch = import_work_watch;
    work->how.watch_context = work;
    return import_file(work->desk, work->kind, work->path ? work->path : _("pasted rows"),
                       &work->how, report, error);
}

void import_draw_bar(const struct import_work *work, struct pane pane)
{
    enum { SIDES = 4 }; /* a blank and a bracket at each end */
    const struct import_progress *progress = &work->progress;
    int columns = pane.columns - SIDES;
    struct text bar = TEXT_EMPTY;

    if (!progress->row_total)
        return;
    int done = (int)(progress->row_count * columns / progress->row_total);
    text_add_char(&bar, '[');
    for (int i = 0; i < columns; i++)
        text_add_char(&bar, i < done ? '#' : '.');
    text_add_char(&bar, ']');
    pane_put(pane, 1, 1, -1, STYLE_NORMAL, bar.at);
    text_release(&bar);
}

void import_draw_progress(const struct import_work *work, struct pane pane)
{
    struct text line = TEXT_EMPTY;

    if (work->progress.row_total)
        import_say_progress(&work->progress, &line);
    else
        text_add(&line, _("reading the file .."));
    pane_fill(pane, 0, 1, -1, STYLE_TITLE, line.at);
    import_draw_bar(work, pane);
    text_release(&line);
}

/* A cell in quotation marks, which are doubled inside: its bytes. */
static size_t quoted_length(const char *cell)
{
    size_t at = 1;

    while (cell[at] && (cell[at] != '"' || cell[at + 1] == '"'))
        at += cell[at] == '"' ? 2 : 1;
    return at + (cell[at] == '"');
}

static void add_plain(struct text *out, const char *cell, size_t length)
{
    if (!memchr(cell, '"', length)) {
        text_add_bytes(out, cell, length);
        return;
    }
    text_add_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        text_add_char(out, cell[i]);
        if (cell[i] == '"')
            text_add_char(out, '"');
    }
    text_add_char(out, '"');
}

char *import_rows_of(const char *text)
{
    struct text out = TEXT_EMPTY;

    while (*text) {
        size_t length = *text == '"' ? quoted_length(text) : strcspn(text, "\t\n");
        if (*text == '"')
            text_add_bytes(&out, text, length);
        else
            add_plain(&out, text, length);
        text += length;
        if (*text)
            text_add_char(&out, *text++);
    }
    char *rows = memory_copy_text(out.at);
    text_release(&out);
    return rows;
}
