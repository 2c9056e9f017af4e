/* SPDX-License-Identifier: MIT */
/* hub_verb_inside: what the files of the room hub_verb share; nobody else includes it. */
#ifndef SHOUWEN_SYNC_HUB_VERB_INSIDE_H
#define SHOUWEN_SYNC_HUB_VERB_INSIDE_H

#include "shouwen/sync/hub.h"
#include "shouwen/sync/hub_verb.h"

struct hub_call {
    const struct hub_options *options;
    struct text *out;
    struct hub *hub;         /* NULL while init is at work */
    struct text store, path; /* of --store, or what stands for it; where the key lies */
    bool is_json, has_problems, is_usage;
};

/* STATUS_INVALID as a fault of usage. */
enum status hub_call_usage(struct hub_call *call, const char *field, const char *message,
                           struct error *error);
/* A whole number of an option; fallback if it was not given. */
enum status hub_call_number(struct hub_call *call, enum hub_option option, int64_t fallback,
                            int64_t *value, struct error *error);
/* Adds what a round came to. */
void hub_call_report(struct hub_call *call, const struct hub_report *report, struct text *out);

enum status hub_verb_status(struct hub_call *call, struct error *error);
enum status hub_verb_serve(struct hub_call *call, struct error *error);

#endif
