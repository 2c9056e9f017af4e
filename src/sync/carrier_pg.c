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

enum { NAME_MOST = 64, PASSWORD_BYTES = 15, LOGIN_TRIES = 5 };

struct carrier_pg {
    struct carrier carrier;
    struct pg *pg;
    bool is_hub; /* who owns the tables; the others are logins of clients */
};

/* What is done to the hub's mailbox, and to a client's; where PUT finds no row, OR_PUT may.
 * Who owns the tables removes what the others empty. */
enum work { LIST, TAKE, PUT, OR_PUT, EMPTY, REMOVE };
static const enum pg_sql inbox[] = {PG_SQL_MAIL_INBOX_LIST,    PG_SQL_MAIL_INBOX_TAKE,
                                    PG_SQL_MAIL_INBOX_REPLACE, PG_SQL_MAIL_INBOX_PUT,
                                    PG_SQL_MAIL_INBOX_EMPTY,   PG_SQL_MAIL_INBOX_REMOVE};
static const enum pg_sql outbox[] = {PG_SQL_MAIL_OUTBOX_LIST,  PG_SQL_MAIL_OUTBOX_TAKE,
                                     PG_SQL_MAIL_OUTBOX_PUT,   PG_SQL_MAIL_OUTBOX_REPLACE,
                                     PG_SQL_MAIL_OUTBOX_EMPTY, PG_SQL_MAIL_OUTBOX_REMOVE};

static struct pg *pg_of(struct carrier *carrier)
{
    return ((struct carrier_pg *)carrier)->pg;
}

static bool is_hub(const struct carrier *carrier)
{
    return ((const struct carrier_pg *)carrier)->is_hub;
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

static enum status find(struct carrier_pg *made, bool *found, struct error *error)
{
    struct pg_query *query = pg_query(made->pg, PG_SQL_MAIL_EXISTS);
    size_t count = 0;
    enum status status = pg_run(query, &count, error);

    *found = count > 0;
    made->is_hub = count > 0 && pg_integer(query, 0, 0);
    return status;
}

/* A role of the server, and whether it is a client's login here. */
struct role {
    bool is_there, is_ours, may_log_in;
};

static enum status find_role(struct pg *pg, const char *name, const char *group, struct role *role,
                             struct error *error)
{
    struct pg_query *query = pg_query(pg, PG_SQL_MAIL_ROLE_EXISTS);
    size_t count = 0;

    pg_bind_text(query, 1, name);
    pg_bind_text(query, 2, group);
    enum status status = pg_run(query, &count, error);
    *role = (struct role){.is_there = count > 0,
                          .is_ours = count > 0 && pg_integer(query, 0, 0),
                          .may_log_in = count > 0 && pg_integer(query, 0, 1)};
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
    struct role role;

    group_of(pg, group);
    TRY(find_role(pg, group, group, &role, error));
    if (!role.is_there)
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
    is_wrong = status == STATUS_INVALID || status == STATUS_REFUSED;
    TRY(status);
    TRY(find(made, &found, error));
    if (!found && may_make) {
        TRY(make(made->pg, error));
        made->is_hub = true;
    } else if (!found) {
        TRY(error_set(error, STATUS_UNREACHABLE, "with", _("PostgreSQL (%s) holds no mailboxes"),
                      pg_name(made->pg)));
    }
    *carrier = &made->carrier;
done:
    if (status != STATUS_OK)
        close_pg(&made->carrier);
    return is_wrong ? status : as_fault(status, error);
}

/* --- bundles --- */

/* Whose row a bundle is: in the hub's mailbox the sender's, else the receiver's. */
static enum status find_client(const char *mailbox, const char *name, struct carrier_name *parts,
                               const char **client, struct error *error)
{
    *client = mailbox;
    if (!text_same(mailbox, HUB))
        return STATUS_OK;
    if (!carrier_name_read(name, parts))
        return error_set(error, STATUS_INVALID, "", _("%s is no name of a bundle"), name);
    *client = parts->from;
    return STATUS_OK;
}

/* What is to be done to one bundle, whose row is $1 and $2. */
static enum status start(struct carrier *carrier, enum work work, const char *mailbox,
                         const char *name, struct pg_query **query, struct error *error)
{
    struct carrier_name parts;
    const char *client;
    enum status status;

    TRY(pg_revive(pg_of(carrier), error));
    TRY(find_client(mailbox, name, &parts, &client, error));
    *query = pg_query(pg_of(carrier), (text_same(mailbox, HUB) ? inbox : outbox)[work]);
    pg_bind_text(*query, 1, client);
    pg_bind_text(*query, 2, name);
done:
    return status;
}

/* Rows that nobody has locked; what stays goes another time. */
static enum status delete_rows(struct carrier *carrier, const char *mailbox,
                               const char *const *clients, const char *const *names, size_t count,
                               struct error *error)
{
    struct pg_query *query =
        pg_query(pg_of(carrier), (text_same(mailbox, HUB) ? inbox : outbox)[REMOVE]);
    size_t gone;

    pg_bind_texts(query, 1, clients, count);
    pg_bind_texts(query, 2, names, count);
    return pg_run(query, &gone, error);
}

/* The hub looks after what the logins of clients do. */
static enum status end_long_sessions(struct carrier *carrier, struct error *error)
{
    struct pg_query *query = pg_query(pg_of(carrier), PG_SQL_MAIL_END_LONG);
    char group[NAME_MOST];
    size_t count;

    group_of(pg_of(carrier), group);
    pg_bind_text(query, 1, group);
    return pg_run(query, &count, error);
}

static enum status run_list(struct carrier *carrier, const char *mailbox, struct pg_query **query,
                            size_t *count, struct error *error)
{
    struct pg *pg = pg_of(carrier);
    bool is_inbox = text_same(mailbox, HUB);
    enum status status;

    TRY(pg_revive(pg, error));
    if (is_inbox && is_hub(carrier))
        TRY(end_long_sessions(carrier, error));
    *query = pg_query(pg, (is_inbox ? inbox : outbox)[LIST]);
    if (!is_inbox)
        pg_bind_text(*query, 1, mailbox);
    TRY(pg_run(*query, count, error));
done:
    return status;
}

/* True if the row is a bundle: it was not emptied, and has the name of one of its client's. */
static bool is_bundle(const struct pg_query *query, size_t row, bool is_inbox)
{
    struct carrier_name parts;

    return pg_integer(query, row, 2) &&
           (!is_inbox ||
            (carrier_name_read(pg_text(query, row, 1), &parts) &&
             text_same(parts.from, pg_text(query, row, 0)) && text_same(parts.to, HUB)));
}

static enum status list_pg(struct carrier *carrier, const char *mailbox, struct arena *arena,
                           const char ***names, size_t *count, struct error *error)
{
    bool is_inbox = text_same(mailbox, HUB);
    struct pg_query *query;
    size_t row_count = 0, waste_count = 0;
    enum status status;

    *names = NULL;
    *count = 0;
    TRY(run_list(carrier, mailbox, &query, &row_count, error));
    *names = arena_alloc(arena, (row_count + 1) * sizeof(**names));
    const char **clients = arena_alloc(arena, (row_count + 1) * sizeof(*clients));
    const char **waste = arena_alloc(arena, (row_count + 1) * sizeof(*waste));
    for (size_t i = 0; i < row_count; i++) {
        const char *name = pg_copy_of(query, i, 1, arena);
        if (is_bundle(query, i, is_inbox)) {
            (*names)[(*count)++] = name;
        } else {
            clients[waste_count] = pg_copy_of(query, i, 0, arena);
            waste[waste_count++] = name;
        }
    }
    if (waste_count && is_hub(carrier))
        TRY(delete_rows(carrier, mailbox, clients, waste, waste_count, error));
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

static enum status put_row(struct carrier *carrier, enum pg_sql sql, const char *client,
                           const char *name, const void *bytes, size_t length, size_t *count,
                           struct error *error)
{
    struct pg_query *query = pg_query(pg_of(carrier), sql);

    pg_bind_text(query, 1, client);
    pg_bind_text(query, 2, name);
    pg_bind_bytes(query, 3, bytes, length);
    return pg_run(query, count, error);
}

/* The hub waits for no client that has its own row locked, nor for one that has no place left. */
static enum status put_pg(struct carrier *carrier, const char *mailbox, const char *name,
                          const void *bytes, size_t length, struct error *error)
{
    bool is_inbox = text_same(mailbox, HUB);
    const enum pg_sql *sql = is_inbox ? inbox : outbox;
    struct carrier_name parts;
    const char *client;
    enum status status;
    size_t count;

    TRY(pg_revive(pg_of(carrier), error));
    TRY(find_client(mailbox, name, &parts, &client, error));
    TRY(put_row(carrier, sql[PUT], client, name, bytes, length, &count, error));
    if (!count)
        TRY(put_row(carrier, sql[OR_PUT], client, name, bytes, length, &count, error));
    if (!count && is_inbox)
        TRY(error_set(error, STATUS_UNREACHABLE, "with",
                      _("the mailbox is full of bundles that the hub has not taken yet; the rest "
                        "is put when it has")));
    if (!count)
        TRY(error_set(error, STATUS_UNREACHABLE, "with",
                      _("%s is being read by its receiver; it is put another time"), name));
done:
    return as_fault(status, error);
}

static enum status remove_pg(struct carrier *carrier, const char *mailbox, const char *name,
                             struct error *error)
{
    struct carrier_name parts;
    struct pg_query *query;
    const char *client;
    enum status status;
    size_t count;

    if (is_hub(carrier)) {
        TRY(pg_revive(pg_of(carrier), error));
        TRY(find_client(mailbox, name, &parts, &client, error));
        TRY(delete_rows(carrier, mailbox, &client, &name, 1, error));
    } else {
        TRY(start(carrier, EMPTY, mailbox, name, &query, error));
        TRY(pg_run(query, &count, error));
    }
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

/* The login of a client, if it is there; another's, of another database of the server, is left
 * alone. */
static enum status find_login(struct carrier *carrier, const char *client, char login[NAME_MOST],
                              char group[NAME_MOST], struct role *role, struct error *error)
{
    struct pg *pg = pg_of(carrier);
    enum status status;

    snprintf(login, NAME_MOST, LOGIN "%s", client);
    group_of(pg, group);
    TRY(pg_revive(pg, error));
    TRY(find_role(pg, login, group, role, error));
    if (role->is_there && !role->is_ours)
        TRY(error_set(error, STATUS_UNREACHABLE, "with",
                      _("PostgreSQL (%s) has a login %s that belongs to something else"),
                      pg_name(pg), login));
done:
    return status;
}

static enum status end_sessions(struct pg *pg, const char *login, struct error *error)
{
    struct pg_query *query = pg_query(pg, PG_SQL_MAIL_LOGIN_END);
    size_t count;

    pg_bind_text(query, 1, login);
    return pg_run(query, &count, error);
}

/* Changes a login, whose name comes first. What it has open ends before, as it may hold the role,
 * and after. */
static enum status change_login(struct pg *pg, enum pg_sql sql, const char *const *names,
                                size_t count, struct error *error)
{
    enum status status;
    int tries = 0;

    do {
        TRY(end_sessions(pg, names[0], error));
        status = pg_script(pg, sql, names, count, error);
    } while (status == STATUS_BUSY && ++tries < LOGIN_TRIES);
    TRY(status);
    TRY(end_sessions(pg, names[0], error));
done:
    return status;
}

static enum status admit_pg(struct carrier *carrier, const char *client, bool is_anew,
                            struct text *say, struct error *error)
{
    char login[NAME_MOST], group[NAME_MOST], password[2 * PASSWORD_BYTES + 1] = "";
    struct text secret = TEXT_EMPTY;
    struct pg *pg = pg_of(carrier);
    struct role role;
    enum status status;

    TRY(find_login(carrier, client, login, group, &role, error));
    if (role.may_log_in && !is_anew) {
        text_addf(say, _("Its login %s and the password of it stay as they are.\n"), login);
        goto done;
    }
    make_password(password);
    TRY(pg_password(pg, login, password, &secret, error));
    const char *const names[] = {login, secret.at, group};
    if (role.is_there)
        TRY(change_login(pg, PG_SQL_MAIL_LOGIN_CHANGE, names, 3, error));
    else
        TRY(pg_script(pg, PG_SQL_MAIL_LOGIN_MAKE, names, 3, error));
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
    char login[NAME_MOST], group[NAME_MOST];
    const char *const names[] = {login};
    struct role role;
    enum status status;

    TRY(find_login(carrier, client, login, group, &role, error));
    if (role.is_there)
        TRY(change_login(pg, PG_SQL_MAIL_LOGIN_CLOSE, names, 1, error));
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
