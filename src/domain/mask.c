/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/mask.h"

#include <string.h>

void mask_tail(struct text *out, const char *number)
{
    size_t length = number ? strlen(number) : 0;
    bool is_mobile = length == 11 && number[0] == '1';

    if (is_mobile)
        text_add_bytes(out, number, 3);
    for (size_t i = is_mobile ? 3 : 0; i + 4 < length; i++)
        text_add_char(out, '*');
    if (length)
        text_add(out, number + (length > 4 ? length - 4 : 0));
}
