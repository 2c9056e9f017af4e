/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/i18n.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool chinese;

/* Catalogues beside the program in a build tree come before the installed ones. */
static void bind_catalogue(void)
{
    char exe[PATH_MAX];
    char beside[PATH_MAX + 32];
    ssize_t length = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

    if (length > 0) {
        exe[length] = '\0';
        char *slash = strrchr(exe, '/');
        if (slash)
            *slash = '\0';
        snprintf(beside, sizeof(beside), "%s/../locale", exe);
        if (access(beside, F_OK) == 0) {
            bindtextdomain(PACKAGE, beside);
            return;
        }
    }
    const char *given = getenv("SHOUWEN_LOCALEDIR");
    bindtextdomain(PACKAGE, given && *given ? given : LOCALEDIR);
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
