/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/preview.h"

#include "shouwen/base/utf8.h"
#include "shouwen/intake/import_map.h"
#include "intake/import_inside.h"

#include <string.h>
#include <unistd.h>

struct looking {
    struct preview *preview;
    struct arena *arena;
    bool has_enough;
};

static enum status keep_row(void *context, const struct csv_row *row, struct error *error)
{
    struct looking *looking = context;
    struct preview *preview = looking->preview;
    struct text clean = TEXT_EMPTY;

    if (preview->count == PREVIEW_ROWS) {
        looking->has_enough = preview->is_more = true;
        return error_set(error, STATUS_REFUSED, "", "enough");
    }
    preview->rows = arena_grow(looking->arena, preview->rows, preview->count, &preview->room,
                               sizeof(*preview->rows));
    struct preview_row *kept = &preview->rows[preview->count++];
    *kept = (struct preview_row){row->line, NULL, row->count};
    kept->cells = arena_alloc(looking->arena, (row->count + 1) * sizeof(*kept->cells));
    for (size_t i = 0; i < row->count; i++) {
        text_clear(&clean);
        utf8_clean(&clean, row->cells[i], strlen(row->cells[i]), false);
        kept->cells[i] = arena_copy(looking->arena, clean.at);
    }
    if (row->count > preview->column_count)
        preview->column_count = row->count;
    text_release(&clean);
    return STATUS_OK;
}

enum status preview_make(struct preview *preview, struct arena *arena, const char *path,
                         const struct import_how *how, struct error *error)
{
    struct looking looking = {.preview = preview, .arena = arena};
    struct import_report report = {0};
    struct import_run run = {.path = path, .how = how, .report = &report};
    struct csv_reader *csv = NULL;
    FILE *file;
    enum status status;

    *preview = (struct preview){.fault = ""};
    TRY(import_open(path, how->paste, &file, error));
    csv = csv_reader_new((struct csv_sink){&looking, keep_row});
    status = import_sniff(&run, file, error);
    if (status == STATUS_OK)
        status = import_read(&run, file, csv, error);
    preview->encoding = report.encoding;
    preview->is_guess = report.is_guess;
    preview->separator = report.separator;
    if (status == STATUS_INVALID)
        preview->fault = arena_copy(arena, error->message);
    if (status == STATUS_INVALID || looking.has_enough)
        status = STATUS_OK;
    fclose(file);
done:
    csv_reader_free(csv);
    import_report_release(&report);
    return status;
}

static size_t count_filled(const struct preview_row *row)
{
    size_t filled = 0;

    for (size_t i = 0; i < row->count; i++)
        filled += *row->cells[i] != '\0';
    return filled;
}

size_t preview_heading(const struct preview *preview, enum record_kind kind, const char *station)
{
    size_t full = SIZE_MAX;

    for (size_t i = 0, seen = 0; i < preview->count && seen < IMPORT_TITLES; i++) {
        const struct preview_row *row = &preview->rows[i];
        size_t filled = count_filled(row);
        seen += filled > 0;
        if (filled && kind != RECORD_NO_KIND &&
            import_are_headings(kind, NULL, station, row->cells, row->count))
            return i;
        if (full == SIZE_MAX && 2 * filled > preview->column_count)
            full = i;
    }
    return full == SIZE_MAX ? 0 : full;
}

static bool is_remembered(const struct preview *preview, enum record_kind kind, const char *station)
{
    const struct preview_row *row = &preview->rows[preview_heading(preview, kind, station)];
    struct text place = TEXT_EMPTY;

    import_map_place(&place, station, kind, row->cells, row->count);
    bool is_there = access(place.at, F_OK) == 0;
    text_release(&place);
    return is_there;
}

/* Fields of the kind that the row of headings names; 0 unless those that must be there are. */
static size_t count_fields(const struct preview *preview, enum record_kind kind,
                           const char *station, bool must_be_there)
{
    const struct preview_row *headings = &preview->rows[preview_heading(preview, kind, station)];
    bool has[RECORD_FIELDS_MOST] = {false};
    size_t count = 0;

    for (size_t i = 0; i < headings->count; i++) {
        int field = record_field_find(kind, headings->cells[i]);
        if (field < 0 || has[field])
            continue;
        has[field] = true;
        count++;
    }
    if (must_be_there && record_missing(kind, has) >= 0)
        return 0;
    /* a name and a phone are on every list of people */
    bool is_by_name = must_be_there && kind == RECORD_STAFF && !has[RECORD_STAFF_ID];
    return count - is_by_name;
}

enum record_kind preview_kind(const struct preview *preview, enum record_kind likely,
                              const char *station)
{
    enum record_kind best = likely;
    size_t most = 0;

    if (!preview->count ||
        (likely != RECORD_NO_KIND &&
         (is_remembered(preview, likely, station) || count_fields(preview, likely, station, true))))
        return likely;
    for (int kind = 0; kind < RECORD_ROW_COUNT; kind++) {
        if (kind == RECORD_NO_KIND)
            continue;
        if (is_remembered(preview, (enum record_kind)kind, station))
            return (enum record_kind)kind;
        size_t count = count_fields(preview, (enum record_kind)kind, station, true);
        if (count <= most)
            continue;
        most = count;
        best = (enum record_kind)kind;
    }
    return best;
}

bool preview_has_headings(const struct preview *preview, enum record_kind kind, const char *station)
{
    if (!preview->count)
        return false;
    const struct preview_row *row = &preview->rows[preview_heading(preview, kind, station)];
    return is_remembered(preview, kind, station) ||
           2 * count_fields(preview, kind, station, false) >= count_filled(row);
}
