/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "import_folder.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/encoding.h"
#include "shouwen/base/ini.h"
#include "shouwen/base/utf8.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_ending(const char *name, const char *const *endings)
{
    const char *dot = strrchr(name, '.');

    for (; dot && *endings; endings++)
        if (strcasecmp(dot, *endings) == 0)
            return true;
    return false;
}

/* Names on an old stick are often in GBK. */
static void add_shown(struct text *out, const char *name)
{
    struct encoding_reader *reader = NULL;
    struct text decoded = TEXT_EMPTY;
    struct error ignored;
    bool is_read =
        !utf8_is_valid(name, strlen(name), NULL) &&
        encoding_reader_new(ENCODING_GB18030, &reader, &ignored) == STATUS_OK &&
        encoding_reader_feed(reader, name, strlen(name), &decoded, &ignored) == STATUS_OK &&
        encoding_reader_end(reader, &ignored) == STATUS_OK;
    const char *shown = is_read ? decoded.at : name;

    utf8_clean(out, shown, strlen(shown), false);
    encoding_reader_free(reader);
    text_release(&decoded);
}

static void add_entry(struct import_folder *folder, struct arena *arena, const char *name)
{
    static const char *const lists[] = {".csv", ".txt", ".tsv", NULL};
    static const char *const workbooks[] = {".xls", ".xlsx", ".et", ".ods", NULL};
    struct text path = TEXT_EMPTY, shown = TEXT_EMPTY;
    struct stat about;

    text_addf(&path, "%s%s", folder->path, name);
    bool is_there = *name != '.' && access(path.at, R_OK) == 0 && stat(path.at, &about) == 0;
    bool is_folder = is_there && S_ISDIR(about.st_mode);
    bool is_workbook = has_ending(name, workbooks);
    if (is_folder ||
        (is_there && S_ISREG(about.st_mode) && (is_workbook || has_ending(name, lists)))) {
        add_shown(&shown, name);
        folder->entries = arena_grow(arena, folder->entries, folder->count, &folder->room,
                                     sizeof(*folder->entries));
        folder->entries[folder->count++] =
            (struct import_entry){.name = arena_copy(arena, name),
                                  .shown = arena_copy(arena, shown.at),
                                  .size = about.st_size,
                                  .changed_at = (int64_t)about.st_mtime * 1000,
                                  .is_folder = is_folder,
                                  .is_workbook = !is_folder && is_workbook};
    }
    text_release(&path);
    text_release(&shown);
}

static int group_of(const struct import_entry *entry)
{
    return entry->is_folder ? 0 : entry->is_workbook ? 2 : 1;
}

static int compare(const void *a, const void *b)
{
    const struct import_entry *one = a, *other = b;
    int by_group = group_of(one) - group_of(other);

    return by_group ? by_group : strcmp(one->name, other->name);
}

void import_folder_read(struct import_folder *folder, struct arena *arena, const char *path)
{
    DIR *stream = opendir(path);

    *folder = (struct import_folder){.path = arena_copy(arena, path)};
    for (struct dirent *entry; stream && (entry = readdir(stream));)
        add_entry(folder, arena, entry->d_name);
    if (stream)
        closedir(stream);
    if (folder->count)
        qsort(folder->entries, folder->count, sizeof(*folder->entries), compare);
}

static void add_home(struct text *out)
{
    const char *home = getenv("HOME");

    text_add(out, text_is_empty(home) ? "/" : home);
    if (!text_ends(out->at, "/"))
        text_add_char(out, '/');
}

void import_folder_expand(struct text *out, const char *path, const char *end)
{
    size_t length = strlen(path) - strlen(end);

    if (*path != '/')
        add_home(out);
    if (*path == '~') {
        size_t skip = path[1] == '/' ? 2 : 1;
        skip = skip > length ? length : skip;
        path += skip;
        length -= skip;
    }
    text_add_bytes(out, path, length);
}

bool import_folder_has_file(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

bool import_entry_fits(const struct import_entry *entry, const char *typed)
{
    return strncasecmp(entry->shown, typed, strlen(typed)) == 0;
}

size_t import_entry_common(const struct import_entry *a, const struct import_entry *b, size_t most)
{
    size_t length = 0;

    while (length < most && a->shown[length] && a->shown[length] == b->shown[length])
        length++;
    while (length && (a->shown[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* --- the folder of last time --- */
static void add_place(struct text *out, const char *station)
{
    const char *slash = strrchr(station, '/');

    text_add_bytes(out, station, slash ? (size_t)(slash - station) + 1 : 0);
    text_add(out, "import.ini");
}

static enum status take_any(void *context, const char *key, int line, struct error *error)
{
    (void)context;
    (void)key;
    (void)line;
    (void)error;
    return STATUS_OK;
}

void import_folder_last(struct text *out, const char *station)
{
    struct text place = TEXT_EMPTY;
    struct ini *ini = NULL;
    struct error ignored;

    add_place(&place, station);
    const char *path = ini_open(place.at, take_any, NULL, &ini, &ignored) == STATUS_OK
                           ? ini_text(ini, "import:folder")
                           : NULL;
    if (!text_is_empty(path) && access(path, R_OK | X_OK) == 0)
        text_add(out, path);
    else
        add_home(out);
    ini_close(ini);
    text_release(&place);
}

/* A convenience: nothing is said where it cannot be kept. */
void import_folder_remember(const char *station, const char *path)
{
    struct text place = TEXT_EMPTY;

    if (!utf8_is_valid(path, strlen(path), NULL) || strpbrk(path, "\"\n"))
        return;
    add_place(&place, station);
    FILE *file = fopen(place.at, "we");
    if (file) {
        fprintf(file, "[import]\nfolder = \"%s\"\n", path);
        fclose(file);
    }
    text_release(&place);
}
