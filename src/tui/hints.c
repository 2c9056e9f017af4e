/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/hints.h"

#include "shouwen/base/utf8.h"

#include <stdio.h>
#include <string.h>

struct hint {
    char key[2 * KEY_NAME];
    const char *label;
    enum command command; /* the last one, of a range */
    bool must_stay;
};

/* A digit right after the one before it, with the same label, makes that hint a range: "1-9". */
static bool join(struct hint *last, enum command command, const char *label)
{
    if (command_digit(command) < 1 || last->command != command - 1 ||
        strcmp(last->label, label) != 0)
        return false;
    snprintf(last->key + 1, sizeof(last->key) - 1, "-%d", command_digit(command));
    last->command = command;
    return true;
}

static size_t collect(const struct screen *screen, struct hint *hints)
{
    enum keymap_text text = screen_text(screen);
    size_t count = 0;

    for (enum command command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
        uint32_t key = keymap_key(command, text);
        if (command_row(command)->bar == BAR_NO || key == KEYCODE_NONE)
            continue;
        const char *label = screen_label(screen, command);
        if (!label || (count && join(&hints[count - 1], command, label)))
            continue;
        key_notation(key, hints[count].key);
        hints[count].label = label;
        hints[count].command = command;
        hints[count].must_stay =
            command == COMMAND_UNDO || command == COMMAND_HELP || command == COMMAND_PALETTE;
        count++;
    }
    return count;
}

static int columns_of(const struct hint *hint)
{
    return utf8_columns(hint->key) + 1 + utf8_columns(hint->label);
}

/* Lays hints in rows of so many columns, drawing them if pane is not NULL; returns the rows used.
 */
static int lay(const struct hint *hints, size_t count, int columns, const struct pane *pane)
{
    int row = 0, at = 1;

    for (size_t i = 0; i < count; i++) {
        int wide = columns_of(&hints[i]);
        if (at > 1 && at + wide > columns) {
            row++;
            at = 1;
        }
        if (pane) {
            int used = pane_put(*pane, row, at, -1, STYLE_KEY, hints[i].key);
            pane_put(*pane, row, at + used + 1, -1, STYLE_NORMAL, hints[i].label);
        }
        at += wide + 2;
    }
    return row + 1;
}

/* Which hint makes room: the last of those that may go; before what a screen is there for, the way
 * back, which everybody knows. count: none. */
static size_t first_out(const struct hint *hints, size_t count)
{
    size_t back = count, last = count;

    for (size_t i = 0; i < count; i++) {
        if (hints[i].command == COMMAND_BACK)
            back = i;
        else if (!hints[i].must_stay)
            last = i;
    }
    return last < count && hints[last].command >= COMMAND_EXPLAIN ? last
           : back < count                                         ? back
                                                                  : last;
}

void hints_draw(const struct screen *screen, struct pane pane)
{
    struct hint hints[COMMAND_COUNT];
    size_t count = collect(screen, hints);

    while (lay(hints, count, pane.columns, NULL) > pane.rows) {
        size_t out = first_out(hints, count);
        if (out == count)
            break;
        memmove(&hints[out], &hints[out + 1], (count - out - 1) * sizeof(*hints));
        count--;
    }
    lay(hints, count, pane.columns, &pane);
}
