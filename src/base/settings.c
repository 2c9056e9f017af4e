/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/settings.h"

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
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* iniparser refuses a whole file for one line of 1023 bytes or more */
enum { LINE_MOST = 1000, FILE_MOST = 256 * 1024 };

#define SETTING_ROW(name, key, type, fallback, low, high, choices, help)                           \
    [SETTING_##name] = {key, type, fallback, low, high, choices, help},
const struct setting_row setting_rows[SETTING_COUNT] = {SETTING_TABLE(SETTING_ROW)};

struct settings {
    struct arena arena;
    const char *path;
    const char *texts[SETTING_COUNT];
    long numbers[SETTING_COUNT];
};

/* --- the file, line by line: iniparser tells neither where nor what is wrong --- */

struct scan {
    const char *path;
    int line;                   /* from 1 */
    char section[LINE_MOST];    /* lower case, as iniparser has it */
    int seen_at[SETTING_COUNT]; /* the line of each setting, 0 if none */
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
        return error_set(error, STATUS_BROKEN, "", _("can't open the settings %s: %s"), path,
                         strerror(errno));
    if (fstat(file, &kind) != 0 || !S_ISREG(kind.st_mode) || kind.st_size > FILE_MOST) {
        status = error_set(error, STATUS_BROKEN, "",
                           _("the settings %s must be a plain file of at most %d bytes"), path,
                           FILE_MOST);
        goto done;
    }
    while (content->length <= FILE_MOST && (got = read(file, bytes, sizeof(bytes))) > 0)
        text_add_bytes(content, bytes, (size_t)got);
    if (got < 0)
        status = error_set(error, STATUS_BROKEN, "", _("can't read the settings %s: %s"), path,
                           strerror(errno));
done:
    close(file);
    return status;
}

static enum setting find(const char *key)
{
    int at = 0;

    while (at < SETTING_COUNT && strcmp(setting_rows[at].key, key) != 0)
        at++;
    return (enum setting)at;
}

/* The known key that key is most likely meant to be, or NULL. */
static const char *nearest(const char *key)
{
    const char *best = NULL;
    const char *name = strchr(key, ':') + 1;
    size_t least = strlen(name) / 2 + 1;

    for (int i = 0; i < SETTING_COUNT; i++) {
        const char *known = setting_rows[i].key;
        bool is_elsewhere = strcmp(strchr(known, ':') + 1, name) == 0;
        size_t distance = is_elsewhere ? 1 : text_distance(known, key);
        if (distance < least) {
            least = distance;
            best = known;
        }
    }
    return best;
}

static enum status refuse_line(const struct scan *scan, const char *sentence)
{
    return error_set(scan->error, STATUS_BROKEN, "", _("settings %s, line %d: %s"), scan->path,
                     scan->line, sentence);
}

static enum status check_key(struct scan *scan, const char *key)
{
    enum setting setting = find(key);
    const char *meant = nearest(key);

    if (setting == SETTING_COUNT && meant)
        return error_set(scan->error, STATUS_INVALID, key,
                         _("settings %s, line %d: unknown setting %s, did you mean %s?"),
                         scan->path, scan->line, key, meant);
    if (setting == SETTING_COUNT)
        return error_set(scan->error, STATUS_INVALID, key,
                         _("settings %s, line %d: unknown setting %s, see shouwen.ini(5)"),
                         scan->path, scan->line, key);
    if (scan->seen_at[setting])
        return error_set(scan->error, STATUS_INVALID, key,
                         _("settings %s, line %d: %s is already set in line %d"), scan->path,
                         scan->line, key, scan->seen_at[setting]);
    scan->seen_at[setting] = scan->line;
    return STATUS_OK;
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
    return check_key(scan, key);
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

/* --- values --- */

static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);

    for (;;) {
        size_t one = strcspn(choices, "|");
        if (one == length && strncmp(choices, value, one) == 0)
            return true;
        if (!choices[one])
            return false;
        choices += one + 1;
    }
}

static enum status check_value(const struct settings *settings, enum setting key, long *number,
                               struct error *error)
{
    const struct setting_row *row = &setting_rows[key];
    const char *value = settings->texts[key];

    if (row->type == SETTING_NUMBER && !text_to_long(value, row->low, row->high, number))
        return error_set(error, STATUS_INVALID, row->key,
                         _("settings %s: %s is \"%s\", but must be a number from %ld to %ld"),
                         settings->path, row->key, value, row->low, row->high);
    if (row->type == SETTING_CHOICE && !is_choice(row->choices, value))
        return error_set(error, STATUS_INVALID, row->key,
                         _("settings %s: %s is \"%s\", but must be one of %s"), settings->path,
                         row->key, value, row->choices + (*row->choices == '|'));
    return STATUS_OK;
}

static const char *expand_home(struct arena *arena, const char *value)
{
    const char *home = getenv("HOME");

    if (text_starts(value, "~/") && !text_is_empty(home))
        return arena_format(arena, "%s%s", home, value + 1);
    return arena_copy(arena, value);
}

/* values NULL: the defaults. */
static enum status take_values(struct settings *settings, const dictionary *values,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < SETTING_COUNT && status == STATUS_OK; i++) {
        const struct setting_row *row = &setting_rows[i];
        const char *value = values ? iniparser_getstring(values, row->key, NULL) : NULL;
        if (!value)
            value = row->fallback;
        settings->texts[i] = row->type == SETTING_PATH ? expand_home(&settings->arena, value)
                                                       : arena_copy(&settings->arena, value);
        status = check_value(settings, (enum setting)i, &settings->numbers[i], error);
    }
    return status;
}

/* iniparser would write to stderr, which is the screen. */
static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

static enum status load(struct settings *settings, struct error *error)
{
    enum status status;
    struct text content = TEXT_EMPTY;
    struct scan scan = {.path = settings->path, .error = error};
    dictionary *values = NULL;

    TRY(read_file(settings->path, &content, error));
    TRY(check_lines(&scan, &content));
    iniparser_set_error_callback(say_nothing);
    values = iniparser_load(settings->path);
    if (!values) {
        status = error_set(error, STATUS_BROKEN, "", _("can't read the settings %s: %s"),
                           settings->path, _("not in the form of an INI file"));
        goto done;
    }
    TRY(take_values(settings, values, error));
done:
    if (values)
        iniparser_freedict(values);
    text_release(&content);
    return status;
}

static const char *usual_path(struct arena *arena)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    const char *own = "";

    if (folder && *folder == '/')
        own = arena_format(arena, "%s/shouwen/shouwen.ini", folder);
    else if (!text_is_empty(home))
        own = arena_format(arena, "%s/.config/shouwen/shouwen.ini", home);
    if (*own && access(own, F_OK) == 0)
        return own;
    return access("/etc/shouwen.ini", F_OK) == 0 ? "/etc/shouwen.ini" : "";
}

enum status settings_open(const char *path, struct settings **settings, struct error *error)
{
    struct settings *opened = memory_new(sizeof(*opened));
    enum status status;

    opened->path = path ? arena_copy(&opened->arena, path) : usual_path(&opened->arena);
    status = !path && !*opened->path ? take_values(opened, NULL, error) : load(opened, error);
    if (status != STATUS_OK) {
        settings_close(opened);
        opened = NULL;
    }
    *settings = opened;
    return status;
}

void settings_close(struct settings *settings)
{
    if (!settings)
        return;
    arena_release(&settings->arena);
    free(settings);
}

const char *settings_text(const struct settings *settings, enum setting key)
{
    return settings->texts[key];
}

long settings_number(const struct settings *settings, enum setting key)
{
    return settings->numbers[key];
}

bool settings_is(const struct settings *settings, enum setting key, const char *choice)
{
    return strcmp(settings->texts[key], choice) == 0;
}

const char *settings_path(const struct settings *settings)
{
    return settings->path;
}
