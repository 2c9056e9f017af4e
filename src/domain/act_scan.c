/* SPDX-License-Identifier: MIT */
/* Acts in the form this program writes, read straight: nearly all that are ever read. */
#include "config.h"

#include "domain/act_inside.h"

#include "shouwen/base/ident.h"
#include "shouwen/base/scan.h"

#include <string.h>

/* `"key":` of the field next in the table's order, or of a later one; ACT_FIELD_COUNT if it is of
 * none. That order is also what keeps a key from coming twice. */
static int take_key(struct scan *scan, enum act_place place, int field)
{
    const char *key = scan->at + 1;

    for (; field < ACT_FIELD_COUNT; field++) {
        size_t length = strlen(act_field_rows[field].key);
        if (act_field_rows[field].place != place || (size_t)(scan->end - scan->at) < length + 3 ||
            memcmp(key, act_field_rows[field].key, length) != 0 ||
            memcmp(key + length, "\":", 2) != 0 || *scan->at != '"')
            continue;
        scan->at = key + length + 2;
        break;
    }
    return field;
}

static bool take_value(struct scan *scan, struct arena *arena, const char **value)
{
    const char *start = scan->at;
    int64_t number;

    if (scan_text(scan, arena, value))
        return true;
    if (!scan_integer(scan, &number))
        return false;
    *value = arena_copy_part(arena, start, (size_t)(scan->at - start));
    return true;
}

/* The fields of a place up to the closing brace, the first without a comma if nothing stands before
 * it. */
static bool take_fields(struct scan *scan, struct arena *arena, enum act_place place, bool is_first,
                        struct act *act)
{
    for (int field = 0; !scan_take(scan, "}"); field++) {
        if (!is_first && !scan_take(scan, ","))
            return false;
        is_first = false;
        field = take_key(scan, place, field);
        if (field == ACT_FIELD_COUNT || !take_value(scan, arena, &act->value[field]))
            return false;
    }
    return scan_is_done(scan);
}

static bool take_on(struct scan *scan, struct arena *arena, struct act *act)
{
    uint64_t *on = NULL;
    uint8_t bytes[sizeof(*on)];
    const char *hex;
    size_t room = 0;

    if (!scan_take(scan, "["))
        return false;
    for (act->on_count = 0; !scan_take(scan, "]"); act->on_count++) {
        if ((act->on_count && !scan_take(scan, ",")) || !scan_text(scan, arena, &hex) ||
            !ident_unhex(hex, bytes, sizeof(bytes)))
            return false;
        on = arena_grow(arena, on, act->on_count, &room, sizeof(*on));
        on[act->on_count] = act_id_prefix(bytes);
    }
    act->on = on;
    return true;
}

bool act_scan_head(struct arena *arena, const char *bytes, size_t length, struct act *act,
                   const char **body_hash)
{
    struct scan scan;

    *body_hash = "";
    if (!scan_begin(&scan, bytes, length) || !scan_take(&scan, "{\"v\":1,\"l\":") ||
        !scan_text(&scan, arena, &act->log) || !scan_take(&scan, ",\"n\":") ||
        !scan_integer(&scan, &act->n) || !scan_take(&scan, ",\"k\":") ||
        !scan_text(&scan, arena, &act->word) || !scan_take(&scan, ",\"c\":") ||
        !scan_text(&scan, arena, &act->subject) || !scan_take(&scan, ",\"t\":") ||
        !scan_integer(&scan, &act->entered_at))
        return false;
    act->happened_at = act->entered_at;
    if (scan_take(&scan, ",\"at\":") && !scan_integer(&scan, &act->happened_at))
        return false;
    if (!scan_take(&scan, ",\"by\":") || !scan_text(&scan, arena, &act->by) ||
        !scan_take(&scan, ",\"on\":") || !take_on(&scan, arena, act))
        return false;
    if (scan_take(&scan, ",\"bh\":") && !scan_text(&scan, arena, body_hash))
        return false;
    act->kind = act_kind_of(act->word);
    return act->n > 0 && take_fields(&scan, arena, ACT_IN_HEAD, false, act);
}

/* `{"key":"text",...}` */
static bool take_record(struct scan *scan, struct arena *arena)
{
    enum { KEYS_MOST = 32 };
    const char *keys[KEYS_MOST], *text;
    size_t count = 0;

    if (!scan_take(scan, "{"))
        return false;
    for (; !scan_take(scan, "}"); count++) {
        if ((count && !scan_take(scan, ",")) || count == KEYS_MOST ||
            !scan_text(scan, arena, &keys[count]) || !scan_take(scan, ":") ||
            !scan_text(scan, arena, &text))
            return false;
        for (size_t i = 0; i < count; i++)
            if (strcmp(keys[i], keys[count]) == 0)
                return false;
    }
    return true;
}

bool act_scan_fields(const char *fields)
{
    struct arena arena = {0};
    struct scan scan;

    bool is_plain = scan_begin(&scan, fields, strlen(fields)) && take_record(&scan, &arena) &&
                    scan_is_done(&scan);
    arena_release(&arena);
    return is_plain;
}

bool act_scan_body(struct arena *arena, const char *bytes, size_t length, struct act *act)
{
    struct scan scan;

    if (!scan_begin(&scan, bytes, length) || !scan_take(&scan, "{"))
        return false;
    if (scan_take(&scan, "\"fields\":")) {
        const char *start = scan.at;
        if (!take_record(&scan, arena))
            return false;
        act->fields = arena_copy_part(arena, start, (size_t)(scan.at - start));
    }
    return take_fields(&scan, arena, ACT_IN_BODY, !act->fields, act);
}
