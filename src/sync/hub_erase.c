/* SPDX-License-Identifier: MIT */
/* What an erasing takes at the hub: the bodies of its circle, those of others that are about the
 * same one, and what was kept out. */
#include "config.h"

#include "sync/hub_inside.h"

static enum status erase_asides(struct hub *hub, const struct circle *circle, struct arena *arena,
                                struct error *error)
{
    struct hub_circle *asides;
    const char *subject;
    size_t count;
    enum status status = STATUS_OK;

    if (!circle_has_aside(circle, arena, &subject))
        return STATUS_OK;
    TRY(hub_store_circles_of(hub->store, subject, NULL, arena, &asides, &count, error));
    for (size_t i = 0; i < count; i++) {
        if (!circle_take_beside(&asides[i].circle, arena))
            continue;
        TRY(hub_store_circle_put(hub->store, &asides[i], error));
        TRY(hub_store_circle_erase(hub->store, asides[i].id, error));
    }
done:
    return status;
}

enum status hub_erase(struct hub *hub, const struct hub_circle *circle, struct arena *arena,
                      struct error *error)
{
    enum status status;

    hub_said_forget(hub, circle->circle.subject);
    TRY(hub_store_circle_erase(hub->store, circle->id, error));
    TRY(hub_feed_withdraw(hub, circle, error));
    TRY(erase_asides(hub, &circle->circle, arena, error));
done:
    return status;
}

static enum status take_beside(struct hub *hub, struct hub_circle *circle, struct arena *arena,
                               struct error *error)
{
    enum status status = STATUS_OK;

    if (!circle_take_beside(&circle->circle, arena))
        goto done;
    TRY(hub_store_circle_put(hub->store, circle, error));
    TRY(hub_erase(hub, circle, arena, error));
done:
    return status;
}

enum status hub_erase_beside(struct hub *hub, struct hub_circle *circle, struct arena *arena,
                             struct error *error)
{
    struct hub_circle *others;
    size_t count;
    enum status status = STATUS_OK;

    if (circle_way_of(circle->circle.subject) != CIRCLE_BY_LINKS ||
        (!circle_has_erasing(&circle->circle) && hub_is_calm(hub, circle->circle.subject)))
        return STATUS_OK;
    TRY(hub_store_circles_of(hub->store, circle->circle.subject, NULL, arena, &others, &count,
                             error));
    hub_calm(hub, others, count);
    for (size_t i = 0; i < count; i++) {
        if (others[i].id == circle->id)
            continue;
        if (circle_erases(&circle->circle, &others[i].circle))
            TRY(take_beside(hub, &others[i], arena, error));
        if (circle_erases(&others[i].circle, &circle->circle))
            TRY(take_beside(hub, circle, arena, error));
    }
done:
    return status;
}
