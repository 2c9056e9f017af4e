/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/permit.h"

#include "shouwen/domain/refusal.h"

bool permit_has(const struct desk *desk, enum deed deed, const struct deed_place *place)
{
    const struct people *people = desk_people(desk);
    const struct deed_place here = {.node = desk_node(desk)};
    const struct person *person = desk_person(desk);

    if (!people_have_admin(people))
        return true;
    return person && deed_may(people, person, deed, place ? place : &here);
}

enum status permit(struct desk *desk, enum deed deed, const struct deed_place *place,
                   struct error *error)
{
    const struct deed_place here = {.node = desk_node(desk)};
    struct text said = TEXT_EMPTY;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(desk_require_person(desk, error));
    if (permit_has(desk, deed, place))
        goto done;
    refusal_of_deed(desk_people(desk), deed, place ? place : &here, &said);
    error_set(error, STATUS_DENIED, "as", "%s", said.at);
    status = desk_note_refusal(desk, STATUS_DENIED, deed_rows[deed].word,
                               place && place->owner ? place->owner : "", error);
done:
    text_release(&said);
    return status;
}
