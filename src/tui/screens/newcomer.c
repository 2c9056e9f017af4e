/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/screens/newcomer.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/desk/receive.h"
#include "shouwen/desk/sight.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/form.h"
#include "shouwen/tui/frame.h"

#include <string.h>

/* struct newcomer is what the asker gets. */
struct newcomer_form {
    struct form form; /* first: form_label() */
    struct newcomer answer;
    struct search_hits doubles; /* the snapshot: who may be the same person */
    bool is_saving;             /* what is odd about the field with the cursor is said as well */
};

static const struct choice sexes[] = {{"男", N_("male"), NULL}, {"女", N_("female"), NULL}, {0}};

/* In the order in which they are asked for: what finds the person again comes first. */
static const struct form_field fields[] = {
    {.name = "name", .label = N_("name"), .limit = 50, .is_required = true, .columns = 24},
    {.name = "phone", .label = N_("telephone"), .limit = 20, .columns = 24},
    {.name = "door",
     .label = N_("door"),
     .limit = 30,
     .columns = 24,
     .hint = N_("such as 5-502; empty if they live elsewhere")},
    {.name = "sex", .label = N_("sex"), .kind = FORM_CHOICE, .stays = true, .choices = sexes},
    {.name = "birth_on",
     .label = N_("born on"),
     .limit = 12,
     .columns = 24,
     .hint = N_("1948-03-05, or leave it to the ID number")},
    {.name = "id_number", .label = N_("ID number"), .limit = 18, .columns = 24},
    {0},
};

/* The field that a text belongs to, by its shape. */
static const char *field_of(const char *typed)
{
    struct text door = TEXT_EMPTY;
    size_t digits = strspn(typed, "0123456789");
    bool is_door = searchkey_door(&door, typed);

    text_release(&door);
    if (digits >= 15)
        return "id_number";
    if (!typed[digits] && digits)
        return digits >= 7 ? "phone" : "door";
    return is_door ? "door" : "name";
}

/* Small Latin letters looked for somebody by their initials or pinyin; they are nobody's name. */
static bool are_initials(const char *typed)
{
    return !typed[strspn(typed, "abcdefghijklmnopqrstuvwxyz")];
}

static enum status enter(struct screen *screen, const void *argument, struct error *error)
{
    struct newcomer_form *newcomer = screen->state;

    struct text key = TEXT_EMPTY;

    (void)error;
    form_init(&newcomer->form, fields);
    const char *field = field_of(argument);
    bool is_named = text_same(field, "name") && !are_initials(argument);
    if (!are_initials(argument))
        form_set(&newcomer->form, field, argument);
    text_addf(&key, "newcomer/%s", (const char *)argument);
    form_keep(&newcomer->form, screen, key.at);
    text_release(&key);
    newcomer->form.focus = form_find(&newcomer->form, is_named ? "phone" : "name");
    return STATUS_OK;
}

static void leave(struct screen *screen)
{
    struct newcomer_form *newcomer = screen->state;

    form_release(&newcomer->form);
}

/* What was typed, as a record in the screen's arena. */
static void fill(struct screen *screen, struct record *record)
{
    struct newcomer_form *newcomer = screen->state;

    *record = (struct record){.kind = RECORD_RESIDENTS};
    for (const struct form_field *field = fields; field->name; field++) {
        const char *value = form_get(&newcomer->form, field->name);
        int at = record_field_find(RECORD_RESIDENTS, field->name);
        record->value[at] = *value ? arena_copy(&screen->arena, value) : NULL;
    }
}

/* Says beside each field what is odd about it; true if some of that was not to be seen before. */
static bool find_doubts(struct screen *screen)
{
    struct newcomer_form *newcomer = screen->state;
    struct record_problems problems = {0};
    struct record record;
    bool is_new = false;

    fill(screen, &record);
    record_check(&screen->arena, &record, &problems);
    for (const struct form_field *field = fields; field->name; field++) {
        int at = record_field_find(RECORD_RESIDENTS, field->name);
        const char *message = "";
        for (size_t i = 0; i < problems.count && *form_get(&newcomer->form, field->name); i++)
            if (problems.items[i].field == at)
                message = problems.items[i].message;
        is_new = is_new || (*message && !form_has_doubt(&newcomer->form, field->name));
        form_doubt(&newcomer->form, field->name, message, newcomer->is_saving);
    }
    return is_new;
}

static enum status load(struct screen *screen, struct error *error)
{
    struct newcomer_form *newcomer = screen->state;
    struct desk *desk = screen_context(screen);
    const struct search_context context = {
        .today = desk_today(desk), .node = desk_node(desk), .limit = 2};
    const struct search_intake intake = {
        .name = arena_copy(&screen->arena, form_get(&newcomer->form, "name")),
        .phone = arena_copy(&screen->arena, form_get(&newcomer->form, "phone")),
    };

    find_doubts(screen);
    return sight_duplicates(desk, &intake, &context, &screen->arena, &newcomer->doubles, error);
}

static void draw(struct screen *screen, struct pane body)
{
    enum { ROWS = 15, COLUMNS = 76 };
    struct newcomer_form *newcomer = screen->state;
    struct pane box = frame_box(body, ROWS, COLUMNS, _(screen->kind->title));
    const struct search_hits *doubles = &newcomer->doubles;

    form_draw(&newcomer->form, pane_part(box, 1, 0, box.rows - 3, -1));
    for (size_t i = 0; i < doubles->resident_count; i++)
        pane_putf(box, box.rows - 2 + (int)i, 1, STYLE_HOT, _("on the list already: %s %s %s"),
                  doubles->residents[i].name, doubles->residents[i].sex,
                  doubles->residents[i].door);
}

static enum next save(struct screen *screen)
{
    struct newcomer_form *newcomer = screen->state;
    struct record record;
    struct error error;

    if (!form_check(&newcomer->form))
        return NEXT_STAY;
    newcomer->is_saving = true;
    if (find_doubts(screen)) {
        app_say(screen->app, _("look at what is marked; saving again takes it as it is"));
        return NEXT_STAY;
    }
    fill(screen, &record);
    enum status status = receive_resident(screen_context(screen), &screen->arena, &record, &error);
    if (!form_took(&newcomer->form, screen, status, &error))
        return NEXT_STAY;
    newcomer->answer = (struct newcomer){record.id, record_text(&record, RECORD_RESIDENTS_NAME)};
    app_say(screen->app, _("%s is on the list of residents now"), newcomer->answer.name);
    return screen_answer(screen, (struct answer){true, "", 0, &newcomer->answer});
}

static enum next handle(struct screen *screen, const struct event *event)
{
    struct newcomer_form *newcomer = screen->state;
    enum next next = NEXT_STAY;

    switch (form_handle(&newcomer->form, screen, event, &next)) {
    case FORM_DONE:
        return save(screen);
    case FORM_NEXT:
        return next;
    case FORM_STAY:
        newcomer->is_saving = false;
        screen->is_stale = true;
        return NEXT_STAY;
    case FORM_IGNORED:
        break;
    }
    return NEXT_IGNORED;
}

const struct screen_kind newcomer_screen = {
    .name = "newcomer",
    .title = N_("new resident"),
    .contexts = CONTEXT_OVERLAY | CONTEXT_FORM,
    .shape = SHAPE_OVERLAY,
    .size = sizeof(struct newcomer_form),
    .enter = enter,
    .leave = leave,
    .load = load,
    .draw = draw,
    .handle = handle,
    .in_text = form_in_text,
    .legend = form_legend,
    .label = form_label,
};
