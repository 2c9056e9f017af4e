/* SPDX-License-Identifier: MIT */
/* layout_find: the layouts that there are to choose from. */
#include "config.h"

#include "shouwen/intake/layout.h"

#include "shouwen/base/place.h"

#include <glob.h>
#include <string.h>

struct finding {
    struct arena *arena;
    enum record_kind kind;
    struct layout_found *items;
    size_t count, room;
};

static void take(struct finding *finding, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct layout_found found = {.path = arena_copy(finding->arena, path)};
    struct error fault;

    found.file = arena_copy(finding->arena, slash ? slash + 1 : path);
    if (layout_read(path, finding->arena, &found.layout, &fault) != STATUS_OK)
        found.fault = arena_copy(finding->arena, fault.message);
    else if (found.layout.kind != finding->kind)
        return;
    finding->items = arena_grow(finding->arena, finding->items, finding->count, &finding->room,
                                sizeof(*finding->items));
    finding->items[finding->count++] = found;
}

/* By the files' names; a folder that is not there has none. */
static void look_in(struct finding *finding, const char *folder)
{
    struct text pattern = TEXT_EMPTY;
    glob_t files;

    text_addf(&pattern, "%s/layouts/*.ini", folder);
    if (glob(pattern.at, GLOB_NOESCAPE, NULL, &files) == 0) {
        for (size_t i = 0; i < files.gl_pathc; i++)
            take(finding, files.gl_pathv[i]);
        globfree(&files);
    }
    text_release(&pattern);
}

void layout_find(const char *station, enum record_kind kind, struct arena *arena,
                 struct layout_found **found, size_t *count)
{
    struct finding finding = {.arena = arena, .kind = kind};
    const char *slash = strrchr(station, '/');
    char data[PLACE_MOST];

    look_in(&finding, slash ? arena_copy_part(arena, station, (size_t)(slash - station)) : ".");
    look_in(&finding, place_find("data", "SHOUWEN_DATADIR", PKGDATADIR, data));
    *found = finding.items;
    *count = finding.count;
}
