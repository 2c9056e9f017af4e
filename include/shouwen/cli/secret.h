/* SPDX-License-Identifier: MIT */
/* secret: a PIN from a file, or typed at the terminal without showing. Never from the environment
 * or the command line, where others can read it. Used by cli and by `staff pin`. */
#ifndef SHOUWEN_CLI_SECRET_H
#define SHOUWEN_CLI_SECRET_H

#include "shouwen/base/error.h"
#include "shouwen/base/text.h"

/* The first line of a file, or (file NULL) what is typed after the prompt, into out, which is
 * cleared first; the caller forgets it with secret_forget(). STATUS_DENIED if there is neither a
 * file nor a terminal; STATUS_NOT_FOUND for a file that cannot be read. */
MUST_CHECK enum status secret_read(const char *file, const char *prompt, struct text *out,
                                   struct error *error);
/* The same for a PIN that is to be theirs from now on: STATUS_REFUSED for a weak one; at a terminal
 * it is typed twice. */
MUST_CHECK enum status secret_choose(const char *file, const char *prompt, struct text *out,
                                     struct error *error);
void secret_forget(struct text *secret);

#endif
