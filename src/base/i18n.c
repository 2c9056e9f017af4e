/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"

#include "shouwen/base/place.h"

#undef ngettext /* libintl's own is meant here */
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool chinese;

static const char *(*reworded)(const char *text);

void i18n_set_rewording(const char *(*reword)(const char *text))
{
    reworded = reword;
}

/* What is not in the catalogue is no message, and may be gone the next moment. */
const char *i18n_text(const char *message)
{
    const char *text = gettext(message);

    return reworded && text != message ? reworded(text) : text;
}

const char *i18n_plural(const char *one, const char *many, unsigned long count)
{
    const char *text = ngettext(one, many, count);

    return reworded && text != one && text != many ? reworded(text) : text;
}

static void bind_catalogue(void)
{
    char folder[PLACE_MOST];

    bindtextdomain(PACKAGE, place_find("locale", "SHOUWEN_LOCALEDIR", LOCALEDIR, folder));
}

bool i18n_start(const char *language)
{
    const char *before = setlocale(LC_ALL, "");
    bool is_utf8 = before && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

    if (!is_utf8)
        setlocale(LC_CTYPE, "C.UTF-8");
    const char *messages = setlocale(LC_MESSAGES, NULL);
    bool wants_chinese =
        language ? strncmp(language, "zh", 2) == 0 : messages && strncmp(messages, "zh", 2) == 0;
    if (!before && !language) {
        /* the named locale is not installed: still obey the language it asks for */
        const char *asked = getenv("LC_ALL");
        if (!asked || !*asked)
            asked = getenv("LC_MESSAGES");
        if (!asked || !*asked)
            asked = getenv("LANG");
        wants_chinese = asked && strncmp(asked, "zh", 2) == 0;
    }
    if (language || (!before && wants_chinese)) {
        /* LANGUAGE is ignored while the locale is "C" */
        setenv("LANGUAGE", wants_chinese ? "zh_CN" : "en", 1);
        if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
            setlocale(LC_MESSAGES, "C.UTF-8");
    }
    bind_catalogue();
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    chinese = strcmp(_("yes"), "yes") != 0;
    return is_utf8;
}

bool i18n_is_chinese(void)
{
    return chinese;
}
