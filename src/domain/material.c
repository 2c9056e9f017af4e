/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/material.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/utf8.h"
#include "shouwen/domain/parts.h"

#include <string.h>

/* the word that is written first */
static const struct {
    const char *label;
    const char *words[6];
} forms[] = {
    [MATERIAL_ANY] = {"", {"", "any"}},
    [MATERIAL_ORIGINAL] = {N_("original"), {"original", "原件", "正本", "o"}},
    [MATERIAL_COPY] = {N_("copy"), {"copy", "复印件", "副本", "c"}},
    [MATERIAL_BOTH] = {N_("original and copy"),
                       {"both", "原件及复印件", "原件和复印件", "原件、复印件",
                        "original and copy"}},
};
enum { FORMS = sizeof(forms) / sizeof(forms[0]), WORDS = 6, PARTS = 3 };
#define SPECIALS PARTS_MATERIALS PARTS_MATERIAL

static bool read_form(const char *text, enum material_form *form)
{
    struct text folded = TEXT_EMPTY;
    bool found = false;

    utf8_fold(&folded, text);
    for (size_t i = 0; i < FORMS; i++)
        for (size_t j = 0; j < WORDS && forms[i].words[j]; j++)
            if (text_same(folded.at, forms[i].words[j])) {
                *form = (enum material_form)i;
                found = true;
            }
    text_release(&folded);
    return found;
}

/* "2", "2份", "2张"; empty is 1. */
static bool read_count(const char *text, int *count)
{
    static const char *const units[] = {"", "份", "张", "件", "套", "本"};
    struct text folded = TEXT_EMPTY;
    long number = *text ? 0 : 1;

    utf8_fold(&folded, text);
    size_t digits = strspn(folded.at, "0123456789");
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (digits && text_same(folded.at + digits, units[i])) {
            text_cut(&folded, digits);
            text_to_long(folded.at, 1, MATERIAL_COUNT_MOST, &number);
            break;
        }
    text_release(&folded);
    *count = (int)number;
    return number != 0;
}

/* Where "/@" begins, or the text's end; what a condition says may well contain a slash. */
static const char *find_where(const char *text)
{
    for (; *text; text++) {
        if (*text == '\\' && text[1])
            text++;
        else if (text[0] == '/' && text[1] == '@')
            return text;
    }
    return text;
}

static bool read_one(struct arena *arena, const char *cell, struct material *material)
{
    const char *parts[PARTS] = {"", "", ""}, *rest = cell, *part;
    size_t length;

    const char *where = find_where(cell);
    rest = arena_copy_part(arena, cell, (size_t)(where - cell));
    for (int i = 0; i < PARTS; i++)
        if (parts_next(&rest, PARTS_MATERIAL, &part, &length))
            parts[i] = parts_plain(arena, part, length, SPECIALS);
    where += *where ? strlen("/@") : 0;
    *material = (struct material){
        .name = parts[0],
        .condition = parts_plain(arena, rest, strlen(rest), SPECIALS),
        .where = parts_plain(arena, where, strlen(where), SPECIALS),
    };
    return *parts[0] && read_form(parts[1], &material->form) &&
           read_count(parts[2], &material->count);
}

const struct material *material_read(struct arena *arena, const char *cell, size_t *count,
                                     const char **taken)
{
    struct material *materials = NULL;
    const char *part;
    size_t room = 0, length;

    *count = 0;
    if (taken)
        *taken = NULL;
    while (parts_next(&cell, PARTS_MATERIALS, &part, &length)) {
        if (!length)
            continue;
        materials = arena_grow(arena, materials, *count, &room, sizeof(*materials));
        struct material *material = &materials[(*count)++];
        if (read_one(arena, arena_copy_part(arena, part, length), material))
            continue;
        *material = (struct material){.name = parts_plain(arena, part, length, SPECIALS),
                                      .count = 1,
                                      .condition = "",
                                      .where = ""};
        if (taken && !*taken)
            *taken = material->name;
    }
    return materials;
}

void material_write(struct text *out, const struct material *material)
{
    bool has_condition = *material->condition, has_form = material->form != MATERIAL_ANY;

    parts_escape(out, material->name, SPECIALS);
    if (has_condition || has_form || material->count != 1)
        text_addf(out, "/%s/%d", forms[material->form].words[0], material->count);
    if (has_condition) {
        text_add_char(out, '/');
        parts_escape(out, material->condition, SPECIALS);
    }
    if (*material->where) {
        text_add(out, "/@");
        parts_escape(out, material->where, SPECIALS);
    }
}

const char *material_form_label(enum material_form form)
{
    return *forms[form].label ? _(forms[form].label) : "";
}
