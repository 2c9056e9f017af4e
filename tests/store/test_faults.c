/* SPDX-License-Identifier: MIT */
/* What a desk must survive: a full disk, a failing disk, others writing at the same time, a flipped
 * bit. Whatever append said "done" for must be there afterwards, and the chain whole. */
#include "config.h"

#include "shouwen/base/crypto.h"
#include "shouwen/store/backup.h"
#include "tests/store/sample.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* --- faults of the disk, at the n-th call --- */

enum call { WRITE, SYNC, CALLS };
static struct {
    enum call call;
    int at; /* which call fails, counted from 1; 0: none */
    bool stays;
    int cause;
    int met[CALLS];
} fault;

static void arm(enum call call, int at, int cause)
{
    memset(&fault, 0, sizeof(fault));
    fault.call = call;
    fault.cause = cause;
    fault.at = at;
}

static bool fails(enum call call)
{
    int met = ++fault.met[call];

    if (!fault.at || fault.call != call || (fault.stays ? met < fault.at : met != fault.at))
        return false;
    errno = fault.cause;
    return true;
}

/* Pages that go from the WAL into the file itself. */
static struct moved {
    bool is_watched;
    int page_count, unguarded_count;
} moved;

static bool others_are_locked_out(void);

static void watch(int file)
{
    char link[64], path[PATH_MAX];

    snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof(path) - 1);
    assert_true(length > 0);
    path[length] = '\0';
    if (!text_ends(path, "/a.db"))
        return;
    moved.page_count++;
    moved.unguarded_count += !others_are_locked_out();
}

static ssize_t faulty_pwrite(int file, const void *bytes, size_t length, off_t offset)
{
    if (moved.is_watched)
        watch(file);
    return fails(WRITE) ? -1 : pwrite(file, bytes, length, offset);
}

/* SQLite calls these two directly: the definitions here stand in for the C library's. */
int fsync(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fdatasync, file);
}

static void install(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");

    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)faulty_pwrite), 0);
    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)faulty_pwrite), 0);
}

enum { SERIES = 6, PROGRAMS = 8, EACH = 200, FLIPS = 400 };

/* A station file with two acts, kept in memory so that each round begins with the same. */
static unsigned char *fresh;
static size_t fresh_length;

static void put_fresh(void)
{
    scratch_empty();
    scratch_write(scratch("a.db"), fresh, fresh_length);
}

static int prepare(void **state)
{
    struct db *db;

    (void)state;
    install();
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

/* The file opens, is whole, and holds every act up to this number; returns how many there are. */
static int64_t assert_whole(int64_t acknowledged)
{
    struct db *db;

    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    int64_t count = sample_verify_clean(db);
    assert_true(count >= acknowledged);
    db_close(db);
    return count;
}

/* A series of appends with the fault in it; false once the fault lies behind the series' end. */
static bool run_series(enum call call, int at, bool stays, int cause, int checkpoint_pages)
{
    struct db *db;
    int64_t n = 2, last = 2;
    int failed = 0;

    put_fresh();
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    db_set_checkpoint(db, checkpoint_pages);
    arm(call, at, cause);
    fault.stays = stays;
    for (int i = 0; i < SERIES; i++) {
        enum status status = sample_append(db, "case/a", "灯坏了", &n);
        if (status == STATUS_OK) {
            assert_int_equal(n, last + 1);
            last = n;
            continue;
        }
        failed++;
        assert_int_equal(status, STATUS_BROKEN);
        assert_non_null(strstr(error.message, cause == ENOSPC && call == WRITE ? "full" : "disk"));
    }
    bool was_met = fault.met[call] >= at;
    fault.at = 0;
    if (!stays)
        assert_true(failed <= 1);
    assert_ok(sample_append(db, "case/b", "又好了", &n)); /* the same program goes on */
    assert_int_equal(n, last + 1);
    db_close(db);
    assert_int_equal(assert_whole(n), n);
    return was_met;
}

static void run_all(enum call call, int cause)
{
    static const int checkpoints[] = {
        1000, /* never in a series */
        9,    /* every few acts: the file itself is written too */
    };

    for (size_t i = 0; i < 2; i++)
        for (int stays = 0; stays < 2; stays++) {
            int at = 1;
            while (run_series(call, at, stays, cause, checkpoints[i]))
                at++;
            assert_true(at > SERIES); /* every act writes and syncs at least once */
            print_message("# %s: %d places\n", call == WRITE ? "writes" : "syncs", at - 1);
        }
}

static void a_full_disk_loses_nothing(void **state)
{
    (void)state;
    run_all(WRITE, ENOSPC);
}

static void a_failing_disk_loses_nothing(void **state)
{
    (void)state;
    run_all(WRITE, EIO);
}

static void a_failing_sync_loses_nothing(void **state)
{
    (void)state;
    run_all(SYNC, EIO);
}

static void a_commit_is_one_write_and_what_failed_never_comes_later(void **state)
{
    struct db *db, *other;

    (void)state;
    put_fresh();
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &other, &error));
    assert_ok(sample_append(db, "case/a", "一", NULL));
    arm(WRITE, 0, 0);
    assert_ok(sample_append(db, "case/a", "二", NULL));
    assert_int_equal(fault.met[WRITE], 1);
    arm(WRITE, 1, EIO);
    assert_int_equal(sample_append(db, "case/a", "三", NULL), STATUS_BROKEN);
    assert_ok(sample_append(other, "case/b", "四", NULL));
    assert_ok(sample_append(db, "case/a", "五", NULL));
    db_close(db);
    db_close(other);
    assert_int_equal(assert_whole(6), 6);
}

/* --- faults while a file is copied out or put back --- */

/* A copy is hundreds of like writes: every seventh will do. */
static const int stride[CALLS] = {[WRITE] = 7, [SYNC] = 1};

/* The backup is there and whole, or not there at all; false once the fault lies behind its end. */
static bool run_backup(enum call call, int at)
{
    struct db *db;

    unlink(scratch("copy"));
    assert_ok(db_open(scratch("a.db"), DB_READ, &db, &error));
    arm(call, at, call == WRITE ? ENOSPC : EIO);
    enum status status = backup_make(db, scratch("copy"), &error);
    bool was_met = fault.met[call] >= at;
    fault.at = 0;
    db_close(db);
    bool is_there = access(scratch("copy"), F_OK) == 0;
    assert_true(was_met || status == STATUS_OK);
    if (status != STATUS_OK) {
        assert_int_equal(status, STATUS_BROKEN);
        assert_non_null(strstr(error.message, is_there ? scratch_folder : scratch("copy")));
    }
    assert_true(is_there || status != STATUS_OK);
    if (is_there) {
        assert_ok(db_open(scratch("copy"), DB_READ, &db, &error));
        assert_int_equal(sample_verify_clean(db), 2);
        db_close(db);
    }
    assert_int_equal(scratch_count(), is_there ? 2 : 1);
    return was_met;
}

static void a_faulty_disk_makes_no_half_backup(void **state)
{
    (void)state;
    put_fresh();
    for (enum call call = WRITE; call < CALLS; call++) {
        int at = 1;
        while (run_backup(call, at))
            at += stride[call];
        assert_true(at > 2);
    }
}

/* Before or after, never between: the station file is what it was, or what was put back. */
static bool run_restore(enum call call, int at)
{
    struct text kept = TEXT_EMPTY;
    struct db *db;

    put_fresh();
    scratch_write(scratch("copy"), fresh, fresh_length);
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    assert_ok(sample_append(db, "case/a", "三", NULL));
    db_close(db);
    arm(call, at, call == WRITE ? ENOSPC : EIO);
    enum status status = backup_restore(scratch("a.db"), scratch("copy"), &kept, &error);
    bool was_met = fault.met[call] >= at;
    fault.at = 0;
    assert_true(was_met || status == STATUS_OK);
    int64_t count = assert_whole(2);
    if (status == STATUS_OK)
        assert_int_equal(count, 2);
    if (count == 2) {
        /* what was there is whole too, and nothing else is left */
        assert_ok(db_open(kept.at, DB_WRITE, &db, &error));
        assert_int_equal(sample_verify_clean(db), 3);
        db_close(db);
    }
    assert_int_equal(scratch_count(), count == 2 ? 3 : 2);
    text_release(&kept);
    return was_met;
}

static void a_faulty_disk_leaves_a_whole_file_when_restoring(void **state)
{
    (void)state;
    for (enum call call = WRITE; call < CALLS; call++) {
        int at = 1;
        while (run_restore(call, at))
            at += stride[call];
        assert_true(at > 2);
    }
}

/* --- many at once --- */

static void append_many(int program, int checkpoint_pages)
{
    struct db *db;
    char subject[32];

    if (db_open(scratch("a.db"), DB_WRITE, &db, &error) != STATUS_OK)
        _exit(100);
    db_set_checkpoint(db, checkpoint_pages);
    for (int i = 0; i < EACH; i++) {
        if (i % 20)
            snprintf(subject, sizeof(subject), "case/%d-%d", program, i / 20);
        else
            snprintf(subject, sizeof(subject), "case/of-all");
        if (sample_append(db, subject, "一起写", NULL) != STATUS_OK) {
            print_error("# program %d, act %d: %s\n", program, i, error.message);
            _exit(1 + (int)error.kind);
        }
    }
    db_close(db);
    _exit(0);
}

static void write_together(int checkpoint_pages)
{
    pid_t children[PROGRAMS];

    put_fresh();
    fflush(NULL);
    for (int i = 0; i < PROGRAMS; i++) {
        children[i] = fork();
        if (children[i] == 0)
            append_many(i, checkpoint_pages);
    }
    for (int i = 0; i < PROGRAMS; i++) {
        int code;
        assert_int_equal(waitpid(children[i], &code, 0), children[i]);
        assert_int_equal(code, 0);
    }
    assert_int_equal(assert_whole(0), 2 + PROGRAMS * EACH);
}

static void many_programs_write_one_journal(void **state)
{
    (void)state;
    write_together(1000);
    write_together(10);
}

/* Whether another program is kept from writing: it would have to lock this byte of the
 * WAL's index (sqlite.org/walformat.html, 2.3). */
static bool others_are_locked_out(void)
{
    enum { WRITE_LOCK = 120 };
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = WRITE_LOCK, .l_len = 1};
    int code;

    pid_t child = fork(); /* a program's own locks do not stand in its own way */
    if (child == 0) {
        int file = open(scratch("a.db-shm"), O_RDWR | O_CLOEXEC);
        _exit(file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type == F_WRLCK ? 0 : 1);
    }
    return waitpid(child, &code, 0) == child && code == 0;
}

static void nobody_writes_while_pages_are_moved(void **state)
{
    struct db *db;

    (void)state;
    put_fresh();
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    db_set_checkpoint(db, 9);
    arm(WRITE, 0, 0);
    moved = (struct moved){.is_watched = true};
    for (int i = 0; i < SERIES; i++)
        assert_ok(sample_append(db, "case/a", "灯坏了", NULL));
    moved.is_watched = false;
    db_close(db);
    assert_true(moved.page_count > SERIES);
    assert_int_equal(moved.unguarded_count, 0);
    assert_int_equal(assert_whole(0), 2 + SERIES);
}

/* --- one bit of the file --- */

/* A digest of all that can be read of the acts; false if something can't be read. */
static bool read_acts(struct db *db, uint8_t *out)
{
    static const char all[] = "SELECT log, n, id, subject, head, body, chain FROM act ORDER BY seq";
    struct query *query = db_query_composed(db, all);
    struct crypto_digest digest;
    enum status status;
    bool row;

    crypto_digest_start(&digest);
    while ((status = query_step(query, &row, &error)) == STATUS_OK && row) {
        for (int i = 0; i < 7; i++) {
            size_t length;
            const void *bytes = query_bytes(query, i, &length);
            crypto_digest_add(&digest, &length, sizeof(length));
            crypto_digest_add(&digest, bytes, length);
        }
    }
    crypto_digest_end(&digest, out);
    return status == STATUS_OK;
}

/* True if the flip was found; otherwise the acts must read as before. */
static bool is_flip_found(const uint8_t *right)
{
    struct db *db;
    struct text problems = TEXT_EMPTY;
    uint8_t now[CRYPTO_CHAIN];
    int64_t count;

    if (db_open(scratch("a.db"), DB_WRITE, &db, &error) != STATUS_OK)
        return true;
    bool is_found = journal_verify(db, sample_tell, &problems, &count, &error) != STATUS_OK ||
                    problems.length > 0;
    if (!is_found) {
        assert_true(read_acts(db, now));
        assert_memory_equal(now, right, CRYPTO_CHAIN);
    }
    db_close(db);
    text_release(&problems);
    return is_found;
}

static void a_flipped_bit_is_found_or_harmless(void **state)
{
    uint8_t right[CRYPTO_CHAIN];
    struct db *db;
    int found = 0;

    (void)state;
    put_fresh();
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    for (int i = 0; i < 60; i++)
        assert_ok(sample_append(db, i % 3 ? "case/a" : "case/b", "路灯又不亮了", NULL));
    assert_true(read_acts(db, right));
    db_close(db);
    free(fresh);
    fresh = scratch_read(scratch("a.db"), &fresh_length);
    srand(7);
    for (int i = 0; i < FLIPS; i++) {
        size_t at = (size_t)rand() % fresh_length;
        unsigned char bit = (unsigned char)(1 << (rand() % 8));
        fresh[at] ^= bit;
        put_fresh();
        found += is_flip_found(right);
        fresh[at] ^= bit;
    }
    print_message("# %d of %d flips found\n", found, FLIPS);
    assert_true(found > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_loses_nothing),
        cmocka_unit_test(a_failing_disk_loses_nothing),
        cmocka_unit_test(a_failing_sync_loses_nothing),
        cmocka_unit_test(a_commit_is_one_write_and_what_failed_never_comes_later),
        cmocka_unit_test(a_faulty_disk_makes_no_half_backup),
        cmocka_unit_test(a_faulty_disk_leaves_a_whole_file_when_restoring),
        cmocka_unit_test(many_programs_write_one_journal),
        cmocka_unit_test(nobody_writes_while_pages_are_moved),
        cmocka_unit_test(a_flipped_bit_is_found_or_harmless),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("faults", tests, prepare, finish);
    scratch_end();
    return failed;
}
