/* SPDX-License-Identifier: MIT */
/* Slips about an on-site session: what guests get before, and the minutes afterwards. They go to
 * other houses: cases are named by number and subject, residents not at all. */
#include "config.h"

#include "desk/slip_inside.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/session.h"

static void add_when(struct page *page, const struct session *session)
{
    page_field(page, _("time"),
               session->at ? page_say_moment(page, session->at) : _("time not set"));
    page_field(page, _("place"), session->place);
    page_field(page, _("called by"), page_say_staff(page, session->caller, NULL));
}

/* By its number; by the end of it where a line is too short for one. */
static const char *say_number(const struct page *page, const char *number)
{
    enum { COLUMNS_LEAST = 48 };
    const char *code = page->columns < COLUMNS_LEAST ? ident_query_code(number) : NULL;

    return code ? code : number;
}

static enum status add_cases(struct page *page, const struct session *session, struct error *error)
{
    struct matter matter;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < session->number_count; i++) {
        TRY(follow_case(page->desk, session->numbers[i], page->arena, &matter, error));
        page_field(
            page, _("case"),
            arena_format(page->arena, "%s  %s", say_number(page, matter.number), matter.subject));
    }
done:
    return status;
}

enum status page_invitation(struct page *page, const char *about, struct error *error)
{
    struct session session;
    enum status status;

    TRY(session_load(page->desk, about, page->arena, &session, error));
    page_title(page, _("invitation to an on-site session"));
    page_title_station(page);
    page_rule(page);
    for (size_t i = 0; i < session.guest_count; i++)
        page_field(page, i ? "" : _("to"), session.guests[i].name);
    page_paragraph(page, _("Please send somebody who can decide. Tell us whether you come."));
    page_rule(page);
    add_when(page, &session);
    page_field(page, _("about"), session.subject);
    TRY(add_cases(page, &session, error));
    page_field(page, _("session"), session.code);
    page_foot(page, NULL);
    page_sign(page, clock_now_at());
done:
    return status;
}

/* Names in one column, how they answered or came in the next. */
static void add_guests(struct page *page, const struct session *session)
{
    struct text line = TEXT_EMPTY;
    int wide = 0;

    for (size_t i = 0; i < session->guest_count; i++) {
        int columns = utf8_columns(session->guests[i].name);
        wide = columns > wide ? columns : wide;
    }
    for (size_t i = 0; i < session->guest_count; i++) {
        const struct session_guest *guest = &session->guests[i];
        text_clear(&line);
        utf8_pad(&line, guest->name, wide);
        text_addf(&line, "  %s",
                  guest->presence ? _(session_presences[guest->presence].label)
                                  : _(session_answers[guest->answer].label));
        page_field(page, i ? "" : _("invited"), line.at);
    }
    text_release(&line);
}

static void add_tasks(struct page *page, const struct session *session)
{
    for (size_t i = 0; i < session->task_count; i++) {
        const struct session_task *task = &session->tasks[i];
        bool has_day = task->until_on != CLOCK_NO_DAY;
        const char *what = arena_format(page->arena, "%s: %s%s%s", desk_name(page->desk, task->who),
                                        task->what, has_day ? _(", by ") : "",
                                        has_day ? page_say_day(page, task->until_on) : "");
        page_field(page, i ? "" : _("who does what"), what);
    }
}

enum status page_minutes(struct page *page, const char *about, struct error *error)
{
    struct session session;
    enum status status;

    TRY(session_load(page->desk, about, page->arena, &session, error));
    if (!session.is_held)
        return error_set(error, STATUS_REFUSED, "code",
                         _("the session has no conclusions yet; its minutes are written once it "
                           "was held"));
    page_title(page, _("minutes of an on-site session"));
    page_title_station(page);
    page_rule(page);
    add_when(page, &session);
    page_field(page, _("about"), session.subject);
    TRY(add_cases(page, &session, error));
    add_guests(page, &session);
    page_rule(page);
    page_field(page, _("conclusions"), session.conclusions);
    add_tasks(page, &session);
    page_field(page, _("session"), session.code);
    page_field(page, _("signatures"), "________________  ________________");
    page_sign(page, session.at ? session.at : clock_now_at());
done:
    return status;
}
