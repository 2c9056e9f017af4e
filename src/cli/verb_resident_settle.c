/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/call.h"
#include "shouwen/desk/settling.h"

enum status verb_resident_settle(struct call *call, struct error *error)
{
    enum status status;

    TRY(settling_settle(call->desk, call->words[0], (int)call_number(call, OPTION_CHOOSE, 0),
                        call->arena, error));
    TRY(verb_resident_show(call, error));
done:
    return status;
}
