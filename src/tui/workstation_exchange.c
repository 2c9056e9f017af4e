/* SPDX-License-Identifier: MIT */
/* An exchange with the hub, beside the work at the desk: what shouwen-sync says is read whenever
 * it has said something. */
#include "config.h"

#include "workstation_inside.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/linking.h"

void workstation_say_exchange(struct desk *desk, struct frame *frame)
{
    struct text *out = &frame->exchange;
    struct arena arena = {0};
    struct linking linking;
    struct error error;

    if (desk_run(desk) && *linking_step(desk_run(desk))) {
        text_add(out, linking_step(desk_run(desk)));
    } else if (linking_load(desk, &arena, &linking, &error) == STATUS_OK) {
        linking_say_short(&linking, out);
        linking_say_whole(&linking, &frame->exchange_whole);
        frame->has_failed = linking_has_failed(&linking);
        linking_say_rekeyed_short(&linking, &frame->notice);
        if (!linking.rekeyed.at)
            linking_say_silence(desk, &linking, &frame->notice);
    } else {
        text_add(out, error.message);
    }
    arena_release(&arena);
}

static void say_end(struct app *app, struct desk *desk)
{
    const char *again = _("exchange: %s (F11 tries again; nothing is lost)");
    struct text said = TEXT_EMPTY;
    struct arena arena = {0};
    struct linking linking;
    struct error error;
    enum status status = linking_end(desk_run(desk), &error);

    desk_keep_run(desk, NULL);
    TRY(status);
    TRY(linking_load(desk, &arena, &linking, &error));
    linking_say(&linking, &said);
    app_say_also(app, *linking.last.fault ? again : _("exchange: %s"), said.at);
done:
    if (status != STATUS_OK)
        app_say_also(app, again, error.message);
    app_mark_stale(app);
    text_release(&said);
    arena_release(&arena);
}

static void hear(struct app *app, int fd, void *context)
{
    struct desk *desk = context;
    enum linking_word word;
    const char *sentence;

    while ((word = linking_read(desk_run(desk), &sentence)) == LINKING_STEP || word == LINKING_SAYS)
        if (word == LINKING_SAYS)
            app_say_also(app, "%s", sentence);
    if (word == LINKING_ENDED) {
        app_unwatch(app, fd);
        say_end(app, desk);
    }
    app_mark_frame(app);
}

static void start(struct app *app, struct desk *desk)
{
    struct linking_run *run;
    struct error error;

    if (desk_run(desk)) {
        app_say(app, _("an exchange is on its way; it will say what it came to"));
        return;
    }
    if (linking_start(desk, NULL, NULL, &run, &error) != STATUS_OK) {
        app_complain(app, &error);
        return;
    }
    desk_keep_run(desk, run);
    app_watch(app, linking_descriptor(run), hear, desk);
    app_say_also(app, _("the exchange has begun; go on working"));
}

bool workstation_run_command(struct app *app, void *context, enum command command)
{
    if (command != COMMAND_EXCHANGE)
        return false;
    start(app, context);
    return true;
}

void workstation_leave_exchange(struct desk *desk)
{
    if (desk_run(desk))
        linking_leave(desk_run(desk));
    desk_keep_run(desk, NULL);
}
