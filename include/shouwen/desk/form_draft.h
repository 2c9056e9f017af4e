/* SPDX-License-Identifier: MIT */
/* form_draft: what was typed into a form and neither saved nor thrown away: it is there again when
 * the same form is opened for the same thing, also after a crash. Kept for the person signed in, in
 * the file of this station only. Used by tui/form_keep. */
#ifndef SHOUWEN_DESK_FORM_DRAFT_H
#define SHOUWEN_DESK_FORM_DRAFT_H

#include "shouwen/base/json.h"
#include "shouwen/desk/desk.h"

enum { FORM_DRAFTS = 20 };

/* Keeps the fields (an object of texts, which gets the key as well) under a key; NULL takes it
 * away. Of more than FORM_DRAFTS the one that lay untouched longest gives way. */
MUST_CHECK enum status form_draft_save(struct desk *desk, const char *key, struct json *fields,
                                       struct error *error);
/* The fields kept under a key, to be released; NULL: none. */
MUST_CHECK enum status form_draft_load(struct desk *desk, const char *key, struct json **fields,
                                       struct error *error);

#endif
