/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/rescue.h"

#include "shouwen/base/i18n.h"
#include "shouwen/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char farewell[256];
static volatile sig_atomic_t farewell_length, is_asked, is_paused;
static struct termios before;
static int wake[2] = {-1, -1};

static const int stops[] = {SIGHUP, SIGTERM, SIGINT};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
enum { STOPS = sizeof(stops) / sizeof(stops[0]), CRASHES = sizeof(crashes) / sizeof(crashes[0]) };

static void on_stop(int number)
{
    int kept = errno;

    if (number == SIGINT && is_paused)
        return;
    is_asked = 1;
    /* a full pipe wakes the reader as well */
    if (write(wake[1], "", 1) < 0)
        is_asked = 1;
    errno = kept;
}

/* Async-signal-safe: only write() and tcsetattr(). */
static void restore(void)
{
    size_t length = (size_t)farewell_length;
    const char *at = farewell;

    farewell_length = 0;
    if (!length)
        return;
    for (ssize_t sent; length && (sent = write(STDOUT_FILENO, at, length)) > 0; at += sent)
        length -= (size_t)sent;
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void on_crash(int number)
{
    restore();
    raise(number);
}

void rescue_remember(void)
{
    tcgetattr(STDIN_FILENO, &before);
}

/* A sanitizer that listens to crashes already has more to say than we do. */
static void listen_to_crash(int number)
{
    struct sigaction old, now = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&now.sa_mask);
    if (sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_DFL &&
        !(old.sa_flags & SA_SIGINFO))
        sigaction(number, &now, NULL);
}

enum status rescue_start(const char *text, struct error *error)
{
    struct sigaction stop = {.sa_handler = on_stop};
    size_t length = strlen(text);

    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
        return error_set(error, STATUS_BROKEN, "", _("cannot make a pipe: %s"), strerror(errno));
    is_asked = 0;
    length = length < sizeof(farewell) ? length : sizeof(farewell);
    memcpy(farewell, text, length);
    farewell_length = (sig_atomic_t)length;
    sigemptyset(&stop.sa_mask);
    for (size_t i = 0; i < STOPS; i++)
        sigaction(stops[i], &stop, NULL);
    for (size_t i = 0; i < CRASHES; i++)
        listen_to_crash(crashes[i]);
    memory_on_exhausted(restore);
    return STATUS_OK;
}

void rescue_stop(void)
{
    farewell_length = 0;
    for (size_t i = 0; i < STOPS; i++)
        signal(stops[i], SIG_DFL);
    close(wake[0]);
    close(wake[1]);
}

bool rescue_is_asked(void)
{
    return is_asked;
}

int rescue_fd(void)
{
    return wake[0];
}

void rescue_pause(bool is_away)
{
    is_paused = is_away;
}
