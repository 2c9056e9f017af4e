/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/clockwatch.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/act.h"
#include "shouwen/store/outcome.h"
#include "shouwen/store/uplink.h"

#include <stdlib.h>
#include <string.h>

enum { TOLERATED = 5 * CLOCK_MINUTE };

#define CLOCKWATCH_WORD(name, word) word,
const char *const clockwatch_words[] = {CLOCKWATCH_TABLE(CLOCKWATCH_WORD)};

/* "Nov 22 2026": the compiler's date, which packagers fix by SOURCE_DATE_EPOCH. A day earlier, for
 * zones. */
static int64_t made_at(void)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    enum { DAY = 4, YEAR = 7 };
    const char month[] = {__DATE__[0], __DATE__[1], __DATE__[2], '\0'};
    const char *found = strstr(months, month);
    long day = strtol(&__DATE__[DAY], NULL, 10), year = strtol(&__DATE__[YEAR], NULL, 10);

    if (!found)
        return INT64_MIN;
    return clock_start_of(clock_day_from((int)year, (int)(found - months) / 3 + 1, (int)day) - 1);
}

void clockwatch_note(struct clockwatch *watch, int64_t at)
{
    watch->latest[watch->place] = at;
    watch->place = (watch->place + 1) % CLOCKWATCH_LATEST;
    if (watch->latest_count < CLOCKWATCH_LATEST)
        watch->latest_count++;
    watch->newest_at = INT64_MIN;
    for (size_t i = 0; i < watch->latest_count; i++)
        if (watch->latest[i] > watch->newest_at)
            watch->newest_at = watch->latest[i];
}

/* They come the latest first, and are noted from the oldest on. */
static enum status read_latest(struct db *db, struct clockwatch *watch, struct error *error)
{
    struct query *query = db_query(db, SQL_CLOCKWATCH_LATEST);
    int64_t found[CLOCKWATCH_LATEST];
    struct arena arena = {0};
    enum status status;
    struct act act;
    size_t length, count = 0;
    bool row;

    query_bind_integer(query, 1, CLOCKWATCH_LATEST);
    while (count < CLOCKWATCH_LATEST) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        const void *head = query_bytes(query, 0, &length);
        TRY(act_decode(&arena, head, length, NULL, 0, &act, error));
        found[count++] = act.entered_at;
    }
    while (count)
        clockwatch_note(watch, found[--count]);
done:
    query_reset(query);
    arena_release(&arena);
    return status;
}

enum status clockwatch_read(struct db *db, struct clockwatch *watch, struct error *error)
{
    struct arena arena = {0};
    struct uplink uplink;
    struct outcome last;
    enum status status;
    bool found;

    *watch = (struct clockwatch){.newest_at = INT64_MIN};
    if (clock_is_fixed() && !getenv("SHOUWEN_WATCH_CLOCK"))
        return STATUS_OK;
    TRY(read_latest(db, watch, error));
    TRY(uplink_read(db, &arena, &uplink, &found, error));
    if (found) {
        outcome_read(&arena, uplink.said, &last);
        watch->hub_minutes = last.clock_off;
    }
done:
    arena_release(&arena);
    return status;
}

enum clockwatch_fault clockwatch_judge(const struct clockwatch *watch, int64_t now)
{
    if (clock_is_fixed() && !getenv("SHOUWEN_WATCH_CLOCK"))
        return CLOCKWATCH_RIGHT;
    if (watch->newest_at != INT64_MIN && now < watch->newest_at - TOLERATED)
        return CLOCKWATCH_OWN;
    if (now < made_at())
        return CLOCKWATCH_BUILD;
    return watch->hub_minutes ? CLOCKWATCH_HUB : CLOCKWATCH_RIGHT;
}

void clockwatch_say(const struct clockwatch *watch, int64_t now, struct text *out)
{
    char shown[CLOCK_TEXT], newest[CLOCK_TEXT];
    long long minutes = watch->hub_minutes > 0 ? watch->hub_minutes : -watch->hub_minutes;

    switch (clockwatch_judge(watch, now)) {
    case CLOCKWATCH_RIGHT:
        break;
    case CLOCKWATCH_OWN:
        text_addf(out, _("the clock is wrong: it says %s, yet %s is recorded; set it"),
                  clock_format_short(now, shown), clock_format_short(watch->newest_at, newest));
        break;
    case CLOCKWATCH_BUILD:
        text_addf(out, _("the clock is wrong: %s is before this program was made; set it"),
                  clock_format_at(now, shown));
        break;
    case CLOCKWATCH_HUB:
        text_addf(out,
                  watch->hub_minutes > 0
                      ? _("the clock is %lld minutes ahead of the hub's; set it right, then sync")
                      : _("the clock is %lld minutes behind the hub's; set it right, then sync"),
                  minutes);
        break;
    }
}
