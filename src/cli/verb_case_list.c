/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/case_filter.h"
#include "shouwen/cli/case_view.h"
#include "shouwen/desk/sight.h"

/* --after NUMBER: the page begins beyond that case. */
static enum status read_start(struct call *call, struct case_filter *filter, struct error *error)
{
    bool found;
    const char *after = call_value(call, OPTION_AFTER);
    enum status status = STATUS_OK;

    if (!after)
        return STATUS_OK;
    TRY(sight_locate(call->desk, filter, after, &found, error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "after", _("there is no case %s"), after);
    filter->has_start = true;
done:
    return status;
}

enum status verb_case_list(struct call *call, struct error *error)
{
    struct case_filter filter;
    struct case_row *rows;
    struct saved saved;
    long limit = call_number(call, OPTION_LIMIT, 100);
    size_t count;
    enum status status;
    bool unmask = options_has(call->options, OPTION_UNMASK);

    TRY(case_filter_read(call, &saved, error));
    TRY(saved_filter(call->desk, &saved, call->arena, &filter, error));
    TRY(read_start(call, &filter, error));
    filter.limit = (size_t)limit + 1;
    TRY(sight_page(call->desk, &filter, call->arena, &rows, &count, error));
    if (unmask)
        TRY(case_view_reveal(call->desk, "case list", error));
    const char *next = count > (size_t)limit ? rows[limit - 1].number : NULL;
    if (count > (size_t)limit)
        count = (size_t)limit;
    if (call->is_json)
        call_print(call, case_view_list_json(call->desk, rows, count, next, unmask));
    else
        case_view_list_text(call->desk, rows, count, next, unmask, call->out);
done:
    return status;
}
