/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/station.h"

#include "shouwen/base/ident.h"
#include "shouwen/store/schema.h"
#include "tests/store/sample.h"

static int drop(void **state)
{
    (void)state;
    scratch_empty();
    return 0;
}

static void a_new_station_knows_itself(void **state)
{
    struct station station;
    struct arena arena = {0};
    struct db *db;
    struct journal_log log;
    struct stat file;
    uint8_t hash[CRYPTO_ID], secret[CRYPTO_SECRET], chain[CRYPTO_CHAIN];
    char name[64], hex[9];
    bool is_current;

    (void)state;
    sample_make(scratch("a.db"));
    assert_int_equal(stat(scratch("a.db"), &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    assert_int_equal(stat(scratch("a.db.key"), &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);

    assert_ok(db_open(scratch("a.db"), DB_READ, &db, &error));
    assert_ok(station_read(db, &arena, &station, &error));
    assert_string_equal(station.node, SAMPLE_NODE);
    assert_string_equal(station.name, "塘桥新村居委会");
    crypto_id(station.public_key, CRYPTO_PUBLIC, hash);
    ident_hex(hash, 4, hex);
    snprintf(name, sizeof(name), "%s-%s", SAMPLE_NODE, hex);
    assert_string_equal(station.log, name);
    assert_ok(station_read_key(scratch("a.db.key"), station.public_key, secret, &error));

    assert_ok(journal_own_log(db, &log, &error));
    assert_string_equal(log.name, name);
    assert_int_equal(log.n, 0);
    crypto_chain(name, strlen(name), station.public_key, CRYPTO_PUBLIC, chain);
    assert_memory_equal(log.chain, chain, CRYPTO_CHAIN);
    assert_ok(schema_projection_is_current(db, &is_current, &error));
    assert_true(is_current);
    assert_int_equal(sample_verify_clean(db), 0);
    db_close(db);
    arena_release(&arena);
    assert_int_equal(scratch_empty(), 2);
}

static void the_key_may_lie_elsewhere(void **state)
{
    (void)state;
    assert_ok(station_init(scratch("a.db"), scratch("safe"), "310115007", "塘桥街道", &error));
    assert_int_equal(access(scratch("safe"), R_OK), 0);
    assert_int_equal(scratch_empty(), 2);
}

static void nothing_is_overwritten(void **state)
{
    size_t length;

    (void)state;
    scratch_write(scratch("a.db"), "mine", 4);
    assert_fails(station_init(scratch("a.db"), NULL, SAMPLE_NODE, "站", &error), STATUS_BROKEN,
                 "exists already");
    unsigned char *left = scratch_read(scratch("a.db"), &length);
    assert_int_equal(length, 4);
    assert_memory_equal(left, "mine", 4);
    free(left);
    assert_int_equal(scratch_empty(), 1);

    scratch_write(scratch("a.db.key"), "mine", 4);
    assert_fails(station_init(scratch("a.db"), NULL, SAMPLE_NODE, "站", &error), STATUS_BROKEN,
                 "key");
    left = scratch_read(scratch("a.db.key"), &length);
    assert_int_equal(length, 4);
    free(left);
    assert_int_equal(scratch_empty(), 1);
}

static void bad_names_and_places_leave_nothing(void **state)
{
    static const struct {
        const char *node, *name, *field;
    } bad[] = {
        {"", "站", "node"},
        {"3101", "站", "node"},
        {"310115007001-G01", "站", "node"},
        {"310115-民政", "站", "node"},
        {"310115-a/../b", "站", "node"},
        {"310115-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "站", "node"},
        {SAMPLE_NODE, "", "name"},
        {SAMPLE_NODE, "\xff", "name"},
        {SAMPLE_NODE, "0123456789012345678901234567890123456789012345678901234567890", "name"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        enum status status = station_init(scratch("a.db"), NULL, bad[i].node, bad[i].name, &error);
        assert_int_equal(status, STATUS_INVALID);
        assert_string_equal(error.field, bad[i].field);
    }
    assert_fails(station_init(scratch("no/a.db"), NULL, SAMPLE_NODE, "站", &error), STATUS_BROKEN,
                 "No such file");
    assert_fails(station_init(scratch("no/a.db"), scratch("key"), SAMPLE_NODE, "站", &error),
                 STATUS_BROKEN, "No such file");
    assert_int_equal(scratch_empty(), 0);
}

static void a_key_must_be_the_right_one(void **state)
{
    uint8_t public_key[CRYPTO_PUBLIC], secret[CRYPTO_SECRET], nothing[CRYPTO_SECRET] = {0};
    static const char *const bad[] = {"", "shouwen key of x", "shouwen key of x\n12\n",
                                      "garbage\n"};

    (void)state;
    sample_make(scratch("a.db"));
    crypto_key_pair(public_key, secret);
    assert_fails(station_read_key(scratch("a.db.key"), public_key, secret, &error), STATUS_BROKEN,
                 "another station");
    assert_memory_equal(secret, nothing, sizeof(secret)); /* nothing of it stays in memory */
    assert_fails(station_read_key(scratch("none"), public_key, secret, &error), STATUS_BROKEN,
                 "No such file");
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        scratch_write(scratch("bad.key"), bad[i], strlen(bad[i]));
        assert_fails(station_read_key(scratch("bad.key"), public_key, secret, &error),
                     STATUS_BROKEN, "not a key");
    }
}

#define WITH_FOLDER(test) cmocka_unit_test_teardown(test, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_new_station_knows_itself),  WITH_FOLDER(the_key_may_lie_elsewhere),
        WITH_FOLDER(nothing_is_overwritten),      WITH_FOLDER(bad_names_and_places_leave_nothing),
        WITH_FOLDER(a_key_must_be_the_right_one),
    };

    scratch_start();
    int failed = cmocka_run_group_tests_name("station", tests, NULL, NULL);
    scratch_end();
    return failed;
}
