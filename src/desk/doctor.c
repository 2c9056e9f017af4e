/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/doctor.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/almanac.h"
#include "shouwen/desk/linking.h"
#include "shouwen/store/matters.h"
#include "shouwen/store/station.h"
#include "desk/doctor_inside.h"

#include <stdarg.h>
#include <sys/stat.h>
#include <sys/vfs.h>

void doctor_find(struct doctor_visit *visit, const char *kind, const char *format, ...)
{
    struct doctor_report *report = visit->report;
    struct text sentence = TEXT_EMPTY;
    va_list values;

    if (report->finding_total++ >= DOCTOR_FINDINGS_MOST)
        return;
    va_start(values, format);
    text_addv(&sentence, format, values);
    va_end(values);
    report->findings = arena_grow(visit->arena, report->findings, report->finding_count,
                                  &report->finding_room, sizeof(*report->findings));
    report->findings[report->finding_count++] =
        (struct doctor_finding){kind, arena_copy(visit->arena, sentence.at)};
    text_release(&sentence);
}

/* --- people --- */

/* Somebody may stand in; it is said all the same. */
static void look_at_secretary(struct doctor_visit *visit, bool is_station)
{
    const struct person *heir =
        responsibility_secretary(desk_people(visit->desk), desk_node(visit->desk));
    const char *missing = is_station ? _("the station has no secretary who is here")
                                     : _("the street centre has no dispatcher who is here");

    if (heir)
        doctor_find(visit, "secretary", _("%s; %s carries the fallback responsibility meanwhile"),
                    missing, heir->name);
    else
        doctor_find(visit, "secretary", _("%s: nobody carries the fallback responsibility"),
                    missing);
}

/* Without a unit somebody sees nothing, and may do nothing of what is a unit's. */
static void look_at_units(struct doctor_visit *visit)
{
    const struct people *people = desk_people(visit->desk);

    for (size_t i = 0; i < people->count; i++)
        if (people->at[i].status != PERSON_LEFT && !*people->at[i].node)
            doctor_find(visit, "staff",
                        _("%s (%s) belongs to no unit and sees no cases; import the roster with a "
                          "column node"),
                        people->at[i].name, people->at[i].id);
}

static void look_at_people(struct doctor_visit *visit)
{
    const struct people *people = desk_people(visit->desk);
    const char *home = desk_node(visit->desk);
    enum node_level level = node_level_of(home);

    if (!people_have_admin(people))
        doctor_find(
            visit, "admin",
            _("there is no administrator: anybody may do anything; import the staff, one of "
              "them with the role admin"));
    if ((level == NODE_STATION || level == NODE_STREET) &&
        !responsibility_active_secretary(people, home))
        look_at_secretary(visit, level == NODE_STATION);
}

static enum status look_at_holders(struct doctor_visit *visit, struct error *error)
{
    const struct people *people = desk_people(visit->desk);
    struct matters_load_row *rows;
    enum status status;
    size_t count;

    TRY(matters_each_load(desk_reader(visit->desk), desk_today(visit->desk), visit->arena, &rows,
                          &count, error));
    for (size_t i = 0; i < count; i++) {
        const struct person *person = people_find(people, rows[i].holder);
        if (!people_knows(people, rows[i].node))
            continue;
        if (responsibility_answer(people, rows[i].holder, rows[i].node).is_nobody)
            doctor_find(visit, "holder",
                        _("nobody is here to answer for the %lld open cases of %s"),
                        (long long)rows[i].open_count, desk_name(visit->desk, rows[i].holder));
        else if (!person)
            doctor_find(visit, "holder",
                        _("%lld open cases are held by %s, who is not on the staff"),
                        (long long)rows[i].open_count, rows[i].holder);
        else if (person->status == PERSON_LEFT)
            doctor_find(visit, "holder",
                        _("%lld open cases are held by %s, who has left; the secretary designates "
                          "somebody"),
                        (long long)rows[i].open_count, person->name);
        else if (responsibility_gone(people, person->id, rows[i].node) != RESPONSIBILITY_HERE)
            doctor_find(visit, "holder",
                        _("%lld open cases of %s are held by %s, who works elsewhere now; the "
                          "secretary designates somebody"),
                        (long long)rows[i].open_count, rows[i].node, person->name);
    }
done:
    return status;
}

static void look_at_calendars(struct doctor_visit *visit)
{
    int32_t today = desk_today(visit->desk);
    struct text sentence = TEXT_EMPTY;

    for (int year = clock_parts_of_day(today).year; year <= calendar_wanted(today); year++) {
        if (calendar_has_year(desk_calendar(visit->desk), year))
            continue;
        text_clear(&sentence);
        almanac_say_missing(year, &sentence);
        doctor_find(visit, "calendar", "%s", sentence.at);
    }
    text_release(&sentence);
}

/* --- the key and the place of the file --- */

static enum status look_at_key(struct doctor_visit *visit, struct error *error)
{
    uint8_t secret_key[CRYPTO_SECRET];
    struct station station;
    struct error fault;
    enum status status;

    TRY(station_read(desk_reader(visit->desk), visit->arena, &station, error));
    if (station_own_key(desk_key_path(visit->desk), &station, secret_key, &fault) != STATUS_OK)
        doctor_find(visit, "key", "%s", fault.message);
    else
        crypto_forget(secret_key, sizeof(secret_key));
done:
    return status;
}

/* --- the hub --- */

/* What the last exchange could not do, as `shouwen sync status` has it. */
static void look_at_exchange(struct doctor_visit *visit, const struct linking *linking)
{
    const struct outcome *last = &linking->last;
    struct text sentence = TEXT_EMPTY;
    char when[CLOCK_TEXT];

    clock_format_short(last->at, when);
    linking_say_rekeyed(linking, &sentence);
    if (sentence.length)
        doctor_find(visit, "hub", "%s", sentence.at);
    if (last->refused)
        doctor_find(
            visit, "hub",
            ngettext("of the exchange on %s %lld bundle of the hub was refused and is kept "
                     "in quarantine: shouwen sync says why; whoever runs the hub is to know",
                     "of the exchange on %s %lld bundles of the hub were refused and are "
                     "kept in quarantine: shouwen sync says why; whoever runs the hub is "
                     "to know",
                     (unsigned long)last->refused),
            when, (long long)last->refused);
    if (*last->fault && !last->revoked_at)
        doctor_find(visit, "hub", _("the exchange on %s did not end: %s"), when, last->fault);
    text_release(&sentence);
}

static enum status look_at_hub(struct doctor_visit *visit, struct error *error)
{
    struct text sentence = TEXT_EMPTY;
    struct linking_outside *outside;
    struct linking linking;
    char when[CLOCK_TEXT];
    enum status status;
    size_t count;

    TRY(linking_load(visit->desk, visit->arena, &linking, error));
    if (linking.last.revoked_at) {
        linking_say_revoked(&linking, &sentence);
        doctor_find(visit, "hub", "%s", sentence.at);
    }
    look_at_exchange(visit, &linking);
    text_clear(&sentence);
    linking_say_silence(visit->desk, &linking, &sentence);
    if (sentence.length)
        doctor_find(visit, "hub", "%s", sentence.at);
    TRY(linking_find_outside(visit->desk, &linking, visit->arena, &outside, &count, error));
    for (size_t i = 0; i < count; i++)
        doctor_find(visit, "kept-out",
                    _("the hub gives nobody \"%s\" of %s, recorded on %s by %s: it is not for this "
                      "place to say; ask its own station or the street to record it"),
                    outside[i].act, outside[i].about, clock_format_short(outside[i].at, when),
                    outside[i].by);
    if (linking.last.kept_out > (int64_t)count)
        doctor_find(visit, "kept-out", _("the hub keeps %lld earlier acts out as well"),
                    (long long)(linking.last.kept_out - (int64_t)count));
done:
    text_release(&sentence);
    return status;
}

static const char *network_name(const char *path)
{
    static const struct {
        unsigned long magic; /* statfs(2) */
        const char *name;
    } networks[] = {{0x6969, "NFS"},     {0x517B, "SMB"},       {0xFF534D42, "CIFS"},
                    {0xFE534D42, "SMB"}, {0x5346414F, "AFS"},   {0x00C36400, "Ceph"},
                    {0x01021997, "9P"},  {0x0BD00BD0, "Lustre"}};
    struct statfs place;

    if (statfs(path, &place) != 0)
        return NULL;
    for (size_t i = 0; i < sizeof(networks) / sizeof(networks[0]); i++)
        if ((unsigned long)place.f_type == networks[i].magic)
            return networks[i].name;
    return NULL;
}

static void look_at_file(struct doctor_visit *visit)
{
    const char *path = desk_path(visit->desk), *network = network_name(path);
    struct stat file;

    if (network)
        doctor_find(
            visit, "file",
            _("%s lies on a network drive (%s): keep it on a disk of this computer, or acts "
              "may get lost"),
            path, network);
    if (stat(path, &file) == 0 && (file.st_mode & (S_IRWXG | S_IRWXO)))
        doctor_find(visit, "file", _("others on this computer can read %s: chmod 600 it"), path);
}

enum status doctor_look(struct desk *desk, struct arena *arena, struct doctor_report *report,
                        struct error *error)
{
    struct doctor_visit visit = {desk, arena, report};
    enum status status;

    *report = (struct doctor_report){0};
    TRY(desk_refresh(desk, error));
    look_at_people(&visit);
    look_at_units(&visit);
    TRY(look_at_holders(&visit, error));
    look_at_calendars(&visit);
    TRY(look_at_key(&visit, error));
    look_at_file(&visit);
    TRY(look_at_hub(&visit, error));
    TRY(doctor_look_at_lists(&visit, error));
done:
    return status;
}
