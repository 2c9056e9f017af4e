/* SPDX-License-Identifier: MIT */
/* Mailboxes in a folder: what is put is there whole, in its order, and what can go wrong with a
 * stick is one sentence. */
#include "config.h"

#include "shouwen/sync/carrier.h"

#include "shouwen/sync/bundle.h"
#include "tree.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *place(const char *path)
{
    static char address[4200];

    snprintf(address, sizeof(address), "dir:%s", scratch(path));
    return address;
}

static struct carrier *made(void)
{
    struct carrier *carrier;

    mkdir(scratch("mail"), 0700);
    assert_ok(carrier_open(place("mail"), true, &carrier, &error));
    return carrier;
}

static void put(struct carrier *carrier, const char *name, const char *bytes)
{
    assert_ok(carrier_put(carrier, "310115007001", name, bytes, strlen(bytes), &error));
}

static void assert_names(struct carrier *carrier, const char *const *wanted)
{
    struct arena arena = {0};
    const char **names;
    size_t count;

    assert_ok(carrier_list(carrier, "310115007001", &arena, &names, &count, &error));
    for (size_t i = 0; i < count; i++) {
        assert_non_null(wanted[i]);
        assert_string_equal(names[i], wanted[i]);
    }
    assert_null(wanted[count]);
    arena_release(&arena);
}

static void what_is_put_is_there_until_it_is_removed(void **state)
{
    static const char feed[] = "hub-310115007001-feed-0000000001-0000000002.swb";
    static const char own[] = "hub-310115007001-310115007001-1a2b3c4d-0000000003-0000000009.swb";
    static const char view[] = "hub-310115007001-view-000000000000007.swb";
    struct carrier *carrier = made();
    struct text bytes = TEXT_EMPTY;

    (void)state;
    assert_names(carrier, (const char *const[]){NULL});
    put(carrier, view, "v");
    put(carrier, feed, "f");
    put(carrier, own, "o");
    assert_names(carrier, (const char *const[]){own, feed, view, NULL});
    put(carrier, feed, "another");
    assert_ok(carrier_take(carrier, "310115007001", feed, &bytes, &error));
    assert_string_equal(bytes.at, "another");
    assert_ok(carrier_remove(carrier, "310115007001", feed, &error));
    assert_ok(carrier_remove(carrier, "310115007001", feed, &error));
    assert_fails(carrier_take(carrier, "310115007001", feed, &bytes, &error), STATUS_NOT_FOUND,
                 "gone");
    assert_names(carrier, (const char *const[]){own, view, NULL});
    text_release(&bytes);
    carrier_close(carrier);
}

/* A share is used by several people, whose programs keep what they make to themselves. */
static void others_reach_what_lies_in_a_share(void **state)
{
    static const char name[] = "hub-310115007001-view-000000000000001.swb";
    struct stat kind;

    (void)state;
    mode_t before = umask(077);
    mkdir(scratch("mail"), 0700);
    assert_int_equal(chmod(scratch("mail"), 0770), 0);
    struct carrier *carrier = made();
    put(carrier, name, "v");
    assert_int_equal(stat(scratch("mail/310115007001"), &kind), 0);
    assert_int_equal(kind.st_mode & 0777, 0770);
    assert_int_equal(
        stat(scratch("mail/310115007001/hub-310115007001-view-000000000000001.swb"), &kind), 0);
    assert_int_equal(kind.st_mode & 0777, 0660);
    umask(before);
    carrier_close(carrier);
}

static void make_file(const char *path)
{
    int file = open(scratch(path), O_WRONLY | O_CREAT, 0600);
    assert_true(file >= 0);
    close(file);
}

/* Of a put that was stopped, of another sender's that goes on, and of no program at all. */
static void what_is_half_there_is_no_bundle(void **state)
{
    struct carrier *carrier = made();

    (void)state;
    mkdir(scratch("mail/310115007001"), 0700);
    make_file("mail/310115007001/.hub-310115007001-feed-0000000001-0000000002.swb.x1y2z3");
    make_file("mail/310115007001/.other-310115007001-view-000000000000001.swb.x1y2z3");
    make_file("mail/310115007001/Thumbs.db");
    assert_names(carrier, (const char *const[]){NULL});
    put(carrier, "hub-310115007001-view-000000000000001.swb", "v");
    assert_int_not_equal(
        access(scratch("mail/310115007001/.hub-310115007001-feed-0000000001-0000000002.swb.x1y2z3"),
               F_OK),
        0);
    assert_int_equal(
        access(scratch("mail/310115007001/.other-310115007001-view-000000000000001.swb.x1y2z3"),
               F_OK),
        0);
    carrier_close(carrier);
}

static void too_long_is_not_read_to_its_end(void **state)
{
    struct carrier *carrier = made();
    struct text bytes = TEXT_EMPTY;

    (void)state;
    put(carrier, "hub-310115007001-view-000000000000001.swb", "v");
    assert_int_equal(
        truncate(scratch("mail/310115007001/hub-310115007001-view-000000000000001.swb"),
                 (off_t)1 << 30),
        0);
    assert_ok(carrier_take(carrier, "310115007001", "hub-310115007001-view-000000000000001.swb",
                           &bytes, &error));
    assert_true(bytes.length > BUNDLE_FILE_MOST && bytes.length < 2 * BUNDLE_FILE_MOST);
    text_release(&bytes);
    carrier_close(carrier);
}

static void a_stick_that_is_not_there_is_told(void **state)
{
    struct carrier *carrier;
    struct arena arena = {0};
    const char **names;
    size_t count;

    (void)state;
    assert_fails(carrier_open("ftp://hub", false, &carrier, &error), STATUS_INVALID, "dir:PATH");
    assert_fails(carrier_open(place("stick"), true, &carrier, &error), STATUS_UNREACHABLE,
                 "plugged in");
    mkdir(scratch("stick"), 0700);
    assert_fails(carrier_open(place("stick"), false, &carrier, &error), STATUS_UNREACHABLE,
                 "holds no mailboxes");
    assert_ok(carrier_open(place("stick"), true, &carrier, &error));
    rmdir(scratch("stick/hub"));
    assert_fails(carrier_list(carrier, "310115007001", &arena, &names, &count, &error),
                 STATUS_UNREACHABLE, "holds no mailboxes");
    assert_fails(carrier_put(carrier, "hub", "a-hub-view-000000000000001.swb", "x", 1, &error),
                 STATUS_UNREACHABLE, "holds no mailboxes");
    rmdir(scratch("stick"));
    assert_fails(carrier_put(carrier, "hub", "a-hub-view-000000000000001.swb", "x", 1, &error),
                 STATUS_UNREACHABLE, "plugged in");
    carrier_close(carrier);
    arena_release(&arena);
}

/* A small file system of its own, where this program may mount one. */
static void a_full_stick_is_told_and_holds_nothing_half(void **state)
{
    struct carrier *carrier;
    static char much[1 << 20];

    (void)state;
    mkdir(scratch("small"), 0700);
    if (mount("tmpfs", scratch("small"), "tmpfs", 0, "size=256k") != 0)
        skip();
    assert_ok(carrier_open(place("small"), true, &carrier, &error));
    put(carrier, "hub-310115007001-view-000000000000001.swb", "v");
    assert_fails(carrier_put(carrier, "310115007001", "hub-310115007001-view-000000000000002.swb",
                             much, sizeof(much), &error),
                 STATUS_UNREACHABLE, "no room left");
    assert_names(carrier, (const char *const[]){"hub-310115007001-view-000000000000001.swb", NULL});
    put(carrier, "hub-310115007001-view-000000000000003.swb", "v");
    assert_int_equal(mount("tmpfs", scratch("small"), "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
    assert_fails(carrier_put(carrier, "310115007001", "hub-310115007001-view-000000000000002.swb",
                             "v", 1, &error),
                 STATUS_UNREACHABLE, "read-only");
    assert_fails(carrier_remove(carrier, "310115007001",
                                "hub-310115007001-view-000000000000001.swb", &error),
                 STATUS_UNREACHABLE, "read-only");
    carrier_close(carrier);
    umount(scratch("small"));
}

static void names_say_what_is_in_them(void **state)
{
    static const char *const wrong[] = {"",
                                        ".swb",
                                        "hub.swb",
                                        "hub-a-feed-1.swb.part",
                                        "hub-a-feed-1-.swb",
                                        "hub-a--1-2.swb",
                                        "hub-a-feed-2-1.swb",
                                        "hub-a-feed-1-9999999999999999999.swb",
                                        "-a-feed-1-2.swb",
                                        "view-000000000000001.swb",
                                        NULL};
    struct carrier_name name = {"310115007001", "hub", "310115007001-1a2b3c4d~00ff00ff", 3, 90};
    struct carrier_name read;
    char text[CARRIER_NAME];

    (void)state;
    carrier_name_write(&name, text);
    assert_string_equal(
        text, "310115007001-hub-310115007001-1a2b3c4d~00ff00ff-0000000003-0000000090.swb");
    assert_true(carrier_name_read(text, &read));
    assert_memory_equal(&read, &name, sizeof(name));
    name = (struct carrier_name){"hub", "310115007001", CARRIER_VIEW, 7, 7};
    carrier_name_write(&name, text);
    assert_string_equal(text, "hub-310115007001-view-000000000000007.swb");
    assert_true(carrier_name_read(text, &read));
    assert_memory_equal(&read, &name, sizeof(name));
    assert_true(carrier_name_read("310115007-cg-hub-310115007-cg-1a2b3c4d-1-2.swb", &read));
    assert_string_equal(read.from, "310115007-cg");
    assert_string_equal(read.log, "310115007-cg-1a2b3c4d");
    assert_true(carrier_name_read("hub-310115007-cg-feed-1-2.swb", &read));
    assert_string_equal(read.to, "310115007-cg");
    assert_string_equal(read.log, CARRIER_FEED);
    assert_true(carrier_name_read("hub-310115007-310115007-1a2b3c4d~00ff00ff-1-2.swb", &read));
    assert_string_equal(read.to, "310115007");
    assert_string_equal(read.log, "310115007-1a2b3c4d~00ff00ff");
    for (size_t i = 0; wrong[i]; i++)
        if (carrier_name_read(wrong[i], &read))
            fail_msg("%s was read", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_put_is_there_until_it_is_removed, tree_start),
        cmocka_unit_test_setup(others_reach_what_lies_in_a_share, tree_start),
        cmocka_unit_test_setup(what_is_half_there_is_no_bundle, tree_start),
        cmocka_unit_test_setup(too_long_is_not_read_to_its_end, tree_start),
        cmocka_unit_test_setup(a_stick_that_is_not_there_is_told, tree_start),
        cmocka_unit_test_setup(a_full_stick_is_told_and_holds_nothing_half, tree_start),
        cmocka_unit_test(names_say_what_is_in_them),
    };

    scratch_start();
    return cmocka_run_group_tests(tests, NULL, tree_end);
}
