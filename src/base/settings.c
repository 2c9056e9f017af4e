/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/settings.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/ini.h"
#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SETTING_ROW(name, key, type, fallback, low, high, choices, help)                           \
    [SETTING_##name] = {key, type, fallback, low, high, choices, help},
const struct setting_row setting_rows[SETTING_COUNT] = {SETTING_TABLE(SETTING_ROW)};

struct settings {
    struct arena arena;
    const char *path;
    const char *texts[SETTING_COUNT];
    long numbers[SETTING_COUNT];
};

struct scan {
    const char *path;
    int seen_at[SETTING_COUNT]; /* the line of each setting, 0 if none */
};

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

static enum status check_key(void *context, const char *key, int line, struct error *error)
{
    struct scan *scan = context;
    enum setting setting = find(key);
    const char *meant = setting == SETTING_COUNT ? nearest(key) : NULL;

    if (meant)
        return error_set(error, STATUS_INVALID, key,
                         _("settings %s, line %d: unknown setting %s, did you mean %s?"),
                         scan->path, line, key, meant);
    if (setting == SETTING_COUNT)
        return error_set(error, STATUS_INVALID, key,
                         _("settings %s, line %d: unknown setting %s, see shouwen.ini(5)"),
                         scan->path, line, key);
    if (scan->seen_at[setting])
        return error_set(error, STATUS_INVALID, key,
                         _("settings %s, line %d: %s is already set in line %d"), scan->path, line,
                         key, scan->seen_at[setting]);
    scan->seen_at[setting] = line;
    return STATUS_OK;
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
static enum status take_values(struct settings *settings, const struct ini *values,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < SETTING_COUNT && status == STATUS_OK; i++) {
        const struct setting_row *row = &setting_rows[i];
        const char *value = values ? ini_text(values, row->key) : NULL;
        if (!value)
            value = row->fallback;
        settings->texts[i] = row->type == SETTING_PATH ? expand_home(&settings->arena, value)
                                                       : arena_copy(&settings->arena, value);
        status = check_value(settings, (enum setting)i, &settings->numbers[i], error);
    }
    return status;
}

static enum status load(struct settings *settings, struct error *error)
{
    struct scan scan = {.path = settings->path};
    struct ini *ini = NULL;
    enum status status;

    TRY(ini_open(settings->path, check_key, &scan, &ini, error));
    TRY(take_values(settings, ini, error));
done:
    ini_close(ini);
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
