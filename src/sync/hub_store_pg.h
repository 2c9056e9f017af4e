/* SPDX-License-Identifier: MIT */
/* The store in PostgreSQL, for hub_store_pg*.c alone.
 * A bundle brings hundreds of acts, and asking the server about each would cost more than all the
 * rest. So a transaction keeps what it has read and what it is to write: hub_store_expect() reads
 * in a few statements what is known about all of them, what is new is written in a few statements
 * at the end, and in between nothing is asked that is known already. Whatever reads tables
 * otherwise calls hub_pg_flush() first. */
#ifndef SHOUWEN_SYNC_HUB_STORE_PG_H
#define SHOUWEN_SYNC_HUB_STORE_PG_H

#include "shouwen/sync/pg.h"
#include "sync/hub_store_inside.h"

enum { HUB_PG_BUCKETS = 1 << 15, HUB_PG_PREFIX = 8 };

struct hub_pg_circle {
    int64_t id;
    const char *subject, *author, *claims;
    bool is_new, is_changed; /* since the last flush */
    bool has_all;            /* acts are all that it has */
    struct hub_act **acts;
    size_t count, room;
};

/* What is kept under a key: an act's id, a circle's, a subject, a missing act's prefix, a resident,
 * a log's name, a client's whose feed grows, one's that is to be written. */
enum hub_pg_sort {
    HUB_PG_ACT,
    HUB_PG_CIRCLE,
    HUB_PG_SUBJECT,
    HUB_PG_MISSING,
    HUB_PG_NAMED,
    HUB_PG_LOG,
    HUB_PG_FEED,
    HUB_PG_CLIENT,
    HUB_PG_SORTS
};
struct hub_pg_entry {
    struct hub_pg_entry *next; /* in its bucket */
    uint64_t hash;
    enum hub_pg_sort sort;
    size_t length;    /* of its key */
    bool is_known;    /* what follows is all that there is */
    bool is_changed;  /* a log, since the last flush */
    bool is_branched; /* a log that has branches, or acts that others gave back */
    bool is_waited;   /* a subject: what its circles wait for is known */
    struct hub_act *act;
    struct hub_log *log;
    struct hub_pg_run *run;
    struct hub_client *client;
    struct hub_pg_circle **circles;
    size_t count, room;
    uint8_t key[];
};

struct hub_pg_pair; /* of hub_store_pg_keep.c: a row of missing or named */
struct hub_pg_run;  /* of hub_store_pg_feeds.c */

struct hub_pg {
    struct hub_store store;
    struct pg *pg;
    int64_t district;
    bool is_open;      /* a transaction */
    int64_t version;   /* of the counter when this program last saw it */
    int64_t changes;   /* how often others moved it since */
    int64_t seq;       /* the last numbers given out */
    int64_t circle_id; /* likewise */
    struct arena arena;
    struct hub_pg_entry *buckets[HUB_PG_BUCKETS];
    struct hub_pg_entry *last[HUB_PG_SORTS]; /* asked for: it often is once more */
    struct hub_pg_circle **touched;          /* new or changed */
    size_t touched_count, touched_room;
    struct hub_pg_pair *missing, *named;
    size_t missing_count, missing_room, named_count, named_room;
    struct hub_pg_entry **logs, **clients; /* to be written */
    size_t log_count, log_room, client_count, client_room;
    struct hub_pg_run **runs;
    size_t run_count, run_room;
    struct pg_rows acts, feeds;
};

#define HUB_PG_FUNCTION(name, takes, names) enum status hub_pg_##name takes;
HUB_STORE_TABLE(HUB_PG_FUNCTION)

static inline struct hub_pg *hub_pg_of(struct hub_store *store)
{
    return (struct hub_pg *)store;
}

/* The statement with the district bound. */
struct pg_query *hub_pg_query(struct hub_pg *hub, enum pg_sql sql);
/* A log's name is that of a station's log and, of a branch, what follows it. */
size_t hub_pg_root(const char *log);
/* Binds both, at and after a place. */
void hub_pg_bind_log(struct pg_query *query, int at, const char *log);

/* --- hub_store_pg_keep.c --- */

struct hub_pg_entry *hub_pg_entry(struct hub_pg *hub, enum hub_pg_sort sort, const void *key,
                                  size_t length);
/* NULL: nothing is kept under that key. */
struct hub_pg_entry *hub_pg_find(struct hub_pg *hub, enum hub_pg_sort sort, const void *key,
                                 size_t length);
/* Those of the texts of which not all is known; it is from now on. */
const char **hub_pg_unknown(struct hub_pg *hub, enum hub_pg_sort sort, const char *const *texts,
                            size_t *count);
/* Adds a circle to an entry unless it is there. */
void hub_pg_add(struct hub_pg *hub, struct hub_pg_entry *entry, struct hub_pg_circle *circle);
/* The circle with that id as it is kept; NULL: not read yet. */
struct hub_pg_circle *hub_pg_kept(struct hub_pg *hub, int64_t id);
/* Keeps a circle, also under its subject. */
struct hub_pg_circle *hub_pg_keep(struct hub_pg *hub, int64_t id, const char *subject,
                                  const char *author, const char *claims);
void hub_pg_touch(struct hub_pg *hub, struct hub_pg_circle *circle);
void hub_pg_keep_act(struct hub_pg *hub, struct hub_pg_circle *circle, struct hub_act *act);
/* A row of the table missing or named, to be written. */
void hub_pg_add_missing(struct hub_pg *hub, const uint8_t *prefix, int64_t circle);
void hub_pg_add_named(struct hub_pg *hub, const char *resident, int64_t circle);
/* Writes what is to be written; what was read stays known. */
MUST_CHECK enum status hub_pg_flush(struct hub_pg *hub, struct error *error);
/* Forgets everything that was read. */
void hub_pg_forget(struct hub_pg *hub);

/* --- hub_store_pg_logs.c --- */

/* Reads what is not known yet. */
MUST_CHECK enum status hub_pg_read_logs(struct hub_pg *hub, const char *const *names, size_t count,
                                        struct error *error);
/* Their part of hub_pg_flush(). */
MUST_CHECK enum status hub_pg_flush_logs(struct hub_pg *hub, struct error *error);
MUST_CHECK enum status hub_pg_flush_clients(struct hub_pg *hub, struct error *error);

/* --- hub_store_pg_feeds.c --- */

/* Its part of hub_pg_flush(). */
MUST_CHECK enum status hub_pg_flush_feeds(struct hub_pg *hub, struct error *error);

/* --- hub_store_pg_read.c --- */

/* Rows of log, n, id, head, body and whether the body is meant to come along. */
void hub_pg_list_acts(const struct pg_query *query, struct arena *arena, struct bundle_act **acts,
                      size_t count);

/* --- hub_store_pg_circles.c --- */

/* Reads what is not known yet: circles of subjects, by the ids of acts those that miss them, cases
 * that name residents. */
MUST_CHECK enum status hub_pg_read_subjects(struct hub_pg *hub, const char *const *subjects,
                                            size_t count, struct error *error);
MUST_CHECK enum status hub_pg_read_missing(struct hub_pg *hub, const uint8_t *prefixes,
                                           size_t count, struct error *error);
/* Likewise for all acts of these subjects: only a circle of the same subject can miss one. */
MUST_CHECK enum status hub_pg_read_missing_of(struct hub_pg *hub, const char *const *subjects,
                                              size_t count, struct error *error);
MUST_CHECK enum status hub_pg_read_named(struct hub_pg *hub, const char *const *residents,
                                         size_t count, struct error *error);
/* Reads all acts of circles. */
MUST_CHECK enum status hub_pg_read_acts(struct hub_pg *hub, struct hub_pg_circle *const *circles,
                                        size_t count, struct error *error);
/* One circle, read if need be; NULL: there is none. */
MUST_CHECK enum status hub_pg_find_circle(struct hub_pg *hub, int64_t id,
                                          struct hub_pg_circle **circle, struct error *error);

#endif
