/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "drive.h"

#include "notation.h"

#include "shouwen/command/key.h"

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

/* No row may end inside a wide character, and each wide one has its right half. */
static void look_at_rows(const struct surface *surface, unsigned seed, int step)
{
    for (int row = 0; row < surface->rows; row++)
        for (int column = 0, wide; column < surface->columns; column += wide) {
            const struct cell *cell = &surface->cells[row * surface->columns + column];
            wide = cell->columns;
            if (wide < 1 || column + wide > surface->columns || (wide == 2 && cell[1].columns))
                fail_msg("seed %u, key %d: row %d is broken at column %d", seed, step, row, column);
        }
}

static uint32_t random_key(unsigned random)
{
    static const char *const texts[] = {"q",  "j", "1", "0", "9", "/",  ":",  "?", " ", "单",
                                        "阿", "·", "z", "5", "-", "１", "、", "n", "y", "G"};

    switch (random % 3) {
    case 0:
        return KEYCODE_ENTER + random / 3 % (KEYCODE_F12 - KEYCODE_ENTER + 1);
    case 1:
        return KEYCODE_CTRL + "ADEGHKLOPRSUW"[random / 3 % 13];
    default: {
        const char *text = texts[random / 3 % 20];
        return key_parse(text, strlen(text));
    }
    }
}

void drive_monkey(struct drive *drive, unsigned seed, int count)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}, {14, 50}, {3, 10}, {60, 200}};
    unsigned random = seed;

    for (int step = 0; step < count && drive->is_running; step++) {
        random = random * 1664525U + 1013904223U;
        unsigned pick = random >> 8;
        if (pick % 97 == 0)
            drive_resize(drive, sizes[pick / 97 % 5][0], sizes[pick / 97 % 5][1]);
        else if (pick % 89 == 0)
            drive_paste(drive, "周美芳\t5号502\n李桂珍\t\n");
        else
            press_ahead(drive, random_key(pick / 97));
        look_at_rows(app_draw(drive->app), seed, step);
    }
}
