/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/cli/call.h"
#include "shouwen/desk/settling.h"

/* Without a number all fields as they are shown. */
enum status verb_resident_settle(struct call *call, struct error *error)
{
    const char *said = call_value(call, OPTION_CHOOSE);
    struct record_dispute *disputes;
    struct settling_choice *choices;
    size_t dispute_count, count;
    enum status status;
    long number = 0;

    TRY(settling_look(call->desk, call->words[0], call->arena, &disputes, &dispute_count, error));
    if (said && !text_to_long(said, 1, 10000, &number))
        number = 0;
    settling_number(disputes, dispute_count, (int)number, call->arena, &choices, &count);
    if (dispute_count && (!count || (said && number < 1)))
        return error_set(error, STATUS_REFUSED, "choose",
                         _("%s: there is no version with that number; resident show "
                           "counts them"),
                         call->words[0]);
    TRY(settling_settle(call->desk, call->words[0], choices, count, call->arena, error));
    TRY(verb_resident_show(call, error));
done:
    return status;
}
