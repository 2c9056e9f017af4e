/* SPDX-License-Identifier: MIT */
/* The simulator (README.md): sim [--first SEED] [--seeds COUNT] [--jobs COUNT] [--faults WORDS]
 * [--broken NAME] [--thorough] [--tell]. Says what it ran and what was wrong; 1 if anything was.
 * Without options it is a test of `make check`. */
#include "config.h"

#include "broken.h"
#include "drive.h"
#include "heap.h"
#include "run.h"

#include "shouwen/base/clock.h"

#include <ftw.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    THOROUGH = 8,
    /* one seed in so many is looked at at every step */ WRONG_MOST = 5,
    JOBS_MOST = 64,
    TOLD_EVERY = 5000
};

struct order {
    uint64_t first, count;
    int jobs;
    struct run_how how;
    enum broken broken;
    int wrong_most; /* so many wrong seeds end it */
};

static struct world world; /* too large for a stack */

/* --- a folder in memory --- */

static int remove_one(const char *path, const struct stat *kind, int type, struct FTW *at)
{
    (void)kind;
    (void)type;
    (void)at;
    return remove(path);
}

static void make_folder(char *folder, size_t room)
{
    const char *root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

    snprintf(folder, room, "%s/shouwen-sim-XXXXXX", root);
    if (!mkdtemp(folder)) {
        perror(folder);
        exit(2);
    }
}

/* --- seeds --- */

/* The first lines of it. */
static void tell_wrong(uint64_t seed)
{
    enum { LINES = 4 };
    const char *at = world.wrong.at;
    int lines = 0;

    while (lines < LINES && (at = strchr(at, '\n')))
        lines += *++at != '\0';
    printf("# seed %llu: %.*s%s\n", (unsigned long long)seed,
           at ? (int)(at - world.wrong.at) : (int)world.wrong.length, world.wrong.at,
           at ? "..." : "");
    fflush(stdout);
}

/* Each seed in a process of its own, which begins with the files and the memory of this one; what
 * it counts goes into memory that both have. */
static int run_one(const struct order *order, uint64_t seed, struct run_counts *counts)
{
    struct run_how how = order->how;

    heap_begin();
    how.is_thorough |= seed % THOROUGH == 0;
    run_seed(&world, seed, &how, counts);
    if (world.wrong.length)
        tell_wrong(seed);
    fflush(stdout);
    return world.wrong.length != 0;
}

static int run_job(const struct order *order, int job, int result)
{
    struct run_counts *counts =
        mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char folder[100];
    int wrong = 0;

    make_folder(folder, sizeof(folder));
    drive_install();
    world_make(&world, folder);
    broken_set(order->broken);
    for (uint64_t i = (uint64_t)job; i < order->count && wrong < order->wrong_most;
         i += (uint64_t)order->jobs) {
        uint64_t seed = order->first + i;
        int status = 2;
        pid_t child = fork();
        if (child == 0)
            _exit(run_one(order, seed, counts));
        waitpid(child, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
            printf("# seed %llu: the program broke off\n", (unsigned long long)seed);
        wrong += status != 0;
        if ((i / (uint64_t)order->jobs + 1) % TOLD_EVERY == 0) {
            printf("# job %d: %d seeds more, up to %llu\n", job, TOLD_EVERY,
                   (unsigned long long)seed);
            fflush(stdout);
        }
    }
    fflush(stdout);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    if (write(result, counts, sizeof(*counts)) != sizeof(*counts))
        return 2;
    return wrong != 0;
}

static int run_all(const struct order *order)
{
    struct run_counts sum = {.seeds = 0}, one;
    int64_t began = clock_ms_of(CLOCK_MONOTONIC);
    int ends[2], status, wrong = 0;

    fflush(stdout);
    if (pipe(ends) != 0)
        return 2;
    for (int job = 0; job < order->jobs; job++)
        if (fork() == 0)
            _exit(run_job(order, job, ends[1]));
    close(ends[1]);
    while (wait(&status) > 0)
        wrong |= WIFEXITED(status) ? WEXITSTATUS(status) : 2;
    while (read(ends[0], &one, sizeof(one)) == sizeof(one)) {
        sum.seeds += one.seeds;
        sum.steps += one.steps;
        sum.acts += one.acts;
        sum.erased += one.erased;
        for (int i = 0; i < RUN_FAULTS; i++)
            sum.faults[i] += one.faults[i];
    }
    double seconds = (double)(clock_ms_of(CLOCK_MONOTONIC) - began) / 1000;
    printf(
        "# %lld seeds from %llu on in %.1f s, %.1f a second: %lld steps, %lld acts, %lld erased;",
        (long long)sum.seeds, (unsigned long long)order->first, seconds,
        (double)sum.seeds / seconds, (long long)sum.steps, (long long)sum.acts,
        (long long)sum.erased);
    for (int i = 0; i < RUN_FAULTS; i++)
        printf(" %s %lld", run_fault_words[i], (long long)sum.faults[i]);
    printf("\n");
    return wrong;
}

/* --- options --- */

static unsigned faults_of(const char *words)
{
    unsigned faults = 0;

    for (int i = 0; i < RUN_FAULTS; i++)
        if (strstr(words, run_fault_words[i]))
            faults |= 1u << i;
    return faults;
}

static const struct order usual = {.first = 1,
                                   .count = 100,
                                   .jobs = 1,
                                   .how.may = ~0u,
                                   .broken = BROKEN_COUNT,
                                   .wrong_most = WRONG_MOST};

/* A short run of the product, and of each variant until it is caught. */
static int run_tests(void)
{
    enum { FIRST = 1000000, SEEDS = 160, CAUGHT_WITHIN = 400 };
    struct order order = usual;
    int failed;

    printf("1..%d\n", 1 + BROKEN_COUNT);
    order.first = FIRST;
    order.count = SEEDS;
    order.jobs = 2;
    failed = run_all(&order);
    printf("%sok 1 - %d seeds\n", failed ? "not " : "", SEEDS);
    order.first = order.jobs = 1;
    order.count = CAUGHT_WITHIN;
    order.wrong_most = 1;
    for (order.broken = 0; order.broken < BROKEN_COUNT; order.broken++) {
        bool is_caught = run_all(&order) == 1;
        printf("%sok %d - the variant \"%s\" is caught\n", is_caught ? "" : "not ",
               2 + (int)order.broken, broken_words[order.broken]);
        failed |= !is_caught;
    }
    return failed;
}

/* Options into order; false if one is none. */
static bool read_options(int count, char **arguments, struct order *order)
{
    static const struct option options[] = {
        {"first", required_argument, NULL, 'f'},  {"seeds", required_argument, NULL, 's'},
        {"jobs", required_argument, NULL, 'j'},   {"faults", required_argument, NULL, 'w'},
        {"broken", required_argument, NULL, 'b'}, {"thorough", no_argument, NULL, 't'},
        {"tell", no_argument, NULL, 'l'},         {NULL, 0, NULL, 0},
    };

    for (int option; (option = getopt_long(count, arguments, "", options, NULL)) != -1;) {
        if (option == 'f')
            order->first = strtoull(optarg, NULL, 10);
        else if (option == 's')
            order->count = strtoull(optarg, NULL, 10);
        else if (option == 'j')
            order->jobs = (int)strtol(optarg, NULL, 10);
        else if (option == 'w')
            order->how.may = faults_of(optarg);
        else if (option == 't')
            order->how.is_thorough = true;
        else if (option == 'l')
            order->how.is_told = true;
        else if (option != 'b' || !broken_find(optarg, &order->broken))
            return false;
    }
    return order->jobs >= 1 && order->jobs <= JOBS_MOST;
}

int main(int count, char **arguments)
{
    struct order order = usual;

    if (count == 1)
        return run_tests();
    if (!read_options(count, arguments, &order)) {
        fprintf(stderr, "see tests/sim/README.md\n");
        return 2;
    }
    return run_all(&order);
}
