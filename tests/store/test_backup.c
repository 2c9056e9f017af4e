/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/backup.h"

#include "shouwen/base/clock.h"
#include "shouwen/store/schema.h"
#include "tests/store/sample.h"

#include <signal.h>
#include <sys/wait.h>

static struct db *db;
static struct text kept = TEXT_EMPTY;

enum { ACTS = 4 };

static void append(int count)
{
    for (int i = 0; i < count; i++)
        assert_ok(sample_append(db, i % 2 ? "case/a" : "case/b", "王阿姨问社保卡", NULL));
}

static int make(void **state)
{
    (void)state;
    clock_fix(1795230000000); /* 2026-11-21T11:00:00+08:00 */
    text_clear(&kept);
    sample_make(scratch("a.db"));
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    append(ACTS);
    return 0;
}

static void stop(void)
{
    db_close(db);
    db = NULL;
}

static int drop(void **state)
{
    (void)state;
    stop();
    scratch_empty();
    return 0;
}

/* Opens the file, which must be sound and hold so many acts. */
static void assert_acts(const char *path, int64_t count)
{
    struct db *other;

    assert_ok(db_open(path, DB_WRITE, &other, &error));
    assert_int_equal(sample_verify_clean(other), count);
    db_close(other);
}

static void a_backup_is_one_whole_private_file(void **state)
{
    struct stat file;
    struct db *reader;

    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    assert_int_equal(stat(scratch("copy"), &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    append(1); /* the station goes on */
    assert_acts(scratch("copy"), ACTS);
    assert_int_equal(sample_verify_clean(db), ACTS + 1);

    assert_ok(db_open(scratch("a.db"), DB_READ, &reader, &error));
    assert_ok(backup_make(reader, scratch("second"), &error));
    assert_fails(db_begin(reader, &error), STATUS_BROKEN, "reading only"); /* still */
    assert_fails(query_run(db_query_composed(reader, "DELETE FROM act"), &error), STATUS_BROKEN,
                 "read-only");
    db_close(reader);
    assert_acts(scratch("second"), ACTS + 1);
    stop();
    assert_int_equal(scratch_empty(), 4); /* a.db a.db.key copy second */
}

static void a_backup_overwrites_nothing(void **state)
{
    size_t length;

    (void)state;
    scratch_write(scratch("copy"), "mine", 4);
    assert_fails(backup_make(db, scratch("copy"), &error), STATUS_BROKEN, "exists already");
    unsigned char *left = scratch_read(scratch("copy"), &length);
    assert_int_equal(length, 4);
    free(left);
    assert_fails(backup_make(db, scratch("a.db"), &error), STATUS_BROKEN, "exists already");
    assert_fails(backup_make(db, scratch("no/where"), &error), STATUS_BROKEN, "No such file");
    stop();
    assert_int_equal(scratch_empty(), 3);
}

static void a_restore_brings_back_the_copy_and_keeps_the_rest(void **state)
{
    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    append(2);
    stop();
    assert_ok(backup_restore(scratch("a.db"), scratch("copy"), &kept, &error));
    assert_string_equal(kept.at, scratch("a.db.before-restore-20261121-110000"));
    assert_acts(scratch("a.db"), ACTS);
    assert_acts(kept.at, ACTS + 2);
    /* twice in one second: the second does not touch the first */
    text_clear(&kept);
    assert_ok(backup_restore(scratch("a.db"), scratch("copy"), &kept, &error));
    assert_string_equal(kept.at, scratch("a.db.before-restore-20261121-110000-2"));
    assert_acts(scratch("copy"), ACTS);
    assert_int_equal(scratch_empty(), 5);
}

static void a_lost_file_is_restored_without_its_old_wal(void **state)
{
    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    append(1);
    assert_int_equal(rename(scratch("a.db-wal"), scratch("wal")), 0);
    stop();
    assert_int_equal(unlink(scratch("a.db")), 0);
    assert_int_equal(rename(scratch("wal"), scratch("a.db-wal")), 0);
    assert_ok(backup_restore(scratch("a.db"), scratch("copy"), &kept, &error));
    assert_string_equal(kept.at, "");
    assert_acts(scratch("a.db"), ACTS);
}

static void a_damaged_file_can_be_replaced(void **state)
{
    size_t length;

    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    stop();
    scratch_write(scratch("a.db"), "rubbish", 7);
    scratch_write(scratch("a.db-wal"), "waste", 5);
    assert_ok(backup_restore(scratch("a.db"), scratch("copy"), &kept, &error));
    assert_acts(scratch("a.db"), ACTS);
    unsigned char *left = scratch_read(kept.at, &length);
    assert_int_equal(length, 7);
    free(left);
    text_add(&kept, "-wal");
    left = scratch_read(kept.at, &length);
    assert_int_equal(length, 5);
    free(left);
    assert_int_equal(scratch_empty(), 5);
}

/* The restore must fail with this sentence and change nothing. */
static void assert_not_restored(const char *from, enum status expected, const char *part)
{
    int before = scratch_count();

    assert_fails(backup_restore(scratch("a.db"), from, &kept, &error), expected, part);
    assert_string_equal(kept.at, "");
    assert_int_equal(scratch_count(), before);
}

static void a_bad_copy_is_refused(void **state)
{
    struct db *other;

    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    stop();
    scratch_write(scratch("text"), "hello", 5);
    assert_not_restored(scratch("text"), STATUS_BROKEN, "not a station file");
    assert_not_restored(scratch("none"), STATUS_BROKEN, "No such file");
    assert_not_restored(scratch_folder, STATUS_BROKEN, "folder");
    assert_not_restored(scratch("a.db"), STATUS_REFUSED, "itself");
    assert_int_equal(symlink(scratch("a.db"), scratch("link")), 0);
    assert_not_restored(scratch("link"), STATUS_REFUSED, "itself");
    assert_ok(station_init(scratch("b.db"), NULL, "310115007002", "别的站", &error));
    assert_not_restored(scratch("b.db"), STATUS_REFUSED, "belongs to 310115007002");
    assert_ok(db_open(scratch("copy"), DB_WRITE, &other, &error));
    assert_ok(db_begin(other, &error));
    assert_ok(query_run(db_query_composed(other, "DELETE FROM act WHERE n = 2"), &error));
    assert_ok(db_commit(other, &error));
    db_close(other);
    assert_not_restored(scratch("copy"), STATUS_BROKEN, "act 2 is missing");
    assert_acts(scratch("a.db"), ACTS);
}

/* In a child: opens the file, reads from it, says so, and waits until told to end. */
static void work_with(enum db_mode mode, int said, int told)
{
    struct db *other;
    struct journal_log log;
    char byte = 0;

    if (db_open(scratch("a.db"), mode, &other, &error) != STATUS_OK ||
        journal_own_log(other, &log, &error) != STATUS_OK)
        _exit(1);
    if (write(said, "r", 1) != 1 || read(told, &byte, 1) != 1)
        _exit(2);
    /* it is still the same file, and still works */
    if (mode == DB_WRITE && sample_append(other, "case/a", "还在", NULL) != STATUS_OK)
        _exit(3);
    db_close(other);
    _exit(0);
}

static void a_file_in_use_is_left_alone(void **state)
{
    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    assert_not_restored(scratch("copy"), STATUS_BUSY, "close it there"); /* this very program */
    stop();
    for (enum db_mode mode = DB_READ; mode <= DB_WRITE; mode++) {
        int said[2], told[2], code;
        char byte;
        assert_int_equal(pipe(said), 0);
        assert_int_equal(pipe(told), 0);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0)
            work_with(mode, said[1], told[0]);
        assert_int_equal(read(said[0], &byte, 1), 1);
        assert_not_restored(scratch("copy"), STATUS_BUSY, "close it there");
        /* also when the file's head was destroyed meanwhile */
        FILE *file = fopen(scratch("a.db"), "r+b");
        char head[16];
        assert_int_equal(fread(head, 1, 16, file), 16);
        rewind(file);
        assert_int_equal(fwrite("sixteen bytes !!", 1, 16, file), 16);
        fflush(file);
        assert_not_restored(scratch("copy"), STATUS_BUSY, "close it there");
        rewind(file);
        assert_int_equal(fwrite(head, 1, 16, file), 16);
        fclose(file);
        assert_int_equal(write(told[1], "e", 1), 1);
        assert_int_equal(waitpid(child, &code, 0), child);
        assert_int_equal(code, 0);
        for (int i = 0; i < 2; i++) {
            close(said[i]);
            close(told[i]);
        }
    }
    assert_acts(scratch("a.db"), ACTS + 1);
    assert_ok(backup_restore(scratch("a.db"), scratch("copy"), &kept, &error));
}

/* In a child: opens the file, once told to, while somebody else has seized it. */
static void wait_for_file(int told)
{
    struct db *other;
    struct journal_log log;
    char byte;

    if (read(told, &byte, 1) != 1 ||
        db_open(scratch("a.db"), DB_READ, &other, &error) != STATUS_OK ||
        journal_own_log(other, &log, &error) != STATUS_OK)
        _exit(100);
    db_close(other);
    _exit((int)log.n);
}

/* True if the process has the file open. */
static bool has_open(pid_t process, const char *path)
{
    char name[64], target[300];

    for (int i = 3; i < 20; i++) {
        snprintf(name, sizeof(name), "/proc/%d/fd/%d", (int)process, i);
        ssize_t length = readlink(name, target, sizeof(target) - 1);
        target[length < 0 ? 0 : length] = '\0';
        if (strcmp(target, path) == 0)
            return true;
    }
    return false;
}

static void who_waited_gets_the_file_that_was_put_back(void **state)
{
    int code, told[2];

    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    append(2);
    stop();
    assert_int_equal(pipe(told), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        wait_for_file(told[0]);
    assert_ok(db_open(scratch("a.db"), DB_WRITE, &db, &error));
    assert_ok(db_seize(db, &error));
    assert_int_equal(write(told[1], "g", 1), 1);
    while (!has_open(child, scratch("a.db")))
        assert_int_equal(waitpid(child, &code, WNOHANG), 0);
    assert_int_equal(rename(scratch("copy"), scratch("a.db")), 0);
    stop();
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(WEXITSTATUS(code), ACTS);
    close(told[0]);
    close(told[1]);
}

static void a_link_stays_a_link(void **state)
{
    struct stat file;

    (void)state;
    assert_ok(backup_make(db, scratch("copy"), &error));
    append(1);
    stop();
    assert_int_equal(symlink("a.db", scratch("link.db")), 0);
    assert_ok(backup_restore(scratch("link.db"), scratch("copy"), &kept, &error));
    assert_int_equal(lstat(scratch("link.db"), &file), 0);
    assert_true(S_ISLNK(file.st_mode));
    assert_acts(scratch("a.db"), ACTS);
    assert_acts(kept.at, ACTS + 1);
}

#define WITH_ACTS(test) cmocka_unit_test_setup_teardown(test, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ACTS(a_backup_is_one_whole_private_file),
        WITH_ACTS(a_backup_overwrites_nothing),
        WITH_ACTS(a_restore_brings_back_the_copy_and_keeps_the_rest),
        WITH_ACTS(a_lost_file_is_restored_without_its_old_wal),
        WITH_ACTS(a_damaged_file_can_be_replaced),
        WITH_ACTS(a_bad_copy_is_refused),
        WITH_ACTS(a_file_in_use_is_left_alone),
        WITH_ACTS(who_waited_gets_the_file_that_was_put_back),
        WITH_ACTS(a_link_stays_a_link),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("backup", tests, NULL, NULL);
    text_release(&kept);
    scratch_end();
    return failed;
}
