/* SPDX-License-Identifier: MIT */
/* Acts that were kept out, noted for each author: how many they are, and where the latest of them
 * stand. What the store keeps of a client is "COUNT\n", then "LOG N\n" for each, the latest
 * first. */
#include "config.h"

#include "sync/hub_inside.h"

#include "shouwen/base/i18n.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many are noted, all are counted. */
enum { NOTED_MOST = 1000 };

struct noted {
    char key[80];
    int64_t count;
    struct text text;
    const char *lines; /* inside text */
};

static enum status look(struct hub *hub, const char *node, struct noted *noted, struct error *error)
{
    char *end;
    enum status status;

    noted->text = (struct text)TEXT_EMPTY;
    snprintf(noted->key, sizeof(noted->key), "outside/%s", node);
    TRY(hub_store_get(hub->store, noted->key, &noted->text, error));
    noted->count = strtoll(noted->text.at, &end, 10);
    noted->lines = end + (*end == '\n');
done:
    return status;
}

/* Writes it anew: first, which may be "", then all lines but the one that begins at without. */
static enum status keep(struct hub *hub, const struct noted *noted, const char *first,
                        const char *without, struct error *error)
{
    struct text out = TEXT_EMPTY;
    int left = NOTED_MOST - (*first != '\0');

    text_addf(&out, "%" PRId64 "\n%s", noted->count, first);
    for (const char *at = noted->lines; *at && left; at += strcspn(at, "\n") + 1) {
        if (at == without)
            continue;
        text_add_bytes(&out, at, strcspn(at, "\n") + 1);
        left--;
    }
    enum status status = hub_store_put(hub->store, noted->key, noted->count ? out.at : "", error);
    text_release(&out);
    return status;
}

static void must_hear(struct hub *hub, const char *node)
{
    struct hub_client *client = hub_find(hub, node);

    if (client)
        client->is_due = client->is_changed = true;
}

enum status hub_outside_add(struct hub *hub, const char *author, const char *log, int64_t n,
                            const struct act *act, struct hub_report *report, struct error *error)
{
    struct text line = TEXT_EMPTY;
    struct noted noted;
    enum status status;

    hub_report_say(report, _("log %s, act %ld: %s may not say \"%s\" of %s; it is kept out"), log,
                   (long)n, author, act->word, act->subject);
    report->kept_out_count++;
    TRY(hub_store_event(hub->store, "kept-out", author, act->subject, error));
    TRY(look(hub, author, &noted, error));
    noted.count++;
    text_addf(&line, "%s %" PRId64 "\n", log, n);
    TRY(keep(hub, &noted, line.at, NULL, error));
    must_hear(hub, author);
done:
    text_release(&line);
    text_release(&noted.text);
    return status;
}

enum status hub_outside_tell(struct hub *hub, const struct hub_circle *asides, size_t count,
                             struct hub_report *report, struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count; i++) {
        struct hub_act *acts;
        struct act said;
        size_t act_count;
        circle_recall(&asides[i].circle, &said);
        if (said.kind == ACT_OPEN) /* it was told when it came */
            continue;
        TRY(hub_store_acts_of_circle(hub->store, asides[i].id, &arena, &acts, &act_count, error));
        for (size_t k = 0; k < act_count; k++)
            TRY(hub_outside_add(hub, asides[i].author, acts[k].log, acts[k].n, &said, report,
                                error));
    }
done:
    arena_release(&arena);
    return status;
}

/* What is not found was one of those that are only counted, or was never told. */
enum status hub_outside_drop(struct hub *hub, const char *author, const char *log, int64_t n,
                             struct error *error)
{
    struct text line = TEXT_EMPTY;
    const char *found = NULL;
    struct noted noted;
    enum status status;

    TRY(look(hub, author, &noted, error));
    text_addf(&line, "%s %" PRId64 "\n", log, n);
    for (const char *at = noted.lines; *at && !found; at += strcspn(at, "\n") + 1)
        if (text_starts(at, line.at))
            found = at;
    if (!found)
        goto done;
    noted.count--;
    TRY(keep(hub, &noted, "", found, error));
    must_hear(hub, author);
done:
    text_release(&line);
    text_release(&noted.text);
    return status;
}

enum status hub_outside_read(struct hub *hub, const char *node, struct arena *arena,
                             struct view *view, struct error *error)
{
    struct view_place *places = arena_alloc(arena, VIEW_OUTSIDE_MOST * sizeof(*places));
    struct noted noted;
    enum status status;
    size_t count = 0;

    TRY(look(hub, node, &noted, error));
    for (const char *at = noted.lines; *at && count < VIEW_OUTSIDE_MOST;
         at += strcspn(at, "\n") + 1) {
        size_t length = strcspn(at, " \n");
        places[count].log = arena_copy_part(arena, at, length);
        places[count++].n = strtoll(at + length, NULL, 10);
    }
    view->outside_total = noted.count;
    view->outside = places;
    view->outside_count = count;
done:
    text_release(&noted.text);
    return status;
}
