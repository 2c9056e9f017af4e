/* SPDX-License-Identifier: MIT */
/* What follows a case: whoever asked there is to hear what came of it. */
#include "config.h"

#include "shouwen/desk/sight.h"

#include "shouwen/store/query_scope.h"

#include <string.h>

static bool is_merged(const struct merged_row *rows, size_t count, const char *number)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].number, number) == 0)
            return true;
    return false;
}

/* Nobody follows themselves, whatever two stations recorded without knowing of each other. */
enum status sight_merged(struct desk *desk, const char *number, struct arena *arena,
                         struct merged_row **rows, size_t *count, struct error *error)
{
    enum { MOST = 100 };
    const struct query_scope *scope;
    struct merged_row *all = arena_alloc(arena, MOST * sizeof(*all)), *next;
    const char *of = number;
    size_t all_count = 0, looked = 0, found;
    enum status status;
    enum sight sight;

    *rows = all;
    *count = 0;
    TRY(desk_scope(desk, &scope, error));
    do {
        TRY(query_cases_merged(desk_reader(desk), of, arena, &next, &found, error));
        for (size_t i = 0; i < found && all_count < MOST; i++)
            if (strcmp(next[i].number, number) != 0 && !is_merged(all, all_count, next[i].number))
                all[all_count++] = next[i];
        of = looked < all_count ? all[looked].number : NULL;
    } while (looked++ < all_count);
    for (size_t i = 0; i < all_count; i++) {
        TRY(query_scope_sight(desk_reader(desk), scope, all[i].number, &sight, error));
        if (sight == SIGHT_WHOLE)
            all[(*count)++] = all[i];
    }
done:
    return status;
}
