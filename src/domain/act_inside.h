/* SPDX-License-Identifier: MIT */
/* What the parts of the act share; nobody else includes this. */
#ifndef SHOUWEN_DOMAIN_ACT_INSIDE_H
#define SHOUWEN_DOMAIN_ACT_INSIDE_H

#include "shouwen/domain/act.h"

enum act_place { ACT_IN_HEAD, ACT_IN_BODY };
enum act_form { ACT_IS_TEXT, ACT_IS_NUMBER };

struct act_field_row {
    const char *key;
    enum act_place place;
    enum act_form form;
};
extern const struct act_field_row act_field_rows[ACT_FIELD_COUNT];

/* Reads a head, or a body without its salt, that is in the form act_encode() gives it: fields in
 * the table's order, no escapes; *body_hash is "" if the head names none. False if it is
 * in another form, right or wrong: then act is half filled. */
bool act_scan_head(struct arena *arena, const char *bytes, size_t length, struct act *act,
                   const char **body_hash);
bool act_scan_body(struct arena *arena, const char *bytes, size_t length, struct act *act);
/* True if a record's fields are as json_write() would write them again: texts without escapes, no
 * key twice. */
bool act_scan_fields(const char *fields);

#endif
