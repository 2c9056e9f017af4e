/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "child.h"

#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"

#include <sys/resource.h>

static void rooms_are_zeroed(void **state)
{
    unsigned char *room = memory_new(1000);

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(room[i], 0);
    memset(room, 7, 1000);
    room = memory_grow(room, 3000, 2);
    assert_int_equal(room[999], 7);
    free(room);
    room = memory_new(0);
    assert_non_null(room);
    free(memory_grow(room, 0, 8));
    char *copy = memory_copy_text("单");
    assert_string_equal(copy, "单");
    free(copy);
}

static void an_arena_keeps_all_until_it_is_released(void **state)
{
    struct arena arena = {0};
    char *texts[2000];
    size_t sizes = 0;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        texts[i] = arena_format(&arena, "%d%*s", i, i % 60, "");
        assert_int_equal((uintptr_t)arena_alloc(&arena, 1) % _Alignof(max_align_t), 0);
        sizes += strlen(texts[i]) + 2;
    }
    assert_true(arena.total >= sizes);
    for (int i = 0; i < 2000; i++)
        assert_int_equal(strtol(texts[i], NULL, 10), i);
    unsigned char *large = arena_alloc(&arena, 1 << 20), *after = arena_alloc(&arena, 16);
    for (int i = 0; i < 1 << 20; i++)
        assert_int_equal(large[i], 0);
    memset(large, 1, 1 << 20);
    assert_int_equal(after[0], 0);
    arena_release(&arena);
    assert_int_equal(arena.total, 0);
    arena_release(&arena);
}

static void an_arena_that_is_used_again_is_zeroed(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (int round = 0; round < 3; round++) {
        unsigned char *room = arena_alloc(&arena, 300);
        for (int i = 0; i < 300; i++)
            assert_int_equal(room[i], 0);
        memset(room, 0xAA, 300);
        if (round == 1)
            arena_alloc(&arena, 1 << 18);
        arena_reset(&arena);
        assert_int_equal(arena.total, 0);
    }
    arena_release(&arena);
}

static void copies(void **state)
{
    struct arena arena = {0};
    const char bytes[] = {1, 0, 2};

    (void)state;
    assert_string_equal(arena_copy(&arena, NULL), "");
    assert_string_equal(arena_copy(&arena, "本子"), "本子");
    assert_string_equal(arena_copy_part(&arena, "医疗本", 6), "医疗");
    assert_string_equal(arena_copy_part(&arena, NULL, 0), "");
    assert_memory_equal(arena_copy_bytes(&arena, bytes, 3), bytes, 3);
    assert_non_null(arena_copy_bytes(&arena, NULL, 0));
    assert_string_equal(arena_format(&arena, "%s-%d", "a", 5), "a-5");
    arena_release(&arena);
}

static void arrays_grow_in_an_arena(void **state)
{
    struct arena arena = {0};
    int *numbers = NULL;
    size_t room = 0;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        numbers = arena_grow(&arena, numbers, (size_t)i, &room, sizeof(*numbers));
        numbers[i] = i;
    }
    for (int i = 0; i < 5000; i++)
        assert_int_equal(numbers[i], i);
    assert_true(room >= 5000);
    arena_release(&arena);
}

/* --- when there is none left: a program of its own, which must end with 3 and one sentence --- */

static void *volatile kept;

static void ask_too_much(void)
{
    kept = memory_new(SIZE_MAX / 4);
}

static void ask_more_than_can_be_counted(void)
{
    kept = memory_grow(NULL, SIZE_MAX / 4, 8);
}

static void ask_an_arena(void)
{
    struct arena arena = {0};

    kept = arena_alloc(&arena, SIZE_MAX - 5);
}

/* With little address space, as `ulimit -v` sets it; a sanitizer takes more than there is. */
static void fill_what_there_is(void)
{
    struct rlimit little = {256 << 20, 256 << 20};
    struct arena arena = {0};

#ifdef __SANITIZE_ADDRESS__
    ask_too_much();
#endif
    if (setrlimit(RLIMIT_AS, &little) != 0)
        _exit(98);
    for (;;)
        kept = arena_alloc(&arena, 1 << 16);
}

static void fill_with_json(void)
{
    struct rlimit little = {256 << 20, 256 << 20};
    struct json *array = json_new_array();

#ifdef __SANITIZE_ADDRESS__
    ask_too_much();
#endif
    if (setrlimit(RLIMIT_AS, &little) != 0)
        _exit(98);
    for (;;)
        json_add(array, json_new_text("a text of some length, again and again"));
}

static void say_restored(void)
{
    fputs("terminal restored\n", stdout);
    fflush(stdout);
}

static const struct {
    const char *word;
    void (*use)(void);
} uses[] = {
    {"too-much", ask_too_much},    {"overflow", ask_more_than_can_be_counted},
    {"arena", ask_an_arena},       {"fill", fill_what_there_is},
    {"fill-json", fill_with_json},
};

static void memory_that_runs_out_is_one_sentence(void **state)
{
    static const char *const environment[] = {
        "ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=0", "LC_ALL=C.UTF-8", NULL};

    (void)state;
    for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++) {
        struct child child = child_run(uses[i].word, environment);
        if (child.code != 3)
            fail_msg("%s ended with %d: %s", uses[i].word, child.code, child.complained);
        assert_string_equal(child.out, "terminal restored\n");
        const char *sentence = strstr(child.complained, "shouwen: out of memory");
        assert_non_null(sentence);
        assert_ptr_equal(strchr(sentence, '\n'), sentence + strlen(sentence) - 1);
#ifndef __SANITIZE_ADDRESS__
        assert_ptr_equal(sentence, child.complained);
#endif
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rooms_are_zeroed),
        cmocka_unit_test(an_arena_keeps_all_until_it_is_released),
        cmocka_unit_test(an_arena_that_is_used_again_is_zeroed),
        cmocka_unit_test(copies),
        cmocka_unit_test(arrays_grow_in_an_arena),
        cmocka_unit_test(memory_that_runs_out_is_one_sentence),
    };

    for (size_t i = 0; argc > 1 && i < sizeof(uses) / sizeof(*uses); i++)
        if (strcmp(argv[1], uses[i].word) == 0) {
            memory_on_exhausted(say_restored);
            uses[i].use();
            return 0;
        }
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
