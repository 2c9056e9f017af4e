/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/intake/csv.h"

#include "shouwen/base/json.h"
#include "shouwen/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Rows as one text: "line[cell|cell]", cells' line breaks as \n and \r. */
static enum status write_row(void *context, const struct csv_row *row, struct error *error)
{
    struct text *out = context;

    (void)error;
    text_addf(out, "%lld[", (long long)row->line);
    for (size_t i = 0; i < row->count; i++) {
        text_add(out, i ? "|" : "");
        for (const char *at = row->cells[i]; *at; at++)
            if (*at == '\n' || *at == '\r')
                text_add(out, *at == '\n' ? "\\n" : "\\r");
            else
                text_add_char(out, *at);
    }
    text_add(out, "]");
    return STATUS_OK;
}

/* Feeds bytes in pieces of the given size; returns what came out, then "!line:message" of a
 * fault. */
static char *read_in_pieces(struct arena *arena, const char *bytes, size_t length, size_t piece)
{
    struct text out = TEXT_EMPTY;
    struct csv_sink sink = {&out, write_row};
    struct csv_reader *reader = csv_reader_new(sink);
    struct error error;
    enum status status = STATUS_OK;

    for (size_t at = 0; at < length && status == STATUS_OK; at += piece)
        status =
            csv_reader_feed(reader, bytes + at, length - at < piece ? length - at : piece, &error);
    if (status == STATUS_OK)
        status = csv_reader_end(reader, &error);
    if (status != STATUS_OK)
        text_addf(&out, "!%lld:%s", (long long)csv_reader_line(reader), error.message);
    csv_reader_free(reader);
    char *copy = arena_copy(arena, out.at);
    text_release(&out);
    return copy;
}

static void expect(const char *bytes, size_t length, const char *rows)
{
    struct arena arena = {0};

    for (size_t piece = 1; piece <= length + 1; piece = piece < 20 ? piece + 1 : piece * 2)
        assert_string_equal(read_in_pieces(&arena, bytes, length, piece), rows);
    arena_release(&arena);
}

#define EXPECT(bytes, rows) expect(bytes, sizeof(bytes) - 1, rows)

static void expect_fault(const char *bytes, size_t length, const char *rows, const char *words)
{
    struct arena arena = {0};

    for (size_t piece = 1; piece <= length + 1; piece = piece < 20 ? piece + 1 : piece * 2) {
        const char *found = read_in_pieces(&arena, bytes, length, piece);
        if (!text_starts(found, rows) || !strstr(found, words))
            fail_msg("%s", found);
    }
    arena_release(&arena);
}

#define EXPECT_FAULT(bytes, rows, words) expect_fault(bytes, sizeof(bytes) - 1, rows, words)

static void rows_know_the_line_they_start_on(void **state)
{
    (void)state;
    EXPECT("a,b\n1,2\n", "1[a|b]2[1|2]");
    EXPECT("a,b\r\n1,2", "1[a|b]2[1|2]");
    EXPECT("a,b\r1,2\r\r3,4", "1[a|b]2[1|2]4[3|4]");
    EXPECT("a\n\n \nb\n\n", "1[a]4[b]");
    EXPECT("a,\"x\ny\r\nz\"\nb,c\n", "1[a|x\\ny\\r\\nz]4[b|c]");
    EXPECT("\"x\n\n\",\"y\n\"\r\nb\n", "1[x\\n\\n|y\\n]5[b]");
    EXPECT("", "");
    EXPECT("\n\n", "");
    EXPECT("single", "1[single]");
}

static void cells_are_unwrapped(void **state)
{
    (void)state;
    EXPECT("\"a,\"\"b\"\"\", c ,\"\",\n", "1[a,\"b\"|c||]");
    EXPECT("\"\n\"", "1[\\n]");
    EXPECT("一,二\n", "1[一|二]");
    EXPECT("12\" pipe,5' 6\"\",\"x\"\n3\"\n", "1[12\" pipe|5' 6\"\"|x]2[3\"]");
}

static void a_bom_and_a_separator_line_are_taken_off(void **state)
{
    (void)state;
    EXPECT("\xEF\xBB\xBF\"code\",name\n1,2\n", "1[code|name]2[1|2]");
    EXPECT("\xEF\xBB\xBF", "");
    EXPECT("sep=;\r\na;b,c\n", "2[a|b,c]");
    EXPECT("\xEF\xBB\xBFsep=\t\na\tb\n", "2[a|b]");
    EXPECT("sep=a", "1[sep=a]");
}

static void an_unclosed_quotation_mark_is_named_by_its_line(void **state)
{
    (void)state;
    EXPECT_FAULT("a,b\n1,\"2\n3,4\n5,6\n", "1[a|b]!2:", "line 5");
    EXPECT_FAULT("a\n\"1\",\"2\n3\",\"x\n\ny\n", "1[a]!3:", "not closed");
    EXPECT_FAULT("a\n1,\"2\n3\"x,4\n5\n", "1[a]!2:", "line 3");
    EXPECT_FAULT("a\n1,\"2\"x\n", "1[a]!2:", "not closed");
    EXPECT_FAULT("a\n\"1\" \"2\"\n", "1[a]!2:", "not closed");
}

static void what_is_no_utf8_is_named_by_its_byte(void **state)
{
    (void)state;
    EXPECT_FAULT("a\nb\n\xB3\xC2,1\n", "1[a]2[b]!3:byte 5 of the file is 0xB3", "UTF-8");
    EXPECT_FAULT("a\n\xE4\xB8", "1[a]!2:byte 3 of the file is 0xE4", "UTF-8");
    EXPECT_FAULT("\xEF\xBB\xBF"
                 "a,\xC0\xAF\n",
                 "!1:byte 6 of the file is 0xC0", "UTF-8");
    EXPECT_FAULT("a,b\n1,\0\n", "1[a|b]!2:byte 7 of the file is 0x00", "no text");
    EXPECT_FAULT("\xFF\xFE"
                 "c\0o\0d\0e\0\n\0",
                 "!1:byte 1 of the file is 0xFF", "no text");
}

static void cells_have_a_limit(void **state)
{
    struct arena arena = {0};
    size_t length = CSV_CELL_MOST + 8192;
    char *big = arena_alloc(&arena, length);

    (void)state;
    memset(big, 'x', length);
    memcpy(big, "a\n\"", 3);
    assert_string_equal(
        read_in_pieces(&arena, big, length, 65536),
        "1[a]!2:a cell of this row is larger than 1 MB; see whether a quotation mark is missing "
        "here, and shorten it otherwise");
    memset(big + 3, ',', 5000);
    memcpy(big, "a\nb", 3);
    assert_string_equal(
        read_in_pieces(&arena, big, 5003, 65536),
        "1[a]!2:the row has more than 1000 cells; see whether lines were joined here; no list has "
        "so many columns");
    arena_release(&arena);
}

static enum status refuse_row(void *context, const struct csv_row *row, struct error *error)
{
    int *calls = context;

    ++*calls;
    return row->line == 2 ? error_set(error, STATUS_REFUSED, "", "enough") : STATUS_OK;
}

static void a_sink_can_stop_the_reading(void **state)
{
    int calls = 0;
    struct csv_reader *reader = csv_reader_new((struct csv_sink){&calls, refuse_row});
    struct error error;

    (void)state;
    assert_int_equal(csv_reader_feed(reader, "a,first\nb,second\nc,third\n", 24, &error),
                     STATUS_REFUSED);
    assert_string_equal(error.message, "enough");
    assert_int_equal(csv_reader_line(reader), 2);
    assert_int_equal(calls, 2);
    assert_int_equal(csv_reader_feed(reader, "d\n", 2, &error), STATUS_INVALID);
    assert_int_equal(csv_reader_end(reader, &error), STATUS_INVALID);
    assert_int_equal(calls, 2);
    csv_reader_free(reader);
}

static void what_is_written_is_read_again(void **state)
{
    static const char *const cells[] = {
        "",  "plain", "a,b",   "say \"x\"", "two\nlines", " pad", "pad ", "=1+1",  "+86",
        "-", "@x",    "'=1+1", "''-",       "'quoted'",   "一",   "it's", "\ttab", "a\rb"};
    enum { CELLS = sizeof(cells) / sizeof(cells[0]) };
    struct arena arena = {0};
    struct text line = TEXT_EMPTY;

    (void)state;
    for (size_t i = 0; i < CELLS; i++) {
        text_add(&line, i ? "," : "");
        csv_add_cell(&line, cells[i]);
    }
    text_add(&line, "\r\n");
    assert_non_null(strstr(line.at, ",'=1+1,'+86,'-,'@x,''=1+1,'''-,'quoted',"));
    char *read = read_in_pieces(&arena, line.at, line.length, 7);
    char *cell = strchr(read, '[') + 1;
    struct text again = TEXT_EMPTY;
    for (size_t i = 0; i < CELLS; i++) {
        struct csv_row one = {1, &cells[i], 1};
        struct text wanted = TEXT_EMPTY;
        char *end = strpbrk(cell, "|]");
        *end = '\0';
        write_row(&wanted, &one, NULL);
        text_clear(&again);
        text_addf(&again, "1[%s]", csv_plain(cell));
        cell = end + 1;
        assert_string_equal(again.at, wanted.at);
        text_release(&wanted);
    }
    text_release(&again);
    text_release(&line);
    arena_release(&arena);
}

static void separators_are_taken_as_told(void **state)
{
    static const struct {
        uint32_t separator;
        const char *text, *rows;
    } forms[] = {
        {';', "a;b,c\n", "1[a|b,c]"},
        {'\t', "a\tb c\r1\t\"2\t3\"\r", "1[a|b c]2[1|2\t3]"},
        {0xFF0C, "姓名，电话\n张三，\n\"李，四\"，1,2\n", "1[姓名|电话]2[张三|]3[李，四|1,2]"},
        {0xFF0C, "a，\"b\"\"，c\"，d\n37.8\"N，x\n", "1[a|b\"，c|d]2[37.8\"N|x]"},
        {0xFF0C, " \"a，b\" ，c\nd，e", "1[a，b|c]2[d|e]"},
        {0xFF0C, "sep=;\na;b，c\n", "2[a|b，c]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        for (size_t piece = 1; piece < 40; piece += 3) {
            struct text out = TEXT_EMPTY;
            struct csv_reader *reader = csv_reader_new((struct csv_sink){&out, write_row});
            struct error error;
            size_t length = strlen(forms[i].text);
            csv_reader_separate(reader, forms[i].separator);
            for (size_t at = 0; at < length; at += piece)
                assert_int_equal(csv_reader_feed(reader, forms[i].text + at,
                                                 length - at < piece ? length - at : piece, &error),
                                 STATUS_OK);
            assert_int_equal(csv_reader_end(reader, &error), STATUS_OK);
            assert_string_equal(out.at, forms[i].rows);
            csv_reader_free(reader);
            text_release(&out);
        }
}

/* --- csv-spectrum: files whose answers others have agreed on --- */

struct spectrum {
    const struct json *answers;
    char *headings[16];
    size_t row_count;
    struct arena arena;
    bool skip_first_column;
};

/* The files kept here have lost their carriage returns, and one answer shows another phone number
 * than its file. */
static void same_cell(const char *found, const char *answer)
{
    struct text kept = TEXT_EMPTY;

    for (; *answer; answer++)
        if (*answer != '\r')
            text_add_char(&kept, *answer);
    assert_string_equal(found, kept.at);
    text_release(&kept);
}

static enum status compare_row(void *context, const struct csv_row *row, struct error *error)
{
    struct spectrum *spectrum = context;
    size_t index = spectrum->row_count++;

    (void)error;
    for (size_t i = 0; i < row->count && !index; i++)
        spectrum->headings[i] = arena_copy(&spectrum->arena, row->cells[i]);
    if (!index)
        return STATUS_OK;
    const struct json *answer = json_holds_object(spectrum->answers)
                                    ? spectrum->answers
                                    : json_item(spectrum->answers, index - 1);
    assert_int_equal(json_length(answer), row->count);
    for (size_t i = spectrum->skip_first_column; i < row->count; i++)
        same_cell(row->cells[i], json_get_text(answer, spectrum->headings[i]));
    return STATUS_OK;
}

static char *load(struct arena *arena, const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");

    if (!file)
        return NULL;
    char *bytes = arena_alloc(arena, 65536);
    *length = fread(bytes, 1, 65536, file);
    fclose(file);
    return bytes;
}

static void compare_file(const char *folder, const char *name)
{
    struct spectrum spectrum = {.skip_first_column = text_same(name, "location_coordinates")};
    struct json *answers;
    struct error error;
    size_t length, answer_length;
    char *csv = load(&spectrum.arena, arena_format(&spectrum.arena, "%s/csvs/%s.csv", folder, name),
                     &length);
    char *json =
        load(&spectrum.arena, arena_format(&spectrum.arena, "%s/json/%s.json", folder, name),
             &answer_length);
    struct csv_reader *reader = csv_reader_new((struct csv_sink){&spectrum, compare_row});

    assert_non_null(csv);
    assert_non_null(json);
    assert_int_equal(json_read(json, answer_length, 0, &answers, &error), STATUS_OK);
    spectrum.answers = answers;
    assert_int_equal(csv_reader_feed(reader, csv, length, &error), STATUS_OK);
    assert_int_equal(csv_reader_end(reader, &error), STATUS_OK);
    assert_int_equal(spectrum.row_count - 1, json_holds_object(answers) ? 1 : json_length(answers));
    csv_reader_free(reader);
    json_release(answers);
    arena_release(&spectrum.arena);
}

static void csv_spectrum_gives_its_answers(void **state)
{
    static const char *const names[] = {
        "comma_in_quotes", "empty",         "empty_crlf",
        "escaped_quotes",  "json",          "newlines",
        "simple",          "newlines_crlf", "quotes_and_newlines",
        "simple_crlf",     "utf8",          "location_coordinates",
    };
    struct arena arena = {0};
    const char *shared = getenv("SHOUWEN_SHARED");
    char *folder = arena_format(&arena, "%s/data/csv-spectrum", shared ? shared : "");
    FILE *probe = fopen(arena_format(&arena, "%s/csvs/simple.csv", folder), "rb");

    (void)state;
    if (probe)
        fclose(probe);
    for (size_t i = 0; probe && i < sizeof(names) / sizeof(names[0]); i++)
        compare_file(folder, names[i]);
    arena_release(&arena);
    if (!probe)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_know_the_line_they_start_on),
        cmocka_unit_test(cells_are_unwrapped),
        cmocka_unit_test(a_bom_and_a_separator_line_are_taken_off),
        cmocka_unit_test(an_unclosed_quotation_mark_is_named_by_its_line),
        cmocka_unit_test(what_is_no_utf8_is_named_by_its_byte),
        cmocka_unit_test(cells_have_a_limit),
        cmocka_unit_test(a_sink_can_stop_the_reading),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(csv_spectrum_gives_its_answers),
        cmocka_unit_test(separators_are_taken_as_told),
    };

    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
