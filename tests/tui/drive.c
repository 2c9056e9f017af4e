/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "drive.h"

#include "notation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

void drive_start(struct drive *drive, const struct app_config *config, int rows, int columns)
{
    *drive = (struct drive){.app = app_new(config), .is_running = true, .dump = TEXT_EMPTY};
    drive_resize(drive, rows, columns);
}

void drive_end(struct drive *drive)
{
    app_free(drive->app);
    text_release(&drive->dump);
}

static void press_ahead(void *context, uint32_t key)
{
    struct drive *drive = context;

    drive->is_running = app_key(drive->app, key) && drive->is_running;
}

static void press(void *context, uint32_t key)
{
    struct drive *drive = context;

    press_ahead(drive, key);
    app_draw(drive->app);
}

void drive_keys(struct drive *drive, const char *keys)
{
    drive->presses += notation_read(keys, press, drive);
}

void drive_keys_ahead(struct drive *drive, const char *keys)
{
    drive->presses += notation_read(keys, press_ahead, drive);
    app_draw(drive->app);
}

void drive_paste(struct drive *drive, const char *text)
{
    struct event event = {.kind = EVENT_PASTE, .text = text, .length = strlen(text)};

    drive->is_running = app_handle(drive->app, &event) && drive->is_running;
    app_draw(drive->app);
}

void drive_resize(struct drive *drive, int rows, int columns)
{
    app_resize(drive->app, rows, columns);
    app_draw(drive->app);
}

const char *drive_screen(struct drive *drive)
{
    text_clear(&drive->dump);
    surface_dump(app_draw(drive->app), &drive->dump);
    return drive->dump.at;
}

const char *drive_row(struct drive *drive, int row)
{
    struct surface *surface = app_draw(drive->app);

    text_clear(&drive->dump);
    surface_row_text(surface, row < 0 ? surface->rows + row : row, &drive->dump);
    return drive->dump.at;
}

bool drive_sees(struct drive *drive, const char *text)
{
    return strstr(drive_screen(drive), text) != NULL;
}

void drive_must(struct drive *drive, const char *text, bool is_seen, const char *file, int line)
{
    if (drive_sees(drive, text) == is_seen)
        return;
    fprintf(stderr, "%s:%d: \"%s\" is %s on:\n%s", file, line, text, is_seen ? "not" : "still",
            drive->dump.at);
    fail();
}
