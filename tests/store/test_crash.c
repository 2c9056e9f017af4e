/* SPDX-License-Identifier: MIT */
/* A desk that dies in the middle: killed at any moment, or with the power gone, when whatever was
 * not yet synced may be on the disk or not. What was acknowledged must be there, and the chain
 * whole. */
#include "config.h"

#include "tests/store/sample.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

/* PIECE: of a long write any part may reach the disk; half a page of the WAL with its head. */
enum { SERIES = 4, KILLS = 12, DIED = 9, PIECE = 2060 };

/* --- a disk that remembers what it would lose --- */

enum death { ALIVE, TORN, POWER };

/* A write that was not yet synced: what stood there before. */
struct unsynced {
    int file;
    off_t at;
    size_t length;
    unsigned char *before;
    struct unsynced *older;
};

static struct {
    enum death death;
    int at; /* at which write or sync, counted from 1 */
    int met;
    struct unsynced *newest;
} disk;

/* Each unsynced write, the last first, is lost or not. */
static _Noreturn void lose_power(void)
{
    for (struct unsynced *lost = disk.newest; lost; lost = lost->older)
        if (rand() % 2 && pwrite(lost->file, lost->before, lost->length, lost->at) < 0)
            _exit(1);
    unlink(scratch("a.db-shm")); /* it lives in memory */
    _exit(DIED);
}

static void remember(int file, size_t length, off_t at)
{
    struct unsynced *write = malloc(sizeof(*write));

    *write = (struct unsynced){file, at, length, calloc(1, length), disk.newest};
    if (pread(file, write->before, length, at) < 0)
        _exit(1);
    disk.newest = write;
}

static ssize_t write_piece(int file, const void *bytes, size_t length, off_t at)
{
    bool is_last = disk.death != ALIVE && ++disk.met == disk.at;

    if (disk.death == POWER)
        remember(file, length, at);
    if (is_last && disk.death == TORN) {
        if (pwrite(file, bytes, length / 2, at) < 0)
            _exit(1);
        _exit(DIED);
    }
    ssize_t written = pwrite(file, bytes, length, at);
    if (is_last)
        lose_power();
    return written;
}

static ssize_t mortal_pwrite(int file, const void *bytes, size_t length, off_t at)
{
    for (size_t done = 0, piece; done < length; done += piece) {
        piece = length - done < PIECE ? length - done : PIECE;
        if (write_piece(file, (const char *)bytes + done, piece, at + (off_t)done) < 0)
            return -1;
    }
    return (ssize_t)length;
}

static int mortal_sync(int file, long call)
{
    if (disk.death != ALIVE && ++disk.met == disk.at) {
        if (disk.death == POWER)
            lose_power();
        _exit(DIED);
    }
    for (struct unsynced **place = &disk.newest; *place;) {
        struct unsynced *synced = *place;
        if (synced->file != file) {
            place = &synced->older;
            continue;
        }
        *place = synced->older;
        free(synced->before);
        free(synced);
    }
    return (int)syscall(call, file);
}

/* SQLite calls these two directly: the definitions here stand in for the C library's. */
int fsync(int file)
{
    return mortal_sync(file, SYS_fsync);
}

int fdatasync(int file)
{
    return mortal_sync(file, SYS_fdatasync);
}

/* --- the file --- */

static unsigned char *fresh;
static size_t fresh_length;

static void put_fresh(void)
{
    scratch_empty();
    scratch_write(scratch("a.db"), fresh, fresh_length);
}

/* A station file with two acts. */
static int prepare(void **state)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    struct db *db;

    (void)state;
    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)mortal_pwrite), 0);
    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)mortal_pwrite), 0);
    sample_make(scratch("a.db"));
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    assert_ok(sample_append(db, "case/a", "一", NULL));
    assert_ok(sample_append(db, "case/b", "二", NULL));
    db_close(db);
    fresh = scratch_read(scratch("a.db"), &fresh_length);
    return 0;
}

static int finish(void **state)
{
    (void)state;
    free(fresh);
    return 0;
}

/* The file opens, is whole, and holds every acknowledged act and at most one more: one may have
 * been stored and not yet told. Returns how many there are. */
static int64_t assert_whole(int64_t acknowledged)
{
    struct db *db;

    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    int64_t count = sample_verify_clean(db);
    assert_in_range(count, acknowledged, acknowledged + 1);
    assert_ok(sample_append(db, "case/b", "继续", NULL));
    assert_int_equal(sample_verify_clean(db), count + 1);
    db_close(db);
    return count + 1;
}

/* In a child: appends so many acts and tells the number of each. */
static void append_all(int count, int checkpoint_pages, int said)
{
    struct db *db;
    int64_t n;

    if (db_open(scratch("a.db"), DB_WRITE, &db, &error) != STATUS_OK)
        _exit(1);
    db_set_checkpoint(db, checkpoint_pages);
    for (int i = 0; i < count; i++)
        if (sample_append(db, "case/a", "门禁坏了", &n) != STATUS_OK ||
            write(said, &n, sizeof(n)) != sizeof(n))
            _exit(2);
    _exit(0);
}

/* What is still in the pipe; the last number that was told. */
static int64_t drain(int heard, int64_t last)
{
    int64_t n;

    while (read(heard, &n, sizeof(n)) == sizeof(n))
        last = n;
    close(heard);
    return last;
}

/* --- at each write and sync of a series --- */

/* False once the child lived through the whole series. */
static bool die_at(int at, enum death death, unsigned seed)
{
    int said[2], code;

    put_fresh();
    assert_int_equal(pipe(said), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        srand(seed);
        disk.at = at;
        disk.death = death;
        append_all(SERIES, 9, said[1]);
    }
    close(said[1]);
    int64_t last = drain(said[0], 2);
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_true(WIFEXITED(code));
    assert_true(WEXITSTATUS(code) == DIED || WEXITSTATUS(code) == 0);
    if (WEXITSTATUS(code) == 0)
        assert_int_equal(last, 2 + SERIES);
    assert_whole(last);
    return WEXITSTATUS(code) == DIED;
}

static void a_death_at_any_write_loses_nothing(void **state)
{
    int at = 1;

    (void)state;
    while (die_at(at, TORN, 1))
        at++;
    assert_true(at > 10 * SERIES);
    print_message("# %d places\n", at - 1);
}

static void a_power_cut_at_any_write_loses_nothing(void **state)
{
    int at = 1;

    (void)state;
    while (die_at(at, POWER, (unsigned)at))
        at++;
    assert_true(at > 10 * SERIES);
}

/* --- kill -9 from outside --- */

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
    int64_t total = 2;

    (void)state;
    put_fresh();
    srand(20261121);
    for (int round = 0; round < KILLS; round++) {
        int said[2], code;
        int64_t last = total;
        assert_int_equal(pipe(said), 0);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0)
            append_all(1000000, 50, said[1]);
        close(said[1]);
        for (int wanted = 1 + rand() % 25; wanted > 0; wanted--)
            assert_int_equal(read(said[0], &last, sizeof(last)), sizeof(last));
        for (int64_t until = now_us() + rand() % 1500; now_us() < until;)
            continue; /* somewhere in the middle of the next one */
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &code, 0), child);
        assert_true(WIFSIGNALED(code));
        total = assert_whole(drain(said[0], last));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_death_at_any_write_loses_nothing),
        cmocka_unit_test(a_power_cut_at_any_write_loses_nothing),
        cmocka_unit_test(what_was_acknowledged_survives_a_kill),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("crash", tests, prepare, finish);
    scratch_end();
    return failed;
}
