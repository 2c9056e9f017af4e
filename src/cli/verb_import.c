/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/progress.h"
#include "shouwen/intake/import.h"
#include "shouwen/intake/import_map.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The usage has let only the words of kinds pass. */
static enum record_kind kind_of(const struct call *call)
{
    return record_row_find(call->words[0]);
}

static enum status refuse_path(const char *path, struct error *error)
{
    return error_set(error, STATUS_BROKEN, "rejects", _("%s cannot be written: %s"), path,
                     strerror(errno));
}

/* Asked before anything is recorded. */
static enum status check_rejects(const char *path, struct error *error)
{
    FILE *file = path ? fopen(path, "ae") : NULL;

    if (path && !file)
        return refuse_path(path, error);
    if (file)
        fclose(file);
    return STATUS_OK;
}

static enum status write_rejects(const char *path, const struct import_report *report,
                                 struct error *error)
{
    struct text bytes = TEXT_EMPTY;
    FILE *file = path ? fopen(path, "we") : NULL;

    import_rejects(report, &bytes);
    bool done = file && fwrite(bytes.at, 1, bytes.length, file) == bytes.length;
    done = file && fclose(file) == 0 && done;
    text_release(&bytes);
    return !path || done ? STATUS_OK : refuse_path(path, error);
}

static enum status read_encoding(const struct call *call, struct import_how *how,
                                 struct error *error)
{
    const char *word = call_value(call, OPTION_ENCODING);

    how->encoding = encoding_find(word);
    if (!word || how->encoding)
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "encoding",
                     _("\"%s\" is no encoding that can be read; take utf-8, gb18030, utf-16le, "
                       "utf-16be, cp936 or big5"),
                     word);
}

enum status verb_import_check(const struct options *options, struct error *error)
{
    if (!options_has(options, OPTION_COMPLETE))
        return STATUS_OK;
    if (record_row_find(options->word[1]) != RECORD_STAFF)
        return error_set(error, STATUS_INVALID, "complete",
                         _("--complete is for the roster of staff; other lists only grow"));
    if (options->word_count > 3)
        return error_set(error, STATUS_INVALID, "complete",
                         _("--complete says that one file is the whole roster; put the files into "
                           "one, or leave it out"));
    return STATUS_OK;
}

enum status verb_import(struct call *call, struct error *error)
{
    struct import_how how = {.is_dry = options_has(call->options, OPTION_DRY_RUN)};
    struct import_map *map = NULL;
    struct text rejects = TEXT_EMPTY;
    struct progress progress;
    const char *path = call_value(call, OPTION_REJECTS);
    struct import_report report = {.rejects = &rejects};
    enum status status = check_rejects(path, error);

    how.clears = options_has(call->options, OPTION_CLEAR);
    how.heading_line = call_number(call, OPTION_HEADING_LINE, 0);
    how.keeps_changes = how.is_dry;
    how.is_complete = options_has(call->options, OPTION_COMPLETE);
    if (status == STATUS_OK)
        status = read_encoding(call, &how, error);
    if (status == STATUS_OK && call_value(call, OPTION_MAP))
        status = import_map_open(call_value(call, OPTION_MAP), &map, error);
    how.map = map;
    if (status != STATUS_OK)
        return status;
    how.watch = progress_watch;
    how.watch_context = &progress;
    progress_begin(&progress, call->is_json);
    for (size_t i = 1; i < call->word_count && status == STATUS_OK && !report.is_stopped; i++)
        status = import_file(call->desk, kind_of(call), call->words[i], &how, &report, error);
    progress_end(&progress);
    if (status == STATUS_OK)
        status = write_rejects(path, &report, error);
    /* what went in before a file that could not be read is said all the same */
    if (call->is_json)
        call_print(call, import_report_json(&report));
    else
        import_report_say(&report, call->out);
    call->has_problems = report.refused_count > 0 || report.is_stopped;
    import_report_release(&report);
    import_map_close(map);
    text_release(&rejects);
    return status;
}
