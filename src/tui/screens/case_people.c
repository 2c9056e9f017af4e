/* SPDX-License-Identifier: MIT */
/* The people of a case besides the one concerned, and the way it was done: as its upper part shows
 * them, and the form that corrects them. */
#include "config.h"

#include "case_head_inside.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/store/query_cases.h"
#include "shouwen/tui/screens/people.h"

#include <string.h>

/* Those with one part stand on one line; whom to call back is marked. */
static void add_party(struct case_making *making, const struct matter_party *party,
                      const struct matter_party *contact)
{
    struct text *text = &making->text;

    text_addf(text, "%s%s%s%s", text->length ? "    " : "", party->relation,
              *party->relation ? " " : "", party->name);
    case_head_phone(making, party->phone);
    if (party == contact)
        text_addf(text, " %s", _("to call back"));
}

/* As wide as the other labels of the upper part. */
static const char *const short_labels[MATTER_PARTY_ROLES] = {
    [MATTER_PARTY_PROXY] = N_("acts for them"),
    [MATTER_PARTY_OTHER] = N_("other side"),
    [MATTER_PARTY_EMERGENCY] = N_("in emergency"),
};

void case_head_others(struct case_making *making)
{
    const struct matter *m = &making->state->dossier.matter;
    const struct matter_party *contact = matter_party_contact(m->parties, m->party_count, m->phone);

    for (int role = 0; role < MATTER_PARTY_ROLES; role++) {
        for (size_t i = 0; i < m->party_count; i++)
            if (strcmp(m->parties[i].role, word_parties[role].word) == 0)
                add_party(making, &m->parties[i], contact);
        case_head_finish(making, _(short_labels[role]), STYLE_NORMAL);
    }
}

/* The ways that name with whom they were gone. */
void case_head_ways(struct case_making *making)
{
    const struct matter *m = &making->state->dossier.matter;
    struct text *text = &making->text;

    for (size_t i = 0; i < m->way_count; i++) {
        const struct matter_way *way = &m->ways[i];
        if (!*way->unit && !*way->spoke_with && !*way->receipt)
            continue;
        text_add(text, word_label(word_ways, way->via));
        case_head_gap(text);
        text_add(text, way->unit);
        if (*way->spoke_with)
            text_addf(text, "%s%s", *way->unit ? " " : "", way->spoke_with);
        case_head_gap(text);
        if (*way->receipt)
            text_addf(text, _("receipt %s"), way->receipt);
        case_head_finish(making, _("way"), STYLE_NORMAL);
    }
}

/* What follows this case: whoever asked there is to hear of it too. */
void case_head_followers(struct case_making *making)
{
    const struct dossier *d = &making->state->dossier;
    struct text *text = &making->text;

    if (!d->follower_count)
        return;
    text_addf(text, ngettext("%zu case:", "%zu cases:", (unsigned long)d->follower_count),
              d->follower_count);
    for (size_t i = 0; i < d->follower_count; i++) {
        const char *code = ident_query_code(d->followers[i].number);
        text_addf(text, "  %s ", code ? code : d->followers[i].number);
        dossier_say_callers(&d->followers[i], 1, making->state->is_revealed, text);
    }
    case_head_finish(making, _("followed by"), STYLE_NORMAL);
}

/* Whom a call-back goes to. */
void case_head_contact(struct case_making *making)
{
    const struct matter *m = &making->state->dossier.matter;
    const struct matter_party *contact = matter_party_contact(m->parties, m->party_count, m->phone);
    const char *name = contact ? contact->name : m->name;
    const char *phone = contact ? contact->phone : m->phone;

    if (*name)
        text_addf(&making->text, " %s", name);
    if (*phone)
        case_head_phone(making, phone);
}

/* --- the form --- */

static void list_people(const struct case_state *state, struct text texts[PEOPLE_TEXTS])
{
    const struct matter *m = &state->dossier.matter;
    const struct matter_way *way = m->way_count ? &m->ways[m->way_count - 1] : NULL;

    for (int i = 0; i < PEOPLE_TEXTS; i++)
        texts[i] = (struct text)TEXT_EMPTY;
    for (int role = 0; role < MATTER_PARTY_ROLES; role++)
        matter_party_list(&texts[role], m->parties, m->party_count, word_parties[role].word,
                          state->is_revealed);
    if (!way)
        return;
    text_add(&texts[PEOPLE_UNIT], way->unit);
    text_add(&texts[PEOPLE_SPOKE_WITH], way->spoke_with);
    text_add(&texts[PEOPLE_RECEIPT], way->receipt);
}

static void amend(struct act *acts, size_t *count, const char *request, enum act_field field,
                  const char *value)
{
    struct act *act = &acts[(*count)++];

    *act = (struct act){.kind = ACT_AMEND};
    act->value[FIELD_FIELD] = act_field_key(field);
    act->value[field] = value;
    act->value[FIELD_REQUEST] = request;
}

/* An amendment of each thing that differs, all taken back together. */
static enum status record(struct screen *screen, const struct people_texts *filled,
                          const struct text old[PEOPLE_TEXTS], struct error *error)
{
    static const enum act_field of[PEOPLE_TEXTS] = {[PEOPLE_UNIT] = FIELD_WAY_UNIT,
                                                    [PEOPLE_SPOKE_WITH] = FIELD_SPOKE_WITH,
                                                    [PEOPLE_RECEIPT] = FIELD_RECEIPT};
    struct arena arena = {0};
    struct text kept = TEXT_EMPTY;
    struct act acts[PEOPLE_TEXTS];
    char request[2 * 8 + 1];
    uint8_t bytes[(sizeof(request) - 1) / 2];
    bool is_new = false;
    size_t count = 0;
    enum status status = STATUS_OK;

    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), request);
    for (int role = 0; role < MATTER_PARTY_ROLES; role++)
        is_new |= strcmp(filled->at[role], old[role].at) != 0;
    if (is_new && matter_party_join(&arena, filled->at, &kept))
        amend(acts, &count, request, FIELD_PEOPLE, kept.at);
    for (int i = PEOPLE_UNIT; i < PEOPLE_TEXTS; i++)
        if (strcmp(filled->at[i], old[i].at) != 0)
            amend(acts, &count, request, of[i], filled->at[i]);
    if (count)
        TRY(case_record(screen->app, screen->state, acts, count, error));
done:
    text_release(&kept);
    arena_release(&arena);
    return status;
}

static enum next answered(struct screen *screen, const struct answer *answer)
{
    struct text old[PEOPLE_TEXTS];
    struct error error;

    if (!answer->is_given)
        return NEXT_STAY;
    list_people(screen->state, old);
    if (record(screen, answer->data, old, &error) != STATUS_OK)
        app_complain(screen->app, &error);
    for (int i = 0; i < PEOPLE_TEXTS; i++)
        text_release(&old[i]);
    return NEXT_STAY;
}

enum next case_people(struct screen *screen)
{
    struct text texts[PEOPLE_TEXTS];
    struct people_texts now;

    list_people(screen->state, texts);
    for (int i = 0; i < PEOPLE_TEXTS; i++)
        now.at[i] = texts[i].at;
    enum next next = screen_ask(screen, &people_screen, &now, answered);
    for (int i = 0; i < PEOPLE_TEXTS; i++)
        text_release(&texts[i]);
    return next;
}
