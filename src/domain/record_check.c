/* SPDX-License-Identifier: MIT */
/* record_check: what a record must be before it is written. */
#include "config.h"

#include "shouwen/domain/record.h"

#include "shouwen/base/utf8.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/nodecode.h"

#include <string.h>

/* All values together go into one body of an act, which holds 64 KB as JSON (sync.md 1): escapes
 * may double what is written. */
enum { BYTES_MOST = 30000 };

/* What the kind's checks need beside the record. */
struct checking {
    struct arena *arena;
    struct record *record;
    struct record_problems *problems;
};

static const char *whole(struct arena *arena, enum reason reason, const char *detail)
{
    struct text why = TEXT_EMPTY, remedy = TEXT_EMPTY, both = TEXT_EMPTY;

    reason_say(&why, reason, detail);
    reason_say_remedy(&remedy, reason, detail);
    reason_join(&both, why.at, remedy.at);
    const char *kept = arena_copy(arena, both.at);
    text_release(&why);
    text_release(&remedy);
    text_release(&both);
    return kept;
}

static void add(struct checking *c, int field, bool is_refusal, enum reason reason,
                const char *detail)
{
    const struct record_field *row = &record_rows[c->record->kind].fields[field];
    struct record_problems *problems = c->problems;
    struct text value = TEXT_EMPTY;

    if (row->flags & RECORD_MASKED)
        mask_tail(&value, record_text(c->record, field));
    else
        text_add(&value, record_text(c->record, field));
    problems->items = arena_grow(c->arena, problems->items, problems->count, &problems->room,
                                 sizeof(*problems->items));
    problems->items[problems->count++] = (struct record_problem){
        .field = field,
        .is_refusal = is_refusal,
        .value = arena_copy(c->arena, value.at),
        .reason = reason,
        .detail = arena_copy(c->arena, detail),
        .message = whole(c->arena, reason, detail),
    };
    problems->refusal_count += is_refusal;
    text_release(&value);
}

static void refuse(struct checking *c, int field, enum reason reason)
{
    add(c, field, true, reason, "");
}

static void check_node(struct checking *c)
{
    const char *code = record_text(c->record, RECORD_NODES_CODE);
    const char *parent = record_text(c->record, RECORD_NODES_PARENT);
    const char *level = record_text(c->record, RECORD_NODES_LEVEL);
    char shape[NODECODE_ROOM];
    enum nodecode_level found = nodecode_read(code, shape);

    if (*level && !text_same(level, nodecode_word(found)))
        add(c, RECORD_NODES_CODE, true, REASON_NODE_CODE,
            nodecode_shape(nodecode_level_from(level)));
    c->record->value[RECORD_NODES_LEVEL] = nodecode_word(found);
    if (*parent && (!nodecode_is_within(code, parent) || text_same(code, parent)))
        refuse(c, RECORD_NODES_PARENT, REASON_PARENT);
}

static void check_staff(struct checking *c)
{
    const char *from = record_text(c->record, RECORD_STAFF_AWAY_FROM);
    const char *until = record_text(c->record, RECORD_STAFF_AWAY_UNTIL);
    const char *id = record_text(c->record, RECORD_STAFF_ID);

    if (*from && *until && strcmp(until, from) < 0)
        refuse(c, RECORD_STAFF_AWAY_UNTIL, REASON_ABSENCE);
    if (text_same(id, record_text(c->record, RECORD_STAFF_COVER)))
        refuse(c, RECORD_STAFF_COVER, REASON_OWN_COVER);
}

static void check_duty(struct checking *c)
{
    static const int parts[] = {RECORD_DUTY_SHIFT, RECORD_DUTY_SEAT};

    /* both become part of the record's id */
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (strchr(record_text(c->record, parts[i]), '/'))
            refuse(c, parts[i], REASON_SLASH);
}

static void check_service(struct checking *c)
{
    if (text_same(record_text(c->record, RECORD_SERVICES_PLACE), "none") &&
        !*record_text(c->record, RECORD_SERVICES_INSTEAD))
        add(c, RECORD_SERVICES_INSTEAD, false, REASON_INSTEAD, "");
}

static void check_visit(struct checking *c)
{
    if (!*record_text(c->record, RECORD_VISITS_RESIDENT) &&
        !*record_text(c->record, RECORD_VISITS_DOOR))
        refuse(c, RECORD_VISITS_DOOR, REASON_VISIT_WHOM);
    if (!*record_text(c->record, RECORD_VISITS_RESULT))
        refuse(c, RECORD_VISITS_RESULT, REASON_VISIT_RESULT);
}

static void (*const kind_checks[RECORD_ROW_COUNT])(struct checking *c) = {
    [RECORD_NODES] = check_node,       [RECORD_STAFF] = check_staff,  [RECORD_DUTY] = check_duty,
    [RECORD_SERVICES] = check_service, [RECORD_VISITS] = check_visit,
};

static void check_value(struct checking *c, int field)
{
    const struct record_field *row = &record_rows[c->record->kind].fields[field];
    const char *value = c->record->value[field];
    struct text out = TEXT_EMPTY;
    struct flaw found = FLAW_NONE;

    enum value_result result =
        value_clean(row->type, row->choices, value, strlen(value), &out, &found);
    if (result != VALUE_GOOD)
        add(c, field, result == VALUE_BAD, found.reason, found.detail.at);
    /* a value that was refused stays as it came, for the report */
    if (result != VALUE_BAD)
        c->record->value[field] = arena_copy_part(c->arena, out.at, out.length);
    text_release(&out);
    reason_release(&found);
}

bool record_check(struct arena *arena, struct record *record, struct record_problems *problems)
{
    const struct record_row *row = &record_rows[record->kind];
    struct checking c = {arena, record, problems};
    size_t before = problems->refusal_count, bytes = 0;

    for (size_t i = 0; i < row->field_count; i++) {
        if (record->value[i])
            check_value(&c, (int)i);
        if (row->fields[i].flags & RECORD_REQUIRED && text_is_empty(record->value[i]))
            refuse(&c, (int)i, REASON_EMPTY);
        bytes += strlen(record_text(record, (int)i));
    }
    if (bytes > BYTES_MOST)
        refuse(&c, 0, REASON_LONG_TOGETHER);
    if (problems->refusal_count == before && kind_checks[record->kind])
        kind_checks[record->kind](&c);
    return problems->refusal_count == before;
}
