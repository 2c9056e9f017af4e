/* SPDX-License-Identifier: MIT */
/* error: what went wrong, said where it is known.
 * Every fallible function returns an enum status, takes a struct error as its last parameter, and
 * has filled it whenever it returns something other than STATUS_OK. Used by every floor. */
#ifndef SHOUWEN_BASE_ERROR_H
#define SHOUWEN_BASE_ERROR_H

enum status {
    STATUS_OK,
    STATUS_REFUSED,    /* a rule said no */
    STATUS_INVALID,    /* a value is not what it must be */
    STATUS_NOT_FOUND,  /* no such thing */
    STATUS_CONFLICT,   /* somebody else changed it meanwhile */
    STATUS_BUSY,       /* the file is in use and stayed so */
    STATUS_DENIED,     /* this person may not */
    STATUS_BROKEN,     /* file, disk, or content that cannot be right */
    STATUS_UNREACHABLE /* hub or network */
};

/* kind: as returned; field: the name of the field or option the message is about, or "";
 * message: one sentence for a person, in their language; remedy_at: the byte of it where what can
 * be done begins, 0 where that is not told apart. */
struct error {
    enum status kind;
    char field[48];
    unsigned short remedy_at;
    char message[464];
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

/* Fills error (which may be NULL) and returns kind, so that `return error_set(...)` reads well. A
 * message that is too long ends with "..", at the end of a character. */
enum status error_set(struct error *error, enum status kind, const char *field, const char *format,
                      ...) PRINTF_LIKE(4, 5);

/* The word of a kind as --json prints it: "refused", "invalid", ... Never NULL. */
const char *status_word(enum status kind);

/* The program's exit code for a kind: 0 done, 1 refused or problems, 3 could not, 4 not allowed. */
int status_exit_code(enum status kind);

/* Needs `enum status status` and a label `done:` in the function. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        status = (call);                                                                           \
        if (status != STATUS_OK)                                                                   \
            goto done;                                                                             \
    } while (0)

#endif
