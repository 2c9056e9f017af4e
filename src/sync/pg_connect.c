/* SPDX-License-Identifier: MIT */
/* Getting through to a server. */
#include "config.h"

#include "sync/pg_inside.h"

#include "shouwen/base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pg_first_line(const char *said, char *out, size_t room)
{
    static const char *const prefixes[] = {"ERROR:  ", "FATAL:  ", "PANIC:  "};
    size_t length;

    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
        if (text_starts(said, prefixes[i]))
            said += strlen(prefixes[i]);
    length = strcspn(said, "\n");
    snprintf(out, room, "%.*s", (int)length, said);
}

/* --- connecting --- */

static bool is_local(const char *host)
{
    return !*host || *host == '/' || *host == '@' || text_same(host, "localhost") ||
           text_starts(host, "127.") || text_same(host, "::1");
}

/* One part of conninfo as it was given, or of what libpq takes otherwise. */
static const char *part_of(const PQconninfoOption *options, const char *keyword)
{
    for (; options && options->keyword; options++)
        if (text_same(options->keyword, keyword))
            return options->val ? options->val : "";
    return "";
}

/* Every host and address of a list must be of this machine. */
static bool all_local(const char *list)
{
    char one[256];

    for (;;) {
        size_t length = strcspn(list, ",");
        snprintf(one, sizeof(one), "%.*s", (int)(length < 255 ? length : 255), list);
        if (!is_local(one))
            return false;
        if (!list[length])
            return true;
        list += length + 1;
    }
}

/* What a file of services says is not looked into: such a server counts as one far away. */
static bool needs_tls(const PQconninfoOption *given)
{
    PQconninfoOption *usual = PQconndefaults();
    const char *host = part_of(given, "host"), *address = part_of(given, "hostaddr");
    bool is_far;

    if (!*host && !*address)
        host = part_of(usual, "host");
    if (!*host && !*address)
        address = part_of(usual, "hostaddr");
    is_far = *part_of(given, "service") || *part_of(usual, "service") || !all_local(host) ||
             !all_local(address);
    PQconninfoFree(usual);
    return is_far;
}

static enum status read_conninfo(struct pg *pg, const char *conninfo, bool *is_far,
                                 struct error *error)
{
    char *said = NULL;
    PQconninfoOption *parts = PQconninfoParse(conninfo, &said);
    enum status status = STATUS_OK;

    if (!parts) {
        status = error_set(error, STATUS_INVALID, "with",
                           _("\"pg:\" wants what libpq connects with, such as "
                             "pg:host=hub.example dbname=hub: %.*s"),
                           said ? (int)strcspn(said, "\n") : 0, said ? said : "");
        goto done;
    }
    if (*part_of(parts, "password") || *part_of(parts, "sslpassword"))
        TRY(error_set(error, STATUS_INVALID, "with",
                      _("a password does not belong into an address, which is kept and shown: put "
                        "it into ~/.pgpass")));
    *is_far = needs_tls(parts);
    text_add(&pg->conninfo, conninfo);
    for (const PQconninfoOption *part = parts; part->keyword; part++)
        if (part->val && *part->val && !text_starts(part->keyword, "ssl") &&
            !text_same(part->keyword, "password") && !text_same(part->keyword, "passfile"))
            text_addf(&pg->name, "%s%s=%s", pg->name.length ? " " : "", part->keyword, part->val);
    const char *mode = part_of(parts, "sslmode");
    if (*is_far && *mode && !text_same(mode, "verify-full"))
        status = error_set(error, STATUS_INVALID, "with",
                           _("sslmode=%s: to a server that is not on this machine only "
                             "sslmode=verify-full will do"),
                           mode);
done:
    PQconninfoFree(parts);
    PQfreemem(said);
    return status;
}

/* Notices are for a person at psql. */
static void ignore(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

/* A login that was closed; the server says so after the password, in its own language. */
static bool is_closed(const char *said)
{
    static const char *const signs[] = {"not permitted to log in", "进行登录"};

    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (strstr(said, signs[i]))
            return true;
    return false;
}

static enum status is_unreachable(struct pg *pg, struct error *error)
{
    char said[300];

    pg_first_line(PQerrorMessage(pg->line), said, sizeof(said));
    if (is_closed(said))
        return error_set(error, STATUS_REFUSED, "with",
                         _("PostgreSQL (%s): this station was revoked at the hub, its login is "
                           "closed; what was confirmed before stays; whoever runs the hub can let "
                           "it back"),
                         pg->name.at);
    return error_set(error, STATUS_UNREACHABLE, "with", _("PostgreSQL (%s) cannot be reached: %s"),
                     pg->name.at, said);
}

static enum status dial(struct pg *pg, bool is_far, struct error *error)
{
    /* what stands before conninfo is for where it says nothing; what follows it holds always */
    const char *const keywords[] = {"fallback_application_name", "connect_timeout",
                                    "keepalives_idle",           "keepalives_interval",
                                    "tcp_user_timeout",          "dbname",
                                    "client_encoding",           "gssencmode",
                                    is_far ? "sslmode" : NULL,   NULL};
    const char *const values[] = {"shouwen",       "10",   "20",      "5",           "40000",
                                  pg->conninfo.at, "UTF8", "disable", "verify-full", NULL};

    pg->line = PQconnectdbParams(keywords, values, 1);
    if (PQstatus(pg->line) == CONNECTION_OK) {
        PQsetNoticeReceiver(pg->line, ignore, NULL);
        PQsetnonblocking(pg->line, 1);
        return STATUS_OK;
    }
    return is_unreachable(pg, error);
}

enum status pg_open(const char *conninfo, struct pg **out, struct error *error)
{
    struct pg *pg = memory_new(sizeof(*pg));
    enum status status;
    bool is_far;

    *out = NULL;
    pg->conninfo = pg->name = pg->user = pg->database = (struct text)TEXT_EMPTY;
    TRY(read_conninfo(pg, conninfo, &is_far, error));
    TRY(dial(pg, is_far, error));
    text_add(&pg->user, PQuser(pg->line));
    text_add(&pg->database, PQdb(pg->line));
    TRY(pg_script(pg, PG_SQL_CONFIGURE, NULL, 0, error));
    *out = pg;
done:
    if (status != STATUS_OK)
        pg_close(pg);
    return status;
}

static void forget_queries(struct pg *pg)
{
    for (int i = 0; i < PG_SQL_COUNT; i++) {
        struct pg_query *query = pg->queries[i];
        if (!query)
            continue;
        PQclear(query->result);
        for (int k = 0; k < PG_PARAMETERS; k++)
            text_release(&query->value[k]);
        free(query);
        pg->queries[i] = NULL;
    }
}

void pg_close(struct pg *pg)
{
    if (!pg)
        return;
    forget_queries(pg);
    PQfinish(pg->line);
    text_release(&pg->conninfo);
    text_release(&pg->name);
    text_release(&pg->user);
    text_release(&pg->database);
    free(pg);
}

bool pg_is_lost(const struct pg *pg)
{
    return PQstatus(pg->line) != CONNECTION_OK;
}

enum status pg_revive(struct pg *pg, struct error *error)
{
    if (PQstatus(pg->line) == CONNECTION_OK)
        return STATUS_OK;
    forget_queries(pg);
    pg->sending = NULL;
    PQreset(pg->line);
    if (PQstatus(pg->line) == CONNECTION_OK && PQsetnonblocking(pg->line, 1) == 0)
        return pg_script(pg, PG_SQL_CONFIGURE, NULL, 0, error);
    return is_unreachable(pg, error);
}

const char *pg_name(const struct pg *pg)
{
    return pg->name.at;
}

const char *pg_user(const struct pg *pg)
{
    return pg->user.at;
}

const char *pg_database(const struct pg *pg)
{
    return pg->database.at;
}
