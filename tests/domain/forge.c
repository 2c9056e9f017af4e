/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "forge.h"

#include "world.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/ident.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char names[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

char forge_name(size_t index)
{
    return names[index];
}

size_t forge_index(char name)
{
    return (size_t)(strchr(names, name) - names);
}

unsigned forge_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

struct act *forge_act(struct forge *forge, enum act_kind kind, const char *by, int minutes,
                      const char *saw)
{
    struct act *act = &forge->acts[forge->count];
    uint64_t *on = arena_alloc(&forge->arena, (strlen(saw) + 1) * sizeof(*on));
    unsigned origin[] = {forge->seed, (unsigned)forge->count};

    assert(forge->count < FORGE_ACTS);
    *act = (struct act){.log = "310115007001-a",
                        .n = (int64_t)++forge->count,
                        .kind = kind,
                        .word = kind == ACT_UNKNOWN ? "transfer" : act_word(kind),
                        .subject = "case/007001-261120-ABCDEFGH0",
                        .by = by,
                        .on = on,
                        .value = {[FIELD_NODE] = FORGE_HOME}};
    act->entered_at = clock_at_from(clock_day_from(2026, 11, 20), 9, minutes);
    act->happened_at = act->entered_at;
    crypto_id(origin, sizeof(origin), act->id);
    for (; *saw; saw++)
        on[act->on_count++] =
            *saw == '?' ? 0x3f3f3f3f : act_id_prefix(forge->acts[forge_index(*saw)].id);
    if (kind == ACT_OPEN)
        act->value[FIELD_LIMIT] = "3w";
    return act;
}

struct act *forge_undo(struct forge *forge, const char *by, int minutes, const char *saw,
                       const char *voids)
{
    struct act *act = forge_act(forge, ACT_UNDO, by, minutes, saw);
    struct text ids = TEXT_EMPTY;
    char hex[2 * CRYPTO_ID + 1];

    for (; *voids; voids++) {
        ident_hex(forge->acts[forge_index(*voids)].id, CRYPTO_ID, hex);
        text_addf(&ids, "%s%s", ids.length ? " " : "", hex);
    }
    act->value[FIELD_VOIDS] = arena_copy(&forge->arena, ids.at);
    text_release(&ids);
    return act;
}

void forge_release(struct forge *forge)
{
    arena_release(&forge->arena);
}

struct matter forge_fold(struct forge *forge, const struct act *acts, size_t count)
{
    struct act *kept = arena_copy_bytes(&forge->arena, acts, count * sizeof(*acts));
    struct matter matter;
    struct error error;
    enum status status = matter_fold(&forge->arena, kept, count, world_calendar(),
                                     &matter_policy_shipped, &matter, &error);

    assert(status == STATUS_OK);
    (void)status;
    return matter;
}

static void say_history(const struct matter *m, struct text *out)
{
    for (size_t i = 0; i < m->history_count; i++)
        text_addf(out, "%s%s(%016llx)%s", i ? " " : "history: ", m->history[i].act->word,
                  (unsigned long long)act_id_prefix(m->history[i].act->id),
                  m->history[i].is_voided ? "-" : "");
    for (size_t i = 0; i < m->latest_count; i++)
        text_addf(out, "%s%016llx", i ? " " : "\nlatest: ", (unsigned long long)m->latest[i]);
    for (size_t i = 0; i < m->promise_count; i++)
        text_addf(out, "\npromise: %lld %s %s %s", (long long)m->promises[i].at,
                  m->promises[i].kind, m->promises[i].staff,
                  m->promises[i].is_kept ? "kept" : "open");
    for (size_t i = 0; i < m->party_count; i++)
        text_addf(out, "\nparty: %s %s %s %s%s", m->parties[i].role, m->parties[i].name,
                  m->parties[i].relation, m->parties[i].phone,
                  m->parties[i].is_contact ? " contact" : "");
    for (size_t i = 0; i < m->way_count; i++)
        text_addf(out, "\nway: %s %s %s %s", m->ways[i].via, m->ways[i].unit, m->ways[i].spoke_with,
                  m->ways[i].receipt);
    text_add(out, "\n");
}

void forge_say(const struct matter *m, struct text *out)
{
    char due[CLOCK_TEXT], first[CLOCK_TEXT], unit[CLOCK_TEXT], waiting[CLOCK_TEXT];

    text_addf(out, "%s at %s, %s, %s, %s since %lld by %016llx\n", m->number, m->node,
              m->is_open ? "open" : "closed", word_states[m->state].word, rule_rows[m->rule].word,
              (long long)m->rule_since_at, (unsigned long long)act_id_prefix(m->rule_by->id));
    text_addf(out, "holder %s, first %s, %s, unit %s, rival %s\n", m->holder, m->first_contact,
              m->is_accepted ? "accepted" : "not accepted", m->unit, m->rival_unit);
    text_addf(out, "%s %s %s %s %s %s %s %s | %s %s %s %s %s %s\n", m->channel, m->via, m->urgency,
              m->service, m->category, m->grid, m->ref, m->subject, m->resident, m->name, m->phone,
              m->door, m->limit, m->have ? m->have : "never ticked");
    text_addf(out, "opened %lld entered %lld closed %lld told %lld replied %lld until %lld\n",
              (long long)m->opened_at, (long long)m->entered_at, (long long)m->closed_at,
              (long long)m->told_at, (long long)m->replied_at, (long long)m->pause_until_at);
    text_addf(out, "due %s first %s unit %s waiting %s missing %d\n",
              clock_format_day(m->due_on, due), clock_format_day(m->first_due_on, first),
              clock_format_day(m->unit_due_on, unit), clock_format_day(m->waiting_on, waiting),
              m->missing_year);
    text_addf(out, "outcome %s into %s flags %x bounces %d reminds %d rating %d %d %s %s %d %d\n",
              m->outcome, m->merged_into, m->flags, m->bounces, m->reminds, m->attitude, m->ability,
              m->source, m->rated, m->is_low_open, m->needs_newer);
    say_history(m, out);
}
