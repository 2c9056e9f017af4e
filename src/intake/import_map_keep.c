/* SPDX-License-Identifier: MIT */
/* import_map_keep: what was said of a set of headings, remembered beside the station file. */
#include "config.h"

#include "shouwen/intake/import_map.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"
#include "intake/import_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DIGEST_SHOWN = 6 }; /* bytes: sets of headings at one station are few */

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Rows that were refused come back with one column more, and mean the same. */
static void add_digest(struct text *out, const char *const *headings, size_t count)
{
    const char **sorted = memory_new((count + 1) * sizeof(*sorted));
    struct text all = TEXT_EMPTY;
    uint8_t bytes[CRYPTO_ID];

    memcpy(sorted, headings, count * sizeof(*sorted));
    qsort(sorted, count, sizeof(*sorted), compare);
    for (size_t i = 0; i < count; i++)
        if (*sorted[i] && !import_is_reason(sorted[i]))
            text_addf(&all, "%s\n", sorted[i]);
    crypto_id(all.at, all.length, bytes);
    for (size_t i = 0; i < DIGEST_SHOWN; i++)
        text_addf(out, "%02x", bytes[i]);
    text_release(&all);
    free(sorted);
}

static void add_folder(struct text *out, const char *station)
{
    const char *slash = strrchr(station, '/');

    text_add_bytes(out, station, slash ? (size_t)(slash - station) + 1 : 0);
    text_add(out, "maps");
}

void import_map_place(struct text *out, const char *station, enum record_kind kind,
                      const char *const *headings, size_t count)
{
    add_folder(out, station);
    text_addf(out, "/%s-", record_rows[kind].name);
    add_digest(out, headings, count);
    text_add(out, ".ini");
}

/* Beside it and then in its place, so that nobody reads half of it. */
static bool replace(const char *path, const struct text *content)
{
    struct text beside = TEXT_EMPTY;

    text_addf(&beside, "%s.%ld", path, (long)getpid());
    FILE *file = fopen(beside.at, "we");
    bool done = file && fwrite(content->at, 1, content->length, file) == content->length;
    done = file && fclose(file) == 0 && done;
    done = done && rename(beside.at, path) == 0;
    if (!done && file) {
        int reason = errno;
        unlink(beside.at);
        errno = reason;
    }
    text_release(&beside);
    return done;
}

enum status import_map_keep(const char *station, enum record_kind kind, const char *const *headings,
                            const int *fields, size_t count, struct error *error)
{
    struct text folder = TEXT_EMPTY, path = TEXT_EMPTY, content = TEXT_EMPTY;
    enum status status = STATUS_OK;

    add_folder(&folder, station);
    import_map_place(&path, station, kind, headings, count);
    import_map_write(&content, kind, headings, fields, count);
    if ((mkdir(folder.at, S_IRWXU) != 0 && errno != EEXIST) || !replace(path.at, &content))
        status = error_set(error, STATUS_BROKEN, "map",
                           _("what was said of the headings cannot be kept in %s: %s"), path.at,
                           strerror(errno));
    text_release(&folder);
    text_release(&path);
    text_release(&content);
    return status;
}
