/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/sheet.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/receive_parked.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/record.h"
#include "shouwen/domain/twin.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/store/records.h"

#include <string.h>

enum { WAITING_PAGE = 50 };

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
    struct record record;
    enum status status;
    bool found;

    TRY(desk_refresh(desk, error));
    TRY(records_get(desk_reader(desk), RECORD_HANDOVERS, code, arena, &record, &found, error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "code", _("there is no hand-over sheet %s"),
                         code);
    TRY(sight_require_record(desk, &record, "hand-over show", error));
    read_record(&record, arena, sheet);
done:
    return status;
}

/* The sheets of a page as they stand; *last: the record that the next page begins after. */
static enum status read_page(struct desk *desk, const struct records_page *page,
                             struct arena *arena, struct sheet **sheets, size_t *count,
                             struct record *last, struct error *error)
{
    struct record *records;
    enum status status;

    *count = 0;
    TRY(records_read_page(desk_reader(desk), page, arena, &records, count, error));
    *sheets = arena_alloc(arena, (*count + 1) * sizeof(**sheets));
    for (size_t i = 0; i < *count; i++)
        read_record(&records[i], arena, &(*sheets)[i]);
    if (*count)
        *last = records[*count - 1];
done:
    return status;
}

enum status sheet_list(struct desk *desk, size_t most, struct arena *arena, struct sheet **sheets,
                       size_t *count, struct error *error)
{
    struct records_page page = {.list = RECORDS_HANDOVERS, .limit = (int)most};
    struct record last;
    enum status status;

    TRY(desk_refresh(desk, error));
    const struct person *me = desk_person(desk);
    if (me) {
        page.list = RECORDS_HANDOVERS_OF_NODE;
        page.within = me->node;
    }
    TRY(read_page(desk, &page, arena, sheets, count, &last, error));
done:
    return status;
}

static bool waits_for(const struct sheet *sheet, const struct person *person)
{
    return !text_same(sheet->giver, person->id) &&
           (!*sheet->to || text_same(sheet->to, person->id));
}

enum status sheet_waiting(struct desk *desk, struct arena *arena, struct sheet *sheet, bool *found,
                          struct error *error)
{
    struct records_page page = {.list = RECORDS_HANDOVERS_GIVEN, .limit = WAITING_PAGE};
    struct record last;
    struct sheet *sheets;
    enum status status;
    size_t count;

    *found = false;
    TRY(desk_require_person(desk, error));
    TRY(desk_refresh(desk, error));
    const struct person *me = desk_person(desk);
    if (!me)
        return STATUS_OK;
    page.within = me->node;
    do {
        TRY(read_page(desk, &page, arena, &sheets, &count, &last, error));
        for (size_t i = 0; i < count && !*found; i++) {
            *found = waits_for(&sheets[i], me);
            *sheet = sheets[i];
        }
        page.from = &last;
    } while (!*found && count == WAITING_PAGE);
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

    TRY(query_promises_of(desk_reader(writing->desk), me, writing->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++) {
        const char *text =
            arena_format(writing->arena, "%s %s %s", clock_format_short(rows[i].at, at),
                         word_label(word_promises, rows[i].kind), rows[i].name);
        add_line(writing, (struct handover_line){HANDOVER_PROMISE, rows[i].number, text, false});
    }
done:
    return status;
}

static enum status add_parked(struct writing *writing, const char *me, struct error *error)
{
    struct receive_parked *rows;
    enum status status;
    char at[CLOCK_TEXT];
    size_t count;

    TRY(receive_parked_load(writing->desk, me, writing->arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++)
        add_line(writing,
                 (struct handover_line){HANDOVER_PARKED, "",
                                        arena_format(writing->arena, "%s %s",
                                                     clock_format_short(rows[i].parked_at, at),
                                                     rows[i].words),
                                        false});
done:
    return status;
}

/* A code of its own: each station numbers its staff for itself, so it has the station's digits; and
 * more than one sheet may be handed over in a day. */
static enum status make_code(struct desk *desk, struct arena *arena, const char **code,
                             struct error *error)
{
    const struct clock_parts day = clock_parts_of_day(desk_today(desk));
    const char *me = desk_person_id(desk);
    char tail[IDENT_TAIL + 1];
    struct record record;
    enum status status;
    bool is_taken = true;

    ident_node_tail(desk_person(desk)->node, tail);
    me = arena_copy_part(arena, me, strcspn(me, (char[]){TWIN_MARK, '\0'}));
    for (int turn = 1; is_taken; turn++) {
        *code = arena_format(arena, turn == 1 ? "%s-%s-%04d%02d%02d" : "%s-%s-%04d%02d%02d-%d", me,
                             tail, day.year, day.month, day.day, turn);
        TRY(records_get(desk_reader(desk), RECORD_HANDOVERS, *code, arena, &record, &is_taken,
                        error));
    }
done:
    return status;
}

/* What was begun and not handed over yet, else an empty one. */
static enum status find_draft(struct desk *desk, struct arena *arena, struct sheet *sheet,
                              struct error *error)
{
    const struct records_page page = {
        .list = RECORDS_HANDOVERS_DRAFT, .within = desk_person_id(desk), .limit = 1};
    struct sheet *sheets;
    struct record last;
    enum status status;
    size_t count;

    TRY(read_page(desk, &page, arena, &sheets, &count, &last, error));
    if (count) {
        *sheet = sheets[0];
        return STATUS_OK;
    }
    *sheet = (struct sheet){.node = arena_copy(arena, desk_person(desk)->node),
                            .giver = arena_copy(arena, desk_person_id(desk)),
                            .to = "",
                            .taker = "",
                            .status = "draft",
                            .is_draft = true};
    TRY(make_code(desk, arena, &sheet->code, error));
done:
    return status;
}

enum status sheet_own(struct desk *desk, struct arena *arena, struct sheet *sheet,
                      struct error *error)
{
    struct writing writing = {.desk = desk, .arena = arena, .sheet = sheet};
    enum status status;

    TRY(desk_require_person(desk, error));
    if (!desk_person_id(desk))
        return error_set(error, STATUS_DENIED, "as",
                         _("nobody is signed in; say who acts with --as ID"));
    TRY(desk_refresh(desk, error));
    TRY(find_draft(desk, arena, sheet, error));
    sheet->on = desk_today(desk);
    TRY(add_cases(&writing, sheet->giver, error));
    TRY(add_promises(&writing, sheet->giver, error));
    TRY(add_parked(&writing, sheet->giver, error));
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
