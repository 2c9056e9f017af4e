/* SPDX-License-Identifier: MIT */
/* i18n: messages in the person's language.
 * _() looks a message up now, N_() only marks one in a table for `_(table.text)` later; the
 * messages are English, po/zh_CN.po holds the Chinese. i18n.c is the only user of libintl. */
#ifndef SHOUWEN_BASE_I18N_H
#define SHOUWEN_BASE_I18N_H

#include <stdbool.h>
#include <stddef.h>

#define _(message) i18n_text(message)
#define N_(message) message
#define ngettext(one, many, count) i18n_plural(one, many, count)

/* A message in the person's language; valid for ever. The message itself if there is no other. */
const char *i18n_text(const char *message) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* Locale, codeset and catalogue; once, before the first message. language is "zh_CN", "en" or NULL
 * for what the environment says. Always ends with a UTF-8 LC_CTYPE; returns false if the
 * environment's own codeset was something else. */
bool i18n_start(const char *language);
/* How a message of the catalogue is said here, by words.h; NULL: as it stands. What it gives is
 * valid for ever. */
void i18n_set_rewording(const char *(*reword)(const char *text));
/* True if messages are Chinese now. */
bool i18n_is_chinese(void);

#endif
