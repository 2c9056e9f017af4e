/* SPDX-License-Identifier: MIT */
/* fill: a station file from the harness's rows, with everybody from the station to the district.
 * usage: fill CSV FILE NOW CALENDAR...   (CSV: id,opened,status,grid,category,name,subject,
 * assignee,due; NOW gets the time at which the shares hold, for SHOUWEN_NOW.)
 * The last rows are recorded act by act: prints the median milliseconds of a durable act. Into a
 * FILE that is there already only these go. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/intake/csv.h"
#include "shouwen/store/ledger.h"
#include "shouwen/store/station.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ALONE = 1000, GROUP = 1000, GRIDS = 20, STAFF_ID = 24 };

/* A case that was taken in. */
struct taken {
    const char *number;
    int64_t at;
    int staff;
};

struct fill {
    struct ledger *ledger;
    struct arena arena, kept;
    struct taken *cases;
    size_t case_count, case_room;
    double taken[4 * ALONE]; /* milliseconds of each act that was recorded alone */
    size_t taken_count;
    int64_t row, row_count, now, acts;
    double started;
    char **calendars; /* files */
    int calendar_count;
    bool is_filled; /* the file was there */
    bool is_alone;
};

static const char *const staff[] = {"zhangwei", "lina",  "wangfang", "chenjie", "liuyang",
                                    "zhaomin",  "sunli", "zhoutao",  "wujing",  "zhengkai",
                                    "fengyu",   "hemei", "guoqiang", "luoxin"};
enum { STAFF = sizeof(staff) / sizeof(staff[0]) };
static const char street[] = "310115007", district[] = "310115";
static const char *const units[] = {"310115-mzj", "310115-cgj", "310115007-mzk"};
enum { UNITS = sizeof(units) / sizeof(units[0]) };

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static enum status read_csv(const char *path, struct csv_sink sink, struct error *error)
{
    struct csv_reader *reader = csv_reader_new(sink);
    FILE *file = fopen(path, "re");
    char bytes[65536];
    size_t length;
    enum status status = STATUS_OK;

    if (!file) {
        csv_reader_free(reader);
        return error_set(error, STATUS_BROKEN, "", "%s cannot be read", path);
    }
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        TRY(csv_reader_feed(reader, bytes, length, error));
    TRY(csv_reader_end(reader, error));
done:
    fclose(file);
    csv_reader_free(reader);
    return status;
}

/* --- who is there --- */

static const char *station_of(struct arena *arena, int place)
{
    return arena_format(arena, "%s%03d", street, place + 1);
}

static enum status put(struct fill *fill, enum record_kind kind, const char *id,
                       const char *const *values, struct error *error)
{
    struct record record = {.kind = kind, .id = id};
    enum ledger_change change;

    for (int field = 0; values[field]; field++)
        record.value[field] = *values[field] ? values[field] : NULL;
    return ledger_put(fill->ledger, NULL, &record, &change, error);
}

static enum status put_person(struct fill *fill, const char *id, const char *roles,
                              const char *node, struct error *error)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    enum ledger_change change;

    record.value[RECORD_STAFF_ID] = record.value[RECORD_STAFF_NAME] = id;
    record.value[RECORD_STAFF_NODE] = node;
    record.value[RECORD_STAFF_ROLES] = roles;
    return ledger_put(fill->ledger, NULL, &record, &change, error);
}

static enum status put_station(struct fill *fill, int place, struct error *error)
{
    struct arena *arena = &fill->arena;
    const char *node = station_of(arena, place);
    enum status status;

    TRY(put(fill, RECORD_NODES, node, (const char *const[]){node, node, street, "station", NULL},
            error));
    TRY(put_person(fill, staff[place], "desk;worker", node, error));
    TRY(put_person(fill, arena_format(arena, "sec%02d", place), "secretary", node, error));
    for (int grid = 0; grid < GRIDS; grid++) {
        const char *code = arena_format(arena, "%s-G%02d", node, grid);
        TRY(put(fill, RECORD_GRIDS, code, (const char *const[]){code, code, staff[place], NULL},
                error));
    }
done:
    return status;
}

/* A row of the calendar: date,kind,name. */
static enum status put_day(void *context, const struct csv_row *row, struct error *error)
{
    struct fill *fill = context;

    if (row->line == 1 || row->count < 3)
        return STATUS_OK;
    return put(fill, RECORD_CALENDAR, row->cells[0],
               (const char *const[]){row->cells[0], row->cells[1], row->cells[2], NULL}, error);
}

/* The administrator last: from then on people are asked who they are. */
static enum status put_everybody(struct fill *fill, struct error *error)
{
    enum status status;

    TRY(ledger_begin(fill->ledger, error));
    for (int i = 0; i < fill->calendar_count; i++)
        TRY(read_csv(fill->calendars[i], (struct csv_sink){fill, put_day}, error));
    TRY(put(fill, RECORD_NODES, district,
            (const char *const[]){district, district, "", "district", NULL}, error));
    TRY(put(fill, RECORD_NODES, street,
            (const char *const[]){street, street, district, "street", NULL}, error));
    for (int place = 0; place < STAFF; place++)
        TRY(put_station(fill, place, error));
    for (int i = 0; i < UNITS; i++) {
        const char *parent = strlen(units[i]) > 10 ? street : district;
        TRY(put(fill, RECORD_NODES, units[i],
                (const char *const[]){units[i], units[i], parent, "department", NULL}, error));
        TRY(put_person(fill, arena_format(&fill->arena, "clerk%d", i), "clerk", units[i], error));
    }
    TRY(put_person(fill, "dispatch", "dispatcher", street, error));
    TRY(put_person(fill, "super", "supervisor", district, error));
    TRY(put_person(fill, "admin", "admin", station_of(&fill->arena, 0), error));
    TRY(ledger_commit(fill->ledger, error));
done:
    arena_reset(&fill->arena);
    return status;
}

/* --- what happened --- */

static enum status record(struct fill *fill, const char *by, struct act *act, struct error *error)
{
    double start = now_ms();
    const char *number;
    enum status status = ledger_record(fill->ledger, by, act, 1, &fill->arena, &number, error);

    if (fill->is_alone && fill->taken_count < sizeof(fill->taken) / sizeof(fill->taken[0]))
        fill->taken[fill->taken_count++] = now_ms() - start;
    fill->acts++;
    return status;
}

static enum status act_on(struct fill *fill, const struct taken *taken, const char *by,
                          enum act_kind kind, enum act_field field, const char *value,
                          struct error *error)
{
    struct act act = {.kind = kind};

    act.subject = arena_format(&fill->arena, "case/%s", taken->number);
    act.value[FIELD_REASON] = "要等一等";
    act.value[FIELD_TEXT] = "已联系居民";
    act.value[field] = value;
    if (kind == ACT_PROMISE)
        act.value[FIELD_VIA] = "call";
    return record(fill, by, &act, error);
}

/* 0 to 99, the same for a row whenever it is asked. */
static unsigned chance(size_t row, unsigned of)
{
    uint64_t mixed = ((uint64_t)row << 8 | of) * 0x9E3779B97F4A7C15u;

    mixed = (mixed ^ mixed >> 31) * 0xBF58476D1CE4E5B9u;
    return (unsigned)((mixed ^ mixed >> 29) % 100);
}

static const char *in_days(struct fill *fill, int days)
{
    return arena_format(&fill->arena, "%lld", (long long)(fill->now + days * 24 * CLOCK_HOUR));
}

/* One in ten of the open ones goes up, most of these to a department. */
static enum status go_up(struct fill *fill, size_t row, const struct taken *taken,
                         struct error *error)
{
    int unit = (int)(chance(row, 7) % UNITS);
    const char *clerk = arena_format(&fill->arena, "clerk%d", unit);
    enum status status;

    TRY(act_on(fill, taken, staff[taken->staff], ACT_REPORT_UP, FIELD_REASON, "站里办不了", error));
    if (chance(row, 8) >= 70)
        goto done;
    TRY(act_on(fill, taken, "dispatch", ACT_DISPATCH, FIELD_TO, units[unit], error));
    if (chance(row, 9) < 8)
        TRY(act_on(fill, taken, "super", ACT_SUPERVISE, FIELD_TEXT, "请抓紧", error));
    if (chance(row, 10) < 30)
        TRY(act_on(fill, taken, clerk, ACT_REPLY, FIELD_TEXT, "已办结", error));
done:
    return status;
}

/* The older a case, the likelier it is closed; of what is still open after a week most waits for
 * somebody. */
static enum status go_on(struct fill *fill, size_t row, struct error *error)
{
    const struct taken *taken = &fill->cases[row];
    int64_t days = (fill->now - taken->at) / (24 * CLOCK_HOUR);
    unsigned stays_open = days < 7 ? 80 : days < 30 ? 30 : days < 90 ? 5 : 2;
    const char *by = staff[taken->staff];
    unsigned kind = chance(row, 2);

    clock_fix(taken->at + CLOCK_HOUR);
    if (chance(row, 1) >= stays_open)
        return act_on(fill, taken, by, ACT_CLOSE, FIELD_OUTCOME, "solved", error);
    if (days >= 7 && kind < 70)
        return act_on(fill, taken, by, ACT_WAIT, FIELD_UNTIL, in_days(fill, 20), error);
    if (kind < 70)
        return STATUS_OK;
    if (kind < 80)
        return go_up(fill, row, taken, error);
    if (kind < 88)
        return act_on(fill, taken, by, ACT_PROMISE, FIELD_UNTIL, in_days(fill, 1), error);
    if (kind < 91)
        return act_on(fill, taken, by, ACT_FALL_BACK, FIELD_REASON, "不归我管", error);
    return STATUS_OK;
}

static int staff_of(const char *id)
{
    for (int i = 0; i < STAFF; i++)
        if (strcmp(staff[i], id) == 0)
            return i;
    return 0;
}

static enum status open_case(struct fill *fill, const char *const *cells, struct error *error)
{
    struct taken taken = {.staff = staff_of(cells[7])};
    struct act open = {.kind = ACT_OPEN};
    enum status status;
    bool is_new;

    if (!clock_parse_at(cells[1], &taken.at))
        return error_set(error, STATUS_INVALID, "", "%s is no time", cells[1]);
    clock_fix(taken.at);
    open.value[FIELD_SUBJECT] = cells[6];
    open.value[FIELD_NAME] = cells[5];
    open.value[FIELD_NODE] = station_of(&fill->arena, taken.staff);
    open.value[FIELD_GRID] =
        arena_format(&fill->arena, "%s-%.3s", open.value[FIELD_NODE], cells[3]);
    if (fill->is_alone) {
        TRY(record(fill, staff[taken.staff], &open, error));
    } else {
        open.value[FIELD_REQUEST] = arena_format(&fill->arena, "bench-%s", cells[0]);
        TRY(ledger_import(fill->ledger, staff[taken.staff], staff[taken.staff], &open, &fill->arena,
                          &is_new, error));
        fill->acts++;
    }
    taken.number = arena_copy(&fill->kept, act_subject_id(&open));
    fill->cases =
        arena_grow(&fill->kept, fill->cases, fill->case_count, &fill->case_room, sizeof(taken));
    fill->cases[fill->case_count++] = taken;
done:
    return status;
}

/* What happened to the cases that came in together, in groups. */
static enum status go_on_all(struct fill *fill, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t row = 0; row < fill->case_count; row++) {
        if (row % GROUP == 0)
            TRY(ledger_begin(fill->ledger, error));
        TRY(go_on(fill, row, error));
        arena_reset(&fill->arena);
        if (row % GROUP == GROUP - 1 || row + 1 == fill->case_count)
            TRY(ledger_commit(fill->ledger, error));
    }
done:
    return status;
}

/* The last rows are taken in one by one, the others by one import. */
static enum status take_row(void *context, const struct csv_row *row, struct error *error)
{
    struct fill *fill = context;
    enum status status = STATUS_OK;

    if (fill->row++ == 0 || row->count < 9)
        return STATUS_OK; /* the headings */
    if (fill->is_filled && fill->row < fill->row_count - ALONE)
        return STATUS_OK;
    if (fill->row == fill->row_count - ALONE && fill->is_filled) {
        fill->is_alone = true;
    } else if (fill->row == fill->row_count - ALONE) {
        TRY(ledger_commit(fill->ledger, error));
        printf("import_seconds %.1f\n", (now_ms() - fill->started) / 1e3);
        TRY(go_on_all(fill, error));
        printf("seconds %.1f\n", (now_ms() - fill->started) / 1e3);
        fill->is_alone = true;
    }
    TRY(open_case(fill, row->cells, error));
    if (fill->is_alone)
        TRY(go_on(fill, fill->case_count - 1, error));
done:
    arena_reset(&fill->arena);
    return status;
}

/* How many rows there are, and when the last case was opened. */
static enum status count_row(void *context, const struct csv_row *row, struct error *error)
{
    struct fill *fill = context;
    int64_t at;

    (void)error;
    fill->row_count++;
    if (row->count > 1 && clock_parse_at(row->cells[1], &at) && at > fill->now)
        fill->now = at;
    return STATUS_OK;
}

static enum status fill_file(const char *csv, const char *path, struct fill *fill,
                             struct error *error)
{
    enum status status;

    TRY(read_csv(csv, (struct csv_sink){fill, count_row}, error));
    if (fill->row_count < 2 * ALONE)
        return error_set(error, STATUS_INVALID, "", "%s needs %d rows at least", csv, 2 * ALONE);
    fill->now += CLOCK_HOUR;
    fill->is_filled = access(path, F_OK) == 0;
    if (!fill->is_filled)
        TRY(station_init(path, NULL, station_of(&fill->arena, 0), "bench", error));
    TRY(ledger_open(path, &matter_policy_shipped, &fill->ledger, error));
    if (fill->is_filled) {
        TRY(read_csv(csv, (struct csv_sink){fill, take_row}, error));
        goto done;
    }
    TRY(put_everybody(fill, error));
    fill->started = now_ms();
    TRY(ledger_begin(fill->ledger, error));
    TRY(ledger_expect(fill->ledger, fill->row_count, error));
    TRY(read_csv(csv, (struct csv_sink){fill, take_row}, error));
    TRY(ledger_tidy(fill->ledger, error));
    clock_fix(fill->now);
    TRY(ledger_note_run(fill->ledger, clock_day_of(fill->now), error));
done:
    return status;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* What SHOUWEN_NOW is to say when the file is looked at. */
static bool write_now(const char *path, int64_t now)
{
    char day[CLOCK_TEXT], time[CLOCK_TEXT];
    FILE *file = fopen(path, "we");

    if (!file)
        return false;
    fprintf(file, "%sT%s\n", clock_format_day(clock_day_of(now), day),
            clock_format_time(now, time));
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    static struct fill fill;
    struct error error = {0};

    if (argc < 4) {
        fputs("usage: fill CSV FILE NOW CALENDAR...\n", stderr);
        return 2;
    }
    fill.calendars = argv + 4;
    fill.calendar_count = argc - 4;
    if (fill_file(argv[1], argv[2], &fill, &error) != STATUS_OK || !write_now(argv[3], fill.now)) {
        fprintf(stderr, "fill: %s\n", error.message);
        return 3;
    }
    qsort(fill.taken, fill.taken_count, sizeof(fill.taken[0]), by_size);
    printf("cases %zu acts %lld act_ms_p50 %.3f act_ms_p95 %.3f\n", fill.case_count,
           (long long)fill.acts, fill.taken[fill.taken_count / 2],
           fill.taken[fill.taken_count * 95 / 100]);
    ledger_close(fill.ledger);
    arena_release(&fill.arena);
    arena_release(&fill.kept);
    return 0;
}
