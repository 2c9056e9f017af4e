/* SPDX-License-Identifier: MIT */
/* Proving that the projection is what the journal says, and folding it anew. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/records.h"
#include "shouwen/store/schema.h"
#include "shouwen/store/search.h"
#include "shouwen/store/usage.h"
#include "shouwen/store/visits.h"
#include "store/ledger_inside.h"

#include <stdarg.h>
#include <string.h>

enum { PROBLEMS_SHOWN = 1000 };

static void add_problem(void *context, const char *sentence)
{
    struct ledger_report *report = context;

    if (report->problem_count++ < PROBLEMS_SHOWN) {
        text_add(&report->problems, sentence);
        text_add_char(&report->problems, '\n');
    }
}

static void problemf(struct ledger_report *report, const char *format, ...) PRINTF_LIKE(2, 3);
static void problemf(struct ledger_report *report, const char *format, ...)
{
    struct text sentence = TEXT_EMPTY;
    va_list values;

    va_start(values, format);
    text_addv(&sentence, format, values);
    va_end(values);
    add_problem(report, sentence.at);
    text_release(&sentence);
}

static enum status list_subjects(struct ledger *ledger, struct arena *arena, const char ***subjects,
                                 size_t *count, struct error *error)
{
    struct query *query = db_query(ledger->db, SQL_LEDGER_SUBJECTS);

    return query_all_text(query, arena, subjects, count, error);
}

/* One accountable person per open case, whoever is here today. */
static void check_answer(struct ledger *ledger, const struct matter *matter,
                         struct ledger_report *report)
{
    if (!matter->is_open)
        return;
    struct accountable answer =
        responsibility_answer(&ledger->people, matter->holder, matter->node);
    if (text_is_empty(answer.id))
        problemf(report, _("case %s: nobody is accountable"), matter->number);
}

static enum status check_case(struct ledger *ledger, const char *number, struct arena *arena,
                              struct search_sums *sums, struct ledger_report *report,
                              struct error *error)
{
    struct matter matter;
    const char *column;
    enum status status;
    bool same;

    report->case_count++;
    status =
        matters_load(ledger->db, number, &ledger->calendar, ledger->policy, arena, &matter, error);
    if (status != STATUS_OK) {
        problemf(report, _("case %s: %s"), number, error->message);
        return STATUS_OK;
    }
    TRY(matters_compare(ledger->db, &matter, &same, &column, error));
    if (!same)
        problemf(report, _("case %s: what is shown is not what its acts say (%s); run rebuild"),
                 number, column);
    check_answer(ledger, &matter, report);
    TRY(search_sum_case(ledger->db, &matter, sums, error));
done:
    return status;
}

/* Every act of a day's tally counts one. */
static enum status check_tally(struct ledger *ledger, const char *subject, struct arena *arena,
                               struct ledger_report *report, struct error *error)
{
    struct query *query = db_query(ledger->db, SQL_TALLY_OF_DAY);
    struct act *acts;
    int64_t sum = 0;
    size_t count;
    int32_t day;
    enum status status;
    bool row;

    TRY(journal_read(ledger->db, subject, arena, &acts, &count, error));
    query_bind_integer(query, 1, clock_parse_day(strchr(subject, '/') + 1, &day) ? day : 0);
    for (;;) {
        TRY(query_step(query, &row, error));
        if (!row)
            break;
        sum += query_integer(query, 2);
    }
    if (sum != (int64_t)count)
        problemf(report, _("%s: what is shown is not what its acts say; run rebuild"), subject);
done:
    query_reset(query);
    if (status == STATUS_BROKEN) {
        problemf(report, "%s: %s", subject, error->message);
        return STATUS_OK;
    }
    return status;
}

static enum status check_record(struct ledger *ledger, const char *subject, struct arena *arena,
                                struct ledger_report *report, struct error *error)
{
    bool same;
    enum status status = ledger_compare_record(ledger, subject, arena, &same, error);

    if (status == STATUS_BROKEN) {
        problemf(report, "%s: %s", subject, error->message);
        return STATUS_OK;
    }
    if (status == STATUS_OK && !same)
        problemf(report, _("%s: what is shown is not what its acts say; run rebuild"), subject);
    return status;
}

static enum status check_subjects(struct ledger *ledger, struct search_sums *sums,
                                  struct ledger_report *report, struct error *error)
{
    struct arena arena = {0}, one = {0};
    const char **subjects;
    size_t count;
    enum status status;

    TRY(list_subjects(ledger, &arena, &subjects, &count, error));
    for (size_t i = 0; i < count; i++) {
        arena_reset(&one);
        if (text_starts(subjects[i], "case/")) {
            TRY(check_case(ledger, strchr(subjects[i], '/') + 1, &one, sums, report, error));
            continue;
        }
        if (text_starts(subjects[i], "tally/")) {
            TRY(check_tally(ledger, subjects[i], &one, report, error));
            continue;
        }
        TRY(check_record(ledger, subjects[i], &one, report, error));
    }
done:
    arena_release(&arena);
    arena_release(&one);
    return status;
}

enum status ledger_digest(struct ledger *ledger, char out[2 * CRYPTO_CHAIN + 1],
                          struct error *error)
{
    struct crypto_digest digest;
    uint8_t hash[CRYPTO_CHAIN];
    enum status status;

    crypto_digest_start(&digest);
    TRY(matters_digest(ledger->db, &digest, error));
    TRY(records_digest(ledger->db, &digest, error));
done:
    crypto_digest_end(&digest, hash);
    ident_hex(hash, sizeof(hash), out);
    return status;
}

enum status ledger_check(struct ledger *ledger, struct ledger_report *report, struct error *error)
{
    struct search_sums sums = {0};
    enum status status;
    bool hold;

    *report = (struct ledger_report){.problems = TEXT_EMPTY};
    /* reads in a transaction of its own */
    TRY(journal_verify(ledger->db, add_problem, report, &report->act_count, error));
    TRY(ledger_refresh(ledger, error));
    TRY(db_read_begin(ledger->db, error));
    TRY(check_subjects(ledger, &sums, report, error));
    TRY(search_hold(ledger->db, &sums, &hold, error));
    if (!hold)
        problemf(report, _("the search index is not what cases, residents and items say: some are "
                           "not found, or wrongly; run rebuild"));
    TRY(matters_counts_hold(ledger->db, &hold, error));
    if (!hold)
        problemf(report,
                 _("the kept counts of open cases are not what a recount gives; run rebuild"));
    TRY(visits_hold(ledger->db, &ledger->policy->visits, &hold, error));
    if (!hold)
        problemf(report, _("the visits that are due, or the counts of visits made, are not what a "
                           "recount gives; run rebuild"));
    TRY(ledger_digest(ledger, report->digest, error));
done:
    db_read_end(ledger->db);
    return status;
}

void ledger_shuffle(struct ledger *ledger, void *items, size_t count, size_t size)
{
    unsigned char *bytes = items;

    for (size_t i = count; ledger->shuffle && i > 1; i--) {
        /* xorshift64*: order only, no secrets */
        ledger->shuffle ^= ledger->shuffle >> 12;
        ledger->shuffle ^= ledger->shuffle << 25;
        ledger->shuffle ^= ledger->shuffle >> 27;
        size_t other = ledger->shuffle * 0x2545F4914F6CDD1DULL % i;
        for (size_t k = 0; k < size; k++) {
            unsigned char swap = bytes[(i - 1) * size + k];
            bytes[(i - 1) * size + k] = bytes[other * size + k];
            bytes[other * size + k] = swap;
        }
    }
}

enum status ledger_refold_subject(struct ledger *ledger, const char *subject, bool cases,
                                  struct arena *arena, struct error *error)
{
    struct matter matter;
    bool is_case = text_starts(subject, "case/");

    if (is_case != cases)
        return STATUS_OK;
    if (is_case)
        return ledger_refold(ledger, strchr(subject, '/') + 1, &matter, arena, error);
    if (text_starts(subject, "tally/"))
        return ledger_refold_tally(ledger, subject, arena, error);
    return ledger_refold_record(ledger, subject, arena, error);
}

/* Reference data first: due days need the calendar. */
static enum status refold_all(struct ledger *ledger, struct error *error)
{
    struct arena arena = {0}, one = {0};
    const char **subjects;
    size_t count;
    enum status status;

    TRY(list_subjects(ledger, &arena, &subjects, &count, error));
    ledger_shuffle(ledger, subjects, count, sizeof(*subjects));
    for (int cases = 0; cases < 2; cases++) {
        ledger->has_view = false;
        TRY(ledger_refresh(ledger, error));
        for (size_t i = 0; i < count; i++) {
            arena_reset(&one);
            TRY(ledger_refold_subject(ledger, subjects[i], cases, &one, error));
        }
        TRY(ledger_follow_twins(ledger, error));
        TRY(ledger_finish_records(ledger, error));
    }
done:
    ledger_forget_records(ledger);
    arena_release(&arena);
    arena_release(&one);
    return status;
}

enum status ledger_rebuild(struct ledger *ledger, uint64_t seed, struct error *error)
{
    enum status status;

    TRY(db_begin(ledger->db, error));
    TRY(schema_projection_reset(ledger->db, error));
    ledger->is_refolding_all = true;
    ledger->shuffle = seed;
    TRY(refold_all(ledger, error));
    TRY(visits_sign(ledger->db, &ledger->policy->visits, error));
    TRY(usage_sign(ledger->db, ledger->policy, error));
    TRY(db_commit(ledger->db, error));
done:
    ledger->shuffle = 0;
    ledger->is_refolding_all = ledger->has_view = false;
    if (status != STATUS_OK)
        db_rollback(ledger->db);
    return status;
}
