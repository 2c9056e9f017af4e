/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/searchkey.h"
#include "shouwen/base/utf8.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void assert_made(void (*make)(struct text *, const char *), const char *text,
                        const char *expected)
{
    struct text out = TEXT_EMPTY;

    text_add(&out, "[");
    make(&out, text);
    assert_string_equal(out.at + 1, expected);
    text_release(&out);
}

static void makes_pairs_and_last_characters(void **state)
{
    (void)state;
    assert_made(searchkey_terms, "", "");
    assert_made(searchkey_terms, "，。!", "");
    assert_made(searchkey_terms, "居住证", "居住 住证 证");
    assert_made(searchkey_terms, "办", "办");
    assert_made(searchkey_terms, "居住证，续期", "居住 住证 证 续期 期");
    assert_made(searchkey_terms, "ID卡 5-502", "id d卡 卡 5 50 02 2");
    assert_made(searchkey_terms, "買買提・艾力", "买买 买提 提艾 艾力 力");
    assert_made(searchkey_terms, "· 王𠮷 ·", "王𠮷 𠮷");
}

static void makes_queries(void **state)
{
    (void)state;
    assert_made(searchkey_query, "", "");
    assert_made(searchkey_query, " \"*()\xE3\x80\x82 ", "");
    assert_made(searchkey_query, "居", "\"居\"*");
    assert_made(searchkey_query, "居住", "\"居住\"");
    assert_made(searchkey_query, "居住证", "\"居住 住证\"");
    assert_made(searchkey_query, "居住证 续 ＩＤ", "\"居住 住证\" AND \"续\"* AND \"id\"");
    assert_made(searchkey_query, "买买提.艾", "\"买买 买提 提艾\"");
    assert_made(searchkey_needles, " \"*() ", "");
    assert_made(searchkey_needles, "居住证 续 ＩＤ", "[\" 居住 住证 \",\" 续\",\" id \"]");
}

/* A table as the store keeps it: the tokenizer splits at ASCII that is no letter or digit. */
static sqlite3 *db;

static int open_index(void **state)
{
    (void)state;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        return -1;
    return sqlite3_exec(db, "CREATE VIRTUAL TABLE subject USING fts5(terms, tokenize = 'ascii')",
                        NULL, NULL, NULL);
}

static int close_index(void **state)
{
    (void)state;
    return sqlite3_close(db);
}

static void index_only(const char *text)
{
    struct text terms = TEXT_EMPTY;
    sqlite3_stmt *insert;

    searchkey_terms(&terms, text);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM subject", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO subject VALUES (?)", -1, &insert, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(insert, 1, terms.at, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_finalize(insert);
    text_release(&terms);
}

/* Whether what is typed finds the one text in the index; nothing to search for finds nothing. */
static bool finds(const char *typed)
{
    struct text query = TEXT_EMPTY;
    sqlite3_stmt *select;
    int step = SQLITE_DONE;

    searchkey_query(&query, typed);
    if (query.length) {
        assert_int_equal(sqlite3_prepare_v2(db, "SELECT 1 FROM subject WHERE subject MATCH ?", -1,
                                            &select, NULL),
                         SQLITE_OK);
        sqlite3_bind_text(select, 1, query.at, -1, SQLITE_STATIC);
        step = sqlite3_step(select);
        if (step == SQLITE_ERROR)
            print_message("%s: %s\n", query.at, sqlite3_errmsg(db));
        assert_int_not_equal(step, SQLITE_ERROR);
        sqlite3_finalize(select);
    }
    text_release(&query);
    return step == SQLITE_ROW;
}

static void every_part_of_a_word_finds_it(void **state)
{
    static const char *const words[] = {
        "办",
        "办理异地居住证续期的材料清单",
        "一二一三一二一一",
        "ID卡3号abcabd",
        "王𠮷\xF0\xB1\x8D\x90䶮",
        "買買提艾力",
        "ＷｉＦｉ５０２",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t length = strlen(words[i]), first, next;
        index_only(words[i]);
        for (size_t start = 0; start < length; start += first) {
            utf8_decode(words[i] + start, length - start, &first);
            for (size_t end = start; end < length;) {
                char part[64];
                utf8_decode(words[i] + end, length - end, &next);
                end += next;
                snprintf(part, sizeof(part), "%.*s", (int)(end - start), words[i] + start);
                if (!finds(part))
                    print_message("%s does not find %s\n", part, words[i]);
                assert_true(finds(part));
            }
        }
    }
}

static void finds_only_what_is_there(void **state)
{
    (void)state;
    index_only("办理居住证，续期 买买提·艾力 aab");
    assert_true(finds("居住证 续期"));
    assert_true(finds("续期 居住"));
    assert_true(finds("艾力"));
    assert_true(finds("买买提艾力"));
    assert_true(finds("买买提•艾"));
    assert_true(finds("a"));
    assert_true(finds("ab"));
    assert_true(finds("AAB"));
    assert_false(finds("居证"));
    assert_false(finds("证续"));
    assert_false(finds("住居"));
    assert_false(finds("理居证"));
    assert_false(finds("居住证 养老"));
    assert_false(finds("aba"));
    assert_false(finds("aaab"));
    assert_false(finds("c"));
    assert_false(finds("养"));
}

static void nothing_typed_is_syntax(void **state)
{
    static const char *const typed[] = {
        "\"",        "\"\"",    "'",      "a\"b", "a AND", "AND",   "NOT a",  "a OR b NEAR(c)",
        "{terms}:a", "terms:a", "a*",     "^a",   "-a",    "a + b", "(a",     "a)",
        "*",         "%_?[]",   "居\"住", "\\",   ";--",   "a:b",   "~!@#$&",
    };
    struct text every = TEXT_EMPTY;

    (void)state;
    index_only("办理 and near or not terms");
    for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++)
        finds(typed[i]);
    for (char sign = 1; sign < 0x7F; sign++) {
        char around[16];
        snprintf(around, sizeof(around), "%c办%c理%c", sign, sign, sign);
        finds(around);
        text_add_char(&every, sign);
        finds(every.at);
    }
    assert_true(finds("AND"));
    assert_true(finds("\"办理\" (near"));
    text_release(&every);
}

/* Terms go through the tokenizer whole, whatever the text: the index holds as many as were made. */
static void tokenizer_keeps_terms_whole(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 300; seed++) {
        struct text bytes = TEXT_EMPTY, clean = TEXT_EMPTY;
        srand(seed);
        for (int left = rand() % 12; left > 0; left--) {
            char one[4];
            uint32_t code = (uint32_t)rand() % (rand() % 2 ? 0x500 : 0x110000);
            text_add_bytes(&bytes, one, utf8_encode(code, one));
        }
        utf8_clean(&clean, bytes.at, bytes.length, true);
        index_only(clean.at);
        for (size_t i = 0, used; i < clean.length; i += used) {
            struct text one = TEXT_EMPTY, query = TEXT_EMPTY;
            utf8_decode(clean.at + i, clean.length - i, &used);
            text_add_bytes(&one, clean.at + i, used);
            searchkey_query(&query, one.at);
            if (query.length && !finds(one.at))
                print_message("seed %u: %s does not find %s\n", seed, one.at, clean.at);
            assert_true(!query.length || finds(one.at));
            text_release(&one);
            text_release(&query);
        }
        text_release(&bytes);
        text_release(&clean);
    }
}

static void reads_doors(void **state)
{
    static const struct {
        const char *text;
        const char *door; /* NULL if it is none */
    } cases[] = {
        {"5号502室", "5-502"},
        {"5 502", "5-502"},
        {"5-502", "5-502"},
        {"５－５０２", "5-502"},
        {"5号502", "5-502"},
        {"5號502室", "5-502"},
        {"5#502", "5-502"},
        {" 5号 - 502 室 ", "5-502"},
        {"12弄5号502", "12-5-502"},
        {"12弄5号502室", "12-5-502"},
        {"3幢2单元501室", "3-2-501"},
        {"3幢2單元501", "3-2-501"},
        {"3栋2单元501", "3-2-501"},
        {"3-2-501", "3-2-501"},
        {"12弄3幢2单元501室", "12-3-2-501"},
        {"A座1203", "A-1203"},
        {"b1－203a", "B1-203A"},
        {"3号楼502室", "3-502"},
        {"5—502", "5-502"},
        {"", NULL},
        {"502", NULL},
        {"5号", NULL},
        {"张三", NULL},
        {"Anne-Marie", NULL},
        {"a-b", NULL},
        {"-5-502", NULL},
        {"5-502-", NULL},
        {"1-2-3-4-5", NULL},
        {"13800138000", NULL},
        {"021-58888888", NULL},
        {"江苏路12弄5号502室", NULL},
        {"5号502室张三", NULL},
        {"5号502室,3", NULL},
        {"310115199001011234", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct text door = TEXT_EMPTY;
        text_add(&door, "[");
        bool is_door = searchkey_door(&door, cases[i].text);
        assert_string_equal(door.at + 1, cases[i].door ? cases[i].door : "");
        assert_int_equal(is_door, cases[i].door != NULL);
        text_release(&door);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_pairs_and_last_characters),
        cmocka_unit_test(makes_queries),
        cmocka_unit_test(every_part_of_a_word_finds_it),
        cmocka_unit_test(finds_only_what_is_there),
        cmocka_unit_test(nothing_typed_is_syntax),
        cmocka_unit_test(tokenizer_keeps_terms_whole),
        cmocka_unit_test(reads_doors),
    };

    return cmocka_run_group_tests_name("searchkey terms", tests, open_index, close_index);
}
