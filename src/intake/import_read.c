/* SPDX-License-Identifier: MIT */
/* import_read: a file, in whatever encoding, to the CSV reader. Read three times: to find out what
 * it is written in, to see that it is whole, and for its rows. */
#include "config.h"

#include "shouwen/intake/import.h"

#include "shouwen/base/i18n.h"
#include "intake/import_inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

static enum status unreadable(const char *path, struct error *error)
{
    return error_set(error, STATUS_BROKEN, "", _("%s cannot be read: %s"), path, strerror(errno));
}

typedef enum status take_block(void *context, const char *bytes, size_t length,
                               struct error *error);

static enum status each_block(FILE *file, const char *path, take_block *take, void *context,
                              struct error *error)
{
    char *block = memory_new(BLOCK_BYTES);
    enum status status = STATUS_OK;
    size_t got;

    while (status == STATUS_OK && (got = fread(block, 1, BLOCK_BYTES, file)) > 0)
        status = take(context, block, got, error);
    if (status == STATUS_OK && ferror(file))
        status = unreadable(path, error);
    free(block);
    return status;
}

static enum status keep_block(void *context, const char *bytes, size_t length, struct error *error)
{
    if (fwrite(bytes, 1, length, context) == length)
        return STATUS_OK;
    return error_set(error, STATUS_BROKEN, "", _("no room to keep what is read: %s"),
                     strerror(errno));
}

enum status import_open(const char *path, const char *paste, FILE **file, struct error *error)
{
    FILE *kept;
    enum status status;

    *file = paste ? fmemopen((void *)(uintptr_t)paste, strlen(paste), "rb") : fopen(path, "rb");
    if (!*file)
        return error_set(error, STATUS_BROKEN, "", _("%s cannot be opened: %s"), path,
                         strerror(errno));
    if (fseek(*file, 0, SEEK_SET) == 0)
        return STATUS_OK;
    /* a pipe can be read only once */
    kept = tmpfile();
    status = kept ? each_block(*file, path, keep_block, kept, error) : unreadable(path, error);
    fclose(*file);
    *file = kept;
    if (status == STATUS_OK || !kept)
        return status;
    fclose(kept);
    *file = NULL;
    return status;
}

struct sniffing {
    struct sniff *sniff;
    struct crypto_digest digest;
};

static enum status sniff_block(void *context, const char *bytes, size_t length, struct error *error)
{
    struct sniffing *sniffing = context;

    (void)error;
    sniff_feed(sniffing->sniff, bytes, length);
    crypto_digest_add(&sniffing->digest, bytes, length);
    return STATUS_OK;
}

/* What people take for a list, too: a workbook, which is a ZIP file or an OLE one. */
static enum status refuse_workbook(FILE *file, struct error *error)
{
    static const char zip[] = "PK\x03\x04", ole[] = "\xD0\xCF\x11\xE0";
    char first[4] = "";
    size_t got = fread(first, 1, sizeof(first), file);

    rewind(file);
    if (got == sizeof(first) && (memcmp(first, zip, got) == 0 || memcmp(first, ole, got) == 0))
        return reason_fault(error, STATUS_INVALID, REASON_WORKBOOK, "");
    return STATUS_OK;
}

static void note_found(struct import_run *run)
{
    struct sniffed *found = &run->found;

    if (run->how->separator)
        found->separator = run->how->separator;
    run->report->encoding = found->encoding;
    run->report->separator = found->separator;
    run->report->has_bom = found->has_bom;
    run->report->is_guess = !found->is_sure;
    if (!found->encoding)
        found->encoding = found->nearest; /* whose reader names the line and byte at fault */
    else if (!found->is_sure && !run->how->fields) /* who said those has seen the characters */
        import_problem_add(run, &(struct import_spot){1, "", encoding_name(found->encoding)}, false,
                           REASON_ENCODING_GUESS, "");
}

enum status import_sniff(struct import_run *run, FILE *file, struct error *error)
{
    struct sniffing sniffing = {.sniff = sniff_new(run->how->encoding)};
    enum status status;

    TRY(refuse_workbook(file, error));
    crypto_digest_start(&sniffing.digest);
    TRY(each_block(file, run->path, sniff_block, &sniffing, error));
    run->found = sniff_end(sniffing.sniff);
    crypto_digest_end(&sniffing.digest, run->digest);
    note_found(run);
done:
    sniff_free(sniffing.sniff);
    return status;
}

struct decoding {
    struct encoding_reader *encoding;
    struct csv_reader *csv;
    struct text text; /* the block in UTF-8 */
};

static enum status decode_block(void *context, const char *bytes, size_t length,
                                struct error *error)
{
    struct decoding *decoding = context;
    struct error fault;
    enum status status = STATUS_OK;

    text_clear(&decoding->text);
    enum status bad =
        encoding_reader_feed(decoding->encoding, bytes, length, &decoding->text, &fault);
    TRY(csv_reader_feed(decoding->csv, decoding->text.at, decoding->text.length, error));
    if (bad != STATUS_OK)
        *error = fault;
    status = bad;
done:
    return status;
}

enum status import_read(struct import_run *run, FILE *file, struct csv_reader *csv,
                        struct error *error)
{
    struct decoding decoding = {.csv = csv, .text = TEXT_EMPTY};
    enum status status;

    if (fseek(file, 0, SEEK_SET) != 0) {
        status = unreadable(run->path, error);
        goto done;
    }
    csv_reader_separate(csv, run->found.separator);
    TRY(encoding_reader_new(run->found.encoding, &decoding.encoding, error));
    TRY(each_block(file, run->path, decode_block, &decoding, error));
    TRY(encoding_reader_end(decoding.encoding, error));
    TRY(csv_reader_end(csv, error));
done:
    encoding_reader_free(decoding.encoding);
    text_release(&decoding.text);
    return status;
}
