/* SPDX-License-Identifier: MIT */
/* More: what few requests need, behind one digit: how to reach them, who acts for them, the other
 * party, how urgent, where it came from, a number of its own, and when it was. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/domain/mask.h"
#include "shouwen/tui/menu.h"
#include "shouwen/tui/screens/people.h"
#include "shouwen/tui/when.h"
#include "reception_inside.h"

#include <stddef.h>

enum { CHOICES_MOST = 16 };

static void changed(struct screen *screen)
{
    reception_park_touch(screen);
    screen->is_stale = true;
}

/* --- texts --- */

static const struct {
    const char *label, *question;
    size_t offset, limit;
} texts[] = {
    {N_("phone for calling back"), N_("Where can they be called back?"),
     offsetof(struct receive_draft, phone), 20},
    {N_("who acts for them"), N_("Relation, name, phone, such as: daughter Zhou Min 13900000000"),
     offsetof(struct receive_draft, by_name), 200},
    {N_("other party"), N_("Who is it about besides? Name and phone, ; between several"),
     offsetof(struct receive_draft, party), 200},
    {N_("number of its own"), N_("The number on the order or the paper form"),
     offsetof(struct receive_draft, ref), 40},
    {N_("in more words"), N_("What was said or done, in more words"),
     offsetof(struct receive_draft, note), 200},
};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static struct text *text_at(struct reception *r, size_t at)
{
    return (struct text *)((char *)reception_draft(r) + texts[at].offset);
}

static enum next text_answered(struct screen *screen, const struct answer *answer)
{
    struct reception *r = screen->state;
    struct text *text = text_at(r, r->asked);

    if (!answer->is_given)
        return NEXT_STAY;
    text_clear(text);
    text_add(text, answer->text);
    changed(screen);
    return NEXT_STAY;
}

static enum next ask_text(struct screen *screen, size_t at)
{
    struct reception *r = screen->state;
    const struct prompt prompt = {
        .title = _(texts[at].label),
        .question = _(texts[at].question),
        .initial = text_at(r, at)->at,
        .limit = texts[at].limit,
    };

    r->asked = at;
    return prompt_text(screen, &prompt, text_answered);
}

/* --- words of a list --- */

static enum next ask_word(struct screen *screen, const char *title, const struct word *list,
                          enum next (*answered)(struct screen *, const struct answer *))
{
    struct choice choices[CHOICES_MOST];
    size_t count = 0;

    for (; list[count].word && count < CHOICES_MOST; count++)
        choices[count] =
            (struct choice){.word = list[count].word, .label = _(list[count].label), .note = ""};
    if (count > MENU_MOST)
        return prompt_choose(screen, title, choices, count, answered);
    return menu_ask(screen, title, choices, count, answered);
}

/* The list's own copy of a word, which lives on. */
static const char *own_word(const struct word *list, const char *word)
{
    return list[word_index(list, word)].word;
}

static enum next urgency_answered(struct screen *screen, const struct answer *answer)
{
    struct reception *r = screen->state;

    if (answer->is_given)
        reception_draft(r)->urgency = own_word(word_urgencies, answer->text);
    changed(screen);
    return NEXT_STAY;
}

static enum next channel_answered(struct screen *screen, const struct answer *answer)
{
    struct reception *r = screen->state;

    if (answer->is_given)
        reception_draft(r)->channel = own_word(word_channels, answer->text);
    changed(screen);
    return NEXT_STAY;
}

/* --- the time --- */

static bool read_past(const char *text, int64_t *at)
{
    int32_t day;
    int minutes;

    if (!when_read(text, clock_day_of(clock_now_at()), &day, &minutes) || minutes < 0)
        return false;
    *at = clock_at_from(day, minutes / 60, minutes % 60);
    return *at <= clock_now_at();
}

static enum status check_past(struct screen *screen, const char *text, struct error *error)
{
    int64_t at;

    (void)screen;
    if (!*text || read_past(text, &at))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "at",
                     _("that is no time that has passed; 9:15 and 11-20 14:30 are"));
}

static enum next time_answered(struct screen *screen, const struct answer *answer)
{
    struct reception *r = screen->state;
    int64_t at = 0;

    if (!answer->is_given)
        return NEXT_STAY;
    reception_draft(r)->happened_at = read_past(answer->text, &at) ? at : 0;
    changed(screen);
    return NEXT_STAY;
}

static enum next ask_time(struct screen *screen)
{
    const struct prompt prompt = {
        .title = _("when it was"),
        .question = _("The true time of what is entered later; empty: now"),
        .check = check_past,
    };

    return prompt_text(screen, &prompt, time_answered);
}

/* --- all people, and how it was done --- */

static enum next people_answered(struct screen *screen, const struct answer *answer)
{
    const struct people_texts *filled = answer->data;
    struct receive_draft *draft = reception_draft(screen->state);
    struct text *const texts_of[PEOPLE_TEXTS] = {
        &draft->by_name,  &draft->party,      &draft->emergency,
        &draft->way_unit, &draft->spoke_with, &draft->receipt,
    };

    for (int i = 0; answer->is_given && i < PEOPLE_TEXTS; i++) {
        text_clear(texts_of[i]);
        text_add(texts_of[i], filled->at[i]);
    }
    changed(screen);
    return NEXT_STAY;
}

static enum next ask_people(struct screen *screen)
{
    const struct receive_draft *draft = reception_draft(screen->state);
    const struct people_texts texts_now = {{draft->by_name.at, draft->party.at, draft->emergency.at,
                                            draft->way_unit.at, draft->spoke_with.at,
                                            draft->receipt.at}};

    return screen_ask(screen, &people_screen, &texts_now, people_answered);
}

enum { MORE_URGENCY = TEXTS, MORE_CHANNEL, MORE_TIME, MORE_PEOPLE, MORE_COUNT };

static enum next more_answered(struct screen *screen, const struct answer *answer)
{
    if (!answer->is_given)
        return NEXT_STAY;
    switch (answer->number) {
    case MORE_URGENCY:
        return ask_word(screen, _("urgency"), word_urgencies, urgency_answered);
    case MORE_CHANNEL:
        return ask_word(screen, _("channel"), word_channels, channel_answered);
    case MORE_TIME:
        return ask_time(screen);
    case MORE_PEOPLE:
        return ask_people(screen);
    default:
        return ask_text(screen, (size_t)answer->number);
    }
}

enum next reception_more(struct screen *screen)
{
    struct reception *r = screen->state;
    const struct receive_draft *draft = reception_draft(r);
    struct choice choices[MORE_COUNT];

    for (size_t i = 0; i < TEXTS; i++)
        choices[i] =
            (struct choice){.word = "", .label = _(texts[i].label), .note = text_at(r, i)->at};
    choices[MORE_URGENCY] =
        (struct choice){"", _("urgency"), word_label(word_urgencies, draft->urgency)};
    choices[MORE_CHANNEL] =
        (struct choice){"", _("channel"), word_label(word_channels, draft->channel)};
    choices[MORE_TIME] = (struct choice){"", _("when it was"), ""};
    choices[MORE_PEOPLE] = (struct choice){"", _("all people, unit and receipt"), ""};
    return menu_ask(screen, _("what else there is to say"), choices, MORE_COUNT, more_answered);
}

/* The screen faces the visitor. */
static void say_masked(struct text *out, const char *format, const char *typed)
{
    struct text masked = TEXT_EMPTY;

    mask_text(&masked, typed);
    if (masked.length)
        text_addf(out, format, masked.at);
    text_release(&masked);
}

void reception_more_say(const struct receive_draft *draft, struct text *out)
{
    char at[CLOCK_TEXT];

    if (!text_same(draft->urgency, "routine"))
        text_addf(out, "%s   ", word_label(word_urgencies, draft->urgency));
    say_masked(out, _("acting for them: %s   "), draft->by_name.at);
    say_masked(out, _("other party: %s   "), draft->party.at);
    say_masked(out, _("emergency contact: %s   "), draft->emergency.at);
    if (draft->way_unit.length || draft->spoke_with.length)
        text_addf(out, _("way: %s %s   "), draft->way_unit.at, draft->spoke_with.at);
    if (draft->receipt.length)
        text_addf(out, _("receipt: %s   "), draft->receipt.at);
    if (draft->phone.length) {
        text_addf(out, "%s ", _("telephone"));
        mask_tail(out, draft->phone.at);
        text_add(out, "   ");
    }
    if (draft->ref.length)
        text_addf(out, _("number: %s   "), draft->ref.at);
    if (draft->happened_at)
        text_addf(out, _("at %s   "), clock_format_short(draft->happened_at, at));
    if (draft->note.length)
        text_addf(out, _("said: %s"), draft->note.at);
}
