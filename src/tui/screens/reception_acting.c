/* SPDX-License-Identifier: MIT */
/* Checking and acting: what was brought, and what is done about it, a key each. A digit is the
 * same act as on the screen of a case wherever that has it (2 promise, 4 assign, 9 finish). */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "reception_inside.h"

#include <string.h>

static const char *way_of(const struct service *service)
{
    static const char *const ways[] = {
        [SERVICE_UNSAID] = "here", [SERVICE_HERE] = "here",       [SERVICE_VIDEO] = "video",
        [SERVICE_PROXY] = "proxy", [SERVICE_STREET] = "referral", [SERVICE_NONE] = "referral",
    };

    return ways[service->place];
}

static void go_to(struct screen *screen, enum receive_stage stage)
{
    struct reception *r = screen->state;

    reception_draft(r)->stage = stage;
    r->line = 0;
    reception_park_touch(screen);
    screen->is_stale = true;
}

bool reception_acting_has_checklist(const struct reception *r)
{
    return r->has_service && r->service.material_count && r->service.place != SERVICE_NONE;
}

void reception_acting_begin(struct screen *screen)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);
    bool is_here = !text_same(draft->channel, "phone") || draft->number.length;

    if (!draft->service.length)
        r->has_service = false;
    if (!*draft->via)
        draft->via = r->has_service ? way_of(&r->service) : "here";
    go_to(screen, reception_acting_has_checklist(r) && is_here ? RECEIVE_CHECKING : RECEIVE_ACTING);
}

/* --- the checklist --- */

static void toggle(struct screen *screen, size_t line)
{
    struct reception *r = screen->state;

    if (line >= RECEIVE_LINES_MOST)
        return;
    reception_draft(r)->have ^= (uint64_t)1 << line;
    reception_park_touch(screen);
}

static void check(struct screen *screen, bool all_here)
{
    struct reception *r = screen->state;
    struct receive_draft *draft = reception_draft(r);

    for (size_t i = 0; all_here && i < r->service.material_count && i < RECEIVE_LINES_MOST; i++)
        draft->have |= (uint64_t)1 << i;
    draft->has_checked = true;
    go_to(screen, RECEIVE_ACTING);
}

/* Nothing ticked beyond what an earlier visit had brought. */
static bool is_unticked(const struct reception *r)
{
    const struct receive_draft *draft = &r->drafts[0];

    for (size_t i = 0; i < r->shown_count; i++)
        if (r->shown[i] < RECEIVE_LINES_MOST && (draft->have >> r->shown[i] & 1))
            return false;
    return true;
}

static bool digit_line(const struct reception *r, int digit, size_t *line)
{
    for (size_t i = 0; i < r->shown_count; i++)
        if (r->shown[i] + 1 == (size_t)digit) {
            *line = i;
            return true;
        }
    return false;
}

static enum next check_command(struct screen *screen, enum command command)
{
    struct reception *r = screen->state;
    int digit = command_digit(command);

    if (digit == 0) {
        check(screen, false);
    } else if (digit > 0) {
        if (digit_line(r, digit, &r->line))
            toggle(screen, r->shown[r->line]);
    } else if (command == COMMAND_SELECT) {
        check(screen, is_unticked(r));
    } else if (command == COMMAND_UP) {
        r->line -= r->line > 0;
    } else if (command == COMMAND_DOWN) {
        r->line += r->line + 1 < r->shown_count;
    } else if (command == COMMAND_BACK) {
        go_to(screen, RECEIVE_TYPING);
    } else {
        return NEXT_IGNORED;
    }
    return NEXT_STAY;
}

size_t reception_acting_missing(const struct reception *r)
{
    size_t missing = 0;

    for (size_t i = 0; i < r->shown_count; i++) {
        bool is_always = !*r->service.materials[r->shown[i]].condition;
        bool is_here =
            r->shown[i] < RECEIVE_LINES_MOST && (r->drafts[0].have >> r->shown[i] & 1) != 0;
        missing += is_always && !is_here;
    }
    return missing;
}

const char *reception_acting_label(const struct reception *r, int digit)
{
    size_t line;

    if (r->drafts[0].stage == RECEIVE_ACTING)
        return reception_deeds_label(r, digit);
    if (digit == 0)
        return _("nothing brought");
    return digit_line(r, digit, &line) ? _("here or not") : NULL;
}

void reception_acting_explain(const struct reception *r, int digit, struct text *out)
{
    const char *word = reception_acting_label(r, digit);
    struct text note = TEXT_EMPTY;
    size_t line;

    if (!word)
        return;
    text_add(out, word);
    if (r->drafts[0].stage == RECEIVE_ACTING) {
        if (*reception_deeds_note(r, digit, &note))
            text_addf(out, " (%s)", note.at);
    } else if (digit && digit_line(r, digit, &line)) {
        text_addf(out, " (%s)", r->service.materials[r->shown[line]].name);
    }
    text_release(&note);
}

static enum next act_command(struct screen *screen, enum command command)
{
    struct reception *r = screen->state;
    int digit = command_digit(command);
    bool is_here = !text_same(reception_draft(r)->channel, "phone");

    if (digit >= 0 && reception_deeds_offered(r, digit))
        return reception_deeds_run(screen, digit);
    if (digit == 7 && reception_acting_has_checklist(r)) {
        app_say(screen->app, _("nothing is missing: no notice is needed"));
        return NEXT_STAY;
    }
    if (digit >= 0 || command == COMMAND_SELECT) {
        app_say(screen->app, _("press the digit of what is done about it"));
        return NEXT_STAY;
    }
    if (command != COMMAND_BACK)
        return NEXT_IGNORED;
    go_to(screen, reception_acting_has_checklist(r) && is_here ? RECEIVE_CHECKING : RECEIVE_TYPING);
    return NEXT_STAY;
}

enum next reception_acting_handle(struct screen *screen, const struct event *event)
{
    struct reception *r = screen->state;
    bool is_checking = reception_draft(r)->stage == RECEIVE_CHECKING;

    if (event->kind == EVENT_COMMAND)
        return is_checking ? check_command(screen, event->command)
                           : act_command(screen, event->command);
    if (event->kind == EVENT_KEY && key_plain(event->key) == ' ' && is_checking &&
        r->line < r->shown_count) {
        toggle(screen, r->shown[r->line]);
        return NEXT_STAY;
    }
    return NEXT_IGNORED;
}
