/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/reason.h"

#include "shouwen/base/i18n.h"

#include <string.h>

#define REASON_ROW(name, reason, remedy) [REASON_##name] = {reason, remedy},
static const struct {
    const char *reason, *remedy;
} rows[REASON_COUNT] = {[REASON_NONE] = {"", ""}, REASON_TABLE(REASON_ROW)};

/* The empty message is gettext's own: it is the catalogue's head. */
static void add(struct text *out, const char *pattern, const char *detail)
{
    static const char mark[] = "%s";
    const char *said = *pattern && !text_same(pattern, mark) ? _(pattern) : pattern;
    const char *at = strstr(said, mark);

    text_add_bytes(out, said, at ? (size_t)(at - said) : strlen(said));
    if (!at)
        return;
    text_add(out, detail);
    text_add(out, at + strlen(mark));
}

void reason_clear(struct flaw *flaw)
{
    flaw->reason = REASON_NONE;
    text_clear(&flaw->detail);
}

void reason_release(struct flaw *flaw)
{
    text_release(&flaw->detail);
}

void reason_say(struct text *out, enum reason reason, const char *detail)
{
    add(out, rows[reason].reason, detail);
}

void reason_say_remedy(struct text *out, enum reason reason, const char *detail)
{
    add(out, rows[reason].remedy, detail);
}

void reason_join(struct text *out, const char *reason, const char *remedy)
{
    text_add(out, reason);
    text_add(out, *remedy ? _("; ") : "");
    text_add(out, remedy);
}

enum status reason_fault(struct error *error, enum status kind, enum reason reason,
                         const char *detail)
{
    struct text why = TEXT_EMPTY, remedy = TEXT_EMPTY, whole = TEXT_EMPTY;

    reason_say(&why, reason, detail);
    reason_say_remedy(&remedy, reason, detail);
    reason_join(&whole, why.at, remedy.at);
    error_set(error, kind, "", "%s", whole.at);
    if (error && whole.length < sizeof(error->message))
        error->remedy_at = (unsigned short)(whole.length - remedy.length);
    text_release(&why);
    text_release(&remedy);
    text_release(&whole);
    return kind;
}
