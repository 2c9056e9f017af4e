/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/station.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/person.h"
#include "shouwen/store/journal.h"
#include "shouwen/store/schema.h"
#include "shouwen/store/uplink.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NODE_MOST = 40,
    NAME_MOST = 60,
    SECRET_TEXT = 2 * CRYPTO_SECRET + 1,
    KEY_FILE_MOST = 512,
    LOG_NAME = 64
};

static const char meta_node[] = "node";
static const char meta_name[] = "name";
static const char meta_key[] = "public_key";      /* of a file that got another key, and when */
static const char meta_rekeyed[] = "rekeyed_at";  /* empty once the hub knows it */
static const char meta_after[] = "rekeyed_after"; /* what was sent before: a serial */
static const char meta_again[] = "rekeyed_again"; /* not empty: it is one from before */
static const char key_title[] = "shouwen key of ";

static bool is_node(const char *node)
{
    enum node_level level = node_level_of(node);

    if (strlen(node) > NODE_MOST || level == NODE_GRID || level == NODE_OTHER)
        return false;
    for (const char *at = node; *at; at++)
        if (!isascii((unsigned char)*at) || (!isalnum((unsigned char)*at) && *at != '-'))
            return false;
    return true;
}

static enum status check(const char *node, const char *name, struct error *error)
{
    if (!is_node(node))
        return error_set(
            error, STATUS_INVALID, "node",
            _("\"%s\" is no node code; a station's has 12 digits, a street's 9, a "
              "district's 6; a department's is one of the last two, - and a short name"),
            node);
    if (text_is_empty(name) || !utf8_is_valid(name, strlen(name), NULL) ||
        utf8_count(name) > NAME_MOST)
        return error_set(error, STATUS_INVALID, "name",
                         _("a station needs a name of at most %d characters"), NAME_MOST);
    return STATUS_OK;
}

/* --- the key file --- */

void station_key_path(const char *path, struct text *out)
{
    text_add(out, path);
    text_add(out, ".key");
}

static enum status write_key(int file, const char *log, const uint8_t *secret_key)
{
    char secret[SECRET_TEXT];
    struct text content = TEXT_EMPTY;

    ident_hex(secret_key, CRYPTO_SECRET, secret);
    text_addf(&content, "%s%s\n%s\n", key_title, log, secret);
    ssize_t written = write(file, content.at, content.length);
    bool is_whole = written >= 0 && (size_t)written == content.length && fsync(file) == 0;
    crypto_forget(secret, sizeof(secret));
    crypto_forget(content.at, content.length);
    text_release(&content);
    return is_whole ? STATUS_OK : STATUS_BROKEN;
}

enum status station_make_key(const char *key_path, const char *log, const uint8_t *secret_key,
                             struct error *error)
{
    int file = open(key_path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST)
        return error_set(error, STATUS_BROKEN, "",
                         _("the key %s exists already and is left as it is"), key_path);
    if (file < 0)
        return error_set(error, STATUS_BROKEN, "", _("can't make the key %s: %s"), key_path,
                         strerror(errno));
    enum status status = write_key(file, log, secret_key);
    if (status != STATUS_OK) {
        error_set(error, status, "", _("can't make the key %s: %s"), key_path, strerror(errno));
        unlink(key_path);
    }
    close(file);
    return status;
}

/* The line after the title, without its end; NULL if this is no key file. */
static char *secret_of(char *content)
{
    char *line = strchr(content, '\n');

    if (!text_starts(content, key_title) || !line)
        return NULL;
    line[1 + strcspn(line + 1, "\n")] = '\0';
    return line + 1;
}

static enum status refuse_another(const char *key_path, struct error *error)
{
    return error_set(error, STATUS_BROKEN, "", _("the key %s belongs to another station file"),
                     key_path);
}

/* The secret key of a key file, and what stands in its title into log[LOG_NAME]. */
static enum status read_secret(const char *key_path, char *log, uint8_t *secret_key,
                               struct error *error)
{
    char content[KEY_FILE_MOST + 1] = "";
    int file = open(key_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return error_set(error, STATUS_BROKEN, "", _("can't open the key %s: %s"), key_path,
                         strerror(errno));
    ssize_t length = read(file, content, KEY_FILE_MOST);
    close(file);
    const char *secret = length > 0 ? secret_of(content) : NULL;
    bool is_key = secret && ident_unhex(secret, secret_key, CRYPTO_SECRET);
    if (is_key)
        snprintf(log, LOG_NAME, "%.*s", (int)strcspn(content + strlen(key_title), "\n"),
                 content + strlen(key_title));
    crypto_forget(content, sizeof(content));
    if (!is_key)
        return error_set(error, STATUS_BROKEN, "", _("%s is not a key made by shouwen init"),
                         key_path);
    return STATUS_OK;
}

static enum status read_key(const char *key_path, const uint8_t *public_key, uint8_t *secret_key,
                            struct error *error)
{
    char log[LOG_NAME];
    enum status status = read_secret(key_path, log, secret_key, error);

    if (status == STATUS_OK &&
        memcmp(crypto_public_of(secret_key), public_key, CRYPTO_PUBLIC) != 0) {
        crypto_forget(secret_key, CRYPTO_SECRET);
        status = refuse_another(key_path, error);
    }
    return status;
}

/* A key that the file had before: of this log, and a whole pair. */
static enum status read_again(const char *key_path, const char *log, uint8_t *secret_key,
                              struct error *error)
{
    char title[LOG_NAME];
    uint8_t signature[CRYPTO_SIGNATURE];
    enum status status = read_secret(key_path, title, secret_key, error);

    if (status != STATUS_OK)
        return status;
    crypto_signature_of(log, strlen(log), secret_key, signature);
    if (strcmp(title, log) == 0 &&
        crypto_signed_by(log, strlen(log), signature, crypto_public_of(secret_key)))
        return STATUS_OK;
    crypto_forget(secret_key, CRYPTO_SECRET);
    return refuse_another(key_path, error);
}

/* Where a new key lies until the station file knows it. */
static void next_key_path(const char *key_path, struct text *out)
{
    text_addf(out, "%s.new", key_path);
}

enum status station_read_key(const char *key_path, const uint8_t *public_key, uint8_t *secret_key,
                             struct error *error)
{
    struct text next = TEXT_EMPTY;
    struct error ignored;
    enum status status = read_key(key_path, public_key, secret_key, error);

    next_key_path(key_path, &next);
    if (status != STATUS_OK && read_key(next.at, public_key, secret_key, &ignored) == STATUS_OK)
        status = STATUS_OK;
    text_release(&next);
    return status;
}

enum status station_own_key(const char *key_path, const struct station *station,
                            uint8_t *secret_key, struct error *error)
{
    enum status status = station_read_key(key_path, station->public_key, secret_key, error);
    struct error ignored;

    if (status != STATUS_OK &&
        read_again(key_path, station->log, secret_key, &ignored) == STATUS_OK) {
        crypto_forget(secret_key, CRYPTO_SECRET);
        status = error_set(error, STATUS_BROKEN, "",
                           _("the key %s is this station's, but of another time than the file: if "
                             "the file was put back from before the key was made, shouwen sync "
                             "--rekey --old-key %s --yes gives the file this key"),
                           key_path, key_path);
    }
    return status;
}

/* A free name for the key that is put aside. */
static void old_key_path(const char *key_path, struct text *out)
{
    char today[CLOCK_TEXT];
    size_t length;

    clock_format_day(clock_day_of(clock_now_at()), today);
    text_addf(out, "%s.old-%s", key_path, today);
    length = out->length;
    for (int nth = 2; access(out->at, F_OK) == 0; nth++) {
        text_cut(out, length);
        text_addf(out, "-%d", nth);
    }
}

/* The new key into the place of the old one, which goes aside. A power cut on the way leaves the
 * new one where station_read_key() finds it. */
static enum status put_key(const char *key_path, const char *next, struct text *kept,
                           struct error *error)
{
    struct text aside = TEXT_EMPTY;
    enum status status = STATUS_OK;

    old_key_path(key_path, &aside);
    if (rename(key_path, aside.at) == 0)
        text_add(kept, aside.at);
    else if (errno != ENOENT)
        status = error_set(error, STATUS_BROKEN, "", _("can't make the key %s: %s"), aside.at,
                           strerror(errno));
    if (status == STATUS_OK && rename(next, key_path) != 0)
        status = error_set(error, STATUS_BROKEN, "", _("can't make the key %s: %s"), key_path,
                           strerror(errno));
    text_release(&aside);
    return status;
}

/* Puts the key in use where it belongs, if a power cut left it beside. */
static enum status finish_rekey(const struct station *station, const char *key_path,
                                const char *next, struct error *error)
{
    uint8_t secret_key[CRYPTO_SECRET];
    struct text kept = TEXT_EMPTY;
    enum status status = STATUS_OK;
    struct error ignored;

    if (read_key(next, station->public_key, secret_key, &ignored) == STATUS_OK &&
        read_key(key_path, station->public_key, secret_key, &ignored) != STATUS_OK)
        status = put_key(key_path, next, &kept, error);
    crypto_forget(secret_key, sizeof(secret_key));
    text_release(&kept);
    return status;
}

static enum status put_number(struct db *db, const char *key, int64_t number, struct error *error)
{
    char digits[CLOCK_TEXT];

    snprintf(digits, sizeof(digits), "%lld", (long long)number);
    return schema_meta_put(db, key, digits, error);
}

static enum status get_number(struct db *db, const char *key, int64_t *number, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status = schema_meta_get(db, key, &value, error);

    *number = value.length ? strtoll(value.at, NULL, 10) : 0;
    text_release(&value);
    return status;
}

/* A hub that was never sent anything has no other key to know. */
static enum status note_key(struct db *db, const uint8_t *public_key, bool is_again,
                            struct error *error)
{
    char hex[2 * CRYPTO_PUBLIC + 1];
    struct arena arena = {0};
    struct uplink uplink;
    enum status status;
    bool found;

    ident_hex(public_key, CRYPTO_PUBLIC, hex);
    TRY(schema_meta_put(db, meta_key, hex, error));
    TRY(uplink_read(db, &arena, &uplink, &found, error));
    if (!found || !uplink.sent_serial)
        goto done;
    TRY(put_number(db, meta_rekeyed, clock_now_at(), error));
    TRY(put_number(db, meta_after, uplink.sent_serial, error));
    TRY(schema_meta_put(db, meta_again, is_again ? "1" : "", error));
done:
    arena_release(&arena);
    return status;
}

enum status station_rekey(struct db *db, const char *key_path, const char *again, struct text *kept,
                          struct error *error)
{
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    struct text next = TEXT_EMPTY;
    struct arena arena = {0};
    struct station station;
    enum status status;

    next_key_path(key_path, &next);
    TRY(db_begin(db, error));
    TRY(station_read(db, &arena, &station, error));
    crypto_key_pair(public_key, secret_key);
    if (again)
        TRY(read_again(again, station.log, secret_key, error));
    TRY(finish_rekey(&station, key_path, next.at, error));
    unlink(next.at);
    TRY(station_make_key(next.at, station.log, secret_key, error));
    TRY(note_key(db, crypto_public_of(secret_key), again, error));
    TRY(db_commit(db, error));
    TRY(put_key(key_path, next.at, kept, error));
done:
    db_rollback(db);
    crypto_forget(secret_key, sizeof(secret_key));
    text_release(&next);
    arena_release(&arena);
    return status;
}

/* --- the station file --- */

static enum status fill(struct db *db, const char *node, const char *name, const char *log,
                        const uint8_t *public_key, struct error *error)
{
    enum status status = STATUS_OK;

    TRY(db_begin(db, error));
    TRY(schema_update(db, error));
    TRY(schema_projection_reset(db, error));
    TRY(schema_meta_put(db, meta_node, node, error));
    TRY(schema_meta_put(db, meta_name, name, error));
    TRY(journal_start(db, log, public_key, error));
    TRY(db_commit(db, error));
done:
    db_rollback(db);
    return status;
}

static enum status make_file(const char *path, const char *node, const char *name, const char *log,
                             const uint8_t *public_key, struct error *error)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    struct db *db = NULL;
    enum status status = db_open(path, DB_CREATE, &db, error);

    if (status != STATUS_OK)
        return status;
    status = fill(db, node, name, log, public_key, error);
    db_close(db);
    for (size_t i = 0; status != STATUS_OK && i < sizeof(ends) / sizeof(ends[0]); i++) {
        struct text gone = TEXT_EMPTY;
        text_addf(&gone, "%s%s", path, ends[i]);
        unlink(gone.at);
        text_release(&gone);
    }
    return status;
}

enum status station_init(const char *path, const char *key_path, const char *node, const char *name,
                         struct error *error)
{
    enum status status = STATUS_OK;
    uint8_t public_key[CRYPTO_PUBLIC], secret_key[CRYPTO_SECRET];
    struct text beside = TEXT_EMPTY;
    struct journal_log log;

    crypto_key_pair(public_key, secret_key);
    TRY(check(node, name, error));
    station_key_path(path, &beside);
    if (!key_path)
        key_path = beside.at;
    journal_log_name(node, public_key, log.name);
    TRY(station_make_key(key_path, log.name, secret_key, error));
    status = make_file(path, node, name, log.name, public_key, error);
    if (status != STATUS_OK)
        unlink(key_path);
done:
    crypto_forget(secret_key, sizeof(secret_key));
    text_release(&beside);
    return status;
}

enum status station_read(struct db *db, struct arena *arena, struct station *station,
                         struct error *error)
{
    enum status status = STATUS_OK;
    struct text value = TEXT_EMPTY;
    struct journal_log log;

    *station = (struct station){0};
    TRY(schema_meta_get(db, meta_node, &value, error));
    station->node = arena_copy(arena, value.at);
    TRY(schema_meta_get(db, meta_name, &value, error));
    station->name = arena_copy(arena, value.at);
    TRY(journal_own_log(db, &log, error));
    station->log = arena_copy(arena, log.name);
    memcpy(station->public_key, log.public_key, CRYPTO_PUBLIC);
    TRY(schema_meta_get(db, meta_key, &value, error));
    if (*value.at && !ident_unhex(value.at, station->public_key, CRYPTO_PUBLIC))
        status =
            error_set(error, STATUS_BROKEN, "", _("%s is damaged: %s"), station->node, meta_key);
done:
    text_release(&value);
    return status;
}

enum status station_rekeyed(struct db *db, struct station_rekeyed *rekeyed, struct error *error)
{
    struct text value = TEXT_EMPTY;
    enum status status;

    TRY(get_number(db, meta_rekeyed, &rekeyed->at, error));
    TRY(schema_meta_get(db, meta_again, &value, error));
    rekeyed->is_again = value.length > 0;
done:
    text_release(&value);
    return status;
}

enum status station_believed(struct db *db, int64_t serial, struct error *error)
{
    struct station_rekeyed rekeyed;
    enum status status;
    int64_t after;

    TRY(db_begin(db, error));
    TRY(station_rekeyed(db, &rekeyed, error));
    TRY(get_number(db, meta_after, &after, error));
    if (rekeyed.at && serial > after)
        TRY(schema_meta_put(db, meta_rekeyed, "", error));
    TRY(db_commit(db, error));
done:
    db_rollback(db);
    return status;
}
