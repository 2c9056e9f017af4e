/* SPDX-License-Identifier: MIT */
/* fill: a station file from the harness's rows, each case by acts through the ledger.
 * usage: fill CSV FILE   (CSV: id,opened,status,grid,category,name,subject,assignee,due)
 * Prints the cases, and the milliseconds that one durable act took in the middle (median). */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/intake/csv.h"
#include "shouwen/store/ledger.h"
#include "shouwen/store/station.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char node[] = "310115007001";

struct fill {
    struct ledger *ledger;
    struct arena arena;
    double *taken; /* milliseconds of each act */
    size_t count, room;
    int64_t rows;
};

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static enum status put_staff(struct fill *fill, const char *id, struct error *error)
{
    struct record record = {.kind = RECORD_STAFF, .id = id};
    enum ledger_change change;

    record.value[RECORD_STAFF_ID] = record.value[RECORD_STAFF_NAME] = id;
    record.value[RECORD_STAFF_NODE] = node;
    record.value[RECORD_STAFF_ROLES] = strcmp(id, "admin") == 0 ? "admin;secretary" : "desk;worker";
    return ledger_put(fill->ledger, NULL, &record, &change, error);
}

static enum status record(struct fill *fill, const char *by, struct act *act, const char **number,
                          struct error *error)
{
    double start = now_ms();
    enum status status = ledger_record(fill->ledger, by, act, 1, &fill->arena, number, error);

    if (fill->count == fill->room) {
        fill->room = fill->room ? fill->room * 2 : 1024;
        fill->taken = memory_grow(fill->taken, fill->room, sizeof(*fill->taken));
    }
    fill->taken[fill->count++] = now_ms() - start;
    return status;
}

/* id,opened,status,grid,category,name,subject,assignee,due; a status from 6 on is closed. */
static enum status take_row(void *context, const struct csv_row *row, struct error *error)
{
    struct fill *fill = context;
    struct act open = {.kind = ACT_OPEN}, close = {.kind = ACT_CLOSE};
    const char *number;
    enum status status = STATUS_OK;
    int64_t at;

    if (fill->rows++ == 0 || row->count < 9)
        return STATUS_OK; /* the headings */
    if (clock_parse_at(row->cells[1], &at))
        clock_fix(at);
    open.value[FIELD_SUBJECT] = row->cells[6];
    open.value[FIELD_NAME] = row->cells[5];
    TRY(record(fill, row->cells[7], &open, &number, error));
    if (*row->cells[2] >= '6') {
        close.subject = open.subject; /* in fill->arena */
        close.value[FIELD_OUTCOME] = "solved";
        TRY(record(fill, row->cells[7], &close, &number, error));
    }
done:
    arena_reset(&fill->arena);
    return status;
}

static enum status read_csv(const char *path, struct fill *fill, struct error *error)
{
    struct csv_reader *reader = csv_reader_new((struct csv_sink){fill, take_row});
    FILE *file = fopen(path, "re");
    char bytes[65536];
    size_t length;
    enum status status;

    if (!file)
        return error_set(error, STATUS_BROKEN, "", "%s cannot be read", path);
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        TRY(csv_reader_feed(reader, bytes, length, error));
    TRY(csv_reader_end(reader, error));
done:
    fclose(file);
    csv_reader_free(reader);
    return status;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static enum status fill_file(const char *csv, const char *path, struct fill *fill,
                             struct error *error)
{
    static const char *const staff[] = {"zhangwei", "lina",  "wangfang", "chenjie", "liuyang",
                                        "zhaomin",  "sunli", "zhoutao",  "wujing",  "zhengkai",
                                        "fengyu",   "hemei", "guoqiang", "luoxin",  "admin"};
    enum status status;

    TRY(station_init(path, NULL, node, "bench", error));
    TRY(ledger_open(path, &matter_policy_shipped, &fill->ledger, error));
    for (size_t i = 0; i < sizeof(staff) / sizeof(staff[0]); i++)
        TRY(put_staff(fill, staff[i], error));
    TRY(read_csv(csv, fill, error));
    TRY(ledger_tidy(fill->ledger, error));
done:
    return status;
}

int main(int argc, char **argv)
{
    struct fill fill = {0};
    struct error error = {0};

    if (argc != 3) {
        fputs("usage: fill CSV FILE\n", stderr);
        return 2;
    }
    if (fill_file(argv[1], argv[2], &fill, &error) != STATUS_OK) {
        fprintf(stderr, "fill: %s\n", error.message);
        return 3;
    }
    if (!fill.count) {
        fputs("fill: the file has no rows\n", stderr);
        return 3;
    }
    qsort(fill.taken, fill.count, sizeof(*fill.taken), by_size);
    printf("cases %lld acts %zu act_ms_p50 %.3f act_ms_p95 %.3f\n", (long long)fill.rows - 1,
           fill.count, fill.taken[fill.count / 2], fill.taken[fill.count * 95 / 100]);
    ledger_close(fill.ledger);
    free(fill.taken);
    arena_release(&fill.arena);
    return 0;
}
