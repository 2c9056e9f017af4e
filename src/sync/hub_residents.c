/* SPDX-License-Identifier: MIT */
/* Residents go with the cases that name them. */
#include "config.h"

#include "sync/hub_inside.h"

#include <string.h>

static const char *resident_of(const char *subject)
{
    static const char prefix[] = "residents/";

    return text_starts(subject, prefix) ? subject + strlen(prefix) : NULL;
}

enum status hub_hear_cases(struct hub *hub, struct hub_circle *circle, struct arena *arena,
                           struct error *error)
{
    const char *resident = resident_of(circle->circle.subject);
    struct hub_circle *cases;
    size_t count;
    enum status status = STATUS_OK;

    if (!resident)
        return STATUS_OK;
    TRY(hub_store_named_of(hub->store, resident, arena, &cases, &count, error));
    for (size_t i = 0; i < count; i++)
        circle_follow(&circle->circle, &cases[i].circle, arena);
done:
    return status;
}

static enum status widen(struct hub *hub, struct hub_circle *resident,
                         const struct hub_circle *matter, struct arena *arena, struct error *error)
{
    struct text claims = TEXT_EMPTY;
    struct circle before;
    enum status status = STATUS_OK;

    circle_write(&resident->circle, &claims);
    circle_read(&before, resident->circle.subject, claims.at, arena);
    if (!circle_follow(&resident->circle, &matter->circle, arena))
        goto done;
    TRY(hub_feed_earlier(hub, resident->id, &before, &resident->circle, error));
    TRY(hub_store_circle_put(hub->store, resident, error));
done:
    text_release(&claims);
    return status;
}

enum status hub_tell_residents(struct hub *hub, const struct hub_circle *circle,
                               struct arena *arena, struct error *error)
{
    const char **ids;
    size_t count = circle_residents(&circle->circle, arena, &ids), found;
    struct hub_circle *residents;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        TRY(hub_store_named_put(hub->store, ids[i], circle->id, error));
        TRY(hub_store_circles_of(hub->store, arena_format(arena, "residents/%s", ids[i]), NULL,
                                 arena, &residents, &found, error));
        for (size_t k = 0; k < found; k++)
            TRY(widen(hub, &residents[k], circle, arena, error));
    }
done:
    return status;
}
