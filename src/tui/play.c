/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/play.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/command/key.h"
#include "shouwen/tui/app.h"
#include "shouwen/tui/surface.h"
#include "shouwen/tui/workstation.h"

#include <string.h>
#include <time.h>

enum { ROWS = 24, COLUMNS = 80 };

/* Keys by name in <>, anything else is typed; <Wait> waits for the screen. The names are those of
 * the sample station. */
static const struct {
    const char *says; /* msgid */
    const char *keys;
} steps[] = {
    {N_("The reception: today's promises, what is parked, who is on duty."), ""},
    {N_("A resident comes in; the initials of her name find her."), "zmf"},
    {N_("Enter chooses her. She wants \"the booklet\": the list knows what people call things."),
     "<Enter>本子"},
    {N_("Enter takes the first item: its way, its limit, and what she should have brought."),
     "<Enter>"},
    {N_("Enter: everything is here. Now one key says what became of it."), "<Enter>"},
    {N_("9: solved at the desk. The screen is hers for the rating."), "9"},
    {N_("She presses 5 for the attitude ..."), "5"},
    {N_("... and 5 for the ability. The case is closed and rated, and the desk is ready again."),
     "5<Wait>"},
    {N_("F4: one's own cases, the most urgent first."), "<F4>"},
    {N_("Enter: who is accountable for it by which rule, and everything that happened."),
     "<Enter>"},
    {N_("F6: the service list, and the other lists of the station."), "<F6>"},
    {N_("F12: the keys that work on this screen."), "<F12>"},
};

static void press(struct app *app, uint32_t key)
{
    app_key(app, key);
    app_draw(app);
}

/* Lets the time pass that the screen has asked for: the rating thanks, and ends by itself. */
static void wait_for_screen(struct app *app)
{
    enum { LOOKS = 3 }; /* a minute that ends meanwhile, or a look at the file, comes first */
    const struct screen *waiting = app_top(app);

    for (int i = 0; i < LOOKS && app_top(app) == waiting; i++) {
        int milliseconds = app_wait(app);
        const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
        nanosleep(&time, NULL);
        app_handle(app, &(struct event){.kind = EVENT_TICK});
    }
    app_draw(app);
}

static void press_all(struct app *app, const char *keys)
{
    while (*keys) {
        const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
        size_t used = 1;
        if (end) {
            if (strncmp(keys, "<Wait>", 6) == 0)
                wait_for_screen(app);
            else
                press(app, key_parse(keys + 1, (size_t)(end - keys) - 1));
            keys = end + 1;
            continue;
        }
        press(app, utf8_decode(keys, strlen(keys), &used));
        keys += used;
    }
}

static void add_screen(struct app *app, size_t step, struct text *out)
{
    text_addf(out, "\n%zu. %s\n", step + 1, _(steps[step].says));
    if (*steps[step].keys)
        text_addf(out, _("   keys: %s\n"), steps[step].keys);
    text_add_char(out, '\n');
    surface_dump(app_draw(app), out);
}

enum status play_session(const struct desk_options *options, struct text *out, struct error *error)
{
    struct desk *desk = NULL;
    struct app *app;
    enum status status;

    TRY(desk_new(options, &desk, error));
    TRY(desk_open(desk, error));
    app = workstation_app(desk);
    app_resize(app, ROWS, COLUMNS);
    app_draw(app);
    app_handle(app, &(struct event){.kind = EVENT_TICK});
    for (size_t step = 0; step < sizeof(steps) / sizeof(steps[0]); step++) {
        press_all(app, steps[step].keys);
        add_screen(app, step, out);
    }
    app_free(app);
done:
    desk_free(desk);
    return status;
}
