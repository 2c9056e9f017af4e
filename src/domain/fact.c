/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/fact.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"

#include <string.h>

enum { BRANCH_HEX = 4 };

bool fact_branch_name(const char *log, const uint8_t *id, char *out)
{
    char hex[2 * BRANCH_HEX + 1];
    size_t length = strlen(log);

    if (length + 1 + 2 * BRANCH_HEX > FACT_LOG_MOST)
        return false;
    ident_hex(id, BRANCH_HEX, hex);
    memcpy(out, log, length);
    out[length] = '~';
    memcpy(out + length + 1, hex, sizeof(hex));
    return true;
}

/* In its own log an act stands where its head says; in a branch, which begins later, further on. */
static bool fits_place(const struct fact *fact, const struct act *act)
{
    size_t length = strlen(act->log);

    if (strcmp(fact->log, act->log) == 0)
        return fact->n == act->n;
    return strncmp(fact->log, act->log, length) == 0 && fact->log[length] == '~' && fact->n >= 1 &&
           fact->n < act->n;
}

static bool is_subject(const char *subject)
{
    const char *slash = strchr(subject, '/');
    int32_t day;

    if (!slash || slash == subject || !slash[1] || strlen(subject) > FACT_SUBJECT_MOST)
        return false;
    return !text_starts(subject, "tally/") || clock_parse_day(slash + 1, &day);
}

/* What can be written as a date, years 1 to 9999 with a day for time zones: days are counted with
 * it. */
static bool is_time(int64_t at)
{
    return at >= -62135683200000 && at <= 253402387199000;
}

static enum status check_bounds(const struct fact *fact, struct error *error)
{
    if (!*fact->log || strlen(fact->log) > FACT_LOG_MOST || fact->n < 1 ||
        fact->body_length > ACT_BODY_MOST)
        return error_set(error, STATUS_INVALID, "",
                         _("an act has no place in a log, or is too long"));
    return STATUS_OK;
}

enum status fact_read(struct arena *arena, const struct fact *fact, struct act *act,
                      struct error *error)
{
    struct error cause;
    enum status status;

    TRY(check_bounds(fact, error));
    if (act_decode(arena, fact->head, fact->head_length, fact->body, fact->body_length, act,
                   &cause) != STATUS_OK)
        return error_set(error, STATUS_INVALID, "", _("log %s, act %ld: %s"), fact->log,
                         (long)fact->n, cause.message);
    status = fact_check(fact, act, error);
done:
    return status;
}

enum status fact_check(const struct fact *fact, const struct act *act, struct error *error)
{
    enum status status;

    TRY(check_bounds(fact, error));
    if (memcmp(act->id, fact->id, CRYPTO_ID) != 0)
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: its head or its id was changed"), fact->log,
                         (long)fact->n);
    if (!fits_place(fact, act))
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: its head says log %s, act %ld"), fact->log,
                         (long)fact->n, act->log, (long)act->n);
    if (!is_time(act->entered_at) || !is_time(act->happened_at))
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: its times are no times of this calendar"), fact->log,
                         (long)fact->n);
    if (!is_subject(act->subject) || !*act->by)
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: it does not say what it is about, or who did it"),
                         fact->log, (long)fact->n);
    if (strlen(act_text(act, FIELD_RESIDENT)) > FACT_SUBJECT_MOST)
        return error_set(error, STATUS_INVALID, "",
                         _("log %s, act %ld: what it names has too long a number"), fact->log,
                         (long)fact->n);
done:
    return status;
}
