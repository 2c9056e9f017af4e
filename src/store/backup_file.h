/* SPDX-License-Identifier: MIT */
/* backup_file: what the files of the room backup share; nobody else includes it. */
#ifndef SHOUWEN_STORE_BACKUP_FILE_H
#define SHOUWEN_STORE_BACKUP_FILE_H

#include "shouwen/base/text.h"

/* Makes an empty file of mode 0600 beside path; its name, path and what and six characters, into
 * name. */
MUST_CHECK enum status backup_file_new(const char *path, const char *what, struct text *name,
                                       struct error *error);
/* Removes a file that backup_file_new() made and whatever SQLite put beside it; "" is fine. */
void backup_file_drop(const struct text *name);
/* Waits until the file's content is on disk. */
MUST_CHECK enum status backup_file_sync(const char *path, struct error *error);
/* Waits until the names in the folder of path are on disk. */
MUST_CHECK enum status backup_file_sync_folder(const char *path, struct error *error);

#endif
