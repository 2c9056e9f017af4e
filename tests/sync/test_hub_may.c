/* SPDX-License-Identifier: MIT */
/* What an author may not say is kept out: nobody gets it, its author's other acts go in, and what
 * came before that which allows it is let in then. */
#include "config.h"

#include "hub_sample.h"

static void run_and_read(int64_t kept_out)
{
    struct hub_report report;
    int64_t counted = 0;

    for (int round = 0; round < 3; round++) {
        report = run_hub();
        counted += report.kept_out_count;
        if (report.refused_count)
            fail_msg("%s", report.lines.at);
        hub_report_release(&report);
        take_all();
        tell_all();
    }
    assert_int_equal(counted, kept_out);
}

/* Somebody who knows no more of a case than its number. */
static void a_stranger_says_nothing_of_a_case(void **state)
{
    (void)state;
    struct act opened = open_case(&station, "A"), noted = note(&station, &opened, "患肝炎");
    struct act wrong[] = {{.kind = ACT_ERASE}, {.kind = ACT_CLOSE}, {.kind = ACT_ASSIGN}};
    client_send(&station, 1, 2);
    run_and_read(0);
    wrong[0].value[FIELD_REASON] = "x";
    wrong[2].value[FIELD_TO] = wrong[2].value[FIELD_HOLDER] = "S99";
    for (size_t i = 0; i < 3; i++) {
        wrong[i].subject = opened.subject;
        client_write(&other, &wrong[i]);
    }
    struct act own = open_case(&other, "B");
    client_send(&other, 1, 4);
    run_and_read(3);
    assert_int_equal(client_sees(&street, &own), SIGHT_WHOLE);
    /* who wrote it hears it, the latest first */
    assert_int_equal(other.view.outside_total, 3);
    assert_int_equal(other.view.outside_count, 3);
    assert_string_equal(other.view.outside[0].log, other.log);
    assert_int_equal(other.view.outside[0].n, 3);
    assert_int_equal(station.view.outside_total, 0);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(client_sees(&station, &wrong[i]), SIGHT_NONE);
        assert_int_equal(client_sees(&street, &wrong[i]), SIGHT_NONE);
    }
    /* what stood there is still given to whom it is for */
    struct act more = dispatch(&street, &opened, UNIT);
    client_send(&street, 1, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&unit, &noted), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &more), SIGHT_WHOLE);
}

/* A department does what its clerk may, and no more. */
static void a_unit_replies_and_does_not_close(void **state)
{
    (void)state;
    struct act opened = open_case(&station, "A");
    client_send(&station, 1, 1);
    run_and_read(0);
    struct act sent = dispatch(&street, &opened, UNIT);
    client_send(&street, 1, 1);
    run_and_read(0);
    struct act reply = {.kind = ACT_REPLY}, closed = {.kind = ACT_CLOSE};
    reply.value[FIELD_TEXT] = "已修好";
    follow(&unit, &reply, &sent);
    follow(&unit, &closed, &sent);
    client_send(&unit, 1, 2);
    run_and_read(1);
    assert_int_equal(client_sees(&station, &reply), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &closed), SIGHT_NONE);
    assert_int_equal(client_sees(&street, &closed), SIGHT_NONE);
}

/* A hub that was put back may get them in any order; none is said to be wrong. */
static void what_comes_before_its_leave_is_let_in(void **state)
{
    (void)state;
    struct act opened = open_case(&station, "A"), sent = dispatch(&street, &opened, UNIT),
               reply = {.kind = ACT_REPLY};
    reply.value[FIELD_TEXT] = "已修好";
    follow(&unit, &reply, &sent);
    client_send(&unit, 1, 1);
    run_and_read(0);
    client_send(&street, 1, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&unit, &sent), SIGHT_NONE);
    client_send(&station, 1, 1);
    run_and_read(0);
    assert_int_equal(unit.view.outside_total, 0);
    assert_int_equal(client_sees(&station, &sent), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &reply), SIGHT_WHOLE);
    assert_int_equal(client_sees(&street, &reply), SIGHT_WHOLE);
    assert_int_equal(client_sees(&unit, &opened), SIGHT_WHOLE);
    assert_int_equal(client_sees(&unit, &sent), SIGHT_WHOLE);
    assert_int_equal(client_sees(&district, &reply), SIGHT_HEAD);
}

/* Whose the case is comes last: only then is it told what nobody may say of it, and what a leave
 * that comes later lets in is told no more. */
static void what_waited_is_told_when_the_case_is_known(void **state)
{
    (void)state;
    struct act opened = open_case(&station, "A"), sent = dispatch(&street, &opened, UNIT),
               reply = {.kind = ACT_REPLY}, closed = {.kind = ACT_CLOSE};
    reply.value[FIELD_TEXT] = "已修好";
    follow(&unit, &reply, &sent);
    follow(&unit, &closed, &sent);
    client_send(&unit, 1, 2);
    run_and_read(0);
    assert_int_equal(unit.view.outside_total, 0);
    client_send(&station, 1, 1);
    run_and_read(2);
    assert_int_equal(unit.view.outside_total, 2);
    client_send(&street, 1, 1);
    run_and_read(0);
    assert_int_equal(unit.view.outside_total, 1);
    assert_int_equal(unit.view.outside_count, 1);
    assert_int_equal(unit.view.outside[0].n, 2);
    assert_int_equal(client_sees(&station, &reply), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &closed), SIGHT_NONE);
}

/* Two codes may end alike: the first who opened it has it. */
static void a_code_that_ends_alike_lets_nobody_in(void **state)
{
    struct client far = {0};

    (void)state;
    enrol(&far, "310104007001");
    struct act person = put(&station, "residents/R1", "{\"name\":\"周美芳\"}"),
               opened = open_case_of(&station, "A", "R1"), theirs = {.kind = ACT_OPEN};
    client_send(&station, 1, 2);
    run_and_read(0);
    theirs.subject = opened.subject;
    theirs.value[FIELD_NODE] = far.node;
    client_write(&far, &theirs);
    dispatch(&far, &theirs, UNIT);
    client_send(&far, 1, 2);
    run_and_read(2);
    client_take(&far);
    assert_int_equal(client_sees(&far, &opened), SIGHT_NONE);
    assert_int_equal(client_sees(&unit, &opened), SIGHT_NONE);
    assert_int_equal(client_sees(&unit, &person), SIGHT_NONE);
    assert_int_equal(client_sees(&street, &theirs), SIGHT_NONE);
    client_release(&far);
}

/* An opening is not one that comes too early: it will never be heard, and its author is told. */
static void what_is_opened_elsewhere_is_kept_out(void **state)
{
    (void)state;
    struct act wrong = {.kind = ACT_OPEN, .subject = "case/115007-261123-ABCDEFGH0"};
    wrong.value[FIELD_NODE] = STREET;
    client_write(&station, &wrong);
    client_send(&station, 1, 1);
    run_and_read(1);
    assert_int_equal(station.view.outside_total, 1);
    assert_int_equal(client_sees(&street, &wrong), SIGHT_NONE);
    struct act right = {.kind = ACT_OPEN, .subject = wrong.subject};
    right.value[FIELD_NODE] = STREET;
    client_write(&street, &right);
    client_send(&street, 1, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&street, &wrong), SIGHT_NONE);
}

/* What a level above says of one of two people with one number reaches that one's station alone. */
static void two_people_of_one_number_stay_apart(void **state)
{
    (void)state;
    struct act ours = put(&station, "residents/R77", "{\"name\":\"周美芳\"}"),
               theirs = put(&other, "residents/R77", "{\"name\":\"赵六\"}");
    client_send(&station, 1, 1);
    client_send(&other, 1, 1);
    run_and_read(0);
    const uint64_t on[] = {act_id_prefix(theirs.id), act_id_prefix(ours.id)};
    struct act corrected = {.kind = ACT_PUT,
                            .subject = "residents/R77",
                            .fields = "{\"phone\":\"13912349999\"}",
                            .on = on,
                            .on_count = 2};
    corrected.value[FIELD_NODE] = STATION;
    client_write(&street, &corrected);
    client_send(&street, 1, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&station, &corrected), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &theirs), SIGHT_NONE);
    assert_int_equal(client_sees(&other, &corrected), SIGHT_NONE);
    assert_int_equal(client_sees(&other, &ours), SIGHT_NONE);
    /* nor does one's erasing take the other */
    struct act erased = {.kind = ACT_ERASE};
    erased.value[FIELD_REASON] = "居民申请";
    follow(&other, &erased, &theirs);
    client_send(&other, 2, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&station, &erased), SIGHT_NONE);
    struct act matter = open_case_of(&station, "A", "R77");
    dispatch(&station, &matter, UNIT);
    client_send(&station, 2, 2);
    run_and_read(0);
    assert_int_equal(client_sees(&unit, &ours), SIGHT_WHOLE);
    assert_int_equal(client_sees(&unit, &theirs), SIGHT_NONE);
}

/* A hub that was put back hears the street before its stations. */
static void what_names_two_before_they_come_joins_none(void **state)
{
    struct act ours = put(&station, "residents/R77", "{\"name\":\"周美芳\"}"),
               theirs = put(&other, "residents/R77", "{\"name\":\"赵六\"}");
    const uint64_t on[] = {act_id_prefix(theirs.id), act_id_prefix(ours.id)};
    struct act corrected = {.kind = ACT_PUT,
                            .subject = "residents/R77",
                            .fields = "{\"phone\":\"13912349999\"}",
                            .on = on,
                            .on_count = 2};

    (void)state;
    corrected.value[FIELD_NODE] = STATION;
    client_write(&street, &corrected);
    client_send(&street, 1, 1);
    run_and_read(0);
    client_send(&other, 1, 1);
    run_and_read(0);
    client_send(&station, 1, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&station, &corrected), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &theirs), SIGHT_NONE);
    assert_int_equal(client_sees(&other, &corrected), SIGHT_NONE);
    assert_int_equal(client_sees(&other, &ours), SIGHT_NONE);
    assert_int_equal(client_sees(&street, &ours), SIGHT_WHOLE);
}

/* The street wrote somebody down itself, as the station did, and says that they moved. */
static void who_was_taken_in_twice_moves_as_one(void **state)
{
    struct act ours = put(&station, "residents/R77", "{\"name\":\"周美芳\"}"),
               listed = put(&street, "residents/R77", "{\"name\":\"周美芳\"}");
    const uint64_t on[] = {act_id_prefix(ours.id), act_id_prefix(listed.id)};
    struct act moved = {.kind = ACT_PUT,
                        .subject = "residents/R77",
                        .fields = "{\"grid\":\"" OTHER "-G01\"}",
                        .on = on,
                        .on_count = 2};

    (void)state;
    client_send(&station, 1, 1);
    client_send(&street, 1, 1);
    run_and_read(0);
    moved.value[FIELD_NODE] = OTHER;
    client_write(&street, &moved);
    client_send(&street, 2, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&station, &moved), SIGHT_WHOLE);
    assert_int_equal(client_sees(&other, &ours), SIGHT_WHOLE);
    assert_int_equal(client_sees(&other, &moved), SIGHT_WHOLE);
}

/* One list was taken in at a station and at its street, and the station's said more since. */
static void one_correction_names_two_of_one_and_one_of_another(void **state)
{
    (void)state;
    struct act streets = {.kind = ACT_PUT, .subject = "residents/R78"};
    streets.fields = "{\"name\":\"周美芳\"}";
    streets.value[FIELD_NODE] = STATION;
    client_write(&street, &streets);
    struct act first = put(&station, "residents/R78", "{\"name\":\"周美芳\"}"),
               second = {.kind = ACT_PUT, .fields = "{\"phone\":\"13912345678\"}"};
    follow(&station, &second, &first);
    client_send(&street, 1, 1);
    client_send(&station, 1, 2);
    run_and_read(0);
    const uint64_t on[] = {act_id_prefix(streets.id), act_id_prefix(first.id),
                           act_id_prefix(second.id)};
    struct act corrected = {.kind = ACT_PUT,
                            .subject = "residents/R78",
                            .fields = "{\"class\":\"ordinary\"}",
                            .on = on,
                            .on_count = 3};
    corrected.value[FIELD_NODE] = STATION;
    client_write(&street, &corrected);
    client_send(&street, 2, 1);
    run_and_read(0);
    assert_int_equal(client_sees(&station, &corrected), SIGHT_WHOLE);
    assert_int_equal(client_sees(&station, &streets), SIGHT_WHOLE);
    assert_int_equal(client_sees(&street, &second), SIGHT_WHOLE);
    assert_int_equal(client_sees(&other, &corrected), SIGHT_NONE);
}

/* A head that says "mine" and a body that says "the street's"; and nobody erases staff. */
static void a_station_makes_no_staff_of_the_street(void **state)
{
    (void)state;
    struct act wrong[] = {{.kind = ACT_PUT,
                           .subject = "staff/B9",
                           .fields = "{\"name\":\"坏人\",\"node\":\"" STREET "\"}"},
                          {.kind = ACT_ERASE, .subject = "staff/T09"}};
    wrong[1].value[FIELD_REASON] = "x";
    for (size_t i = 0; i < 2; i++) {
        wrong[i].value[FIELD_NODE] = OTHER;
        client_write(&other, &wrong[i]);
    }
    struct act own = put(&other, "staff/B1", "{\"name\":\"李四\",\"node\":\"" OTHER "\"}");
    client_send(&other, 1, 3);
    run_and_read(2);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(client_sees(&street, &wrong[i]), SIGHT_NONE);
    assert_int_equal(client_sees(&street, &own), SIGHT_WHOLE);
}

/* What it says of whom it has goes up; what it says of others under the same id does not. */
static void a_word_on_others_stays_below_beside_ones_own(void **state)
{
    struct act words[] = {{.kind = ACT_PUT, .subject = "staff/T09", .fields = "{\"name\":\"一\"}"},
                          {.kind = ACT_PUT, .subject = "staff/T09", .fields = "{\"name\":\"二\"}"},
                          {.kind = ACT_PUT, .subject = "staff/T09", .fields = "{\"name\":\"三\"}"}};

    (void)state;
    words[0].value[FIELD_NODE] = words[2].value[FIELD_NODE] = STREET;
    words[1].value[FIELD_NODE] = OTHER;
    for (size_t i = 0; i < 3; i++)
        client_write(&other, &words[i]);
    client_send(&other, 1, 3);
    run_and_read(0);
    assert_int_equal(client_sees(&street, &words[0]), SIGHT_NONE);
    assert_int_equal(client_sees(&street, &words[1]), SIGHT_WHOLE);
    assert_int_equal(client_sees(&street, &words[2]), SIGHT_NONE);
    assert_int_equal(client_sees(&station, &words[1]), SIGHT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(a_stranger_says_nothing_of_a_case),
        HUB_TEST(a_unit_replies_and_does_not_close),
        HUB_TEST(what_comes_before_its_leave_is_let_in),
        HUB_TEST(what_waited_is_told_when_the_case_is_known),
        HUB_TEST(a_code_that_ends_alike_lets_nobody_in),
        HUB_TEST(what_is_opened_elsewhere_is_kept_out),
        HUB_TEST(two_people_of_one_number_stay_apart),
        HUB_TEST(what_names_two_before_they_come_joins_none),
        HUB_TEST(who_was_taken_in_twice_moves_as_one),
        HUB_TEST(one_correction_names_two_of_one_and_one_of_another),
        HUB_TEST(a_station_makes_no_staff_of_the_street),
        HUB_TEST(a_word_on_others_stays_below_beside_ones_own),
    };

    return HUB_RUN(tests);
}
