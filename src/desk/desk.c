/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/desk.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/words.h"
#include "shouwen/domain/twin_people.h"
#include "shouwen/store/pins.h"
#include "shouwen/store/query_scope.h"
#include "shouwen/store/records.h"
#include "shouwen/store/schema.h"
#include "shouwen/store/station.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What people and calendar were before the file said something else. */
struct former {
    struct arena view;
    struct calendar calendar;
    int64_t generation;
    struct former *older;
};

struct desk {
    struct settings *settings;
    struct matter_policy policy;
    struct arena arena; /* lives as long as the desk */
    const char *path, *key_path, *wanted, *person_id;
    const char *node, *node_name;
    bool is_usual_path; /* nobody said where the file is */
    struct db *reader;
    struct ledger *ledger;
    struct arena view;
    struct people people;
    struct calendar calendar;
    struct former *former; /* the latest first */
    int64_t generation;
    struct query_scope scope;
    struct arena scope_arena;
    struct linking_run *run;
    bool has_view, has_scope, is_nobody, is_started, is_settled;
    int64_t version;
};

static const char *data_path(struct arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (!text_is_empty(data))
        return arena_format(arena, "%s/shouwen/shouwen.db", data);
    return arena_format(arena, "%s/.local/share/shouwen/shouwen.db", home ? home : "");
}

/* Makes the folders of the data path, none of any other. */
static void make_data_folder(const char *path)
{
    struct text part = TEXT_EMPTY;

    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        text_clear(&part);
        text_add_bytes(&part, path, (size_t)(slash - path));
        /* whatever keeps it from being made keeps the file from being made too, which is said */
        if (mkdir(part.at, S_IRWXU) != 0 && errno != EEXIST)
            break;
    }
    text_release(&part);
}

static const char *first_text(const char *a, const char *b, const char *c)
{
    return !text_is_empty(a) ? a : !text_is_empty(b) ? b : !text_is_empty(c) ? c : NULL;
}

static void take_policy(struct desk *desk)
{
    static const enum setting limits[] = {SETTING_LIMIT_URGENT, SETTING_LIMIT_SPECIAL,
                                          SETTING_LIMIT_DIFFICULT, SETTING_LIMIT_ROUTINE};
    struct matter_policy *policy = &desk->policy;

    *policy = matter_policy_shipped;
    for (int urgency = 0; urgency < URGENCY_COUNT; urgency++) {
        long days = settings_number(desk->settings, limits[urgency]);
        policy->limit[urgency] = days ? arena_format(&desk->arena, "%ldw", days) : "spot";
    }
    policy->accept_days = (int)settings_number(desk->settings, SETTING_ACCEPT_DAYS);
    policy->undo_minutes = (int)settings_number(desk->settings, SETTING_UNDO_MINUTES);
    for (int class = 0; class < VISIT_CLASSES; class ++)
        policy->visits.days[class] =
            (int)settings_number(desk->settings, (enum setting)(SETTING_VISIT_SPECIAL + class));
    policy->visits.phoned_counts = settings_is(desk->settings, SETTING_VISIT_PHONED, "yes");
    policy->rest_day_is_next = settings_is(desk->settings, SETTING_REST_DAY, "next-working-day");
}

/* Nothing works with settings that say something else than was meant. */
static enum status read_settings(const char *path, struct settings **settings, struct error *error)
{
    enum status status = settings_open(path, settings, error);

    if (status != STATUS_OK && error)
        error->kind = STATUS_BROKEN;
    return status == STATUS_OK ? STATUS_OK : STATUS_BROKEN;
}

enum status desk_new(const struct desk_options *options, struct desk **desk, struct error *error)
{
    struct desk *made = memory_new(sizeof(*made));
    enum status status;

    *desk = NULL;
    TRY(read_settings(options->config, &made->settings, error));
    if (*settings_text(made->settings, SETTING_LANGUAGE))
        i18n_start(settings_text(made->settings, SETTING_LANGUAGE));
    words_take(made->settings);
    clock_set_offset((int)settings_number(made->settings, SETTING_UTC_OFFSET));
    take_policy(made);
    const char *path =
        first_text(options->database, settings_text(made->settings, SETTING_DATABASE), NULL);
    made->is_usual_path = !path;
    made->path = path ? arena_copy(&made->arena, path) : data_path(&made->arena);
    const char *key = settings_text(made->settings, SETTING_KEY_FILE);
    made->key_path =
        *key ? arena_copy(&made->arena, key) : arena_format(&made->arena, "%s.key", made->path);
    const char *wanted = first_text(options->staff, getenv("SHOUWEN_AS"),
                                    settings_text(made->settings, SETTING_STAFF));
    made->is_nobody = options->is_nobody;
    made->wanted = wanted && !options->is_nobody ? arena_copy(&made->arena, wanted) : NULL;
    *desk = made;
    made = NULL;
done:
    desk_free(made);
    return status;
}

void desk_free(struct desk *desk)
{
    if (!desk)
        return;
    ledger_close(desk->ledger);
    db_close(desk->reader);
    calendar_release(&desk->calendar);
    arena_release(&desk->view);
    arena_release(&desk->scope_arena);
    desk_forget(desk, desk->generation);
    arena_release(&desk->arena);
    settings_close(desk->settings);
    free(desk);
}

void desk_keep_run(struct desk *desk, struct linking_run *run)
{
    desk->run = run;
}

struct linking_run *desk_run(const struct desk *desk)
{
    return desk->run;
}

/* A file of an older program, or of other settings, is brought up to date before it is read. */
static enum status make_current(struct desk *desk, struct error *error)
{
    struct ledger *ledger;
    enum status status;
    bool is_current;

    TRY(ledger_is_current(desk->reader, &desk->policy, &is_current, error));
    if (is_current)
        goto done;
    db_read_end(desk->reader);
    TRY(desk_ledger(desk, &ledger, error));
    TRY(db_read_begin(desk->reader, error));
done:
    return status;
}

/* Who is there. */
static enum status look(struct desk *desk, struct error *error)
{
    enum status status;
    bool are_on;

    TRY(desk_refresh(desk, error));
    TRY(pins_are_on(desk->reader, &are_on, error));
    if (desk->wanted && !are_on)
        TRY(desk_sign_in(desk, desk->wanted, error));
done:
    return status;
}

enum status desk_open(struct desk *desk, struct error *error)
{
    struct station station;
    enum status status;

    TRY(db_open(desk->path, DB_READ, &desk->reader, error));
    /* one state of the file, whose lock is taken once */
    TRY(db_read_begin(desk->reader, error));
    TRY(station_read(desk->reader, &desk->arena, &station, error));
    desk->node = station.node;
    desk->node_name = station.name;
    TRY(make_current(desk, error));
    TRY(look(desk, error));
    desk->is_started = desk->person_id != NULL;
done:
    if (desk->reader)
        db_read_end(desk->reader);
    return status;
}

void desk_look_begin(struct desk *desk)
{
    struct error error;
    /* what keeps it from being begun keeps the reads from being made too, which is said */
    enum status status = db_read_begin(desk->reader, &error);

    (void)status;
}

void desk_look_end(struct desk *desk)
{
    db_read_end(desk->reader);
}

void desk_prepare(struct desk *desk)
{
    if (desk->is_usual_path)
        make_data_folder(desk->path);
}

const struct settings *desk_settings(const struct desk *desk)
{
    return desk->settings;
}

const struct matter_policy *desk_policy(const struct desk *desk)
{
    return &desk->policy;
}

const char *desk_path(const struct desk *desk)
{
    return desk->path;
}

const char *desk_key_path(const struct desk *desk)
{
    return desk->key_path;
}

const char *desk_node(const struct desk *desk)
{
    return desk->node;
}

const char *desk_node_name(const struct desk *desk)
{
    return desk->node_name;
}

struct db *desk_reader(struct desk *desk)
{
    return desk->reader;
}

enum status desk_ledger(struct desk *desk, struct ledger **ledger, struct error *error)
{
    enum status status = STATUS_OK;

    if (!desk->ledger)
        status = ledger_open(desk->path, &desk->policy, &desk->ledger, error);
    *ledger = desk->ledger;
    return status;
}

void desk_settle_in(struct desk *desk)
{
    struct error ignored;

    if (desk->is_settled || !desk->reader)
        return;
    /* without it the file is read as before */
    desk->is_settled = db_map(desk->reader, &ignored) == STATUS_OK;
}

bool desk_has_changed(struct desk *desk)
{
    return !desk->has_view || db_version(desk->reader) != desk->version ||
           desk->people.today != clock_day_of(clock_now_at());
}

/* Names and ids are borrowed all over: what they point into lives until desk_forget(). */
static void keep_former(struct desk *desk)
{
    struct former *former = memory_new(sizeof(*former));

    *former = (struct former){desk->view, desk->calendar, desk->generation++, desk->former};
    desk->former = former;
}

enum status desk_refresh(struct desk *desk, struct error *error)
{
    struct people people;
    struct arena view = {0};
    struct calendar calendar = {0};
    enum status status = STATUS_OK;

    if (!desk_has_changed(desk))
        return STATUS_OK;
    int64_t version = db_version(desk->reader);
    desk->has_view = desk->has_scope = false;
    TRY(records_load_people(desk->reader, desk_node(desk), &view, clock_day_of(clock_now_at()),
                            &people, error));
    TRY(records_load_calendar(desk->reader, &calendar, error));
    if (!people_same(&people, &desk->people) || !calendar_same(&calendar, &desk->calendar)) {
        keep_former(desk);
        desk->view = view;
        desk->people = people;
        desk->calendar = calendar;
        view = (struct arena){0};
        calendar = (struct calendar){0};
    }
    desk->version = version;
    desk->has_view = true;
done:
    arena_release(&view);
    calendar_release(&calendar);
    return status;
}

int64_t desk_generation(const struct desk *desk)
{
    return desk->generation;
}

void desk_forget(struct desk *desk, int64_t generation)
{
    struct former **at = &desk->former;

    while (*at && (*at)->generation >= generation)
        at = &(*at)->older;
    while (*at) {
        struct former *former = *at;
        *at = former->older;
        arena_release(&former->view);
        calendar_release(&former->calendar);
        free(former);
    }
}

const struct people *desk_people(const struct desk *desk)
{
    return &desk->people;
}

const struct calendar *desk_calendar(const struct desk *desk)
{
    return &desk->calendar;
}

int32_t desk_today(const struct desk *desk)
{
    return desk->people.today;
}

enum status desk_scope(struct desk *desk, const struct query_scope **scope, struct error *error)
{
    /* before somebody has signed in nothing is seen; the program sees everything */
    static const struct person nobody = {
        .id = "", .name = "", .node = "", .grids = "", .cover = "", .status = PERSON_LEFT};
    bool is_stranger = !desk->is_nobody && people_have_admin(&desk->people);
    const struct person *person = desk_person(desk);
    enum status status = STATUS_OK;

    if (!desk->has_scope) {
        arena_reset(&desk->scope_arena);
        TRY(query_scope_of(desk->reader, &desk->people, person || !is_stranger ? person : &nobody,
                           &desk->scope_arena, &desk->scope, error));
    }
    desk->has_scope = true;
    *scope = &desk->scope;
done:
    return status;
}

const char *desk_wanted(const struct desk *desk)
{
    return desk->wanted;
}

bool desk_take_start(struct desk *desk)
{
    bool is_new = desk->is_started;

    desk->is_started = false;
    return is_new && desk->person_id;
}

const char *desk_person_id(const struct desk *desk)
{
    return desk->person_id;
}

const struct person *desk_person(const struct desk *desk)
{
    return desk->person_id ? people_find(&desk->people, desk->person_id) : NULL;
}

static enum status refuse_left(const struct person *person, struct error *error)
{
    return error_set(error, STATUS_DENIED, "as",
                     _("%s has left the staff and cannot record anything"), person->name);
}

enum status desk_sign_in(struct desk *desk, const char *staff_id, struct error *error)
{
    const struct person *person = people_find(&desk->people, staff_id);

    if (!person && !people_have_admin(&desk->people)) {
        /* before the first administrator nobody is known: the verbs work without a person */
        desk->person_id = NULL;
        desk->has_scope = false;
        return STATUS_OK;
    }
    if (!person)
        return twin_people_missing(&desk->people, "as", STATUS_DENIED, staff_id, error);
    if (person->status == PERSON_LEFT)
        return refuse_left(person, error);
    desk->person_id = arena_copy(&desk->arena, staff_id);
    desk->has_scope = false;
    return STATUS_OK;
}

enum status desk_require_person(struct desk *desk, struct error *error)
{
    const struct person *person = desk_person(desk);

    /* whoever leaves while signed in records nothing more */
    if (person && person->status == PERSON_LEFT)
        return refuse_left(person, error);
    if (person || !people_have_admin(&desk->people))
        return STATUS_OK;
    return error_set(error, STATUS_DENIED, "as",
                     _("nobody is signed in; say who acts with --as ID"));
}

enum status desk_require_admin(struct desk *desk, const char *what, struct error *error)
{
    enum status status;

    TRY(desk_require_person(desk, error));
    const struct person *person = desk_person(desk);
    if (person && people_have_admin(&desk->people) && !person_has(person, ROLE_ADMIN)) {
        error_set(error, STATUS_DENIED, "as", _("\"%s\" is for administrators; %s is none"), what,
                  person->name);
        status = desk_note_refusal(desk, STATUS_DENIED, what, "", error);
    }
done:
    return status;
}

const char *desk_home(const struct desk *desk)
{
    const struct person *person = desk_person(desk);
    enum node_level level = person ? node_level_of(person->node) : NODE_OTHER;

    return level == NODE_STATION || level == NODE_STREET ? person->node : desk_node(desk);
}

const char *desk_name(const struct desk *desk, const char *staff_id)
{
    const struct person *person = people_find(&desk->people, staff_id);

    return person ? person->name : staff_id ? staff_id : "";
}

enum status desk_note_refusal(struct desk *desk, enum status status, const char *what,
                              const char *subject, const struct error *error)
{
    struct ledger *ledger;
    struct error ignored;

    (void)error;
    if (status != STATUS_DENIED)
        return status;
    /* the refusal stands whether or not it could be noted */
    if (desk_ledger(desk, &ledger, &ignored) == STATUS_OK) {
        const char *who = first_text(desk->person_id, desk->wanted, NULL);
        struct text line = TEXT_EMPTY;
        text_addf(&line, "denied %s", what);
        enum status noted = ledger_audit(ledger, who ? who : "", line.at, subject, &ignored);
        (void)noted;
        text_release(&line);
    }
    return status;
}
