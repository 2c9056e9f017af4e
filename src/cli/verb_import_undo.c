/* SPDX-License-Identifier: MIT */
/* What was imported, and one of them taken back. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/cli/call.h"
#include "shouwen/cli/progress.h"
#include "shouwen/desk/reference.h"
#include "shouwen/domain/act.h"

#include <limits.h>
#include <stdio.h>

enum { NUMBER_COLUMNS = 4, TIME_COLUMNS = 16, KIND_COLUMNS = 10, STATE_COLUMNS = 11 };

static const char *state_label(const struct imports_entry *entry)
{
    if (!text_same(entry->state, IMPORTS_UNDONE) && entry->back_count)
        return _("half undone");
    if (text_same(entry->state, IMPORTS_OPEN))
        return _("stopped");
    return text_same(entry->state, IMPORTS_DONE) ? _("imported") : _("undone");
}

static const char *kind_label(const char *word)
{
    enum record_kind kind = record_row_find(word);

    return kind == RECORD_NO_KIND ? word : record_kind_label(kind);
}

static struct json *entry_json(const struct imports_entry *entry)
{
    struct json *one = json_new_object();
    char at[CLOCK_TEXT];

    json_put_integer(one, "id", entry->id);
    json_put_text(one, "at", clock_format_at(entry->at, at));
    json_put_text(one, "by", entry->who);
    json_put_text(one, "kind", entry->kind);
    json_put_text(one, "file", entry->path);
    json_put_text(one, "state", entry->state);
    json_put_integer(one, "rows", entry->row_count);
    json_put_integer(one, "added", entry->added_count);
    json_put_integer(one, "changed", entry->changed_count);
    json_put_integer(one, "unchanged", entry->unchanged_count);
    json_put_integer(one, "acts", entry->act_count);
    json_put_integer(one, "back", entry->back_count);
    return one;
}

static void print_entry(struct call *call, const struct imports_entry *entry)
{
    char day[CLOCK_TEXT], time[CLOCK_TEXT], number[24];
    struct text at = TEXT_EMPTY;

    snprintf(number, sizeof(number), "%lld", (long long)entry->id);
    text_addf(&at, "%s %s", clock_format_day(clock_day_of(entry->at), day),
              clock_format_time(entry->at, time));
    utf8_pad_left(call->out, number, NUMBER_COLUMNS);
    text_add_char(call->out, ' ');
    utf8_pad(call->out, at.at, TIME_COLUMNS);
    text_add_char(call->out, ' ');
    utf8_pad(call->out, kind_label(entry->kind), KIND_COLUMNS);
    text_add_char(call->out, ' ');
    utf8_pad(call->out, state_label(entry), STATE_COLUMNS);
    text_addf(call->out, _(" %lld added, %lld changed  %s  %s\n"), (long long)entry->added_count,
              (long long)entry->changed_count, entry->who, entry->path);
    text_release(&at);
}

enum status verb_import_list(struct call *call, struct error *error)
{
    struct imports_entry *entries;
    enum status status;
    size_t count;

    TRY(reference_imports(call->desk, call->arena, &entries, &count, error));
    if (call->is_json) {
        struct json *value = json_new_object(), *list = json_new_array();
        for (size_t i = 0; i < count; i++)
            json_add(list, entry_json(&entries[i]));
        json_put(value, "imports", list);
        call_print(call, value);
        goto done;
    }
    for (size_t i = 0; i < count; i++)
        print_entry(call, &entries[i]);
    if (!count)
        text_add(call->out, _("nothing was imported yet\n"));
done:
    return status;
}

static struct json *followed_json(const struct ledger_followed *followed)
{
    struct json *list = json_new_array();
    char at[CLOCK_TEXT];

    for (size_t i = 0; i < followed->count; i++) {
        const struct ledger_follower *one = &followed->at[i];
        struct json *item = json_new_object();
        json_put_text(item, "subject", one->subject);
        json_put_text(item, "act", one->word);
        json_put_text(item, "by", one->by);
        json_put_text(item, "at", clock_format_at(one->at, at));
        json_put_text(item, "names", one->named);
        json_add(list, item);
    }
    return list;
}

static const char *act_label(const char *word)
{
    enum act_kind kind = act_kind_of(word);

    if (kind == ACT_PUT)
        return _("changed");
    return kind < ACT_CASE_KINDS ? _(act_rows[kind].label) : word;
}

static void say_followed(struct call *call, const struct ledger_followed *followed)
{
    char day[CLOCK_TEXT], time[CLOCK_TEXT];

    if (followed->back_count)
        text_addf(call->out,
                  _("%lld things followed from it; %lld of %lld records and cases are back:\n"),
                  (long long)followed->total, (long long)followed->back_count,
                  (long long)followed->subject_count);
    else
        text_addf(call->out, _("%lld things followed from it; nothing was taken back:\n"),
                  (long long)followed->total);
    for (size_t i = 0; i < followed->count; i++) {
        const struct ledger_follower *one = &followed->at[i];
        text_addf(call->out, "%s %s  %s: %s  %s", clock_format_day(clock_day_of(one->at), day),
                  clock_format_time(one->at, time), one->subject, act_label(one->word), one->by);
        if (*one->named)
            text_addf(call->out, _("  names %s"), one->named);
        text_add_char(call->out, '\n');
    }
    if (followed->total > (int64_t)followed->count)
        text_addf(call->out, _("... and %lld more\n"),
                  (long long)(followed->total - (int64_t)followed->count));
}

static void say(struct call *call, long import, const struct ledger_followed *followed, bool is_dry)
{
    if (followed->total)
        say_followed(call, followed);
    else if (followed->is_stopped)
        text_addf(
            call->out,
            _("stopped after %lld of %lld records and cases; the same command goes on there\n"),
            (long long)followed->back_count, (long long)followed->subject_count);
    else if (is_dry)
        text_addf(call->out, _("import %ld can be taken back: %lld records and cases\n"), import,
                  (long long)followed->subject_count);
    else
        text_addf(call->out, _("import %ld was taken back: %lld records and cases\n"), import,
                  (long long)followed->subject_count);
}

enum status verb_import_undo(struct call *call, struct error *error)
{
    bool is_dry = options_has(call->options, OPTION_DRY_RUN);
    struct ledger_followed followed = {0};
    struct progress progress;
    enum status status;
    long import;

    if (!text_to_long(call->words[0], 1, LONG_MAX, &import))
        return error_set(error, STATUS_INVALID, "import",
                         _("\"%s\" is no number of an import; see shouwen import list"),
                         call->words[0]);
    if (is_dry) {
        TRY(reference_undo(call->desk, import, &(struct ledger_undo){.is_dry = true}, &followed,
                           error));
    } else {
        progress_begin(&progress, call->is_json);
        status = import_undo(call->desk, import, progress_watch, &progress, &followed, error);
        progress_end(&progress);
        TRY(status);
    }
    call->has_problems = followed.total > 0 || followed.is_stopped;
    if (call->is_json) {
        struct json *value = json_new_object();
        json_put_integer(value, "id", import);
        json_put_boolean(value, "undone", !followed.total && !followed.is_stopped && !is_dry);
        json_put_integer(value, "back", followed.back_count);
        json_put_integer(value, "subjects", followed.subject_count);
        json_put_integer(value, "followed_count", followed.total);
        json_put(value, "followed", followed_json(&followed));
        call_print(call, value);
    } else {
        say(call, import, &followed, is_dry);
    }
done:
    arena_release(&followed.arena);
    return status;
}
