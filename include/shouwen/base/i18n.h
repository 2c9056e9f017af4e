/* SPDX-License-Identifier: MIT */
/* i18n: messages in the person's language.
 * _() looks a message up now, N_() only marks one in a table for `_(table.text)` later; the
 * messages are English, po/zh_CN.po holds the Chinese. This header and i18n.c are the only users
 * of libintl. */
#ifndef SHOUWEN_BASE_I18N_H
#define SHOUWEN_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define _(message) gettext(message)
#define N_(message) message

/* Locale, codeset and catalogue; once, before the first message. language is "zh_CN", "en" or NULL
 * for what the environment says. Always ends with a UTF-8 LC_CTYPE; returns false if the
 * environment's own codeset was something else. */
bool i18n_start(const char *language);
/* True if messages are Chinese now. */
bool i18n_is_chinese(void);

#endif
