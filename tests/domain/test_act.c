/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/act.h"

#include "shouwen/base/ident.h"
#include "shouwen/domain/fact.h"
#include "tests/domain/written.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void head_is_what_is_written(void **state)
{
    struct act act = plain();
    struct written written = write_act(&act);
    char hex[2 * CRYPTO_ID + 1];

    (void)state;
    assert_string_equal(
        written.head.at,
        "{\"v\":1,\"l\":\"310115007001-0a1b2c3d\",\"n\":7,\"k\":\"assign\","
        "\"c\":\"case/007001-261120-ABCDEFGH0\",\"t\":1795136400000,\"by\":\"S01\","
        "\"on\":[\"0123456789abcdef\",\"0000000000000001\"],\"node\":\"310115007001\","
        "\"to\":\"S03\"}");
    assert_int_equal(written.body.length, 0);
    ident_hex(act.id, sizeof(act.id), hex);
    assert_string_equal(hex, "e8088ff221392c3e0e44ae1853055ef8");
    written_release(&written);
}

/* Values that are told apart in any output: "field-3" and 1003. */
static const char *sample(struct arena *arena, int field)
{
    bool is_number = field == FIELD_UNTIL || field == FIELD_ATTITUDE || field == FIELD_ABILITY;

    return arena_format(arena, is_number ? "%d" : "field-%d.", 1000 + field);
}

static void every_field_comes_back(void **state)
{
    struct arena arena = {0};
    struct act act = plain(), back;
    struct error error = {0};

    (void)state;
    act.happened_at -= 86400000;
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        act.value[field] = sample(&arena, field);
    struct written written = write_act(&act);
    assert_int_equal(read_act(&arena, &written, &back, &error), STATUS_OK);
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        assert_string_equal(back.value[field], act.value[field]);
    assert_memory_equal(back.id, act.id, sizeof(act.id));
    assert_string_equal(back.log, act.log);
    assert_int_equal(back.n, act.n);
    assert_int_equal(back.kind, act.kind);
    assert_string_equal(back.word, "assign");
    assert_string_equal(back.subject, act.subject);
    assert_int_equal(back.entered_at, act.entered_at);
    assert_int_equal(back.happened_at, act.happened_at);
    assert_string_equal(back.by, act.by);
    assert_int_equal(back.on_count, 2);
    assert_int_equal(back.on[0], act.on[0]);
    assert_int_equal(back.on[1], act.on[1]);
    assert_false(back.is_erased);
    written_release(&written);
    arena_release(&arena);
}

static void every_kind_comes_back(void **state)
{
    (void)state;
    for (int kind = 0; kind < ACT_UNKNOWN; kind++) {
        struct arena arena = {0};
        struct act act = plain(), back;
        struct error error = {0};
        act.kind = (enum act_kind)kind;
        struct written written = write_act(&act);
        assert_int_equal(read_act(&arena, &written, &back, &error), STATUS_OK);
        assert_int_equal(back.kind, kind);
        assert_string_equal(back.word, act_word((enum act_kind)kind));
        assert_int_equal(act_kind_of(back.word), kind);
        written_release(&written);
        arena_release(&arena);
    }
    assert_int_equal(act_kind_of("fly"), ACT_UNKNOWN);
    assert_int_equal(act_kind_of(NULL), ACT_UNKNOWN);
    assert_int_equal(act_kind_of(""), ACT_UNKNOWN);
}

static void unknown_kind_is_kept_by_its_word(void **state)
{
    struct arena arena = {0};
    struct act act = plain(), back, again;
    struct error error = {0};

    (void)state;
    act.kind = ACT_UNKNOWN;
    act.word = "Transfer";
    struct written written = write_act(&act);
    assert_int_equal(read_act(&arena, &written, &back, &error), STATUS_OK);
    assert_int_equal(back.kind, ACT_UNKNOWN);
    assert_string_equal(back.word, "Transfer");
    struct written second = write_act(&back);
    assert_string_equal(second.head.at, written.head.at);
    assert_int_equal(read_act(&arena, &second, &again, &error), STATUS_OK);
    assert_memory_equal(again.id, act.id, sizeof(act.id));
    written_release(&written);
    written_release(&second);
    arena_release(&arena);
}

/* Names, phones, addresses and free text: what a head must never hold (sync.md 1). */
static void no_personal_data_in_a_head(void **state)
{
    static const enum act_field personal[] = {
        FIELD_SUBJECT, FIELD_REASON,  FIELD_TEXT,     FIELD_NAME,       FIELD_PHONE,
        FIELD_DOOR,    FIELD_BY_NAME, FIELD_RELATION, FIELD_PARTY,      FIELD_REF,
        FIELD_VALUE,   FIELD_PEOPLE,  FIELD_WAY_UNIT, FIELD_SPOKE_WITH, FIELD_RECEIPT,
    };
    struct arena arena = {0};
    struct act act = plain();

    (void)state;
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        act.value[field] = sample(&arena, field);
    struct written written = write_act(&act);
    for (size_t i = 0; i < sizeof(personal) / sizeof(personal[0]); i++) {
        assert_null(strstr(written.head.at, act.value[personal[i]]));
        assert_null(
            strstr(written.head.at, arena_format(&arena, "\"%s\"", act_field_key(personal[i]))));
    }
    written_release(&written);
    act.fields = "{\"name\":\"周美芳\"}";
    act.kind = ACT_PUT;
    written = write_act(&act);
    assert_null(strstr(written.head.at, "周美芳"));
    written_release(&written);
    arena_release(&arena);
}

static void two_bodies_never_have_one_hash(void **state)
{
    struct act first = plain(), second = plain();

    (void)state;
    first.value[FIELD_NAME] = second.value[FIELD_NAME] = "周美芳";
    struct written a = write_act(&first), b = write_act(&second);
    /* else whoever knows a name could tell that it is in a body that was erased */
    assert_string_not_equal(a.head.at, b.head.at);
    assert_int_equal(a.body.length, b.body.length);
    assert_memory_not_equal(a.body.at, b.body.at, ACT_SALT);
    written_release(&a);
    written_release(&b);
}

static void erased_body_leaves_the_head_whole(void **state)
{
    struct arena arena = {0};
    struct act act = plain(), back;
    struct error error = {0};

    (void)state;
    act.value[FIELD_TEXT] = "调解条线";
    struct written written = write_act(&act);
    assert_int_equal(
        act_decode(&arena, written.head.at, written.head.length, NULL, 0, &back, &error),
        STATUS_OK);
    assert_true(back.is_erased);
    assert_null(back.value[FIELD_TEXT]);
    assert_string_equal(back.value[FIELD_TO], "S03");
    assert_memory_equal(back.id, act.id, sizeof(act.id));
    written_release(&written);
    arena_release(&arena);
}

static void fields_of_a_record_come_back(void **state)
{
    struct arena arena = {0};
    struct act act = plain(), back;
    struct error error = {0};

    (void)state;
    act.kind = ACT_PUT;
    act.subject = "staff/S01";
    act.fields = "{\"name\":\"陆伟\",\"roles\":\"desk;worker\"}";
    struct written written = write_act(&act);
    assert_int_equal(read_act(&arena, &written, &back, &error), STATUS_OK);
    assert_string_equal(back.fields, act.fields);
    assert_string_equal(act_subject_id(&back), "S01");
    written_release(&written);
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    act.fields = "{\"name\":{\"first\":\"伟\"}}";
    assert_int_equal(act_encode(&act, &head, &body, &error), STATUS_BROKEN);
    text_release(&head);
    text_release(&body);
    arena_release(&arena);
}

static void too_much_is_not_written(void **state)
{
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    struct act act = plain();
    struct error error = {0};
    char *huge = malloc(ACT_BODY_MOST + 1);

    (void)state;
    memset(huge, 'x', ACT_BODY_MOST);
    huge[ACT_BODY_MOST] = '\0';
    act.value[FIELD_TEXT] = huge;
    assert_int_equal(act_encode(&act, &head, &body, &error), STATUS_INVALID);
    assert_string_equal(error.field, "text");
    text_clear(&head);
    text_clear(&body);
    huge[ACT_BODY_MOST - 100] = '\0';
    assert_int_equal(act_encode(&act, &head, &body, &error), STATUS_OK);
    text_clear(&head);
    text_clear(&body);
    huge[ACT_HEAD_MOST] = '\0';
    act.value[FIELD_TEXT] = NULL;
    act.value[FIELD_VOIDS] = huge;
    assert_int_equal(act_encode(&act, &head, &body, &error), STATUS_INVALID);
    text_release(&head);
    text_release(&body);
    free(huge);
}

/* A head, and a body or NULL, that must not be taken. */
static void refuse(const char *head, const char *body, size_t body_length, const char *said)
{
    struct arena arena = {0};
    struct act act;
    struct error error = {0};

    assert_int_equal(act_decode(&arena, head, strlen(head), body, body_length, &act, &error),
                     STATUS_BROKEN);
    if (!strstr(error.message, said))
        fail_msg("%s: %s", head, error.message);
    arena_release(&arena);
}

static void what_cannot_be_right_is_refused(void **state)
{
    static const struct {
        const char *head, *said;
    } bad[] = {
        {"", "not valid JSON"},
        {"[]", "lacks a field"},
        {"{\"v\":1}", "lacks a field"},
        {"{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"case/1\",\"t\":1,\"by\":\"S01\"}", "lacks"},
        {"{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"case/1\",\"by\":\"S01\",\"on\":[]}", "lacks"},
        {"{\"l\":\"a\",\"n\":0,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\",\"on\":[]}",
         "lacks"},
        {"{\"l\":\"a\",\"n\":1.5,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\",\"on\":[]}",
         "lacks"},
        {"{\"l\":\"a\",\"l\":\"b\",\"n\":1,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\","
         "\"on\":[]}",
         "not valid JSON"},
        {"{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\",\"on\":[],"
         "\"x\":[[[[1]]]]}",
         "deeper than 4"},
        {"{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\",\"on\":[\"12\"]}",
         "ancestors"},
        {"{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\","
         "\"on\":[\"0x23456789abcdef\"]}",
         "ancestors"},
        {"{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\",\"on\":[17]}",
         "ancestors"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        refuse(bad[i].head, NULL, 0, bad[i].said);
}

static void head_and_body_belong_together(void **state)
{
    struct act act = plain();

    (void)state;
    act.value[FIELD_TEXT] = "一";
    struct written written = write_act(&act);
    written.body.at[written.body.length - 3] ^= 1;
    refuse(written.head.at, written.body.at, written.body.length, "not the one");
    written.body.at[written.body.length - 3] ^= 1;
    written.body.at[0] ^= 1;
    refuse(written.head.at, written.body.at, written.body.length, "not the one");
    written_release(&written);
    act.value[FIELD_TEXT] = NULL;
    written = write_act(&act);
    refuse(written.head.at, "a body of nobody's head", 23, "not the one");
    written_release(&written);
}

static void head_that_is_too_long_is_refused(void **state)
{
    struct text head = TEXT_EMPTY;

    (void)state;
    text_add(&head,
             "{\"l\":\"a\",\"n\":1,\"k\":\"note\",\"c\":\"c/1\",\"t\":1,\"by\":\"S\",\"on\":[]");
    while (head.length < ACT_HEAD_MOST)
        text_add_char(&head, ' ');
    text_add_char(&head, '}');
    refuse(head.at, NULL, 0, "too long");
    text_release(&head);
}

/* Whatever bytes come over a stick, reading them ends with an act or a sentence. */
static void flipped_bytes_never_harm(void **state)
{
    struct act act = plain();
    unsigned taken = 0;

    (void)state;
    srand(20261120);
    act.value[FIELD_TEXT] = "调解条线";
    struct written written = write_act(&act);
    for (int round = 0; round < 2000; round++) {
        struct arena arena = {0};
        struct act back;
        struct error error = {0};
        size_t at = (size_t)rand() % written.head.length;
        char kept = written.head.at[at];
        written.head.at[at] = (char)rand();
        enum status status = read_act(&arena, &written, &back, &error);
        assert_true(status == STATUS_OK || *error.message);
        taken += status == STATUS_OK;
        written.head.at[at] = kept;
        arena_release(&arena);
    }
    assert_true(taken < 2000);
    written_release(&written);
}

static void classes_and_unfinished_acts(void **state)
{
    static const struct {
        enum act_kind kind;
        enum act_class class;
        bool is_unfinished;
    } rows[] = {
        {ACT_OPEN, ACT_NORMAL, true},          {ACT_ASSIGN, ACT_NORMAL, true},
        {ACT_TAKE_OVER, ACT_NORMAL, true},     {ACT_DECLINE, ACT_ESCALATING, true},
        {ACT_FALL_BACK, ACT_ESCALATING, true}, {ACT_REPORT_UP, ACT_ESCALATING, true},
        {ACT_DISPATCH, ACT_ESCALATING, true},  {ACT_REOPEN, ACT_ESCALATING, true},
        {ACT_ANSWER, ACT_CLOSING, false},      {ACT_SOLVE, ACT_CLOSING, false},
        {ACT_CLOSE, ACT_CLOSING, false},       {ACT_WITHDRAW, ACT_CLOSING, false},
        {ACT_MERGE, ACT_CLOSING, false},
    };
    bool is_listed[ACT_CASE_KINDS] = {false};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct act act = {.kind = rows[i].kind};
        assert_int_equal(act_class_of(&act), rows[i].class);
        assert_int_equal(act_is_unfinished(&act), rows[i].is_unfinished);
        is_listed[rows[i].kind] = true;
    }
    for (int kind = 0; kind < ACT_CASE_KINDS; kind++) {
        struct act act = {.kind = (enum act_kind)kind};
        assert_true(is_listed[kind] || act_class_of(&act) == ACT_NORMAL);
        assert_true(is_listed[kind] || !act_is_unfinished(&act));
    }
}

static void low_is_two_or_less_of_either_mark(void **state)
{
    static const char *const marks[] = {NULL, "0", "1", "2", "3", "4", "5"};

    (void)state;
    for (int attitude = 0; attitude < 7; attitude++)
        for (int ability = 0; ability < 7; ability++) {
            struct act act = {
                .kind = ACT_RATE,
                .value = {[FIELD_ATTITUDE] = marks[attitude], [FIELD_ABILITY] = marks[ability]}};
            bool is_low = attitude == 2 || attitude == 3 || ability == 2 || ability == 3;
            assert_int_equal(act_is_low_rating(&act), is_low);
            assert_int_equal(act_class_of(&act), is_low ? ACT_ESCALATING : ACT_NORMAL);
            assert_int_equal(act_is_unfinished(&act), is_low);
            act.kind = ACT_NOTE;
            assert_false(act_is_low_rating(&act));
        }
}

static void words_and_fields_are_found(void **state)
{
    struct act act = plain();

    (void)state;
    for (int field = 0; field < ACT_FIELD_COUNT; field++)
        assert_int_equal(act_field_of(act_field_key((enum act_field)field)), field);
    assert_int_equal(act_field_of("colour"), -1);
    assert_int_equal(act_field_of(NULL), -1);
    assert_string_equal(act_text(&act, FIELD_REASON), "");
    assert_int_equal(act_number(&act, FIELD_UNTIL, -5), -5);
    act.value[FIELD_UNTIL] = "1795136400000";
    assert_int_equal(act_number(&act, FIELD_UNTIL, -5), 1795136400000);
    act.value[FIELD_UNTIL] = "soon";
    assert_int_equal(act_number(&act, FIELD_UNTIL, -5), -5);
    assert_string_equal(act_subject_id(&act), "007001-261120-ABCDEFGH0");
    act.subject = "odd";
    assert_string_equal(act_subject_id(&act), "odd");
}

/* From elsewhere anything may come; days are counted with it. */
static void times_beyond_the_calendar_are_refused(void **state)
{
    static const int64_t times[] = {INT64_MAX, INT64_MIN, 253402387200000, 1795136400000};
    struct arena arena = {0};
    struct error error;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct act act = plain(), read;
        act.happened_at = times[i];
        struct written w = write_act(&act);
        struct fact fact = {
            .log = act.log, .n = act.n, .head = w.head.at, .head_length = w.head.length};
        memcpy(fact.id, act.id, sizeof(fact.id));
        assert_int_equal(fact_read(&arena, &fact, &read, &error), i < 3 ? STATUS_INVALID : 0);
        written_release(&w);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_is_what_is_written),
        cmocka_unit_test(every_field_comes_back),
        cmocka_unit_test(every_kind_comes_back),
        cmocka_unit_test(unknown_kind_is_kept_by_its_word),
        cmocka_unit_test(no_personal_data_in_a_head),
        cmocka_unit_test(two_bodies_never_have_one_hash),
        cmocka_unit_test(erased_body_leaves_the_head_whole),
        cmocka_unit_test(fields_of_a_record_come_back),
        cmocka_unit_test(too_much_is_not_written),
        cmocka_unit_test(what_cannot_be_right_is_refused),
        cmocka_unit_test(head_and_body_belong_together),
        cmocka_unit_test(head_that_is_too_long_is_refused),
        cmocka_unit_test(times_beyond_the_calendar_are_refused),
        cmocka_unit_test(flipped_bytes_never_harm),
        cmocka_unit_test(classes_and_unfinished_acts),
        cmocka_unit_test(low_is_two_or_less_of_either_mark),
        cmocka_unit_test(words_and_fields_are_found),
    };

    return cmocka_run_group_tests_name("act", tests, NULL, NULL);
}
