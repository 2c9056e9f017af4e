/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/ini.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/base/utf8.h"

#include <iniparser/iniparser.h>

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* iniparser refuses a whole file for one line of 1023 bytes or more */
enum { LINE_MOST = 1000, FILE_MOST = 256 * 1024 };

struct ini {
    dictionary *values;
};

/* The file line by line: iniparser tells neither where nor what is wrong. */
struct scan {
    const char *path;
    int line;                /* from 1 */
    char section[LINE_MOST]; /* lower case, as iniparser has it */
    ini_key *key;
    void *context;
    struct error *error;
};

static enum status read_file(const char *path, struct text *content, struct error *error)
{
    enum status status = STATUS_OK;
    struct stat kind;
    char bytes[4096];
    ssize_t got = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return error_set(error, STATUS_BROKEN, "", _("can't open %s: %s"), path, strerror(errno));
    if (fstat(file, &kind) != 0 || !S_ISREG(kind.st_mode) || kind.st_size > FILE_MOST) {
        status = error_set(error, STATUS_BROKEN, "",
                           _("%s must be a plain file of at most %d bytes"), path, FILE_MOST);
        goto done;
    }
    while (content->length <= FILE_MOST && (got = read(file, bytes, sizeof(bytes))) > 0)
        text_add_bytes(content, bytes, (size_t)got);
    if (got < 0)
        status = error_set(error, STATUS_BROKEN, "", _("can't read %s: %s"), path, strerror(errno));
done:
    close(file);
    return status;
}

static enum status refuse_line(const struct scan *scan, const char *sentence)
{
    return error_set(scan->error, STATUS_BROKEN, "", _("%s, line %d: %s"), scan->path, scan->line,
                     sentence);
}

/* A trimmed copy of length bytes in lower case into out[LINE_MOST]. */
static void take_lower(char *out, const char *from, size_t length)
{
    while (length && isspace((unsigned char)*from))
        from++, length--;
    while (length && isspace((unsigned char)from[length - 1]))
        length--;
    for (size_t i = 0; i < length; i++)
        out[i] = (char)tolower((unsigned char)from[i]);
    out[length] = '\0';
}

/* line has no blanks around it and is shorter than LINE_MOST. */
static enum status check_line(struct scan *scan, const char *line, size_t length)
{
    char name[LINE_MOST], key[2 * LINE_MOST];

    if (!length || *line == '#' || *line == ';')
        return STATUS_OK;
    if (line[length - 1] == '\\')
        return refuse_line(scan, _("a value can't go on in the next line"));
    if (*line == '[') {
        if (line[length - 1] != ']')
            return refuse_line(scan, _("a section ends with ]"));
        take_lower(scan->section, line + 1, length - 2);
        return STATUS_OK;
    }
    const char *equals = memchr(line, '=', length);
    take_lower(name, line, equals ? (size_t)(equals - line) : 0);
    if (!*name)
        return refuse_line(scan, _("expected [section], key = value or a comment"));
    snprintf(key, sizeof(key), "%s:%s", scan->section, name);
    return scan->key(scan->context, key, scan->line, scan->error);
}

static enum status check_lines(struct scan *scan, const struct text *content)
{
    enum status status = STATUS_OK;
    const char *at = content->at;

    scan->line = 1;
    if (text_starts(at, "\xEF\xBB\xBF"))
        return refuse_line(scan, _("save the file without a byte-order mark"));
    if (strlen(at) != content->length)
        return refuse_line(scan, _("not a text file: save it as UTF-8"));
    while (*at && status == STATUS_OK) {
        size_t whole = strcspn(at, "\n"), length = whole;
        const char *line = at;
        while (length && isspace((unsigned char)*line))
            line++, length--;
        while (length && isspace((unsigned char)line[length - 1]))
            length--;
        if (whole >= LINE_MOST)
            return refuse_line(scan, _("the line is too long, 1,000 bytes are the most"));
        if (!utf8_is_valid(line, length, NULL))
            return refuse_line(scan, _("not a text file: save it as UTF-8"));
        status = check_line(scan, line, length);
        at += whole + (at[whole] == '\n');
        scan->line++;
    }
    return status;
}

/* iniparser would write to stderr, which is the screen. */
static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

enum status ini_open(const char *path, ini_key *key, void *context, struct ini **ini,
                     struct error *error)
{
    struct text content = TEXT_EMPTY;
    struct scan scan = {.path = path, .key = key, .context = context, .error = error};
    enum status status;

    *ini = NULL;
    TRY(read_file(path, &content, error));
    TRY(check_lines(&scan, &content));
    iniparser_set_error_callback(say_nothing);
    dictionary *values = iniparser_load(path);
    if (!values) {
        status = error_set(error, STATUS_BROKEN, "", _("can't read %s: %s"), path,
                           _("not in the form of an INI file"));
        goto done;
    }
    *ini = memory_new(sizeof(**ini));
    (*ini)->values = values;
done:
    text_release(&content);
    return status;
}

const char *ini_text(const struct ini *ini, const char *key)
{
    return iniparser_getstring(ini->values, key, NULL);
}

void ini_close(struct ini *ini)
{
    if (!ini)
        return;
    iniparser_freedict(ini->values);
    free(ini);
}
