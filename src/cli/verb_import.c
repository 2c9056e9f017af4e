/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/call.h"
#include "shouwen/intake/export.h"
#include "shouwen/intake/import.h"

/* The usage has let only the words of kinds pass. */
static enum record_kind kind_of(const struct call *call)
{
    if (text_same(call->words[0], record_rows[RECORD_CASES].name))
        return RECORD_CASES;
    return record_kind_find(call->words[0]);
}

enum status verb_import(struct call *call, struct error *error)
{
    bool is_dry = options_has(call->options, OPTION_DRY_RUN);
    struct import_report report = {0};
    enum status status = STATUS_OK;

    for (size_t i = 1; i < call->word_count && status == STATUS_OK; i++)
        status = import_file(call->desk, kind_of(call), call->words[i], is_dry, &report, error);
    /* what went in before a file that could not be read is said all the same */
    if (call->is_json)
        call_print(call, import_report_json(&report));
    else
        import_report_say(&report, call->out);
    call->has_problems = report.refused_count > 0;
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
    bool json = call->is_json || text_same(call_value(call, OPTION_FORMAT), "json");
    struct export_sink sink = {call->out, add_bytes};

    return export_records(call->desk, kind_of(call), json ? EXPORT_JSON : EXPORT_CSV,
                          options_has(call->options, OPTION_UNMASK), sink, error);
}
