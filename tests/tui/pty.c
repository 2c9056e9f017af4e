/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "pty.h"

#include "notation.h"

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/base/utf8.h"
#include "shouwen/command/key.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include <cmocka.h>

enum { DEADLINE = PTY_SECONDS * 1000, ENVIRONMENT_MOST = 40 };

struct pty {
    pid_t child;
    int master;
    VTerm *vterm;
    VTermScreen *screen;
    int rows, columns, presses;
    size_t seen;
    struct text dump;
    char home[256], errors[300];
    bool owns_home, is_closed;
};

static long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void full_path(const char *name, char *out, size_t size)
{
    const char *build = getenv("SHOUWEN_BUILDDIR");

    snprintf(out, size, "%s%s%s", *name == '/' || !build ? "" : build,
             *name == '/' || !build ? "" : "/", name);
}

/* Copies a NAME=VALUE in place of the one of that name, or after the others. */
static void set_variable(char **all, const char *variable)
{
    size_t length = strcspn(variable, "=") + 1;
    int at = 0;

    while (all[at] && strncmp(all[at], variable, length) != 0)
        at++;
    assert_in_range(at, 0, ENVIRONMENT_MOST - 1);
    all[at] = memory_copy_text(variable);
}

static void make_environment(const struct pty *pty, const struct pty_options *options, char **all)
{
    static const char *const fixed[] = {
        "TERM=xterm-256color",          "LC_ALL=C.UTF-8", "TZ=Asia/Shanghai", "PATH=/usr/bin:/bin",
        "SHOUWEN_NOW=2026-11-23T10:42", "LANGUAGE=",
    };
    static const char *const passed[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS"};
    static const char *const homes[] = {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                        "XDG_STATE_HOME", "TMPDIR"};
    char variable[600];

    for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
        set_variable(all, fixed[i]);
    snprintf(variable, sizeof(variable), "SHOUWEN_LOCALEDIR=%s/locale", getenv("SHOUWEN_BUILDDIR"));
    set_variable(all, variable);
    for (size_t i = 0; i < sizeof(passed) / sizeof(passed[0]); i++) {
        const char *value = getenv(passed[i]);
        snprintf(variable, sizeof(variable), "%s=%s", passed[i], value ? value : "");
        if (value)
            set_variable(all, variable);
    }
    for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++) {
        snprintf(variable, sizeof(variable), "%s=%s", homes[i], pty->home);
        set_variable(all, variable);
    }
    for (size_t i = 0; options->environment && options->environment[i]; i++)
        set_variable(all, options->environment[i]);
}

static _Noreturn void run(const struct pty *pty, const struct pty_options *options)
{
    char *all[ENVIRONMENT_MOST + 1] = {NULL};
    char path[600];

    make_environment(pty, options, all);
    full_path(options->argv[0], path, sizeof(path));
    int errors = open(pty->errors, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(errors, STDERR_FILENO);
    close(errors);
    execve(path, (char *const *)options->argv, all);
    fprintf(stderr, "cannot run %s: %s\n", path, strerror(errno));
    _exit(127);
}

static void make_vterm(struct pty *pty)
{
    pty->vterm = vterm_new(pty->rows, pty->columns);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
}

struct pty *pty_start(const struct pty_options *options)
{
    struct pty *pty = memory_new(sizeof(*pty));

    pty->rows = options->rows ? options->rows : 24;
    pty->columns = options->columns ? options->columns : 80;
    pty->dump = (struct text)TEXT_EMPTY;
    pty->owns_home = !options->home;
    snprintf(pty->home, sizeof(pty->home), "%s",
             options->home ? options->home : "/tmp/shouwen-pty-XXXXXX");
    if (pty->owns_home)
        assert_non_null(mkdtemp(pty->home));
    snprintf(pty->errors, sizeof(pty->errors), "%s/stderr", pty->home);
    make_vterm(pty);
    struct winsize size = {.ws_row = (unsigned short)pty->rows,
                           .ws_col = (unsigned short)pty->columns};
    pty->child = forkpty(&pty->master, NULL, NULL, &size);
    assert_true(pty->child >= 0);
    if (pty->child == 0)
        run(pty, options);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    return pty;
}

/* What the terminal itself says (answers, keys) goes to the program. */
static void flush_vterm(struct pty *pty)
{
    char bytes[1024];
    size_t length = vterm_output_read(pty->vterm, bytes, sizeof(bytes));

    if (length)
        pty_bytes(pty, bytes, length);
}

static bool read_some(struct pty *pty)
{
    char bytes[16384];
    ssize_t length = read(pty->master, bytes, sizeof(bytes));

    if (length <= 0)
        return length < 0 && (errno == EAGAIN || errno == EINTR);
    pty->seen += (size_t)length;
    vterm_input_write(pty->vterm, bytes, (size_t)length);
    flush_vterm(pty);
    return true;
}

/* Reads what comes within so many milliseconds; false if the other end is closed. */
static bool pump(struct pty *pty, long milliseconds)
{
    struct pollfd master = {.fd = pty->master, .events = POLLIN};

    if (pty->is_closed)
        return false;
    if (poll(&master, 1, milliseconds < 0 ? 0 : (int)milliseconds) > 0)
        pty->is_closed = !read_some(pty);
    return !pty->is_closed;
}

void pty_bytes(struct pty *pty, const char *bytes, size_t length)
{
    long until = now() + DEADLINE;

    while (length && !pty->is_closed) {
        struct pollfd master = {.fd = pty->master, .events = POLLIN | POLLOUT};
        if (now() > until)
            fail_msg("the program has not read its input for %d ms", DEADLINE);
        poll(&master, 1, 1000);
        /* both ways, or a program that writes while it is written to would wait for ever */
        if (master.revents & (POLLIN | POLLHUP))
            pty->is_closed = !read_some(pty);
        ssize_t sent = master.revents & POLLOUT ? write(pty->master, bytes, length) : 0;
        if (sent > 0) {
            bytes += sent;
            length -= (size_t)sent;
        }
    }
}

static void press(void *context, uint32_t key)
{
    static const struct {
        uint32_t key;
        VTermKey code;
    } named[] = {
        {KEYCODE_ENTER, VTERM_KEY_ENTER},
        {KEYCODE_TAB, VTERM_KEY_TAB},
        {KEYCODE_BACKSPACE, VTERM_KEY_BACKSPACE},
        {KEYCODE_ESC, VTERM_KEY_ESCAPE},
        {KEYCODE_UP, VTERM_KEY_UP},
        {KEYCODE_DOWN, VTERM_KEY_DOWN},
        {KEYCODE_LEFT, VTERM_KEY_LEFT},
        {KEYCODE_RIGHT, VTERM_KEY_RIGHT},
        {KEYCODE_INSERT, VTERM_KEY_INS},
        {KEYCODE_DELETE, VTERM_KEY_DEL},
        {KEYCODE_HOME, VTERM_KEY_HOME},
        {KEYCODE_END, VTERM_KEY_END},
        {KEYCODE_PAGE_UP, VTERM_KEY_PAGEUP},
        {KEYCODE_PAGE_DOWN, VTERM_KEY_PAGEDOWN},
    };
    struct pty *pty = context;
    char control = (char)(key - KEYCODE_CTRL - 'A' + 1);

    if (key > KEYCODE_CTRL)
        pty_bytes(pty, &control, 1);
    else if (key == KEYCODE_SHIFT_TAB)
        vterm_keyboard_key(pty->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
    else if (key >= KEYCODE_F1)
        vterm_keyboard_key(pty->vterm, (VTermKey)VTERM_KEY_FUNCTION(1 + key - KEYCODE_F1),
                           VTERM_MOD_NONE);
    else if (key < KEYCODE_FIRST)
        vterm_keyboard_unichar(pty->vterm, key, VTERM_MOD_NONE);
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
        if (named[i].key == key)
            vterm_keyboard_key(pty->vterm, named[i].code, VTERM_MOD_NONE);
    flush_vterm(pty);
}

void pty_keys(struct pty *pty, const char *keys)
{
    pty->presses += notation_read(keys, press, pty);
}

int pty_presses(const struct pty *pty)
{
    return pty->presses;
}

void pty_paste(struct pty *pty, const char *text, size_t length)
{
    vterm_keyboard_start_paste(pty->vterm);
    flush_vterm(pty);
    pty_bytes(pty, text, length);
    vterm_keyboard_end_paste(pty->vterm);
    flush_vterm(pty);
}

static void add_row(struct pty *pty, int row)
{
    size_t end = pty->dump.length;
    VTermScreenCell cell;
    char bytes[4];

    for (int column = 0; column<pty->columns; column += cell.width> 0 ? cell.width : 1) {
        vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            text_add_bytes(&pty->dump, bytes, utf8_encode(cell.chars[i], bytes));
        if (!cell.chars[0])
            text_add_char(&pty->dump, ' ');
        else if (cell.chars[0] != ' ')
            end = pty->dump.length;
    }
    text_cut(&pty->dump, end);
}

const char *pty_screen(struct pty *pty)
{
    text_clear(&pty->dump);
    for (int row = 0; row < pty->rows; row++) {
        add_row(pty, row);
        text_add_char(&pty->dump, '\n');
    }
    return pty->dump.at;
}

const char *pty_row(struct pty *pty, int row)
{
    text_clear(&pty->dump);
    add_row(pty, row < 0 ? pty->rows + row : row);
    return pty->dump.at;
}

/* What the program said before it ended: a sanitizer's report, perhaps. */
static void show_errors(const struct pty *pty)
{
    FILE *errors = fopen(pty->errors, "r");
    char line[400];

    while (errors && fgets(line, sizeof(line), errors))
        fputs(line, stderr);
    if (errors)
        fclose(errors);
}

void pty_must(struct pty *pty, const char *text, bool is_seen, const char *file, int line)
{
    long until = now() + DEADLINE;
    bool is_open = true;

    while ((strstr(pty_screen(pty), text) != NULL) != is_seen) {
        if (now() > until || !is_open) {
            fprintf(stderr, "%s:%d: \"%s\" is %s on%s:\n%s", file, line, text,
                    is_seen ? "not" : "still", is_open ? "" : " what was left", pty->dump.at);
            if (!is_open)
                show_errors(pty);
            fail();
        }
        is_open = pump(pty, until - now());
    }
}

void pty_cursor(struct pty *pty, int *row, int *column)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &at);
    *row = at.row;
    *column = at.col;
}

void pty_until(struct pty *pty, bool (*is_so)(struct pty *pty, void *context), void *context)
{
    long until = now() + DEADLINE;

    while (!is_so(pty, context))
        if (now() > until || !pump(pty, until - now()))
            fail_msg("waited in vain:\n%s", pty_screen(pty));
}

static bool is_cursor_at(struct pty *pty, void *context)
{
    const int *wanted = context;
    int row, column;

    pty_cursor(pty, &row, &column);
    return row == wanted[0] && column == wanted[1];
}

void pty_expect_cursor(struct pty *pty, int row, int column)
{
    pty_until(pty, is_cursor_at, (int[]){row, column});
}

int pty_cell(struct pty *pty, int row, int column, uint32_t *character)
{
    VTermScreenCell cell;

    vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
    *character = cell.chars[0];
    return cell.chars[0] == UINT32_MAX ? 0 : cell.width;
}

bool pty_has_colour(struct pty *pty)
{
    VTermScreenCell cell;

    for (int row = 0; row < pty->rows; row++)
        for (int column = 0; column < pty->columns; column++) {
            vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
            if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
                return true;
        }
    return false;
}

void pty_drain(struct pty *pty)
{
    long until = now() + DEADLINE;

    while (pump(pty, until - now()))
        if (now() > until)
            fail_msg("the program holds on to its terminal");
}

bool pty_is_cooked(const struct pty *pty)
{
    struct termios modes;

    return tcgetattr(pty->master, &modes) == 0 && (modes.c_lflag & ICANON) &&
           (modes.c_lflag & ECHO) && (modes.c_oflag & OPOST);
}

size_t pty_bytes_seen(const struct pty *pty)
{
    return pty->seen;
}

void pty_resize(struct pty *pty, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    pty->rows = rows;
    pty->columns = columns;
    vterm_set_size(pty->vterm, rows, columns);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int number)
{
    kill(pty->child, number);
}

void pty_hang_up(struct pty *pty)
{
    close(pty->master);
    pty->master = -1;
    pty->is_closed = true;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static void release(struct pty *pty)
{
    if (pty->master >= 0)
        close(pty->master);
    if (pty->owns_home)
        nftw(pty->home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    vterm_free(pty->vterm);
    text_release(&pty->dump);
    free(pty);
}

/* The child's status; one that has not ended at the deadline is killed, and the test fails. */
static int wait_for_end(struct pty *pty, struct rusage *usage)
{
    long until = now() + DEADLINE;
    int status;

    while (wait4(pty->child, &status, WNOHANG, usage) == 0) {
        if (now() > until) {
            kill(pty->child, SIGKILL);
            waitpid(pty->child, &status, 0);
            fail_msg("the program has not ended; last seen:\n%s", pty_screen(pty));
        }
        if (!pump(pty, 20))
            poll(NULL, 0, 5);
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int end(struct pty *pty, char *said, size_t size, struct pty_use *use)
{
    struct rusage usage;
    int status = wait_for_end(pty, &usage);

    *use = (struct pty_use){(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                                (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000,
                            usage.ru_maxrss};
    FILE *errors = fopen(pty->errors, "r");
    said[errors ? fread(said, 1, size - 1, errors) : 0] = '\0';
    if (errors)
        fclose(errors);
    release(pty);
    return status;
}

int pty_end(struct pty *pty, struct pty_use *use)
{
    char said[8192];
    struct pty_use used;
    int status = end(pty, said, sizeof(said), use ? use : &used);

    if (*said)
        fail_msg("standard error: %s", said);
    return status;
}

int pty_end_saying(struct pty *pty, char *said, size_t size)
{
    struct pty_use used;

    return end(pty, said, size, &used);
}
