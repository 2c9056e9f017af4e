/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/colleague.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"

static const char *say_fit(const struct dossier_candidate *candidate, struct arena *arena)
{
    char until[CLOCK_TEXT];

    switch (candidate->fit) {
    case DOSSIER_DUTY:
        return arena_format(arena, _("duty, holds %lld"), (long long)candidate->open_count);
    case DOSSIER_BACKUP:
        return arena_format(arena, _("backup, holds %lld"), (long long)candidate->open_count);
    case DOSSIER_AWAY:
        if (candidate->person->away_until == CLOCK_NO_DAY)
            return _("away");
        return arena_format(arena, _("away until %s"),
                            clock_format_short_day(candidate->person->away_until, until));
    case DOSSIER_OTHER:
        break;
    }
    return arena_format(arena, _("holds %lld"), (long long)candidate->open_count);
}

enum status colleague_choices(struct desk *desk, const struct matter *matter,
                              const struct choice *last, struct arena *arena,
                              struct choice **choices, size_t *count, struct error *error)
{
    struct dossier_candidate *candidates;
    enum status status;

    TRY(dossier_candidates(desk, matter, arena, &candidates, count, error));
    *choices = arena_alloc(arena, (*count + 1) * sizeof(**choices));
    for (size_t i = 0; i < *count; i++)
        (*choices)[i] = (struct choice){
            candidates[i].person->id,
            arena_format(arena, "%s %s", candidates[i].person->name, candidates[i].person->title),
            say_fit(&candidates[i], arena)};
    if (last)
        (*choices)[(*count)++] = *last;
done:
    return status;
}

enum next colleague_ask(struct screen *screen, const char *title, const struct matter *matter,
                        const struct choice *last,
                        enum next (*answered)(struct screen *asker, const struct answer *answer))
{
    struct arena arena = {0};
    struct choice *choices;
    struct error error;
    enum next next = NEXT_STAY;
    size_t count;

    if (colleague_choices(screen_context(screen), matter, last, &arena, &choices, &count, &error) ==
        STATUS_OK)
        next = prompt_choose(screen, title, choices, count, answered);
    else
        app_complain(screen->app, &error);
    arena_release(&arena);
    return next;
}
