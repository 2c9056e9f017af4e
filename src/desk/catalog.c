/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/catalog.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/searchkey.h"
#include "shouwen/desk/follow.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/reference.h"
#include "shouwen/desk/sight.h"
#include "shouwen/domain/hours.h"
#include "shouwen/domain/limit.h"
#include "shouwen/domain/mask.h"
#include "shouwen/domain/parts.h"
#include "shouwen/store/query_reference.h"
#include "shouwen/store/records.h"
#include "shouwen/store/search.h"

#include <stdio.h>
#include <string.h>

static enum records_list list_of(enum record_kind kind)
{
    switch ((int)kind) {
    case RECORD_SERVICES:
        return RECORDS_SERVICES;
    case RECORD_RESOURCES:
        return RECORDS_RESOURCES;
    case RECORD_DEMANDS:
        return RECORDS_DEMANDS;
    case RECORD_SESSIONS:
        return RECORDS_SESSIONS;
    case RECORD_STAFF:
        return RECORDS_STAFF_OF_NODE;
    default:
        return RECORDS_RESIDENTS;
    }
}

static void reverse(struct record *records, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct record swap = records[i];
        records[i] = records[count - 1 - i];
        records[count - 1 - i] = swap;
    }
}

enum status catalog_page(struct desk *desk, enum record_kind kind, const struct record *from,
                         bool is_backwards, int most, struct arena *arena, struct record **records,
                         size_t *count, struct error *error)
{
    struct records_page page = {list_of(kind), desk_node(desk), from, is_backwards, most};
    struct record *kept = NULL, *read;
    size_t found, room = 0;
    enum status status;

    *count = 0;
    if (sight_has_all(desk, kind))
        return records_read_page(desk_reader(desk), &page, arena, records, count, error);
    do {
        TRY(records_read_page(desk_reader(desk), &page, arena, &read, &found, error));
        for (size_t i = 0; i < found && *count < (size_t)most; i++) {
            const struct record *next = &read[is_backwards ? found - 1 - i : i];
            if (!sight_has_record(desk, next))
                continue;
            kept = arena_grow(arena, kept, *count, &room, sizeof(*kept));
            kept[(*count)++] = *next;
        }
        if (found)
            page.from = &read[is_backwards ? 0 : found - 1];
    } while (found == (size_t)most && *count < (size_t)most);
    if (is_backwards)
        reverse(kept, *count);
    *records = kept;
done:
    return status;
}

enum status catalog_get(struct desk *desk, enum record_kind kind, const char *id,
                        struct arena *arena, struct record *record, struct error *error)
{
    enum status status;
    bool found;

    if (kind == RECORD_RESIDENTS)
        TRY(query_reference_meant(desk_reader(desk), id, desk_home(desk), arena, &id, error));
    TRY(records_get(desk_reader(desk), kind, id, arena, record, &found, error));
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, "id", _("there is no %s in the list"), id);
    TRY(sight_require_record(desk, record, arena_format(arena, "%s show", record_rows[kind].name),
                             error));
done:
    return status;
}

/* Keeps those of a short list whose texts hold every word that was typed, or whose name has it as
 * the beginning of its initials or pinyin. */
struct sieve {
    struct arena *arena;
    struct text key;
    const char **words, *word;
    size_t word_count;
    struct record *records;
    size_t count, room, most;
    bool fits;
};

/* The field that a person knows a record by. */
static int name_field(enum record_kind kind)
{
    return kind == RECORD_DEMANDS    ? RECORD_DEMANDS_SUBJECT
           : kind == RECORD_SESSIONS ? RECORD_SESSIONS_SUBJECT
                                     : 1;
}

static void try_spelling(void *context, const char *spelling)
{
    struct sieve *sieve = context;

    sieve->fits = sieve->fits || text_starts(spelling, sieve->word);
}

static bool has_every_word(struct sieve *sieve, const struct record *record)
{
    for (size_t i = 0; i < sieve->word_count; i++) {
        sieve->word = sieve->words[i];
        sieve->fits = strstr(sieve->key.at, sieve->word) != NULL;
        if (!sieve->fits)
            searchkey_initials(record->value[name_field(record->kind)], try_spelling, sieve);
        if (!sieve->fits)
            searchkey_pinyin(record->value[name_field(record->kind)], try_spelling, sieve);
        if (!sieve->fits)
            return false;
    }
    return true;
}

static enum status sift(void *context, const struct record *record, struct error *error)
{
    struct sieve *sieve = context;
    size_t fields = record_rows[record->kind].field_count;

    (void)error;
    if (sieve->count == sieve->most)
        return STATUS_OK;
    text_clear(&sieve->key);
    for (size_t i = 0; i < fields; i++) {
        searchkey_normal(&sieve->key, record->value[i]);
        text_add_char(&sieve->key, '\n');
    }
    if (!has_every_word(sieve, record))
        return STATUS_OK;
    sieve->records = arena_grow(sieve->arena, sieve->records, sieve->count, &sieve->room,
                                sizeof(*sieve->records));
    struct record *copy = &sieve->records[sieve->count++];
    *copy = (struct record){.kind = record->kind, .id = arena_copy(sieve->arena, record->id)};
    for (size_t i = 0; i < fields; i++)
        copy->value[i] = arena_copy(sieve->arena, record->value[i]);
    return STATUS_OK;
}

static enum status find_in_short(struct desk *desk, enum record_kind kind, const char *typed,
                                 int most, struct arena *arena, struct record **records,
                                 size_t *count, struct error *error)
{
    struct sieve sieve = {.arena = arena, .key = TEXT_EMPTY, .most = (size_t)most};

    searchkey_normal(&sieve.key, typed);
    sieve.words = parts_split(arena, sieve.key.at, " ", &sieve.word_count);
    enum status status = reference_each(desk, kind, sift, &sieve, error);
    text_release(&sieve.key);
    *records = sieve.records;
    *count = sieve.count;
    return status;
}

enum status catalog_find(struct desk *desk, enum record_kind kind, const char *typed, int most,
                         struct arena *arena, struct record **records, size_t *count,
                         struct error *error)
{
    const struct search_context context = {
        .today = desk_today(desk), .node = desk_node(desk), .limit = most};
    struct search_hits hits;
    enum status status;
    bool found;

    if (kind != RECORD_RESIDENTS && kind != RECORD_SERVICES)
        return find_in_short(desk, kind, typed, most, arena, records, count, error);
    *count = 0;
    TRY(sight_search(desk, typed, &context, arena, &hits, error));
    size_t total = kind == RECORD_RESIDENTS ? hits.resident_count : hits.service_count;
    *records = arena_alloc(arena, (total + 1) * sizeof(**records));
    for (size_t i = 0; i < total; i++) {
        const char *id = kind == RECORD_RESIDENTS ? hits.residents[i].id : hits.services[i].code;
        TRY(records_get(desk_reader(desk), kind, id, arena, &(*records)[*count], &found, error));
        *count += found;
    }
done:
    return status;
}

static void say_choices(struct text *out, const struct value_choice *choices, const char *words)
{
    char word[64];

    while (*words) {
        size_t length = strcspn(words, ";");
        snprintf(word, sizeof(word), "%.*s", (int)length, words);
        value_choice_say(out, choices, word);
        words += length + (words[length] == ';');
        text_add(out, *words ? ", " : "");
    }
}

void catalog_say(struct text *out, const struct record *record, int field)
{
    const struct record_field *row = &record_rows[record->kind].fields[field];
    const char *value = record_text(record, field);
    struct limit_pair limit;
    struct hours hours;
    char day[CLOCK_TEXT], time[CLOCK_TEXT];
    int64_t at;
    bool is_source = record->kind == RECORD_DEMANDS && field == RECORD_DEMANDS_SOURCE;

    if (row->flags & RECORD_MASKED)
        mask_tail(out, value);
    else if (is_source && word_index(word_channels, value) >= 0)
        text_add(out, word_label(word_channels, value)); /* the program's own; others are words */
    else if (row->choices)
        say_choices(out, row->choices, value);
    else if ((row->type == VALUE_LIMIT || field == RECORD_RESOURCES_LEAD_TIME) &&
             limit_pair_parse(value, &limit))
        limit_say(out, limit.promised);
    else if (row->type == VALUE_GRID && strrchr(value, '-'))
        text_add(out, strrchr(value, '-') + 1); /* the station is this one */
    else if (row->type == VALUE_HOURS && hours_parse(value, &hours))
        hours_say(out, &hours);
    else if (row->type == VALUE_MOMENT && clock_parse_at(value, &at))
        text_addf(out, "%s %s", clock_format_day(clock_day_of(at), day),
                  clock_format_time(at, time));
    else
        text_add(out, value);
}

enum status catalog_note_reveal(struct desk *desk, const char *id, struct error *error)
{
    const char *who = desk_person_id(desk);
    struct ledger *ledger;
    enum status status;

    TRY(desk_require_person(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_audit(ledger, who ? who : "", "reveal", id, error));
done:
    return status;
}

enum status catalog_ask(struct desk *desk, const char *code, const char *wish, const char *until,
                        const char *request, struct arena *arena, const char **number,
                        struct error *error)
{
    struct act acts[2] = {{.kind = ACT_OPEN}, {.kind = ACT_PROMISE}};
    struct record resource;
    enum status status;

    TRY(catalog_get(desk, RECORD_RESOURCES, code, arena, &resource, error));
    acts[0].value[FIELD_CHANNEL] = "own";
    acts[0].value[FIELD_REQUEST] = request;
    acts[0].value[FIELD_SUBJECT] =
        text_is_empty(wish)
            ? arena_format(arena, _("asks for %s"), resource.value[RECORD_RESOURCES_NAME])
            : arena_format(arena, _("asks for %s: %s"), resource.value[RECORD_RESOURCES_NAME],
                           wish);
    acts[0].value[FIELD_TEXT] = arena_format(
        arena, _("%s (%s), owner %s, telephone %s"), resource.value[RECORD_RESOURCES_NAME], code,
        resource.value[RECORD_RESOURCES_OWNER], resource.value[RECORD_RESOURCES_PHONE]);
    acts[1].value[FIELD_UNTIL] = until;
    acts[1].value[FIELD_WHY] = word_whys[WHY_CAN_BE_HAD].word;
    TRY(follow_record(desk, acts, until ? 2 : 1, arena, number, error));
done:
    return status;
}

/* The first thing that stands in the way; doubts do not. */
static enum status check_demand(struct arena *arena, struct record *record, struct error *error)
{
    struct record_problems problems = {0};

    record_check(arena, record, &problems);
    for (size_t i = 0; i < problems.count; i++)
        if (problems.items[i].is_refusal)
            return error_set(error, STATUS_INVALID,
                             record_rows[RECORD_DEMANDS].fields[problems.items[i].field].name, "%s",
                             problems.items[i].message);
    return STATUS_OK;
}

enum status catalog_note_demand(struct desk *desk, const char *kind, const char *subject,
                                const char *resident, const char *phone, const char *grid,
                                struct error *error)
{
    struct record record = {.kind = RECORD_DEMANDS};
    struct arena arena = {0};
    struct ledger *ledger;
    enum ledger_change change;
    char day[CLOCK_TEXT];
    enum status status;

    TRY(permit(desk, DEED_DEMAND, NULL, error));
    record.value[RECORD_DEMANDS_ON] = clock_format_day(desk_today(desk), day);
    record.value[RECORD_DEMANDS_KIND] = kind;
    record.value[RECORD_DEMANDS_SUBJECT] = subject;
    record.value[RECORD_DEMANDS_RESIDENT] = resident;
    record.value[RECORD_DEMANDS_PHONE] = phone;
    record.value[RECORD_DEMANDS_GRID] = grid;
    record.value[RECORD_DEMANDS_SOURCE] = _("the desk");
    if (text_is_empty(subject)) {
        status = error_set(error, STATUS_INVALID, "subject", "%s",
                           _("say in a few words what is wanted"));
        goto done;
    }
    TRY(check_demand(&arena, &record, error));
    record_make_id(&arena, &record, desk_node(desk));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_put(ledger, desk_person_id(desk), &record, &change, error));
done:
    arena_release(&arena);
    return status;
}
