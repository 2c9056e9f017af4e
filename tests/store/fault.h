/* SPDX-License-Identifier: MIT */
/* fault: a disk that fails at the n-th write or sync, for one test program that includes this. */
#ifndef SHOUWEN_TESTS_STORE_FAULT_H
#define SHOUWEN_TESTS_STORE_FAULT_H

#include "tests/store/scratch.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <sys/syscall.h>

enum call { WRITE, SYNC, CALLS };
static struct {
    enum call call;
    int at; /* which call fails, counted from 1; 0: none */
    bool stays;
    int cause;
    int met[CALLS];
} fault;

static bool fails(enum call call)
{
    int met = ++fault.met[call];

    if (!fault.at || fault.call != call || (fault.stays ? met < fault.at : met != fault.at))
        return false;
    errno = fault.cause;
    return true;
}

static ssize_t faulty_pwrite(int file, const void *bytes, size_t length, off_t offset)
{
    return fails(WRITE) ? -1 : pwrite(file, bytes, length, offset);
}

/* SQLite calls these two directly: the definitions here stand in for the C library's. */
int fsync(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fdatasync, file);
}

static void fault_install(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");

    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)faulty_pwrite), 0);
    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)faulty_pwrite), 0);
}

#endif
