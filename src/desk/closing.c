/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/desk/closing.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/dossier.h"
#include "shouwen/desk/lists.h"

bool closing_ends(enum act_kind kind)
{
    return kind == ACT_CLOSE || kind == ACT_ANSWER || kind == ACT_SOLVE || kind == ACT_WITHDRAW;
}

static void add_promises(struct desk *desk, const struct matter *matter, struct text *out)
{
    bool has_one = false;

    for (size_t i = 0; i < matter->promise_count; i++) {
        const struct matter_promise *promise = &matter->promises[i];
        if (promise->is_kept)
            continue;
        text_add(out, has_one ? ", " : _("Promised and not kept yet: "));
        has_one = true;
        text_addf(out, "%s ", word_label(word_promises, promise->kind));
        lists_say_moment(out, promise->at, desk_today(desk));
        text_addf(out, " %s", desk_name(desk, promise->staff));
    }
    if (has_one)
        text_add(out, _(". Once the case is closed nobody is reminded of that. "));
}

enum status closing_doubts(struct desk *desk, const struct matter *matter, enum act_kind kind,
                           struct text *out, bool *has_some, struct error *error)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;
    size_t before = out->length;
    const char *unit;

    if (closing_ends(kind) &&
        (matter->state == STATE_REPORTED || matter->state == STATE_DISPATCHED)) {
        TRY(dossier_node_name(desk, matter->unit, &arena, &unit, error));
        text_addf(out, _("%s has this case and has not replied; the resident has not heard. "),
                  unit);
    }
    if (closing_ends(kind))
        add_promises(desk, matter, out);
done:
    *has_some = status == STATUS_OK && out->length > before;
    arena_release(&arena);
    return status;
}

enum status closing_check(struct desk *desk, const struct matter *matter, enum act_kind kind,
                          struct error *error)
{
    struct text doubts = TEXT_EMPTY;
    enum status status;
    bool has_some;

    TRY(closing_doubts(desk, matter, kind, &doubts, &has_some, error));
    while (text_ends(doubts.at, " "))
        text_cut(&doubts, doubts.length - 1);
    if (has_some)
        status = error_set(error, STATUS_REFUSED, CLOSING_ANYWAY, "%s", doubts.at);
done:
    text_release(&doubts);
    return status;
}
