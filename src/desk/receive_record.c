/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/receive_record.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/receive.h"

#include <inttypes.h>
#include <string.h>

/* WAIT_DAYS: how long a case may wait for materials before the daily run looks at it again. */
enum { ACTS_MOST = 4, WAIT_DAYS = 30 };

static const char *or_null(const char *text)
{
    return text_is_empty(text) ? NULL : text;
}

/* Who else has a part, each as they were typed. */
static enum status add_people(const struct receive_draft *draft, struct arena *arena,
                              struct act *act, struct error *error)
{
    const char *const typed[MATTER_PARTY_ROLES] = {[MATTER_PARTY_PROXY] = draft->by_name.at,
                                                   [MATTER_PARTY_OTHER] = draft->party.at,
                                                   [MATTER_PARTY_EMERGENCY] = draft->emergency.at};
    struct text kept = TEXT_EMPTY;
    bool is_read = matter_party_join(arena, typed, &kept);

    act->value[FIELD_PEOPLE] = kept.length ? arena_copy(arena, kept.at) : NULL;
    text_release(&kept);
    return is_read ? STATUS_OK
                   : error_set(error, STATUS_REFUSED, "people",
                               _("say each person by a name, such as: emergency daughter Zhou Min "
                                 "13900000000; at most 20"));
}

/* With whom the way was gone, and what they gave. */
static void add_way(const struct receive_draft *draft, struct act *act)
{
    act->value[FIELD_WAY_UNIT] = or_null(draft->way_unit.at);
    act->value[FIELD_SPOKE_WITH] = or_null(draft->spoke_with.at);
    act->value[FIELD_RECEIPT] = or_null(draft->receipt.at);
}

static enum status add_open(struct desk *desk, const struct receive_draft *draft,
                            struct arena *arena, struct act *act, struct error *error)
{
    enum status status = STATUS_OK;

    act->kind = ACT_OPEN;
    act->value[FIELD_CHANNEL] = draft->channel;
    act->value[FIELD_VIA] = or_null(draft->via);
    act->value[FIELD_URGENCY] = draft->urgency;
    act->value[FIELD_SERVICE] = or_null(draft->service.at);
    act->value[FIELD_SUBJECT] = arena_copy(arena, draft->what.at);
    act->value[FIELD_PHONE] = or_null(draft->phone.at);
    act->value[FIELD_REF] = or_null(draft->ref.at);
    add_way(draft, act);
    TRY(add_people(draft, arena, act, error));
    if (draft->resident.length)
        TRY(receive_chosen(desk, draft->resident.at, draft->who.at, arena, act, error));
    else
        act->value[FIELD_NAME] = or_null(draft->who.at);
done:
    return status;
}

static void add_tick(const struct receive_draft *draft, struct arena *arena, struct act *act)
{
    struct text have = TEXT_EMPTY;

    receive_draft_have(draft, RECEIVE_LINES_MOST, &have);
    act->kind = ACT_TICK;
    act->value[FIELD_HAVE] = have.length ? arena_copy(arena, have.at) : "none";
    text_release(&have);
}

static void add_deed(const struct receive_draft *draft, const struct receive_deed *deed,
                     struct arena *arena, struct act *act)
{
    int64_t until_at = deed->until_at;

    act->kind = deed->kind;
    act->value[FIELD_TO] = or_null(deed->to);
    act->value[FIELD_TEXT] = or_null(draft->note.at);
    if (deed->kind == ACT_PROMISE)
        act->value[FIELD_VIA] = deed->promise;
    if (deed->kind == ACT_WAIT) {
        until_at = clock_start_of(clock_day_of(clock_now_at()) + WAIT_DAYS + 1) - CLOCK_MINUTE;
        act->value[FIELD_WHY] = word_whys[WHY_MATERIALS].word;
    }
    if (until_at)
        act->value[FIELD_UNTIL] = arena_format(arena, "%" PRId64, until_at);
}

bool receive_record_takes_over(struct desk *desk, const struct matter *matter, enum act_kind kind)
{
    struct error ignored;

    return kind < ACT_CASE_KINDS && act_rows[kind].who == WHO_ACCOUNTABLE &&
           !follow_is_possible(desk, matter, ACT_TELL, &ignored) &&
           follow_is_possible(desk, matter, ACT_TAKE_OVER, &ignored);
}

/* What a second visit needs before its deed. */
static size_t add_before(struct desk *desk, const struct receive_draft *draft,
                         const struct matter *matter, const struct receive_deed *deed,
                         struct act *acts)
{
    bool is_closing = deed->kind < ACT_CASE_KINDS && act_rows[deed->kind].class == ACT_CLOSING;
    size_t count = 0;

    if (receive_record_takes_over(desk, matter, deed->kind)) {
        acts[count].value[FIELD_TEXT] = or_null(draft->agreed.at);
        acts[count++].kind = ACT_TAKE_OVER;
    }
    if (matter->state == STATE_WAITING && !is_closing && deed->kind != ACT_WAIT)
        acts[count++].kind = ACT_RESUME;
    return count;
}

/* True if the case is in that state already, so that the deed has nothing to do. */
static bool is_done(struct desk *desk, const struct matter *matter, enum act_kind kind)
{
    return (kind == ACT_WAIT && matter->state == STATE_WAITING) ||
           (kind == ACT_ACCEPT && matter->is_accepted &&
            !receive_record_takes_over(desk, matter, kind));
}

enum status receive_record(struct desk *desk, const struct receive_draft *draft,
                           const struct receive_deed *deed, struct arena *arena,
                           const char **number, struct error *error)
{
    struct act acts[ACTS_MOST] = {0};
    bool is_new = !draft->number.length;
    struct matter matter = {0};
    size_t count = 0;
    enum status status;

    if (is_new)
        TRY(add_open(desk, draft, arena, &acts[count++], error));
    else
        TRY(follow_case(desk, draft->number.at, arena, &matter, error));
    if (draft->has_checked && draft->service.length)
        add_tick(draft, arena, &acts[count++]);
    if (!is_new)
        count += add_before(desk, draft, &matter, deed, &acts[count]);
    if (deed->kind != ACT_OPEN && (is_new || !is_done(desk, &matter, deed->kind)))
        add_deed(draft, deed, arena, &acts[count++]);
    else
        acts[0].value[FIELD_TEXT] = or_null(draft->note.at);
    if (!count) {
        status = error_set(error, STATUS_REFUSED, "", _("there is nothing to record"));
        goto done;
    }
    if (!is_new)
        acts[0].subject = arena_format(arena, "case/%s", draft->number.at);
    for (size_t i = 0; i < count; i++)
        acts[i].happened_at = draft->happened_at;
    acts[0].value[FIELD_REQUEST] = arena_copy(arena, draft->request);
    TRY(follow_record(desk, acts, count, arena, number, error));
done:
    return status;
}

enum status receive_record_holder(struct desk *desk, const struct receive_draft *draft,
                                  struct arena *arena, const char **staff_id, struct error *error)
{
    const struct situation situation = {
        .people = desk_people(desk),
        .policy = desk_policy(desk),
        .calendar = desk_calendar(desk),
        .home = desk_node(desk),
        .now = clock_now_at(),
        .is_founding = !people_have_admin(desk_people(desk)),
    };
    struct act act = {.kind = ACT_OPEN, .word = act_word(ACT_OPEN), .by = desk_person_id(desk)};
    enum status status;

    act.happened_at = act.entered_at = situation.now;
    act.value[FIELD_CHANNEL] = draft->channel;
    act.value[FIELD_SUBJECT] = "?";
    TRY(decide(&situation, arena, &act, error));
    *staff_id = arena_copy(arena, act.value[FIELD_HOLDER]);
done:
    return status;
}

enum status receive_record_demand(struct desk *desk, const struct receive_draft *draft,
                                  struct arena *arena, struct error *error)
{
    struct record record = {.kind = RECORD_DEMANDS};
    struct record_problems problems = {0};
    struct act found = {0};
    struct ledger *ledger;
    enum ledger_change change;
    char today[CLOCK_TEXT];
    enum status status;

    TRY(permit(desk, DEED_DEMAND, NULL, error));
    if (draft->resident.length)
        TRY(receive_chosen(desk, draft->resident.at, draft->who.at, arena, &found, error));
    record.value[RECORD_DEMANDS_ON] = clock_format_day(desk_today(desk), today);
    record.value[RECORD_DEMANDS_KIND] = "need";
    record.value[RECORD_DEMANDS_SUBJECT] = draft->what.at;
    record.value[RECORD_DEMANDS_RESIDENT] = draft->who.at;
    record.value[RECORD_DEMANDS_PHONE] = found.value[FIELD_PHONE];
    record.value[RECORD_DEMANDS_GRID] = found.value[FIELD_GRID];
    record_take_node(&record, desk_home(desk));
    record.value[RECORD_DEMANDS_SOURCE] = draft->channel;
    if (!record_check(arena, &record, &problems) ||
        !record_make_id(arena, &record, desk_node(desk))) {
        status = error_set(error, STATUS_INVALID, "subject", "%s",
                           problems.count ? problems.items[0].message
                                          : _("say in a few words what is wanted"));
        goto done;
    }
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, desk_person_id(desk), &record, &change, error));
done:
    return status;
}

enum status receive_record_rating(struct desk *desk, const char *number, int attitude, int ability,
                                  const char *source, struct arena *arena, struct error *error)
{
    struct act act = {.kind = ACT_RATE};
    const char *same;

    act.subject = arena_format(arena, "case/%s", number);
    act.value[FIELD_ATTITUDE] = arena_format(arena, "%d", attitude);
    act.value[FIELD_ABILITY] = arena_format(arena, "%d", ability);
    act.value[FIELD_SOURCE] = source;
    return follow_record(desk, &act, 1, arena, &same, error);
}
