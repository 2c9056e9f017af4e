/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/sheet.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/record.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"

enum { SHEETS_LOOKED = 200, PROMISES_MOST = 1000 };

static void read_record(const struct record *record, struct arena *arena, struct sheet *sheet)
{
    *sheet = (struct sheet){
        .code = record_text(record, RECORD_HANDOVERS_CODE),
        .node = record_text(record, RECORD_HANDOVERS_NODE),
        .giver = record_text(record, RECORD_HANDOVERS_GIVER),
        .to = record_text(record, RECORD_HANDOVERS_TO),
        .taker = record_text(record, RECORD_HANDOVERS_TAKER),
        .status = record_text(record, RECORD_HANDOVERS_STATUS),
    };
    sheet->is_given = text_same(sheet->status, "given");
    sheet->is_draft = !sheet->is_given && !text_same(sheet->status, "accepted");
    if (!clock_parse_day(record_text(record, RECORD_HANDOVERS_ON), &sheet->on))
        sheet->on = CLOCK_NO_DAY;
    if (!clock_parse_at(record_text(record, RECORD_HANDOVERS_TAKEN_AT), &sheet->taken_at))
        sheet->taken_at = 0;
    sheet->lines = handover_read(arena, record_text(record, RECORD_HANDOVERS_LINES), &sheet->count);
}

enum status sheet_load(struct desk *desk, const char *code, struct arena *arena,
                       struct sheet *sheet, struct error *error)
{
    const struct person *me = desk_person(desk);
    struct record record;
    enum status status;
    bool found;

    TRY(desk_refresh(desk, error));
    TRY(records_get(desk_reader(desk), RECORD_HANDOVERS, code, arena, &record, &found, error));
    if (found)
        read_record(&record, arena, sheet);
    if (!found || (me && !text_same(me->node, sheet->node)))
        return error_set(error, STATUS_NOT_FOUND, "code", _("there is no hand-over sheet %s"),
                         code);
done:
    return status;
}

enum status sheet_list(struct desk *desk, size_t most, struct arena *arena, struct sheet **sheets,
                       size_t *count, struct error *error)
{
    const struct records_page page = {.list = RECORDS_HANDOVERS, .limit = (int)most};
    const struct person *me;
    struct record *records;
    enum status status;
    size_t read;

    *count = 0;
    TRY(desk_refresh(desk, error));
    me = desk_person(desk);
    TRY(records_read_page(desk_reader(desk), &page, arena, &records, &read, error));
    *sheets = arena_alloc(arena, (read + 1) * sizeof(**sheets));
    for (size_t i = 0; i < read; i++) {
        struct sheet *sheet = &(*sheets)[*count];
        read_record(&records[i], arena, sheet);
        *count += !me || text_same(sheet->node, me->node);
    }
done:
    return status;
}

static bool waits_for(const struct sheet *sheet, const struct person *person)
{
    return sheet->is_given && !text_same(sheet->giver, person->id) &&
           (!*sheet->to || text_same(sheet->to, person->id));
}

enum status sheet_waiting(struct desk *desk, struct arena *arena, struct sheet *sheet, bool *found,
                          struct error *error)
{
    struct sheet *sheets;
    enum status status;
    size_t count;

    *found = false;
    TRY(desk_require_person(desk, error));
    TRY(sheet_list(desk, SHEETS_LOOKED, arena, &sheets, &count, error));
    const struct person *me = desk_person(desk);
    for (size_t i = 0; me && i < count && !*found; i++) {
        *found = waits_for(&sheets[i], me);
        *sheet = sheets[i];
    }
done:
    return status;
}

/* --- one's own: what stands in the record, brought up to date --- */
struct writing {
    struct desk *desk;
    struct arena *arena;
    struct sheet *sheet;
    struct handover_line *lines;
    size_t count, room;
};

static void add_line(struct writing *writing, struct handover_line line)
{
    const struct sheet *sheet = writing->sheet;

    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->lines[i].kind == line.kind && text_same(sheet->lines[i].number, line.number) &&
            (line.kind == HANDOVER_CASE || text_same(sheet->lines[i].text, line.text)))
            line.is_ticked = sheet->lines[i].is_ticked;
    writing->lines = arena_grow(writing->arena, writing->lines, writing->count, &writing->room,
                                sizeof(*writing->lines));
    writing->lines[writing->count++] = line;
}

static enum status add_cases(struct writing *writing, const char *me, struct error *error)
{
    struct arena *arena = writing->arena;
    const char **numbers;
    enum status status;
    size_t count;

    TRY(matters_open_numbers(desk_reader(writing->desk), me, arena, &numbers, &count, error));
    for (size_t i = 0; i < count; i++) {
        struct matter matter;
        TRY(follow_case(writing->desk, numbers[i], arena, &matter, error));
        add_line(writing, (struct handover_line){HANDOVER_CASE, matter.number,
                                                 arena_copy(arena, matter.subject), false});
    }
done:
    return status;
}

static enum status add_promises(struct writing *writing, const char *me, struct error *error)
{
    struct promise_row *rows;
    enum status status;
    char at[CLOCK_TEXT];
    size_t count;

    TRY(query_promises(desk_reader(writing->desk), INT64_MAX, PROMISES_MOST, writing->arena, &rows,
                       &count, error));
    for (size_t i = 0; i < count; i++) {
        const char *who = *rows[i].staff ? rows[i].staff : rows[i].holder;
        if (!text_same(who, me))
            continue;
        const char *text =
            arena_format(writing->arena, "%s %s %s", clock_format_short(rows[i].at, at),
                         word_label(word_promises, rows[i].kind), rows[i].name);
        add_line(writing, (struct handover_line){HANDOVER_PROMISE, rows[i].number, text, false});
    }
done:
    return status;
}

/* A code of its own: more than one sheet may be handed over in a day. */
static const char *new_code(const struct desk *desk, struct arena *arena,
                            const struct sheet *sheets, size_t count)
{
    const struct clock_parts day = clock_parts_of_day(desk_today(desk));
    const char *code = NULL;

    for (int turn = 1; !code; turn++) {
        code = arena_format(arena, turn == 1 ? "%s-%04d%02d%02d" : "%s-%04d%02d%02d-%d",
                            desk_person_id(desk), day.year, day.month, day.day, turn);
        for (size_t i = 0; code && i < count; i++)
            if (text_same(sheets[i].code, code))
                code = NULL;
    }
    return code;
}

enum status sheet_own(struct desk *desk, struct arena *arena, struct sheet *sheet,
                      struct error *error)
{
    struct writing writing = {.desk = desk, .arena = arena, .sheet = sheet};
    struct sheet *sheets;
    enum status status;
    size_t count, at = 0;

    TRY(desk_require_person(desk, error));
    if (!desk_person_id(desk))
        return error_set(error, STATUS_DENIED, "as",
                         _("nobody is signed in; say who acts with --as ID"));
    TRY(sheet_list(desk, SHEETS_LOOKED, arena, &sheets, &count, error));
    while (at < count &&
           !(sheets[at].is_draft && text_same(sheets[at].giver, desk_person_id(desk))))
        at++;
    if (at < count)
        *sheet = sheets[at];
    else
        *sheet = (struct sheet){.code = new_code(desk, arena, sheets, count),
                                .node = arena_copy(arena, desk_person(desk)->node),
                                .giver = arena_copy(arena, desk_person_id(desk)),
                                .to = "",
                                .taker = "",
                                .status = "draft",
                                .is_draft = true};
    sheet->on = desk_today(desk);
    TRY(add_cases(&writing, sheet->giver, error));
    TRY(add_promises(&writing, sheet->giver, error));
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->lines[i].kind >= HANDOVER_SLIP)
            add_line(&writing, sheet->lines[i]);
    sheet->lines = writing.lines;
    sheet->count = writing.count;
done:
    return status;
}

void sheet_say(const struct desk *desk, const struct sheet *sheet, struct text *out)
{
    char at[CLOCK_TEXT];

    if (sheet->is_draft)
        text_add(out, _("being written"));
    else if (!sheet->is_given)
        text_addf(out, _("accepted by %s, %s"), desk_name(desk, sheet->taker),
                  clock_format_short(sheet->taken_at, at));
    else if (*sheet->to)
        text_addf(out, _("handed over, for %s"), desk_name(desk, sheet->to));
    else
        text_add(out, _("handed over, for whoever comes next"));
}
