/* SPDX-License-Identifier: MIT */
/* Mailboxes in PostgreSQL: the hub's is the table inbox, in which each client sees what it put;
 * the clients' are the table outbox, in which each sees what is for it. A bundle is a row. */
#include "config.h"

#include "sync/carrier_inside.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/sync/pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHEME "pg:"
#define HUB "hub"
#define LOGIN "shouwen_"      /* what logins begin with; the policies know it */
#define GROUP "shouwen_mail_" /* and the group of all of them: its database follows */

enum { NAME_MOST = 64, PASSWORD_BYTES = 15 };

struct carrier_pg {
    struct carrier carrier;
    struct pg *pg;
};

/* What is done to the hub's mailbox, and to a client's. */
enum work { LIST, TAKE, PUT, REMOVE };
static const enum pg_sql inbox[] = {PG_SQL_MAIL_INBOX_LIST, PG_SQL_MAIL_INBOX_TAKE,
                                    PG_SQL_MAIL_INBOX_PUT, PG_SQL_MAIL_INBOX_REMOVE};
static const enum pg_sql outbox[] = {PG_SQL_MAIL_OUTBOX_LIST, PG_SQL_MAIL_OUTBOX_TAKE,
                                     PG_SQL_MAIL_OUTBOX_PUT, PG_SQL_MAIL_OUTBOX_REMOVE};

static struct pg *pg_of(struct carrier *carrier)
{
    return ((struct carrier_pg *)carrier)->pg;
}

/* Whatever is wrong there, the bundles are as safe as before. */
static enum status as_fault(enum status status, struct error *error)
{
    if (status != STATUS_OK)
        status = STATUS_UNREACHABLE;
    if (error)
        error->kind = status;
    return status;
}

/* --- opening --- */

static enum status exists(struct pg *pg, enum pg_sql sql, const char *name, bool *found,
                          struct error *error)
{
    struct pg_query *query = pg_query(pg, sql);
    size_t count = 0;

    if (name)
        pg_bind_text(query, 1, name);
    enum status status = pg_run(query, &count, error);
    *found = count > 0;
    return status;
}

static void group_of(struct pg *pg, char out[NAME_MOST])
{
    snprintf(out, NAME_MOST, GROUP "%s", pg_database(pg));
}

static enum status make(struct pg *pg, struct error *error)
{
    char group[NAME_MOST];
    const char *const names[] = {group, pg_database(pg)};
    enum status status;
    bool found;

    group_of(pg, group);
    TRY(exists(pg, PG_SQL_MAIL_ROLE_EXISTS, group, &found, error));
    if (!found)
        TRY(pg_script(pg, PG_SQL_MAIL_GROUP_MAKE, names, 1, error));
    TRY(pg_script(pg, PG_SQL_MAIL_CREATE, names, 2, error));
done:
    return status;
}

static void close_pg(struct carrier *carrier)
{
    pg_close(pg_of(carrier));
    free((char *)carrier->address);
    free(carrier);
}

static enum status open_pg(const char *address, bool may_make, struct carrier **carrier,
                           struct error *error)
{
    struct carrier_pg *made = memory_new(sizeof(*made));
    bool found, is_wrong;
    enum status status;

    made->carrier = (struct carrier){&carrier_pg_kind, memory_copy_text(address)};
    status = pg_open(address + strlen(SCHEME), &made->pg, error);
    is_wrong = status == STATUS_INVALID;
    TRY(status);
    TRY(exists(made->pg, PG_SQL_MAIL_EXISTS, NULL, &found, error));
    if (!found && may_make)
        TRY(make(made->pg, error));
    else if (!found)
        TRY(error_set(error, STATUS_UNREACHABLE, "with", _("PostgreSQL (%s) holds no mailboxes"),
                      pg_name(made->pg)));
    *carrier = &made->carrier;
done:
    if (status != STATUS_OK)
        close_pg(&made->carrier);
    return is_wrong ? status : as_fault(status, error);
}

/* --- bundles --- */

/* Whose row a bundle is: in the hub's mailbox the sender's, else the receiver's. Bound as $1. */
static enum status start(struct carrier *carrier, enum work work, const char *mailbox,
                         const char *name, struct pg_query **query, struct error *error)
{
    bool is_hub = text_same(mailbox, HUB);
    struct carrier_name parts;
    enum status status = pg_revive(pg_of(carrier), error);

    if (status != STATUS_OK)
        return status;
    *query = pg_query(pg_of(carrier), (is_hub ? inbox : outbox)[work]);
    if (is_hub && work == LIST)
        return STATUS_OK;
    if (!is_hub)
        pg_bind_text(*query, 1, mailbox);
    else if (carrier_name_read(name, &parts))
        pg_bind_text(*query, 1, parts.from);
    else
        return error_set(error, STATUS_INVALID, "", _("%s is no name of a bundle"), name);
    if (name)
        pg_bind_text(*query, 2, name);
    return STATUS_OK;
}

static enum status list_pg(struct carrier *carrier, const char *mailbox, struct arena *arena,
                           const char ***names, size_t *count, struct error *error)
{
    struct pg_query *query;
    enum status status;

    *names = NULL;
    *count = 0;
    TRY(start(carrier, LIST, mailbox, NULL, &query, error));
    TRY(pg_run(query, count, error));
    *names = arena_alloc(arena, (*count + 1) * sizeof(**names));
    for (size_t i = 0; i < *count; i++)
        (*names)[i] = pg_copy_of(query, i, 0, arena);
done:
    return as_fault(status, error);
}

static enum status take_pg(struct carrier *carrier, const char *mailbox, const char *name,
                           struct text *bytes, struct error *error)
{
    struct pg_query *query;
    enum status status;
    size_t count, length;

    TRY(start(carrier, TAKE, mailbox, name, &query, error));
    TRY(pg_run(query, &count, error));
    if (!count)
        return error_set(error, STATUS_NOT_FOUND, "", _("%s is gone"), name);
    const char *found = pg_bytes(query, 0, 0, &length);
    text_add_bytes(bytes, found, length);
done:
    return as_fault(status, error);
}

static enum status put_pg(struct carrier *carrier, const char *mailbox, const char *name,
                          const void *bytes, size_t length, struct error *error)
{
    struct pg_query *query;
    enum status status;
    size_t count;

    TRY(start(carrier, PUT, mailbox, name, &query, error));
    pg_bind_bytes(query, 3, bytes, length);
    TRY(pg_run(query, &count, error));
done:
    return as_fault(status, error);
}

static enum status remove_pg(struct carrier *carrier, const char *mailbox, const char *name,
                             struct error *error)
{
    struct pg_query *query;
    enum status status;
    size_t count;

    TRY(start(carrier, REMOVE, mailbox, name, &query, error));
    TRY(pg_run(query, &count, error));
done:
    return as_fault(status, error);
}

/* --- logins --- */

static void make_password(char out[2 * PASSWORD_BYTES + 1])
{
    uint8_t bytes[PASSWORD_BYTES];

    crypto_random(bytes, sizeof(bytes));
    ident_hex(bytes, sizeof(bytes), out);
    crypto_forget(bytes, sizeof(bytes));
}

static enum status admit_pg(struct carrier *carrier, const char *client, struct text *say,
                            struct error *error)
{
    char login[NAME_MOST], group[NAME_MOST], password[2 * PASSWORD_BYTES + 1];
    struct text secret = TEXT_EMPTY;
    struct pg *pg = pg_of(carrier);
    enum status status;
    bool found;

    snprintf(login, sizeof(login), LOGIN "%s", client);
    group_of(pg, group);
    make_password(password);
    TRY(pg_revive(pg, error));
    TRY(pg_password(pg, login, password, &secret, error));
    TRY(exists(pg, PG_SQL_MAIL_ROLE_EXISTS, login, &found, error));
    const char *const names[] = {login, secret.at, group};
    TRY(pg_script(pg, found ? PG_SQL_MAIL_LOGIN_CHANGE : PG_SQL_MAIL_LOGIN_MAKE, names, 3, error));
    text_addf(say,
              _("Its login is %s, its password %s: shouwen sync --with \"pg:host=... "
                "dbname=%s user=%s\", the password in its .pgpass.\n"),
              login, password, pg_database(pg), login);
done:
    crypto_forget(password, sizeof(password));
    text_release(&secret);
    return as_fault(status, error);
}

static enum status expel_pg(struct carrier *carrier, const char *client, struct error *error)
{
    struct pg *pg = pg_of(carrier);
    char login[NAME_MOST];
    const char *const names[] = {login};
    enum status status;
    bool found;

    snprintf(login, sizeof(login), LOGIN "%s", client);
    TRY(pg_revive(pg, error));
    TRY(exists(pg, PG_SQL_MAIL_ROLE_EXISTS, login, &found, error));
    if (found)
        TRY(pg_script(pg, PG_SQL_MAIL_LOGIN_CLOSE, names, 1, error));
done:
    return as_fault(status, error);
}

const struct carrier_kind carrier_pg_kind = {.scheme = SCHEME,
                                             .open = open_pg,
                                             .list = list_pg,
                                             .take = take_pg,
                                             .put = put_pg,
                                             .remove = remove_pg,
                                             .admit = admit_pg,
                                             .expel = expel_pg,
                                             .close = close_pg};
