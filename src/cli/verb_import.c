/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/intake/export.h"
#include "shouwen/intake/import.h"

static enum status read_kind(const struct call *call, bool with_cases, enum record_kind *kind,
                             struct error *error)
{
    struct text kinds = TEXT_EMPTY;

    *kind = record_kind_find(call->words[0]);
    if (with_cases && text_same(call->words[0], record_rows[RECORD_CASES].name))
        *kind = RECORD_CASES;
    if (*kind != RECORD_NO_KIND)
        return STATUS_OK;
    for (int i = 0; i < RECORD_KIND_COUNT; i++)
        text_addf(&kinds, "%s%s", i ? ", " : "", record_rows[i].name);
    if (with_cases)
        text_addf(&kinds, ", %s", record_rows[RECORD_CASES].name);
    error_set(error, STATUS_INVALID, "kind", _("there is no kind \"%s\"; kinds are %s"),
              call->words[0], kinds.at);
    text_release(&kinds);
    return STATUS_INVALID;
}

enum status verb_import(struct call *call, struct error *error)
{
    bool is_dry = options_has(call->options, OPTION_DRY_RUN);
    struct import_report report = {0};
    enum record_kind kind;
    enum status status;

    TRY(read_kind(call, true, &kind, error));
    for (size_t i = 1; i < call->word_count && status == STATUS_OK; i++)
        status = import_file(call->desk, kind, call->words[i], is_dry, &report, error);
    /* what went in before a file that could not be read is said all the same */
    if (call->is_json)
        call_print(call, import_report_json(&report));
    else
        import_report_say(&report, call->out);
    call->has_problems = report.refused_count > 0;
done:
    import_report_release(&report);
    return status;
}

static enum status add_bytes(void *context, const char *bytes, size_t length, struct error *error)
{
    (void)error;
    text_add_bytes(context, bytes, length);
    return STATUS_OK;
}

enum status verb_export(struct call *call, struct error *error)
{
    const char *format = call_value(call, OPTION_FORMAT);
    struct export_sink sink = {call->out, add_bytes};
    enum record_kind kind;
    enum status status;

    TRY(read_kind(call, false, &kind, error));
    if (format && !text_same(format, "csv") && !text_same(format, "json"))
        return error_set(error, STATUS_INVALID, "format",
                         _("\"%s\" is no format of an export; formats are csv and json"), format);
    bool json = call->is_json || text_same(format, "json");
    TRY(export_records(call->desk, kind, json ? EXPORT_JSON : EXPORT_CSV,
                       options_has(call->options, OPTION_UNMASK), sink, error));
done:
    return status;
}
