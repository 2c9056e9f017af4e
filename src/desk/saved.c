/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/saved.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/base/utf8.h"
#include "shouwen/desk/follow.h"
#include "shouwen/domain/twin_people.h"
#include "shouwen/store/ledger.h"
#include "shouwen/store/query_saved.h"

#include <string.h>

static const struct word word_rules[] = {
    {"first-contact", N_("first contact")},
    {"assigned", N_("assigned")},
    {"fallback", N_("fallback")},
    {NULL, NULL},
};

#define CONDITION_ROW(constant, name, label, words) [SAVED_##constant] = {name, label, words},
const struct saved_condition_row saved_condition_rows[SAVED_CONDITIONS] = {
    SAVED_CONDITION_TABLE(CONDITION_ROW)};

static const char *owner_of(const struct desk *desk)
{
    const char *id = desk_person_id(desk);

    return id ? id : "";
}

/* --- as it is kept --- */

static void write_form(const struct saved *saved, struct text *out)
{
    struct json *form = json_new_object();

    json_put_text(form, "queue", queue_rows[saved->queue].word);
    json_put_text(form, "argument", saved->argument);
    json_put_text(form, "search", saved->search);
    json_put_text(form, "sort", case_sort_rows[saved->sort].word);
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        json_put_text(form, saved_condition_rows[i].name, saved->conditions[i]);
    json_write(form, out);
    json_release(form);
}

static const char *text_in(const struct json *form, const char *key, struct arena *arena)
{
    const char *text = json_get_text(form, key);

    return text ? arena_copy(arena, text) : "";
}

/* False where another version wrote what this one does not know. */
static bool read_form(const struct query_saved_row *row, struct arena *arena, struct saved *saved)
{
    struct json *form = NULL;
    struct error ignored;

    if (json_read(row->form, strlen(row->form), 1, &form, &ignored) != STATUS_OK)
        return false;
    *saved = (struct saved){.key = *row->key,
                            .name = row->name,
                            .queue = queue_find(json_get_text(form, "queue")),
                            .argument = text_in(form, "argument", arena),
                            .search = text_in(form, "search", arena),
                            .sort = case_sort_find(json_get_text(form, "sort"))};
    for (int i = 0; i < SAVED_CONDITIONS; i++)
        saved->conditions[i] = text_in(form, saved_condition_rows[i].name, arena);
    json_release(form);
    return saved->queue != QUEUE_COUNT && saved->sort != CASE_SORT_COUNT;
}

enum status saved_load(struct desk *desk, struct arena *arena, struct saved **rows, size_t *count,
                       struct error *error)
{
    struct query_saved_row *kept;
    size_t kept_count;
    enum status status;

    *rows = NULL;
    *count = 0;
    TRY(query_saved(desk_reader(desk), owner_of(desk), arena, &kept, &kept_count, error));
    *rows = arena_alloc(arena, kept_count * sizeof(**rows));
    for (size_t i = 0; i < kept_count; i++)
        if (read_form(&kept[i], arena, &(*rows)[*count]))
            ++*count;
done:
    return status;
}

static enum status none_there(char key, struct error *error)
{
    return error_set(error, STATUS_NOT_FOUND, "key", _("you have no filter saved under \"%c\""),
                     key);
}

enum status saved_find(struct desk *desk, char key, struct arena *arena, struct saved *saved,
                       struct error *error)
{
    struct saved *rows;
    size_t count;
    enum status status;

    TRY(saved_load(desk, arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++)
        if (rows[i].key == key) {
            *saved = rows[i];
            return STATUS_OK;
        }
    status = none_there(key, error);
done:
    return status;
}

/* --- what is asked for --- */

/* "G03" is the grid of this station. */
static enum status complete_grid(struct desk *desk, struct saved *saved, struct arena *arena,
                                 struct error *error)
{
    const struct people *people = desk_people(desk);
    const char *typed = saved->conditions[SAVED_GRID];

    if (!strchr(typed, '-'))
        typed = arena_format(arena, "%s-%s", desk_node(desk), typed);
    saved->conditions[SAVED_GRID] = typed;
    for (size_t i = 0; i < people->grid_count; i++)
        if (text_same(people->grids[i].code, typed))
            return STATUS_OK;
    return error_set(error, STATUS_INVALID, "grid", _("no grid has the code %s"), typed);
}

static enum status complete_person(struct desk *desk, struct saved *saved, struct arena *arena,
                                   struct error *error)
{
    const struct people *people = desk_people(desk);
    const char *typed = saved->conditions[SAVED_PERSON];
    const struct person *found = people_find(people, typed);
    size_t same = found ? 1 : 0;

    for (size_t i = 0; !people_find(people, typed) && i < people->count; i++)
        if (text_same(people->at[i].name, typed)) {
            found = &people->at[i];
            same++;
        }
    if (same > 1)
        return error_set(error, STATUS_INVALID, "person",
                         _("several people are called %s; give the id"), typed);
    if (!same && twin_people_several(desk_people(desk), typed))
        return twin_people_missing(desk_people(desk), "person", STATUS_INVALID, typed, error);
    if (!same)
        return error_set(error, STATUS_INVALID, "person", _("nobody here is called %s"), typed);
    saved->conditions[SAVED_PERSON] = arena_copy(arena, found->id);
    return STATUS_OK;
}

static enum status check_words(const struct saved *saved, struct error *error)
{
    for (int i = 0; i < SAVED_CONDITIONS; i++) {
        const struct saved_condition_row *row = &saved_condition_rows[i];
        if (row->words && *saved->conditions[i] && word_index(row->words, saved->conditions[i]) < 0)
            return error_set(error, STATUS_INVALID, row->name, _("\"%s\" is no %s"),
                             saved->conditions[i], _(row->label));
    }
    return STATUS_OK;
}

enum status saved_complete(struct desk *desk, struct saved *saved, struct arena *arena,
                           struct error *error)
{
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(check_words(saved, error));
    if (*saved->conditions[SAVED_GRID])
        TRY(complete_grid(desk, saved, arena, error));
    if (*saved->conditions[SAVED_PERSON])
        TRY(complete_person(desk, saved, arena, error));
    if (!query_cases_may_sort(saved->queue, saved->sort))
        status = error_set(error, STATUS_INVALID, "sort", _("this queue cannot be sorted by that"));
done:
    return status;
}

/* Whoever held a case when it was closed; of open ones all that the person answers for. */
static enum status take_holder(struct desk *desk, const char *person, struct arena *arena,
                               struct case_filter *filter, struct error *error)
{
    const char *const *answered;
    const char **all;
    size_t count;
    enum status status;

    TRY(follow_holders(desk, person, arena, &answered, &count, error));
    all = arena_alloc(arena, (count + 1) * sizeof(*all));
    all[0] = person;
    for (size_t i = 0; i < count; i++)
        all[i + 1] = answered[i];
    filter->holders = all;
    filter->holder_count = count + 1;
done:
    return status;
}

enum status saved_filter(struct desk *desk, const struct saved *saved, struct arena *arena,
                         struct case_filter *filter, struct error *error)
{
    const char *person = saved->conditions[SAVED_PERSON], *me = desk_person_id(desk);
    enum status status = STATUS_OK;

    *filter = (struct case_filter){
        .queue = saved->queue,
        .argument = saved->argument,
        .search = saved->search,
        .sort = saved->sort,
        .today = desk_today(desk),
        .conditions = {.category = saved->conditions[SAVED_CATEGORY],
                       .urgency = saved->conditions[SAVED_URGENCY],
                       .channel = saved->conditions[SAVED_CHANNEL],
                       .rule = saved->conditions[SAVED_RULE],
                       .grid = saved->conditions[SAVED_GRID]},
    };
    if (saved->queue == QUEUE_MINE || (*person && queue_has_only_open(saved->queue)))
        TRY(follow_holders(desk,
                           saved->queue != QUEUE_MINE ? person
                           : me                       ? me
                                                      : "",
                           arena, &filter->holders, &filter->holder_count, error));
    else if (*person)
        TRY(take_holder(desk, person, arena, filter, error));
done:
    return status;
}

/* --- keeping it --- */

static bool is_key(char key)
{
    return (key >= '1' && key <= '9') || (key >= 'a' && key <= 'z');
}

static enum status check_name(const struct saved *saved, struct error *error)
{
    if (!is_key(saved->key))
        return error_set(error, STATUS_INVALID, "key",
                         _("a filter is saved under a digit from 1 to 9 or a letter from a to z"));
    if (text_is_empty(saved->name))
        return error_set(error, STATUS_INVALID, "name", _("give the filter a name"));
    if (utf8_count(saved->name) > SAVED_NAME)
        return error_set(error, STATUS_INVALID, "name", _("the name has more than %d characters"),
                         SAVED_NAME);
    return STATUS_OK;
}

static enum status check_room(struct desk *desk, char key, struct arena *arena, struct error *error)
{
    struct saved *rows;
    size_t count;
    enum status status;

    TRY(saved_load(desk, arena, &rows, &count, error));
    for (size_t i = 0; i < count; i++)
        if (rows[i].key == key)
            return STATUS_OK;
    if (count >= SAVED_MOST)
        return error_set(error, STATUS_REFUSED, "key",
                         _("%d filters are saved already; delete one first"), SAVED_MOST);
done:
    return status;
}

static enum status keep(struct desk *desk, char key, const char *name, const char *form,
                        struct error *error)
{
    const char under[] = {key, '\0'};
    struct ledger *ledger;
    enum status status;

    TRY(desk_require_person(desk, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_saved_put(ledger, owner_of(desk), under, name, form, error));
done:
    return status;
}

enum status saved_put(struct desk *desk, struct saved *saved, struct arena *arena,
                      struct error *error)
{
    struct text form = TEXT_EMPTY;
    enum status status;

    TRY(check_name(saved, error));
    TRY(saved_complete(desk, saved, arena, error));
    TRY(check_room(desk, saved->key, arena, error));
    write_form(saved, &form);
    TRY(keep(desk, saved->key, saved->name, form.at, error));
done:
    text_release(&form);
    return status;
}

enum status saved_drop(struct desk *desk, char key, struct error *error)
{
    struct arena arena = {0};
    struct saved saved;
    enum status status;

    TRY(saved_find(desk, key, &arena, &saved, error));
    TRY(keep(desk, key, "", "", error));
done:
    arena_release(&arena);
    return status;
}
