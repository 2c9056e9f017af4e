/* SPDX-License-Identifier: MIT */
/* tree: the folder of scratch.h with folders in it, made and emptied around each test. */
#ifndef SHOUWEN_TESTS_SYNC_TREE_H
#define SHOUWEN_TESTS_SYNC_TREE_H

#include "tests/store/scratch.h"

#include <ftw.h>

static inline int tree_remove_one(const char *path, const struct stat *kind, int type,
                                  struct FTW *at)
{
    (void)kind;
    (void)type;
    (void)at;
    return remove(path);
}

static inline int tree_start(void **state)
{
    (void)state;
    nftw(scratch_folder, tree_remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return mkdir(scratch_folder, 0700);
}

static inline int tree_end(void **state)
{
    (void)state;
    return nftw(scratch_folder, tree_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
