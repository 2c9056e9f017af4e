/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/people.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"

struct people_form {
    struct form form;   /* first: form_label() */
    struct arena arena; /* of the answer */
    struct people_texts filled;
};

enum { LONG_TEXT = 400 };

#define PERSON_HINT N_("relation name phone; ; between several, * whom to call back")

/* In the order of struct people_texts. */
static const struct form_field fields[] = {
    {.name = "proxy", .label = N_("acting for them"), .limit = LONG_TEXT, .hint = PERSON_HINT},
    {.name = "other",
     .label = N_("other party"),
     .limit = LONG_TEXT,
     .hint = N_("name phone; ; between several")},
    {.name = "emergency",
     .label = N_("emergency contact"),
     .limit = LONG_TEXT,
     .hint = PERSON_HINT},
    {.name = "way-unit",
     .label = N_("unit"),
     .limit = 100,
     .hint = N_("with which it was done, or where they were sent")},
    {.name = "spoke-with", .label = N_("spoken with"), .limit = 100},
    {.name = "receipt", .label = N_("receipt number"), .limit = 60},
    {0},
};
_Static_assert(sizeof(fields) / sizeof(fields[0]) == PEOPLE_TEXTS + 1, "a field for each text");

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct people_form *people = screen->state;
    const struct people_texts *texts = argument;

    (void)error;
    form_init(&people->form, fields);
    for (int i = 0; i < PEOPLE_TEXTS; i++)
        form_set(&people->form, fields[i].name, texts->at[i]);
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct people_form *people = screen->state;

    form_release(&people->form);
    arena_release(&people->arena);
}

static void draw(struct screen *screen, struct pane body)
{
    struct people_form *people = screen->state;

    form_box(&people->form, body, _("people and way"));
}

/* True if each line of people can be read. */
static bool are_people(struct people_form *people, struct error *error)
{
    struct matter_party *parties;
    size_t count;

    for (int role = 0; role < MATTER_PARTY_ROLES; role++) {
        const char *typed = form_get(&people->form, fields[role].name);
        if (matter_party_type(&people->arena, typed, fields[role].name, &parties, &count))
            continue;
        error_set(error, STATUS_REFUSED, fields[role].name, "%s",
                  _("a name is needed: relation name phone"));
        return false;
    }
    return true;
}

static enum next save(struct screen *screen)
{
    struct people_form *people = screen->state;
    struct error error;

    if (!are_people(people, &error)) {
        form_refuse(&people->form, &error);
        return NEXT_STAY;
    }
    for (int i = 0; i < PEOPLE_TEXTS; i++)
        people->filled.at[i] = arena_copy(&people->arena, form_get(&people->form, fields[i].name));
    return screen_answer(screen, (struct answer){true, "", 0, &people->filled});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct people_form *people = screen->state;

    return form_serve(&people->form, screen, event, save);
}

const struct screen_kind people_screen = {
    .name = "people",
    .title = N_("people and way"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct people_form),
    .enter = enter,
    .leave = leave,
    .draw = draw,
    .handle = handle,
    .in_text = form_in_text,
    .legend = form_legend,
    .label = form_label,
};
