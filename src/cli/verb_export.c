/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/case_filter.h"
#include "shouwen/desk/reference.h"
#include "shouwen/intake/export.h"
#include "shouwen/intake/layout.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum record_kind kind_of(const struct call *call)
{
    return record_row_find(call->words[0]);
}

static enum status add_bytes(void *context, const char *bytes, size_t length, struct error *error)
{
    (void)error;
    text_add_bytes(context, bytes, length);
    return STATUS_OK;
}

static enum status write_file(const char *path, const struct text *bytes, struct error *error)
{
    FILE *file = fopen(path, "we");
    bool done = file && fwrite(bytes->at, 1, bytes->length, file) == bytes->length;

    done = file && fclose(file) == 0 && done;
    if (done)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "to", _("%s cannot be written: %s"), path,
                     strerror(errno));
}

/* True if a list of cases was asked for as on the screen. */
static bool is_queue(const struct call *call)
{
    return call_value(call, OPTION_QUEUE) || call_value(call, OPTION_FILTER) ||
           call_value(call, OPTION_SORT) || call_value(call, OPTION_SEARCH);
}

static enum status read_layout(struct call *call, struct layout *layout, struct error *error)
{
    const char *path = call_value(call, OPTION_LAYOUT);
    enum status status = STATUS_OK;

    layout_of_queue(call->arena, layout);
    if (path)
        TRY(layout_read(path, call->arena, layout, error));
    if (layout->kind != kind_of(call))
        status = error_set(error, STATUS_INVALID, "layout", _("%s is a layout of %s, not of %s"),
                           path ? path : "--queue", record_rows[layout->kind].name, call->words[0]);
    else if (options_has(call->options, OPTION_NEW) &&
             (!*layout->name || !call_value(call, OPTION_TO)))
        status = error_set(error, STATUS_INVALID, "new",
                           _("--new needs a layout with a name, and the file for --to: what was "
                             "written there counts as sent"));
    if (options_has(call->options, OPTION_GB18030))
        layout->encoding = ENCODING_GB18030;
done:
    return status;
}

static enum status give_out(struct call *call, const struct layout *layout,
                            const struct case_filter *filter, struct text *out, struct error *error)
{
    bool is_new = options_has(call->options, OPTION_NEW);
    const char *path = call_value(call, OPTION_TO);
    struct export_given given = {0};
    enum status status;

    TRY(export_layout(call->desk, layout, filter, options_has(call->options, OPTION_UNMASK), is_new,
                      (struct export_sink){out, add_bytes}, &given, error));
    if (path)
        TRY(write_file(path, out, error));
    if (is_new)
        TRY(reference_note_sent(call->desk, layout->name, layout->kind, given.ids, given.count,
                                error));
    if (!path)
        text_add_bytes(call->out, out->at, out->length);
    else
        text_addf(call->out, _("%s: %zu rows\n"), path, given.count);
done:
    arena_release(&given.arena);
    return status;
}

static enum status export_as_wanted(struct call *call, struct error *error)
{
    struct text out = TEXT_EMPTY;
    struct case_filter filter;
    struct layout layout;
    struct saved saved;
    enum status status;

    TRY(read_layout(call, &layout, error));
    if (is_queue(call)) {
        TRY(case_filter_read(call, &saved, error));
        TRY(saved_filter(call->desk, &saved, call->arena, &filter, error));
    }
    TRY(give_out(call, &layout, is_queue(call) ? &filter : NULL, &out, error));
done:
    text_release(&out);
    return status;
}

enum status verb_export(struct call *call, struct error *error)
{
    bool json = call->is_json || text_same(call_value(call, OPTION_FORMAT), "json");
    bool is_chinese = options_has(call->options, OPTION_GB18030);
    bool is_wanted = is_queue(call) || call_value(call, OPTION_LAYOUT);
    struct export_how how = {.format = json ? EXPORT_JSON : EXPORT_CSV,
                             .encoding = is_chinese ? ENCODING_GB18030 : ENCODING_UTF8,
                             .unmask = options_has(call->options, OPTION_UNMASK)};
    const char *headings = call_value(call, OPTION_HEADINGS);
    struct text out = TEXT_EMPTY;
    enum status status = STATUS_OK;

    how.is_chinese = text_same(headings, "zh");
    if (headings && !how.is_chinese && !text_same(headings, "en"))
        return error_set(error, STATUS_INVALID, "headings", _("--headings is zh or en"));
    if (headings && (json || is_wanted))
        return error_set(error, STATUS_INVALID, "headings",
                         _("--headings is for the CSV of a kind; a layout names its own"));
    if (json && is_chinese)
        return error_set(error, STATUS_INVALID, "gb18030", _("JSON is UTF-8; leave out --gb18030"));
    if (json && is_wanted)
        return error_set(error, STATUS_INVALID, "format",
                         _("layouts and queues are CSV; for JSON see shouwen case list --json"));
    if (is_wanted)
        return export_as_wanted(call, error);
    if (options_has(call->options, OPTION_NEW))
        return error_set(error, STATUS_INVALID, "new", _("--new needs a --layout"));
    TRY(export_records(call->desk, kind_of(call), &how, (struct export_sink){&out, add_bytes},
                       error));
    if (call_value(call, OPTION_TO))
        TRY(write_file(call_value(call, OPTION_TO), &out, error));
    else
        text_add_bytes(call->out, out.at, out.length);
done:
    text_release(&out);
    return status;
}
