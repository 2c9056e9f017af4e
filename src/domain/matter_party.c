/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/matter_party.h"

#include "shouwen/domain/mask.h"
#include "shouwen/domain/parts.h"

#include <string.h>

#define SPECIALS ";；/"
static const char contact_word[] = "contact", contact_mark[] = "*";

enum { PARTS = 5, PHONE_LEAST = 5 };

/* What people type for a role, besides its own word. */
static const struct {
    const char *typed, *role; /* role NULL: the contact */
} role_words[] = {
    {"代办人", "proxy"},         {"代办", "proxy"},    {"代为反映人", "proxy"},
    {"代为反映", "proxy"},       {"对方", "other"},    {"对方当事人", "other"},
    {"紧急联系人", "emergency"}, {contact_word, NULL}, {"联系人", NULL},
    {contact_mark, NULL},
};

/* --- the kept form --- */

static const char *role_of(const char *word)
{
    int at = word_index(word_parties, word);

    return at < 0 ? "other" : word_parties[at].word;
}

static struct matter_party read_kept(struct arena *arena, const char *one)
{
    const char *parts[PARTS] = {"", "", "", "", ""}, *part;
    size_t length;

    for (int i = 0; i < PARTS && parts_next(&one, "/", &part, &length); i++)
        parts[i] = parts_plain(arena, part, length, SPECIALS);
    return (struct matter_party){.role = role_of(parts[0]),
                                 .name = parts[1],
                                 .relation = parts[2],
                                 .phone = parts[3],
                                 .is_contact = strcmp(parts[4], contact_word) == 0};
}

struct matter_party *matter_party_read(struct arena *arena, const char *kept, size_t *count)
{
    struct matter_party *parties = NULL;
    size_t room = 0, length;
    const char *one;

    *count = 0;
    while (parts_next(&kept, PARTS_LIST, &one, &length)) {
        parties = arena_grow(arena, parties, *count, &room, sizeof(*parties));
        parties[*count] = read_kept(arena, arena_copy_part(arena, one, length));
        *count += *parties[*count].name != '\0';
    }
    return parties;
}

void matter_party_write(struct text *out, const struct matter_party *party)
{
    const char *parts[PARTS] = {party->role, party->name, party->relation, party->phone,
                                party->is_contact ? contact_word : ""};
    int last = PARTS - 1;

    while (!*parts[last])
        last--;
    if (out->length)
        text_add_char(out, ';');
    for (int i = 0; i <= last; i++) {
        if (i)
            text_add_char(out, '/');
        parts_escape(out, parts[i], SPECIALS);
    }
}

/* --- the typed form --- */

static const char *next_word(const char **rest, size_t *length)
{
    const char *at = *rest + strspn(*rest, " \t");

    *length = strcspn(at, " \t");
    *rest = at + *length;
    return at;
}

static bool is_phone(const char *word, size_t length)
{
    size_t digits = 0;

    for (size_t i = 0; i < length; i++) {
        bool is_digit = (word[i] >= '0' && word[i] <= '9') || word[i] == '*';
        if (!is_digit && word[i] != '-' && !(word[i] == '+' && i == 0))
            return false;
        digits += is_digit;
    }
    return digits >= PHONE_LEAST;
}

/* True for a word that says the part somebody has in the case. */
static bool take_role(const char *word, size_t length, struct matter_party *party)
{
    for (int i = 0; word_parties[i].word; i++)
        if (strlen(word_parties[i].word) == length &&
            memcmp(word_parties[i].word, word, length) == 0) {
            party->role = word_parties[i].word;
            return true;
        }
    for (size_t i = 0; i < sizeof(role_words) / sizeof(role_words[0]); i++) {
        if (strlen(role_words[i].typed) != length || memcmp(role_words[i].typed, word, length) != 0)
            continue;
        if (role_words[i].role)
            party->role = role_words[i].role;
        else
            party->is_contact = true;
        return true;
    }
    return false;
}

/* What is left is the name, for those who act for somebody with the relation before it. */
static void take_name(struct arena *arena, const char *name, struct matter_party *party)
{
    const char *blank = strchr(name, ' ');

    if (blank && strcmp(party->role, "other") != 0) {
        party->relation = arena_copy_part(arena, name, (size_t)(blank - name));
        name = blank + 1;
    }
    party->name = name;
}

/* The mark of the contact may stand right behind a name or number; a masked number ends in
 * digits. */
static void take_mark(const char *word, size_t *length, struct matter_party *party)
{
    if (*length < 2 || word[*length - 1] != *contact_mark)
        return;
    party->is_contact = true;
    --*length;
}

static struct matter_party read_typed(struct arena *arena, const char *one, const char *usual)
{
    struct matter_party party = {usual, "", "", "", false};
    struct text name = TEXT_EMPTY;
    size_t length;

    for (const char *word; *(word = next_word(&one, &length));) {
        take_mark(word, &length, &party);
        if (take_role(word, length, &party))
            continue;
        if (!*party.phone && name.length && is_phone(word, length)) {
            party.phone = arena_copy_part(arena, word, length);
            continue;
        }
        text_add(&name, name.length ? " " : "");
        text_add_bytes(&name, word, length);
    }
    take_name(arena, arena_copy(arena, name.at), &party);
    text_release(&name);
    return party;
}

/* A role and "/" begin the kept form. */
static bool is_kept(const char *one)
{
    size_t length = strcspn(one, "/");

    for (int i = 0; one[length] && word_parties[i].word; i++)
        if (strlen(word_parties[i].word) == length &&
            memcmp(word_parties[i].word, one, length) == 0)
            return true;
    return false;
}

static bool fits(const struct matter_party *party)
{
    return *party->name && strlen(party->name) <= MATTER_PARTY_MOST &&
           strlen(party->relation) <= MATTER_PARTY_MOST &&
           strlen(party->phone) <= MATTER_PARTY_MOST;
}

bool matter_party_type(struct arena *arena, const char *typed, const char *usual,
                       struct matter_party **parties, size_t *count)
{
    const char *part;
    size_t length, room = 0;

    *parties = NULL;
    *count = 0;
    while (parts_next(&typed, PARTS_LIST, &part, &length)) {
        if (!length)
            continue;
        const char *one = arena_copy_part(arena, part, length);
        struct matter_party party =
            is_kept(one) ? read_kept(arena, one) : read_typed(arena, one, usual);
        if (!fits(&party) || *count == MATTER_PARTIES_MOST)
            return false;
        *parties = arena_grow(arena, *parties, *count, &room, sizeof(**parties));
        (*parties)[(*count)++] = party;
    }
    return true;
}

static void say_words(struct text *out, const struct matter_party *party, const char *usual)
{
    if (strcmp(party->role, usual) != 0)
        text_addf(out, "%s ", party->role);
    if (*party->relation)
        text_addf(out, "%s ", party->relation);
    text_add(out, party->name);
    if (*party->phone)
        text_addf(out, " %s", party->phone);
    if (party->is_contact)
        text_addf(out, " %s", contact_mark);
}

static bool is_same(const struct matter_party *a, const struct matter_party *b)
{
    return strcmp(a->role, b->role) == 0 && strcmp(a->name, b->name) == 0 &&
           strcmp(a->relation, b->relation) == 0 && strcmp(a->phone, b->phone) == 0 &&
           a->is_contact == b->is_contact;
}

void matter_party_say(struct text *out, const struct matter_party *party, const char *usual)
{
    struct text said = TEXT_EMPTY, kept = TEXT_EMPTY;
    struct matter_party *read;
    struct arena arena = {0};
    size_t count;

    say_words(&said, party, usual);
    matter_party_write(&kept, party);
    /* words that would be read as somebody else are no way to say it */
    bool is_read = matter_party_type(&arena, said.at, usual, &read, &count) && count == 1 &&
                   is_same(&read[0], party);
    text_add(out, is_read ? said.at : kept.at);
    arena_release(&arena);
    text_release(&said);
    text_release(&kept);
}

bool matter_party_join(struct arena *arena, const char *const typed[MATTER_PARTY_ROLES],
                       struct text *kept)
{
    struct matter_party *parties;
    size_t count;

    for (int role = 0; role < MATTER_PARTY_ROLES; role++) {
        if (!matter_party_type(arena, typed[role], word_parties[role].word, &parties, &count))
            return false;
        for (size_t i = 0; i < count; i++)
            matter_party_write(kept, &parties[i]);
    }
    return true;
}

void matter_party_list(struct text *out, const struct matter_party *parties, size_t count,
                       const char *role, bool unmask)
{
    struct text masked = TEXT_EMPTY;

    for (size_t i = 0; i < count; i++) {
        struct matter_party one = parties[i];
        if (strcmp(one.role, role) != 0)
            continue;
        text_clear(&masked);
        mask_tail(&masked, one.phone);
        if (!unmask)
            one.phone = masked.at;
        text_add(out, out->length ? "; " : "");
        matter_party_say(out, &one, role);
    }
    text_release(&masked);
}

/* --- lists --- */

void matter_party_settle(struct matter_party *parties, size_t count)
{
    bool has_contact = false;

    for (size_t i = count; i-- > 0;) {
        parties[i].is_contact = parties[i].is_contact && !has_contact;
        has_contact |= parties[i].is_contact;
    }
}

struct matter_party *matter_party_put(struct arena *arena, const struct matter_party *parties,
                                      size_t *count, const struct matter_party *party)
{
    struct matter_party *list = arena_alloc(arena, (*count + 1) * sizeof(*list));
    size_t at = 0;

    if (*count)
        memcpy(list, parties, *count * sizeof(*list));
    while (at < *count &&
           (strcmp(list[at].name, party->name) != 0 || strcmp(list[at].role, party->role) != 0))
        at++;
    struct matter_party old = at < *count ? list[at] : *party;
    list[at] = *party;
    if (!*party->relation)
        list[at].relation = old.relation;
    if (!*party->phone)
        list[at].phone = old.phone;
    list[at].is_contact |= old.is_contact;
    *count += at == *count;
    for (size_t i = 0; party->is_contact && i < *count; i++)
        list[i].is_contact = i == at;
    return list;
}

static bool masks_to(const char *phone, const char *masked)
{
    struct text made = TEXT_EMPTY;

    mask_tail(&made, phone);
    bool is_same = strcmp(made.at, masked) == 0;
    text_release(&made);
    return is_same;
}

/* The number that the mask stands for: that of the same person, else the only one that looks like
 * it; NULL if there is none, or two. */
static const char *unmasked(const struct matter_party *party, const struct matter_party *old,
                            size_t old_count)
{
    const char *found = NULL;
    bool is_one = true;

    for (size_t i = 0; i < old_count; i++) {
        if (!masks_to(old[i].phone, party->phone))
            continue;
        if (strcmp(old[i].name, party->name) == 0)
            return old[i].phone;
        is_one = is_one && (!found || strcmp(found, old[i].phone) == 0);
        found = old[i].phone;
    }
    return is_one ? found : NULL;
}

bool matter_party_unmask(struct matter_party *parties, size_t count, const struct matter_party *old,
                         size_t old_count)
{
    bool all = true;

    for (size_t i = 0; i < count; i++) {
        if (!mask_is_masked(parties[i].phone))
            continue;
        const char *phone = unmasked(&parties[i], old, old_count);
        if (phone)
            parties[i].phone = phone;
        all = all && phone;
    }
    return all;
}

const struct matter_party *matter_party_contact(const struct matter_party *parties, size_t count,
                                                const char *phone)
{
    static const char *const instead[] = {"proxy", "emergency"};

    for (size_t i = 0; i < count; i++)
        if (parties[i].is_contact)
            return &parties[i];
    for (size_t role = 0; !*phone && role < sizeof(instead) / sizeof(instead[0]); role++)
        for (size_t i = 0; i < count; i++)
            if (strcmp(parties[i].role, instead[role]) == 0 && *parties[i].phone)
                return &parties[i];
    return NULL;
}
