/* SPDX-License-Identifier: MIT */
/* Where an act belongs: into the circle of those that are seen with it. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/i18n.h"

#include <string.h>

/* One act on its way in. */
struct placing {
    struct hub *hub;
    struct hub_report *report;
    struct arena arena;
    const struct fact *fact;
    struct act act;
    const char *author;
    struct hub_circle circle; /* that it goes into; id 0: none yet */
    struct circle before;     /* what was claimed for it until now */
    bool is_wider;            /* the act claimed more for it */
    bool is_joined;           /* another one went into it */
    bool is_refused;          /* its author may not say that */
    uint64_t *missing;        /* acts that it names and that have not come */
    size_t missing_count;
};

/* --- finding the circle --- */

static enum status find_one(struct placing *placing, const char *author, struct error *error)
{
    struct hub_circle *circles;
    size_t count;
    enum status status;

    TRY(hub_store_circles_of(placing->hub->store, placing->act.subject, author, &placing->arena,
                             &circles, &count, error));
    for (size_t i = 0; i < count && !placing->circle.id; i++)
        if (!author || circle_suits(&circles[i].circle, &placing->act, author, &placing->arena))
            placing->circle = circles[i];
done:
    return status;
}

/* Takes a circle in, which may be one more than the act had until now: once, however many of its
 * acts are named. */
static enum status join(struct placing *placing, int64_t id, struct error *error)
{
    enum status status = STATUS_OK;

    if (!placing->circle.id) {
        TRY(hub_store_circle_get(placing->hub->store, id, &placing->arena, &placing->circle,
                                 error));
    } else if (id != placing->circle.id) {
        TRY(hub_join(placing->hub, &placing->circle, id, &placing->arena, error));
        placing->is_joined = true;
    }
done:
    return status;
}

static enum status join_all(struct placing *placing, const int64_t *circles, size_t count,
                            struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++)
        TRY(join(placing, circles[i], error));
done:
    return status;
}

static bool is_among(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* The circles of the acts that it names. */
static enum status find_named(struct placing *placing, int64_t **named, size_t *count,
                              struct error *error)
{
    const struct act *act = &placing->act;
    enum status status = STATUS_OK;
    int64_t *circles;
    size_t found, room = 0;

    *named = NULL;
    *count = 0;
    placing->missing = arena_alloc(&placing->arena, (act->on_count + 1) * sizeof(uint64_t));
    for (size_t i = 0; i < act->on_count; i++) {
        TRY(hub_store_circles_named(placing->hub->store, act->subject, act->on[i], &placing->arena,
                                    &circles, &found, error));
        if (!found)
            placing->missing[placing->missing_count++] = act->on[i];
        for (size_t k = 0; k < found; k++) {
            if (is_among(*named, *count, circles[k]))
                continue;
            *named = arena_grow(&placing->arena, *named, *count, &room, sizeof(**named));
            (*named)[(*count)++] = circles[k];
        }
    }
done:
    return status;
}

/* What follows on one circle goes into it; for all else those before it are to be looked at. */
static enum status find_linked(struct placing *placing, struct error *error)
{
    const struct act *act = &placing->act;
    struct hub *hub = placing->hub;
    int64_t *circles, *named;
    size_t count, named_count;
    bool is_late;
    enum status status;

    TRY(find_named(placing, &named, &named_count, error));
    TRY(hub_store_missing_take(hub->store, act_id_prefix(act->id), act->subject, &placing->arena,
                               &circles, &count, error));
    is_late = count > 0;
    if (!is_late && named_count <= 1 && !placing->missing_count && act->kind != ACT_ERASE) {
        TRY(join_all(placing, named, named_count, error));
        if (!circle_has_erasing(&placing->circle.circle))
            goto done;
        placing->circle = (struct hub_circle){0};
    }
    TRY(hub_tie(hub, act, placing->author, is_late, &placing->arena, &circles, &count,
                &placing->is_refused, error));
    if (placing->is_refused)
        TRY(join_all(placing, named, named_count ? 1 : 0, error));
    else
        TRY(join_all(placing, circles, count, error));
done:
    return status;
}

static enum status find_circle(struct placing *placing, struct error *error)
{
    enum status status = STATUS_OK;

    switch (circle_way_of(placing->act.subject)) {
    case CIRCLE_BY_SUBJECT:
        TRY(find_one(placing, NULL, error));
        break;
    case CIRCLE_BY_AUTHOR:
        TRY(find_one(placing, placing->author, error));
        break;
    case CIRCLE_BY_LINKS:
        TRY(find_linked(placing, error));
        break;
    }
done:
    return status;
}

/* --- what it says about who sees it --- */

static enum status hear(struct placing *placing, struct error *error)
{
    struct hub *hub = placing->hub;
    struct hub_circle *circle = &placing->circle;
    struct text claims = TEXT_EMPTY;
    bool was_there = circle->id != 0;
    enum status status = STATUS_OK;

    if (!was_there)
        *circle = (struct hub_circle){.author = placing->author,
                                      .circle = {.subject = placing->act.subject}};
    circle_write(&circle->circle, &claims);
    circle_read(&placing->before, placing->act.subject, claims.at, &placing->arena);
    bool is_wider = circle_hear(&circle->circle, &placing->act, placing->author, &placing->arena);
    placing->is_wider = is_wider;
    TRY(hub_hear_cases(hub, circle, &placing->arena, error));
    if (was_there && is_wider)
        TRY(hub_feed_earlier(hub, circle->id, &placing->before, &circle->circle, error));
    if (!was_there || is_wider || placing->missing)
        TRY(hub_store_circle_put(hub->store, circle, error));
    if (is_wider)
        TRY(hub_tell_residents(placing->hub, &placing->circle, &placing->arena, error));
    for (size_t i = 0; i < placing->missing_count; i++)
        TRY(hub_store_missing_put(hub->store, placing->missing[i], circle->id, error));
done:
    text_release(&claims);
    return status;
}

/* --- putting it --- */

/* Of a circle that was erased no body is kept, whenever it comes, but the erasing's own. */
static enum status erase(struct placing *placing, struct fact *fact, struct error *error)
{
    enum status status = STATUS_OK;

    if (!circle_is_erased(&placing->circle.circle))
        return STATUS_OK;
    TRY(hub_erase(placing->hub, &placing->circle, &placing->arena, error));
    if (placing->act.kind != ACT_ERASE) {
        fact->body = NULL;
        fact->body_length = 0;
    }
done:
    return status;
}

/* --- what its author may not say, or not yet --- */

/* It is kept, and its log goes on; nobody gets it until something comes that allows it. */
static enum status put_aside(struct placing *placing, const uint8_t *chain, struct error *error)
{
    struct hub_circle *circle = &placing->circle, aside = {.author = placing->author};
    struct hub_store *store = placing->hub->store;
    struct fact kept = *placing->fact;
    enum status status;
    int64_t seq;

    if (!circle->id)
        circle->author = placing->author;
    /* what comes too early is heard later; an opening is not */
    if (circle_has_home(&circle->circle) || !circle_is_shared(placing->act.subject) ||
        placing->act.kind == ACT_OPEN)
        TRY(hub_outside_add(placing->hub, placing->author, placing->fact->log, placing->fact->n,
                            &placing->act, placing->report, error));
    circle_aside(&aside.circle, &circle->circle, &placing->act, &placing->arena);
    if (circle_is_erased(&circle->circle)) {
        circle_take_beside(&aside.circle, &placing->arena);
        kept.body = NULL;
        kept.body_length = 0;
    }
    if (circle_is_shared(placing->act.subject))
        TRY(hub_store_circle_put(store, circle, error));
    TRY(hub_store_circle_put(store, &aside, error));
    TRY(hub_store_act_add(store, &kept, placing->author, aside.id, chain, &seq, error));
    hub_tied(placing->hub, &placing->act, placing->author, 0);
done:
    return status;
}

static enum status let_in(struct placing *placing, const struct hub_circle *aside,
                          const struct act *said, struct arena *arena, struct error *error)
{
    struct hub_circle *circle = &placing->circle;
    struct hub_store *store = placing->hub->store;
    struct text claims = TEXT_EMPTY;
    struct hub_act *acts;
    size_t count;
    enum status status;

    circle_write(&circle->circle, &claims);
    circle_read(&placing->before, said->subject, claims.at, arena);
    TRY(hub_store_acts_of_circle(store, aside->id, arena, &acts, &count, error));
    if (circle_hear(&circle->circle, said, aside->author, &placing->arena)) {
        TRY(hub_feed_earlier(placing->hub, circle->id, &placing->before, &circle->circle, error));
        TRY(hub_store_circle_put(store, circle, error));
        TRY(hub_tell_residents(placing->hub, &placing->circle, arena, error));
    }
    TRY(hub_store_circle_move(store, aside->id, circle->id, error));
    for (size_t i = 0; i < count; i++) {
        TRY(hub_feed_all(placing->hub, circle, &acts[i], error));
        TRY(hub_outside_drop(placing->hub, aside->author, acts[i].log, acts[i].n, error));
    }
done:
    text_release(&claims);
    return status;
}

/* What came before what allows it; one that is let in may allow others, so those that stay are
 * looked at again, which are fewer each time. */
static enum status let_in_all(struct placing *placing, bool is_opened, struct error *error)
{
    struct hub_circle *asides;
    struct arena all = {0}, one = {0};
    const char *subject;
    enum status status = STATUS_OK;
    size_t count, left = 0, first_count;

    if (!circle_is_shared(placing->act.subject) ||
        !circle_has_aside(&placing->circle.circle, &placing->arena, &subject))
        return STATUS_OK;
    TRY(hub_store_circles_of(placing->hub->store, subject, NULL, &all, &asides, &count, error));
    first_count = count;
    for (bool goes_on = true; goes_on; count = left) {
        goes_on = false;
        left = 0;
        for (size_t i = 0; i < count; i++) {
            struct act said;
            arena_reset(&one);
            circle_recall(&asides[i].circle, &said);
            if (!circle_may(&placing->circle.circle, &said, asides[i].author, &one)) {
                asides[left++] = asides[i];
                continue;
            }
            TRY(let_in(placing, &asides[i], &said, &one, error));
            goes_on = true;
        }
    }
    if (left < first_count && circle_is_erased(&placing->circle.circle))
        TRY(hub_erase(placing->hub, &placing->circle, &one, error));
    if (is_opened)
        TRY(hub_outside_tell(placing->hub, asides, left, placing->report, error));
done:
    arena_release(&all);
    arena_release(&one);
    return status;
}

static bool may(struct placing *placing)
{
    if (circle_way_of(placing->act.subject) == CIRCLE_BY_LINKS)
        return !placing->is_refused;
    return circle_may(&placing->circle.circle, &placing->act, placing->author, &placing->arena);
}

static enum status add(struct placing *placing, const uint8_t *chain, struct error *error)
{
    struct hub_act act = {.author = placing->author, .log = placing->fact->log};
    struct fact kept = *placing->fact;
    enum status status;

    TRY(find_circle(placing, error));
    placing->circle.circle.subject = placing->act.subject;
    if (!may(placing))
        return put_aside(placing, chain, error);
    bool had_home = circle_has_home(&placing->circle.circle), is_new = !placing->circle.id;
    if (is_new)
        TRY(hub_said_first(placing->hub, &placing->act, placing->author, placing->report, error));
    TRY(hear(placing, error));
    if (is_new || placing->is_wider || placing->is_joined)
        TRY(hub_erase_beside(placing->hub, &placing->circle, &placing->arena, error));
    TRY(erase(placing, &kept, error));
    memcpy(act.id, placing->fact->id, CRYPTO_ID);
    TRY(hub_store_act_add(placing->hub->store, &kept, placing->author, placing->circle.id, chain,
                          &act.seq, error));
    hub_tied(placing->hub, &placing->act, placing->author, placing->circle.id);
    TRY(hub_feed_all(placing->hub, &placing->circle, &act, error));
    if (placing->is_wider)
        TRY(let_in_all(placing, !had_home, error));
done:
    return status;
}

/* It was given back before, or only its head was. */
static enum status complete(struct placing *placing, struct hub_act *known, const uint8_t *chain,
                            struct error *error)
{
    const struct fact *fact = placing->fact;
    struct hub_store *store = placing->hub->store;
    enum status status = STATUS_OK;

    if (chain && known->is_placed) /* where, the client hears */
        return error_set(error, STATUS_CONFLICT, "",
                         _("log %s, act %ld: it stands in log %s as act %ld already"), fact->log,
                         (long)fact->n, known->log, (long)known->n);
    if (chain)
        TRY(hub_store_act_place(store, known, fact, chain, error));
    if (!fact->body || known->has_body)
        goto done;
    TRY(hub_store_circle_get(store, known->circle, &placing->arena, &placing->circle, error));
    if (circle_is_erased(&placing->circle.circle) && placing->act.kind != ACT_ERASE)
        goto done;
    TRY(hub_store_act_body(store, known, fact, error));
    known->author = placing->author;
    TRY(hub_feed_all(placing->hub, &placing->circle, known, error));
done:
    return status;
}

enum status hub_place(struct hub *hub, const struct act *act, const struct fact *fact,
                      const char *author, const uint8_t *chain, bool *is_new,
                      struct hub_report *report, struct error *error)
{
    struct placing placing = {
        .hub = hub, .report = report, .fact = fact, .act = *act, .author = author};
    struct hub_act known;
    enum status status;
    bool found;

    *is_new = false;
    TRY(hub_store_act_find(hub->store, fact, &placing.arena, &known, &found, error));
    if (found) {
        TRY(complete(&placing, &known, chain, error));
    } else {
        TRY(add(&placing, chain, error));
        *is_new = true;
    }
done:
    arena_release(&placing.arena);
    return status;
}
