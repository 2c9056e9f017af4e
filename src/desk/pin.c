/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/pin.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/permit.h"
#include "shouwen/desk/staff.h"
#include "shouwen/store/pins.h"

#include <stdio.h>
#include <string.h>

enum status pin_need_of(struct desk *desk, const char *staff_id, enum pin_need *need,
                        struct error *error)
{
    struct pins_row row;
    enum status status;
    bool are_on;

    *need = PIN_NOT_ASKED;
    TRY(pins_are_on(desk_reader(desk), &are_on, error));
    if (!are_on)
        return STATUS_OK;
    TRY(pins_get(desk_reader(desk), staff_id, &row, error));
    *need = *row.hash ? PIN_ASKED : PIN_TO_BE_SET;
done:
    return status;
}

/* --- how it stands --- */

static int64_t locked_until(struct desk *desk, const struct pins_row *row)
{
    int64_t minutes = settings_number(desk_settings(desk), SETTING_PIN_LOCK_MINUTES);

    return minutes ? row->locked_at + minutes * CLOCK_MINUTE : INT64_MAX;
}

enum status pin_look(struct desk *desk, const char *staff_id, struct pin_standing *standing,
                     struct error *error)
{
    struct pins_row row;
    enum status status;

    *standing = (struct pin_standing){0};
    TRY(pins_are_on(desk_reader(desk), &standing->are_on, error));
    TRY(pins_get(desk_reader(desk), staff_id, &row, error));
    standing->is_set = *row.hash != '\0';
    if (row.locked_at && clock_now_at() < locked_until(desk, &row))
        standing->locked_until = locked_until(desk, &row);
done:
    return status;
}

const char *pin_standing_word(const struct pin_standing *standing)
{
    return standing->locked_until ? "locked" : standing->is_set ? "set" : "none";
}

void pin_standing_say(const struct pin_standing *standing, struct text *out)
{
    char until[CLOCK_TEXT];

    if (standing->locked_until == INT64_MAX)
        text_add(out, _("locked"));
    else if (standing->locked_until)
        text_addf(out, _("locked until %s"), clock_format_time(standing->locked_until, until));
    else
        text_add(out, standing->is_set ? _("set") : _("none yet"));
}

/* --- what is too easy --- */

/* Each digit the same step from the one before: 111111, 123456, 975310. */
static bool is_run(const char *pin)
{
    for (int i = 2; i < PIN_DIGITS; i++)
        if (pin[i] - pin[i - 1] != pin[1] - pin[0])
            return false;
    return true;
}

/* The same two or three digits over and over: 121212, 123123. */
static bool is_repeated(const char *pin)
{
    for (int length = 2; length <= 3; length++)
        if (strncmp(pin, pin + length, (size_t)(PIN_DIGITS - length)) == 0)
            return true;
    return false;
}

enum status pin_refuse_weak(const char *pin, struct error *error)
{
    if (strlen(pin) != PIN_DIGITS || strspn(pin, "0123456789") != PIN_DIGITS)
        return error_set(error, STATUS_REFUSED, "pin", _("a PIN has six digits"));
    if (is_run(pin) || is_repeated(pin))
        return error_set(error, STATUS_REFUSED, "pin",
                         _("this PIN is too easy to guess: no runs like 123456, nothing repeated "
                           "like 111111 or 121212"));
    return STATUS_OK;
}

static enum status hash(const char *pin, struct pins_row *row, struct error *error)
{
    enum status status;

    TRY(pin_refuse_weak(pin, error));
    if (!crypto_pin_hash(pin, row->hash))
        return error_set(error, STATUS_BROKEN, "pin",
                         _("there is not enough memory to keep a PIN; close something else"));
done:
    return status;
}

/* --- checking --- */

static enum status say_locked(struct desk *desk, const char *staff_id, const struct pins_row *row,
                              struct error *error)
{
    int64_t until = locked_until(desk, row);
    char text[CLOCK_TEXT];

    if (until == INT64_MAX)
        return error_set(error, STATUS_DENIED, "pin",
                         _("%s is locked out after %d wrong PINs; an administrator has to unlock "
                           "the PIN or reset it"),
                         desk_name(desk, staff_id), PIN_TRIES);
    return error_set(error, STATUS_DENIED, "pin",
                     _("%s is locked out after %d wrong PINs until %s, or until an administrator "
                       "unlocks the PIN or resets it"),
                     desk_name(desk, staff_id), PIN_TRIES, clock_format_time(until, text));
}

/* One more that is wrong; the last one locks. */
static enum status count_wrong(struct desk *desk, struct ledger *ledger, const char *staff_id,
                               struct pins_row *row, struct error *error)
{
    enum status status;

    row->wrong_count++;
    bool is_last = row->wrong_count >= PIN_TRIES;
    if (is_last)
        row->locked_at = clock_now_at();
    TRY(pins_put(ledger, staff_id, row, staff_id, is_last ? N_("locked out") : N_("wrong PIN"),
                 error));
    if (is_last)
        return say_locked(desk, staff_id, row, error);
    int left = PIN_TRIES - row->wrong_count;
    return error_set(error, STATUS_DENIED, "pin",
                     ngettext("that is not the PIN of %s; %d more try, then it is locked",
                              "that is not the PIN of %s; %d more tries, then it is locked",
                              (unsigned long)left),
                     desk_name(desk, staff_id), left);
done:
    return status;
}

/* As the writer sees it: what another terminal counted a moment ago counts here too. */
static enum status check(struct desk *desk, const char *staff_id, const char *pin,
                         const char *noted, struct error *error)
{
    struct ledger *ledger;
    struct pins_row row;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(pins_get(ledger_db(ledger), staff_id, &row, error));
    if (row.locked_at && clock_now_at() < locked_until(desk, &row))
        return say_locked(desk, staff_id, &row, error);
    if (row.locked_at)
        row.wrong_count = 0;
    row.locked_at = 0;
    if (*row.hash && !crypto_pin_matches(row.hash, pin))
        return count_wrong(desk, ledger, staff_id, &row, error);
    row.wrong_count = 0;
    if (!*row.hash) {
        TRY(hash(pin, &row, error));
        TRY(pins_put(ledger, staff_id, &row, staff_id, N_("PIN set"), error));
    }
    TRY(pins_put(ledger, staff_id, &row, staff_id, noted, error));
done:
    return status;
}

enum status pin_check(struct desk *desk, const char *staff_id, const char *pin, struct error *error)
{
    return check(desk, staff_id, pin, N_("unlock"), error);
}

enum status pin_sign_in(struct desk *desk, const char *staff_id, const char *pin,
                        struct error *error)
{
    const struct person *person;
    struct ledger *ledger;
    enum pin_need need;
    enum status status;

    TRY(desk_refresh(desk, error));
    TRY(staff_find(desk, staff_id, &person, error));
    TRY(pin_need_of(desk, staff_id, &need, error));
    if (need == PIN_NOT_ASKED) {
        TRY(desk_sign_in(desk, staff_id, error));
        TRY(desk_ledger(desk, &ledger, error));
        TRY(ledger_audit(ledger, staff_id, N_("sign-in"), "", error));
        return STATUS_OK;
    }
    TRY(check(desk, staff_id, pin ? pin : "", N_("sign-in"), error));
    TRY(desk_sign_in(desk, staff_id, error));
done:
    return status;
}

enum status pin_note_start(struct desk *desk, struct error *error)
{
    struct ledger *ledger;
    enum status status = STATUS_OK;

    if (!desk_take_start(desk))
        return STATUS_OK;
    TRY(desk_ledger(desk, &ledger, error));
    TRY(ledger_audit(ledger, desk_person_id(desk), N_("sign-in"), "", error));
done:
    return status;
}

/* --- setting --- */

enum status pin_switch(struct desk *desk, bool are_on, struct error *error)
{
    struct ledger *ledger;
    enum status status;

    TRY(permit(desk, DEED_PINS, NULL, error));
    if (!people_have_admin(desk_people(desk)))
        return error_set(error, STATUS_REFUSED, "",
                         _("there is no administrator yet who could reset a PIN; import the staff "
                           "first"));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(pins_switch(ledger, are_on, desk_person_id(desk), are_on ? N_("PINs on") : N_("PINs off"),
                    error));
done:
    return status;
}

static enum status put(struct desk *desk, const char *staff_id, const struct pins_row *row,
                       const char *what, struct error *error)
{
    const char *who = desk_person_id(desk);
    struct ledger *ledger;
    enum status status;

    TRY(desk_ledger(desk, &ledger, error));
    TRY(pins_put(ledger, staff_id, row, who ? who : "", what, error));
done:
    return status;
}

enum status pin_set(struct desk *desk, const char *staff_id, const char *pin, struct error *error)
{
    struct pins_row row = {.hash = ""};
    const struct person *person;
    enum pin_need need;
    enum status status;

    TRY(staff_find(desk, staff_id, &person, error));
    TRY(pin_need_of(desk, staff_id, &need, error));
    /* while PINs are off anybody can say that they are this person */
    TRY(permit(desk, need == PIN_NOT_ASKED ? DEED_PINS : DEED_PIN,
               &(struct deed_place){.owner = staff_id}, error));
    TRY(hash(pin, &row, error));
    TRY(put(desk, staff_id, &row, N_("PIN set"), error));
done:
    return status;
}

enum status pin_reset(struct desk *desk, const char *staff_id, struct error *error)
{
    const struct pins_row row = {.hash = ""};
    const struct person *person;
    enum status status;

    TRY(permit(desk, DEED_PINS, &(struct deed_place){.owner = staff_id}, error));
    TRY(staff_find(desk, staff_id, &person, error));
    TRY(put(desk, staff_id, &row, N_("PIN reset"), error));
done:
    return status;
}

/* As the writer sees it, which another terminal may have locked a moment ago. */
enum status pin_unlock(struct desk *desk, const char *staff_id, struct error *error)
{
    const struct person *person;
    struct ledger *ledger;
    struct pins_row row;
    enum status status;

    TRY(permit(desk, DEED_PINS, &(struct deed_place){.owner = staff_id}, error));
    TRY(staff_find(desk, staff_id, &person, error));
    TRY(desk_ledger(desk, &ledger, error));
    TRY(pins_get(ledger_db(ledger), staff_id, &row, error));
    if (!row.locked_at || clock_now_at() >= locked_until(desk, &row))
        return error_set(error, STATUS_REFUSED, "pin",
                         _("%s is not locked out; whoever forgot their PIN gets it reset"),
                         person->name);
    row.locked_at = 0;
    row.wrong_count = 0;
    TRY(put(desk, staff_id, &row, N_("PIN unlocked"), error));
done:
    return status;
}
