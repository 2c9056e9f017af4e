/* SPDX-License-Identifier: MIT */
/* The corpus of a fuzzer, and small changes of it, without the fuzzer's library. */
#include "config.h"

#include "fuzz.h"

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { CHANGES = 40, INPUT_MOST = 64 * 1024 };

static uint64_t seed = 20261121;

static size_t next_below(size_t limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed % limit);
}

static size_t read_input(const char *path, uint8_t *bytes)
{
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    size_t length = fread(bytes, 1, INPUT_MOST, file);
    fclose(file);
    return length;
}

/* A byte changed, taken out or put in, a few times over. */
static size_t change(uint8_t *bytes, size_t length)
{
    static const uint8_t telling[] = {',',  '"',  '\n', '\r', 0,   0xEF,
                                      0xBC, 0x8C, 0x81, 0x30, ';', '\t'};

    for (size_t i = 1 + next_below(4); i > 0 && length > 2; i--) {
        size_t at = next_below(length);
        switch (next_below(3)) {
        case 0:
            bytes[at] = telling[next_below(sizeof(telling))];
            break;
        case 1:
            memmove(bytes + at, bytes + at + 1, --length - at);
            break;
        default:
            memmove(bytes + at + 1, bytes + at, length++ - at);
            bytes[at] = (uint8_t)next_below(256);
        }
    }
    return length;
}

static void the_corpus_holds(void **state)
{
    const char *top = getenv("SHOUWEN_SRCDIR");
    uint8_t *bytes = memory_new(INPUT_MOST + 8), *changed = memory_new(INPUT_MOST + 8);
    struct text path = TEXT_EMPTY;
    size_t file_count = 0;

    (void)state;
    text_addf(&path, "%s/tests/fuzz/%s", top ? top : ".", fuzz_corpus);
    DIR *folder = opendir(path.at);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (*entry->d_name == '.')
            continue;
        text_clear(&path);
        text_addf(&path, "%s/tests/fuzz/%s/%s", top ? top : ".", fuzz_corpus, entry->d_name);
        size_t length = read_input(path.at, bytes);
        assert_int_equal(LLVMFuzzerTestOneInput(bytes, length), 0);
        for (int i = 0; i < CHANGES; i++) {
            memcpy(changed, bytes, length);
            assert_int_equal(LLVMFuzzerTestOneInput(changed, change(changed, length)), 0);
        }
        file_count++;
    }
    closedir(folder);
    assert_true(file_count >= 20);
    text_release(&path);
    free(bytes);
    free(changed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_corpus_holds)};

    return cmocka_run_group_tests_name(fuzz_corpus, tests, NULL, NULL);
}
