/* SPDX-License-Identifier: MIT */
/* The page that slips are written on. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/hours.h"
#include "desk/slip_inside.h"

#include <string.h>

static void add_spaces(struct page *page, int count)
{
    for (int i = 0; i < count; i++)
        text_add_char(page->out, ' ');
}

static void start_line(struct page *page)
{
    if (page->needs_rule) {
        for (int i = 0; i < page->columns; i++)
            text_add_char(page->out, '-');
        text_add_char(page->out, '\n');
    }
    page->needs_rule = false;
    page->has_lines = true;
}

void page_blank(struct page *page)
{
    text_add_char(page->out, '\n');
}

void page_end(struct page *page)
{
    if (page->is_large)
        page_blank(page);
}

void page_rule(struct page *page)
{
    page->needs_rule = page->needs_rule || page->has_lines;
    page->has_lines = false;
}

static void add_middle(void *context, const char *text, size_t length)
{
    struct page *page = context;
    char *line = arena_copy_part(page->arena, text, length);

    add_spaces(page, (page->columns - utf8_columns(line)) / 2);
    text_addf(page->out, "%s\n", line);
}

void page_title(struct page *page, const char *text)
{
    start_line(page);
    utf8_wrap(text, page->columns, add_middle, page);
    page_end(page);
}

void page_title_station(struct page *page)
{
    const char *name = page->node.value[RECORD_NODES_NAME];

    page_title(page, *name ? name : desk_node_name(page->desk));
}

/* Lines of a wrapped text, the first after what stands there, the others indented. */
struct wrapped {
    struct page *page;
    int indent;
    bool is_first;
};

static void add_line(void *context, const char *text, size_t length)
{
    struct wrapped *wrapped = context;

    if (!wrapped->is_first)
        add_spaces(wrapped->page, wrapped->indent);
    wrapped->is_first = false;
    text_add_bytes(wrapped->page->out, text, length);
    text_add_char(wrapped->page->out, '\n');
}

void page_part(struct page *page, const char *head, int columns, const char *text)
{
    struct wrapped wrapped = {page, columns, true};

    start_line(page);
    utf8_pad(page->out, head, columns);
    utf8_wrap(text, page->columns - columns, add_line, &wrapped);
}

void page_hang(struct page *page, const char *head, int columns, const char *text)
{
    page_part(page, head, columns, text);
    page_end(page);
}

void page_paragraph(struct page *page, const char *text)
{
    page_hang(page, "", 0, text);
}

/* True for a number that would be broken in two beside its label. */
static bool needs_line(const struct page *page, const char *text)
{
    return utf8_columns(text) > page->columns - page->label_columns && !strchr(text, ' ') &&
           utf8_count(text) == strlen(text);
}

void page_field(struct page *page, const char *label, const char *text)
{
    if (text_is_empty(text))
        return;
    if (utf8_columns(label) < page->label_columns && !needs_line(page, text)) {
        page_hang(page, label, page->label_columns, text);
        return;
    }
    page_part(page, "", 0, label);
    page_hang(page, "", 2, text);
}

const char *page_say_day(const struct page *page, int32_t day)
{
    char text[CLOCK_TEXT];

    if (day == CLOCK_NO_DAY)
        return "";
    return arena_format(page->arena, "%s %s", clock_format_day(day, text),
                        hours_weekday(clock_parts_of_day(day).weekday));
}

const char *page_say_moment(const struct page *page, int64_t at)
{
    char time[CLOCK_TEXT];

    return arena_format(page->arena, "%s %s", page_say_day(page, clock_day_of(at)),
                        clock_format_time(at, time));
}

const char *page_say_hours(const struct page *page, const char *hours)
{
    struct hours read;
    struct text words = TEXT_EMPTY;
    const char *between = _("; ");
    char *at;

    if (!hours_parse(hours, &read))
        return hours;
    hours_say(&words, &read);
    /* what does not fit beside a label gets a line for each group of days */
    if (utf8_columns(words.at) > page->columns - page->label_columns)
        while ((at = strstr(words.at, between)))
            text_splice(&words, (size_t)(at - words.at), strlen(between), "\n", 1);
    const char *said = arena_copy(page->arena, words.at);
    text_release(&words);
    return said;
}

const char *page_say_staff(const struct page *page, const char *staff_id, const char *for_id)
{
    const struct person *person = people_find(desk_people(page->desk), staff_id);
    const char *name = person ? person->name : staff_id;

    if (!text_is_empty(for_id))
        name = arena_format(page->arena, _("%s (for %s)"), name, desk_name(page->desk, for_id));
    if (!person)
        return name;
    return arena_format(page->arena, "%s%s%s%s%s", name, *person->title ? "  " : "", person->title,
                        *person->phone ? "  " : "", person->phone);
}

void page_foot(struct page *page, const char *staff_id)
{
    const char *const *node = page->node.value;

    page_rule(page);
    if (staff_id)
        page_field(page, _("whom to ask"), page_say_staff(page, staff_id, NULL));
    page_field(page, _("telephone"), node[RECORD_NODES_PHONE]);
    page_field(page, _("service hours"), page_say_hours(page, node[RECORD_NODES_HOURS]));
    page_field(page, _("address"), node[RECORD_NODES_ADDRESS]);
}

void page_sign(struct page *page, int64_t at)
{
    const char *name = page->node.value[RECORD_NODES_NAME];
    struct text line = TEXT_EMPTY;

    page_rule(page);
    utf8_pad_left(&line, *name ? name : desk_node_name(page->desk), page->columns);
    page_paragraph(page, line.at);
    text_clear(&line);
    utf8_pad_left(&line, page_say_day(page, clock_day_of(at)), page->columns);
    page_paragraph(page, line.at);
    text_release(&line);
}
