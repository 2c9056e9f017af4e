/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/sync/carrier.h"

#include "shouwen/base/i18n.h"
#include "sync/carrier_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define HUB "hub"

static const struct carrier_kind *const kinds[] = {&carrier_dir_kind, &carrier_pg_kind};

enum status carrier_open(const char *address, bool may_make, struct carrier **carrier,
                         struct error *error)
{
    *carrier = NULL;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (text_starts(address, kinds[i]->scheme))
            return kinds[i]->open(address, may_make, carrier, error);
    return error_set(error, STATUS_INVALID, "with",
                     _("\"%s\" is no way to a hub: write dir:PATH, a folder or a stick, or "
                       "pg:CONNINFO, a PostgreSQL server"),
                     address);
}

void carrier_close(struct carrier *carrier)
{
    if (carrier)
        carrier->kind->close(carrier);
}

enum status carrier_list(struct carrier *carrier, const char *mailbox, struct arena *arena,
                         const char ***names, size_t *count, struct error *error)
{
    return carrier->kind->list(carrier, mailbox, arena, names, count, error);
}

enum status carrier_take(struct carrier *carrier, const char *mailbox, const char *name,
                         struct text *bytes, struct error *error)
{
    text_clear(bytes);
    return carrier->kind->take(carrier, mailbox, name, bytes, error);
}

enum status carrier_put(struct carrier *carrier, const char *mailbox, const char *name,
                        const void *bytes, size_t length, struct error *error)
{
    return carrier->kind->put(carrier, mailbox, name, bytes, length, error);
}

enum status carrier_remove(struct carrier *carrier, const char *mailbox, const char *name,
                           struct error *error)
{
    return carrier->kind->remove(carrier, mailbox, name, error);
}

enum status carrier_admit(struct carrier *carrier, const char *client, bool is_anew,
                          struct text *say, struct error *error)
{
    return carrier->kind->admit ? carrier->kind->admit(carrier, client, is_anew, say, error)
                                : STATUS_OK;
}

enum status carrier_expel(struct carrier *carrier, const char *client, struct error *error)
{
    return carrier->kind->expel ? carrier->kind->expel(carrier, client, error) : STATUS_OK;
}

/* --- names --- */

void carrier_name_write(const struct carrier_name *name, char out[CARRIER_NAME])
{
    if (strcmp(name->log, CARRIER_VIEW) == 0)
        snprintf(out, CARRIER_NAME, "%s-%s-" CARRIER_VIEW "-%015" PRId64 ".swb", name->from,
                 name->to, name->first);
    else
        snprintf(out, CARRIER_NAME, "%s-%s-%s-%010" PRId64 "-%010" PRId64 ".swb", name->from,
                 name->to, name->log, name->first, name->last);
}

/* Takes a number of 1 to 18 digits off the end, and the dash before it. */
static bool take_number(const char *text, size_t *length, int64_t *value)
{
    size_t digits = 0;

    while (digits < *length && text[*length - 1 - digits] >= '0' &&
           text[*length - 1 - digits] <= '9')
        digits++;
    if (!digits || digits > 18 || digits >= *length || text[*length - 1 - digits] != '-')
        return false;
    *value = 0;
    for (size_t i = *length - digits; i < *length; i++)
        *value = 10 * *value + (text[i] - '0');
    *length -= digits + 1;
    return true;
}

/* Takes a party of that many bytes off the beginning, and the dash behind it. */
static bool take_party(const char **text, size_t *length, size_t party,
                       char out[CARRIER_PARTY_MOST + 1])
{
    if (!party || party > CARRIER_PARTY_MOST || party >= *length || (*text)[party] != '-')
        return false;
    memcpy(out, *text, party);
    out[party] = '\0';
    *text += party + 1;
    *length -= party + 1;
    return true;
}

/* How long the code of a client is: that of a department has a dash and a word behind its digits;
 * what follows it is a log, which begins with a digit, the feed or a view. */
static size_t client_length(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    const char *after = text + digits + 1;

    if (text[digits] != '-' || (*after >= '0' && *after <= '9') ||
        text_starts(after, CARRIER_FEED "-") || text_starts(after, CARRIER_VIEW "-"))
        return digits;
    return digits + 1 + strcspn(after, "-");
}

/* One of the two is the hub. */
static bool take_parties(const char **text, size_t *length, struct carrier_name *name)
{
    const char *to_hub = strstr(*text, "-" HUB "-");

    if (text_starts(*text, HUB "-"))
        return take_party(text, length, strlen(HUB), name->from) &&
               take_party(text, length, client_length(*text), name->to);
    return to_hub && take_party(text, length, (size_t)(to_hub - *text), name->from) &&
           take_party(text, length, strlen(HUB), name->to);
}

bool carrier_name_read(const char *text, struct carrier_name *name)
{
    size_t length = strlen(text);

    *name = (struct carrier_name){.first = 0};
    if (!text_ends(text, ".swb"))
        return false;
    length -= strlen(".swb");
    if (!take_parties(&text, &length, name) || !take_number(text, &length, &name->last))
        return false;
    name->first = name->last;
    bool is_view = length == strlen(CARRIER_VIEW) && memcmp(text, CARRIER_VIEW, length) == 0;
    if (!is_view && !take_number(text, &length, &name->first))
        return false;
    if (!length || length > CARRIER_LOG_MOST || name->first > name->last)
        return false;
    memcpy(name->log, text, length);
    return true;
}

static bool comes_back(const struct carrier_name *name)
{
    struct carrier_name read;
    char text[CARRIER_NAME];

    carrier_name_write(name, text);
    return carrier_name_read(text, &read) && strcmp(read.from, name->from) == 0 &&
           strcmp(read.to, name->to) == 0 && strcmp(read.log, name->log) == 0;
}

bool carrier_party_is_valid(const char *node)
{
    struct carrier_name up = {.to = HUB, .log = "1-1a2b3c4d", .first = 1, .last = 2};
    struct carrier_name down = {.from = HUB, .log = CARRIER_FEED, .first = 1, .last = 2};

    if (strlen(node) > CARRIER_PARTY_MOST)
        return false;
    snprintf(up.from, sizeof(up.from), "%s", node);
    snprintf(down.to, sizeof(down.to), "%s", node);
    return comes_back(&up) && comes_back(&down);
}
