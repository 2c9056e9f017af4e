/* SPDX-License-Identifier: MIT */
/* tui_lab: a desk of two screens, a list of a thousand rows and a form, for the pty tests. */
#include "config.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/help.h"
#include "shouwen/tui/line.h"
#include "shouwen/tui/list.h"
#include "shouwen/tui/loop.h"
#include "shouwen/tui/pager.h"
#include "shouwen/tui/palette.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 1000 };

struct numbers {
    struct list list;
    struct list_row rows[ROWS];
    char ids[ROWS][8];
};

static const char *const names[] = {"周美芳",       "陈阿婆",   "阿卜杜拉·买买提", "李桂珍",
                                    "王\U00020000", "欧阳震华", "Smith",           "吴金妹"};

static enum status page(void *context, enum list_from from, const struct list_row *anchor,
                        size_t most, struct arena *arena, struct list_row *rows, size_t *count,
                        struct error *error)
{
    struct numbers *numbers = context;

    (void)arena;
    (void)error;
    list_page_of(numbers->rows, ROWS, from, anchor, most, rows, count);
    return STATUS_OK;
}

static void cell(void *context, const struct list_row *row, size_t column, struct text *out)
{
    size_t at = (size_t)strtol(row->id, NULL, 10);

    (void)context;
    if (column == 0)
        text_add(out, row->id);
    else if (column == 1)
        text_add(out, names[at % (sizeof(names) / sizeof(names[0]))]);
    else
        text_addf(out, "楼道灯不亮,第%zu次来电,希望尽快修好并回复", at);
}

static const struct list_column columns[] = {
    {N_("number"), 6, 8, 1, true},
    {N_("name"), 9, 15, 2, false},
    {N_("subject"), 20, LIST_REST, 3, false},
};

static const struct list_source source = {page, cell, columns, 3, N_("nothing here")};

static enum status enter_numbers(struct screen *screen, const void *argument, struct error *error)
{
    struct numbers *numbers = screen->state;

    (void)argument;
    (void)error;
    for (int i = 0; i < ROWS; i++) {
        snprintf(numbers->ids[i], sizeof(numbers->ids[i]), "%04d", i + 1);
        numbers->rows[i] = (struct list_row){numbers->ids[i], NULL, STYLE_NORMAL};
    }
    list_init(&numbers->list, &source, numbers);
    return STATUS_OK;
}

static void leave_numbers(struct screen *screen)
{
    struct numbers *numbers = screen->state;

    list_release(&numbers->list);
}

static enum status load_numbers(struct screen *screen, struct error *error)
{
    struct numbers *numbers = screen->state;

    return list_reload(&numbers->list, screen->rows - 1, error);
}

static void draw_numbers(struct screen *screen, struct pane body)
{
    struct numbers *numbers = screen->state;

    list_draw(&numbers->list, body);
}

static const struct screen_kind words_screen;

static enum next handle_numbers(struct screen *screen, const struct event *event)
{
    struct numbers *numbers = screen->state;

    if (event->kind != EVENT_COMMAND)
        return NEXT_IGNORED;
    if (event->command == COMMAND_PRINT) {
        struct error error;
        if (pager_show("a long text\n", &error) != STATUS_OK)
            app_complain(screen->app, &error);
        surface_forget(app_draw(screen->app));
        return NEXT_STAY;
    }
    if (event->command == COMMAND_SORT)
        free(memory_grow(NULL, SIZE_MAX, 2)); /* more than there is */
    if (event->command == COMMAND_SELECT)
        return screen_push(screen, &words_screen, list_selected(&numbers->list)->id);
    return list_handle(&numbers->list, event->command) ? NEXT_STAY : NEXT_IGNORED;
}

static const struct screen_kind numbers_screen = {
    .name = "numbers",
    .title = N_("numbers"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_LIST | CONTEXT_PRINT | CONTEXT_SORT,
    .opens = COMMAND_QUEUE,
    .size = sizeof(struct numbers),
    .enter = enter_numbers,
    .leave = leave_numbers,
    .load = load_numbers,
    .draw = draw_numbers,
    .handle = handle_numbers,
};

struct words {
    struct line line;
    size_t pasted;
};

static enum status enter_words(struct screen *screen, const void *argument, struct error *error)
{
    struct words *words = screen->state;

    (void)error;
    line_init(&words->line, 40);
    line_set(&words->line, argument);
    return STATUS_OK;
}

static void leave_words(struct screen *screen)
{
    struct words *words = screen->state;

    line_release(&words->line);
}

static void draw_words(struct screen *screen, struct pane body)
{
    struct words *words = screen->state;

    pane_put(body, 1, 1, -1, STYLE_NORMAL, "name:");
    line_draw(&words->line, body, 1, 8, 20, true, 0);
    if (words->pasted)
        pane_putf(body, 3, 1, STYLE_NORMAL, "pasted %zu bytes", words->pasted);
}

static enum next handle_words(struct screen *screen, const struct event *event)
{
    struct words *words = screen->state;

    if (event->kind == EVENT_PASTE)
        words->pasted = event->length;
    if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) {
        line_insert(&words->line, event->text, event->length);
        return NEXT_STAY;
    }
    if (event->kind == EVENT_KEY && line_key(&words->line, event->key))
        return NEXT_STAY;
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_SELECT) {
        app_say(screen->app, "saved [%s]", words->line.text.at);
        return NEXT_STAY;
    }
    return NEXT_IGNORED;
}

static bool words_in_text(const struct screen *screen)
{
    (void)screen;
    return true;
}

static const struct screen_kind words_screen = {
    .name = "words",
    .title = N_("words"),
    .contexts = CONTEXT_EVERYWHERE | CONTEXT_FORM,
    .opens = COMMAND_LISTS,
    .size = sizeof(struct words),
    .enter = enter_words,
    .leave = leave_words,
    .draw = draw_words,
    .handle = handle_words,
    .in_text = words_in_text,
};

static void load_frame(void *context, struct frame *frame)
{
    (void)context;
    text_add(&frame->node, "市新居委会家门口服务站");
    text_add(&frame->duty, "值班 陆伟");
    text_add(&frame->status, "陆伟  我负责 6  超期 1");
    text_add(&frame->exchange, "待发 3 待收 0");
}

int main(void)
{
    static const struct screen_kind *const screens[] = {&numbers_screen, &words_screen,
                                                        &help_screen, &palette_screen, NULL};
    const struct app_config config = {.screens = screens, .load_frame = load_frame};
    const struct loop_options options = {0};
    struct error error;

    i18n_start(NULL);
    struct app *app = app_new(&config);
    enum status status = loop_run(app, &options, &error);
    app_free(app);
    if (status != STATUS_OK)
        fprintf(stderr, "tui_lab: %s\n", error.message);
    return status_exit_code(status);
}
