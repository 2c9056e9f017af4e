/* SPDX-License-Identifier: MIT */
/* export_file: what is given out, into a file that is there whole or not at all. */
#include "config.h"

#include "shouwen/intake/export.h"

#include "shouwen/base/i18n.h"
#include "shouwen/desk/reference.h"
#include "shouwen/intake/layout.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct writing {
    FILE *file;
    const char *path;
};

static enum status unwritable(const char *path, struct error *error)
{
    return error_set(error, STATUS_BROKEN, "to", _("%s cannot be written: %s"), path,
                     strerror(errno));
}

static enum status write_bytes(void *context, const char *bytes, size_t length, struct error *error)
{
    const struct writing *writing = context;

    return fwrite(bytes, 1, length, writing->file) == length ? STATUS_OK
                                                             : unwritable(writing->path, error);
}

static enum status give_out(struct desk *desk, const struct export_order *order,
                            struct export_sink sink, struct export_given *given, int64_t *row_count,
                            struct error *error)
{
    const struct export_how how = {.format = EXPORT_CSV,
                                   .encoding = order->encoding,
                                   .unmask = order->unmask,
                                   .is_chinese = order->is_chinese,
                                   .row_count = row_count};
    struct layout layout;
    enum status status;

    if (!order->layout)
        return export_records(desk, order->kind, &how, sink, error);
    layout = *order->layout;
    layout.encoding = order->encoding;
    TRY(export_layout(desk, &layout, order->filter, order->unmask, order->only_new, sink, given,
                      error));
    *row_count = (int64_t)given->count;
done:
    return status;
}

/* What went out counts as sent once the file is there. */
static enum status note_sent(struct desk *desk, const struct export_order *order,
                             const struct export_given *given, struct error *error)
{
    const struct layout *layout = order->layout;

    if (!layout || !order->only_new)
        return STATUS_OK;
    return reference_note_sent(desk, layout->name, layout->kind, given->ids, given->count, error);
}

enum status export_file(struct desk *desk, const struct export_order *order, const char *path,
                        int64_t *row_count, struct error *error)
{
    struct export_given given = {0};
    struct text beside = TEXT_EMPTY;
    struct writing writing = {.path = path};
    enum status status;

    *row_count = 0;
    text_addf(&beside, "%s.part", path);
    writing.file = fopen(beside.at, "we");
    if (!writing.file) {
        status = unwritable(path, error);
        goto done;
    }
    status = give_out(desk, order, (struct export_sink){&writing, write_bytes}, &given, row_count,
                      error);
    if (fclose(writing.file) != 0 && status == STATUS_OK)
        status = unwritable(path, error);
    if (status == STATUS_OK && rename(beside.at, path) != 0)
        status = unwritable(path, error);
    if (status == STATUS_OK)
        status = note_sent(desk, order, &given, error);
    else
        unlink(beside.at);
done:
    arena_release(&given.arena);
    text_release(&beside);
    return status;
}
