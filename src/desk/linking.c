/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/linking.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/keycode.h"
#include "shouwen/desk/permit.h"
#include "shouwen/store/station.h"

#define HUB "hub" /* whose code the trust code is */

/* So long an act that was kept out is told without being asked for. */
enum { OUTSIDE_TOLD = 30 };

static enum status load_outside(struct desk *desk, struct arena *arena, struct linking *linking,
                                struct error *error)
{
    int64_t since = clock_now_at() - OUTSIDE_TOLD * (int64_t)CLOCK_DAY;
    struct linking_outside *all;
    enum status status;
    size_t count;

    TRY(linking_find_outside(desk, linking, arena, &all, &count, error));
    linking->outside = all;
    linking->outside_count = 0;
    while (linking->outside_count < count && all[linking->outside_count].at >= since)
        linking->outside_count++;
done:
    return status;
}

enum status linking_load(struct desk *desk, struct arena *arena, struct linking *linking,
                         struct error *error)
{
    struct db *db = desk_reader(desk);
    struct uplink uplink;
    enum status status;

    TRY(uplink_read(db, arena, &uplink, &linking->has_hub, error));
    const char *set = settings_text(desk_settings(desk), SETTING_SYNC_WITH);
    linking->address = *set ? set : uplink.address;
    linking->whole_at = uplink.whole_at;
    linking->heard_at = uplink.heard_at;
    TRY(station_rekeyed(db, &linking->rekeyed, error));
    TRY(uplink_trusted(db, &linking->trusted_at, error));
    outcome_read(arena, uplink.said, &linking->last);
    if (linking->has_hub)
        TRY(outcome_pending(db, &linking->last, &linking->last.pending, error));
    /* what was settled since is no more; what is new comes with an exchange */
    if (linking->last.needs_person)
        TRY(outcome_unsettled(db, &linking->last.needs_person, error));
    TRY(load_outside(desk, arena, linking, error));
done:
    return status;
}

static void say_when(int64_t at, struct text *out)
{
    char when[CLOCK_TEXT];

    text_add(out, clock_format_short(at, when));
}

static void say_counts(const struct linking *linking, struct text *out)
{
    const struct outcome *last = &linking->last;

    text_addf(out, _("%lld sent, %lld received, %lld refused, %lld waiting"), (long long)last->sent,
              (long long)last->received, (long long)last->refused, (long long)last->pending);
    if (last->needs_person)
        text_addf(out, _(", %lld need a person"), (long long)last->needs_person);
    text_add(out, linking->whole_at ? _("; last full exchange ") : _("; no full exchange yet"));
    if (linking->whole_at)
        say_when(linking->whole_at, out);
}

bool linking_has_failed(const struct linking *linking)
{
    return linking->has_hub &&
           (linking->last.refused || *linking->last.fault || linking->last.revoked_at ||
            linking->rekeyed.at || linking->outside_count);
}

void linking_say_whole(const struct linking *linking, struct text *out)
{
    if (!linking->has_hub || !linking->last.at || linking->last.revoked_at) {
        linking_say_short(linking, out);
        return;
    }
    say_counts(linking, out);
    if (linking->outside_count)
        text_addf(out, _(", %zu kept out"), linking->outside_count);
    if (*linking->last.fault)
        text_add(out, _(", failed since"));
}

void linking_say_revoked(const struct linking *linking, struct text *out)
{
    char when[CLOCK_TEXT];

    text_addf(out,
              _("this station was revoked at the hub on %s: nothing is exchanged; what was "
                "confirmed before stays, %lld waiting; whoever runs the hub can let it back"),
              clock_format_short(linking->last.revoked_at, when), (long long)linking->last.pending);
}

void linking_say_rekeyed(const struct linking *linking, struct text *out)
{
    const struct station_rekeyed *rekeyed = &linking->rekeyed;
    char when[CLOCK_TEXT];

    if (!rekeyed->at || linking->last.revoked_at)
        return;
    clock_format_short(rekeyed->at, when);
    if (rekeyed->is_again)
        text_addf(out,
                  _("this file has had its old key again since %s, and the hub has not answered to "
                    "it yet: if it does not at the next exchange, it has taken the other one, and "
                    "an administrator types what shouwen sync --enrol-code prints into shouwen-hub "
                    "rotate"),
                  when);
    else
        text_addf(out,
                  _("this file has had another key since %s that the hub does not know: nothing is "
                    "exchanged until an administrator types what shouwen sync --enrol-code prints "
                    "into shouwen-hub rotate, or puts the old key back"),
                  when);
}

void linking_say_rekeyed_short(const struct linking *linking, struct text *out)
{
    if (linking->rekeyed.at && !linking->last.revoked_at)
        text_add(out, linking->rekeyed.is_again
                          ? _("the hub has not answered to the old key yet: shouwen doctor")
                          : _("the hub does not know the new key: shouwen doctor"));
}

void linking_say_silence(struct desk *desk, const struct linking *linking, struct text *out)
{
    int64_t since = linking->heard_at ? linking->heard_at : linking->trusted_at;
    int64_t days = (clock_now_at() - since) / CLOCK_DAY;
    int64_t most = settings_number(desk_settings(desk), SETTING_SYNC_REMIND_DAYS);

    if (!linking->has_hub || !since || linking->last.revoked_at || !most || days < most)
        return;
    if (linking->last.pending)
        text_addf(
            out,
            ngettext("the hub has confirmed nothing for %lld day, %lld waiting: F11 exchanges",
                     "the hub has confirmed nothing for %lld days, %lld waiting: F11 exchanges",
                     (unsigned long)days),
            (long long)days, (long long)linking->last.pending);
    else
        text_addf(out,
                  ngettext("nothing was heard of the hub for %lld day: F11 exchanges",
                           "nothing was heard of the hub for %lld days: F11 exchanges",
                           (unsigned long)days),
                  (long long)days);
}

static void say_outside(const struct linking *linking, struct text *out)
{
    const struct linking_outside *latest = &linking->outside[0];

    text_addf(out,
              _("; the hub keeps out \"%s\" of %s: nobody gets it; its own station or the street "
                "is to record it"),
              latest->act, latest->about);
    if (linking->outside_count > 1)
        text_addf(out, _(" (%zu such acts: shouwen doctor)"), linking->outside_count);
}

void linking_say(const struct linking *linking, struct text *out)
{
    const struct outcome *last = &linking->last;

    if (!linking->has_hub) {
        text_add(out, _("no hub is trusted yet: nothing is exchanged"));
        return;
    }
    if (!last->at) {
        text_addf(out, _("not exchanged yet, %lld waiting"), (long long)last->pending);
        return;
    }
    if (last->revoked_at) {
        linking_say_revoked(linking, out);
        return;
    }
    say_counts(linking, out);
    if (last->clock_off)
        text_addf(out, _("; this computer's clock is %lld minutes off the hub's"),
                  (long long)(last->clock_off > 0 ? last->clock_off : -last->clock_off));
    if (last->is_stopped)
        text_add(out, _("; it was stopped, and carries on next time"));
    if (linking->rekeyed.at) {
        text_add(out, _("; "));
        linking_say_rekeyed(linking, out);
    }
    if (*last->fault)
        text_addf(out, _("; %s"), last->fault);
    if (linking->outside_count)
        say_outside(linking, out);
}

void linking_say_short(const struct linking *linking, struct text *out)
{
    const struct outcome *last = &linking->last;
    char when[CLOCK_TEXT];

    if (!linking->has_hub) {
        text_add(out, _("not exchanged"));
        return;
    }
    if (last->pending)
        text_addf(out, _("%lld waiting  "), (long long)last->pending);
    if (last->refused)
        text_addf(out, _("%lld refused  "), (long long)last->refused);
    if (last->revoked_at) {
        text_addf(out, _("revoked at the hub %s"), clock_format_short(last->revoked_at, when));
        return;
    }
    if (linking->outside_count)
        text_addf(out, _("%zu kept out  "), linking->outside_count);
    if (last->needs_person)
        text_addf(out, _("%lld to settle  "), (long long)last->needs_person);
    if (linking->whole_at) {
        text_add(out, _("exchanged "));
        say_when(linking->whole_at, out);
    } else {
        text_add(out, _("never exchanged in full"));
    }
    if (*last->fault)
        text_add(out, _(", failed since"));
}

struct json *linking_json(const struct linking *linking)
{
    struct json *object = json_new_object();
    char at[CLOCK_TEXT];

    outcome_put(&linking->last, object);
    json_put_boolean(object, "trusted", linking->has_hub);
    json_put_text(object, "with", linking->address);
    if (linking->last.at)
        json_put_text(object, "last", clock_format_at(linking->last.at, at));
    if (linking->whole_at)
        json_put_text(object, "last_full", clock_format_at(linking->whole_at, at));
    if (linking->rekeyed.at)
        json_put_text(object, "rekeyed", clock_format_at(linking->rekeyed.at, at));
    return object;
}

enum status linking_code(struct desk *desk, struct text *out, struct error *error)
{
    struct arena arena = {0};
    struct station station;
    char code[KEYCODE];
    enum status status;

    TRY(station_read(desk_reader(desk), &arena, &station, error));
    keycode_write(station.public_key, station.node, code);
    text_add(out, code);
done:
    arena_release(&arena);
    return status;
}

enum status linking_rekey(struct desk *desk, const char *again, struct text *kept,
                          struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(permit(desk, DEED_HUB, NULL, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(station_rekey(ledger_db(ledger), desk_key_path(desk), again, kept, error));
done:
    return status;
}

enum status linking_trust(struct desk *desk, const char *code, const char *address, bool is_new_key,
                          struct error *error)
{
    uint8_t public_key[CRYPTO_PUBLIC];
    struct ledger *ledger;
    enum status status;

    TRY(permit(desk, DEED_HUB, NULL, error));
    TRY(keycode_read(code, HUB, public_key, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_trust(ledger, public_key, address, is_new_key, error));
done:
    return status;
}
