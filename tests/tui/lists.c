/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "lists.h"

#include "shouwen/desk/catalog.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

char lists_folder[LISTS_FOLDER];

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

static void beside(const char *name, char *out, size_t size)
{
    const char *slash = strrchr(workplace_database(), '/');

    snprintf(out, size, "%.*s/%s", (int)(slash - workplace_database()), workplace_database(), name);
}

int lists_set_up(void **state)
{
    char maps[400], last[400];

    if (workplace_copy(state) != 0)
        return -1;
    beside("maps", maps, sizeof(maps));
    beside("import.ini", last, sizeof(last));
    beside("lists", lists_folder, sizeof(lists_folder));
    nftw(maps, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    nftw(lists_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    unlink(last);
    return mkdir(lists_folder, S_IRWXU);
}

void lists_write(const char *name, const char *encoding, const char *text)
{
    struct text bytes = TEXT_EMPTY;
    struct error error;
    char path[600];

    snprintf(path, sizeof(path), "%s/%s", lists_folder, name);
    if (encoding_from_utf8(encoding, text, strlen(text), &bytes, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    text_release(&bytes);
}

void lists_read(const char *name, enum encoding encoding, struct text *out)
{
    struct encoding_reader *reader;
    char path[600], bytes[4096];
    struct error error;
    size_t length;

    snprintf(path, sizeof(path), "%s/%s", lists_folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(encoding_reader_new(encoding, &reader, &error), STATUS_OK);
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        assert_int_equal(encoding_reader_feed(reader, bytes, length, out, &error), STATUS_OK);
    encoding_reader_free(reader);
    fclose(file);
}

const char *lists_value(enum record_kind kind, const char *id, int field)
{
    static char out[200];
    struct desk *desk = workplace_desk();
    struct record record = {.kind = kind};
    struct arena arena = {0};
    struct error error;

    enum status status = catalog_get(desk, kind, id, &arena, &record, &error);
    snprintf(out, sizeof(out), "%s", status == STATUS_OK ? record_text(&record, field) : "");
    arena_release(&arena);
    desk_free(desk);
    return out;
}

void lists_open(struct pty *pty, const char *name)
{
    pty_keys(pty, "<F10>");
    pty_expect(pty, "1/6");
    pty_keys(pty, "<Ctrl-U>");
    pty_keys(pty, lists_folder);
    pty_keys(pty, "/");
    pty_expect(pty, name);
    pty_keys(pty, name);
    pty_keys(pty, "<Enter>");
    pty_expect(pty, "2/6");
}
