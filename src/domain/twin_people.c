/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/twin_people.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/text.h"
#include "shouwen/domain/twin.h"

#include <string.h>

/* True if somebody is known by the id and their place. */
static bool is_called(const struct person *person, const char *id)
{
    size_t length = strlen(id);

    return strncmp(person->id, id, length) == 0 && person->id[length] == TWIN_MARK;
}

bool twin_people_several(const struct people *people, const char *id)
{
    size_t i = 0;

    while (i < people->count && !is_called(&people->at[i], id))
        i++;
    return i < people->count;
}

enum status twin_people_missing(const struct people *people, const char *field, enum status status,
                                const char *id, struct error *error)
{
    struct text others = TEXT_EMPTY;

    for (size_t i = 0; i < people->count; i++)
        if (is_called(&people->at[i], id))
            text_addf(&others, "%s%s (%s)", others.length ? _(", ") : "", people->at[i].id,
                      people->at[i].name);
    if (others.length)
        error_set(error, status, field,
                  _("several places have somebody with the id %s: say which of %s is meant"), id,
                  others.at);
    else
        error_set(error, status, field, _("no staff member has the id %s"), id);
    text_release(&others);
    return status;
}
