/* SPDX-License-Identifier: MIT */
/* bundle [ACTS [ROUNDS]]: what a bundle of so many acts (200) costs: bytes, and the middle of all
 * rounds (101) of building it and of opening it. */
#include "config.h"

#include "../sync/acts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ACTS = 200, ROUNDS = 101 };

static double now_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double middle_of(double *times, size_t count)
{
    qsort(times, count, sizeof(*times), compare);
    return times[count / 2];
}

/* One built and opened; false if it did not open. */
static bool go_round(const struct acts *acts, const struct acts_party *from,
                     const struct acts_party *to, struct text *file, double *built, double *opened)
{
    struct bundle_receiver receiver = acts_receiver(to, from);
    struct bundle bundle;
    struct error error;
    double start = now_ms();

    text_clear(file);
    acts_write(acts, 0, acts->count, from, to, file);
    *built = now_ms() - start;
    start = now_ms();
    enum status status = bundle_open(file->at, file->length, &receiver, &bundle, &error);
    *opened = now_ms() - start;
    bundle_close(&bundle);
    return status == STATUS_OK;
}

int main(int argc, char **argv)
{
    long act_count = ACTS, rounds = ROUNDS;
    struct acts_party station, hub;
    struct text file = TEXT_EMPTY;
    struct acts acts;
    size_t raw = 0;

    if ((argc > 1 && !text_to_long(argv[1], 1, 10000, &act_count)) ||
        (argc > 2 && !text_to_long(argv[2], 1, 100000, &rounds)))
        return 2;
    acts_party_init(&station, ACTS_STATION);
    acts_party_init(&hub, ACTS_HUB);
    acts_make(&acts, (size_t)act_count, 5);
    for (size_t i = 0; i < acts.count; i++)
        raw += acts.list[i].head_length + acts.list[i].body_length;
    double *built = memory_new((size_t)rounds * sizeof(*built));
    double *opened = memory_new((size_t)rounds * sizeof(*opened));
    for (long i = 0; i < rounds; i++)
        if (!go_round(&acts, &station, &hub, &file, &built[i], &opened[i]))
            return 1;
    printf("bundle of %ld acts (%zu bytes): %zu bytes, built in %.2f ms, opened in %.2f ms\n",
           act_count, raw, file.length, middle_of(built, (size_t)rounds),
           middle_of(opened, (size_t)rounds));
    free(built);
    free(opened);
    text_release(&file);
    acts_release(&acts);
    return 0;
}
