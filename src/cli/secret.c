/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/cli/secret.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/pin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_MOST = 64 };

void secret_forget(struct text *secret)
{
    if (secret->length)
        crypto_forget(secret->at, secret->length);
    text_release(secret);
}

static void take_line(const char *line, struct text *out)
{
    text_clear(out);
    text_add_bytes(out, line, strcspn(line, "\r\n"));
}

static enum status from_file(const char *path, struct text *out, struct error *error)
{
    char line[SECRET_MOST] = "";
    FILE *file = fopen(path, "re");

    if (!file || (!fgets(line, sizeof(line), file) && ferror(file))) {
        error_set(error, STATUS_NOT_FOUND, "pin-file", _("%s cannot be read: %s"), path,
                  strerror(errno));
        if (file)
            fclose(file);
        return STATUS_NOT_FOUND;
    }
    take_line(line, out);
    crypto_forget(line, sizeof(line));
    fclose(file);
    return STATUS_OK;
}

static bool put(int terminal, const char *text)
{
    return write(terminal, text, strlen(text)) >= 0;
}

/* The prompt comes once nothing shows any more; a signal meanwhile would leave the terminal mute:
 * they wait. */
static bool read_mute(int terminal, const char *prompt, char *line, size_t room)
{
    struct termios before, mute;
    ssize_t length = 0;

    if (tcgetattr(terminal, &before) != 0)
        return false;
    mute = before;
    mute.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    if (tcsetattr(terminal, TCSAFLUSH, &mute) != 0)
        return false;
    length = put(terminal, prompt) ? read(terminal, line, room - 1) : -1;
    tcsetattr(terminal, TCSAFLUSH, &before);
    if (length < 0)
        return false;
    line[length] = '\0';
    return true;
}

enum status secret_read(const char *file, const char *prompt, struct text *out, struct error *error)
{
    char line[SECRET_MOST] = "";

    if (file)
        return from_file(file, out, error);
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    bool is_read =
        terminal >= 0 && read_mute(terminal, prompt, line, sizeof(line)) && put(terminal, "\n");
    if (terminal >= 0)
        close(terminal);
    if (!is_read)
        return error_set(error, STATUS_DENIED, "pin",
                         _("a PIN is needed, and there is no terminal to ask for it; name a file "
                           "that holds it with --pin-file"));
    take_line(line, out);
    crypto_forget(line, sizeof(line));
    return STATUS_OK;
}

enum status secret_choose(const char *file, const char *prompt, struct text *out,
                          struct error *error)
{
    struct text again = TEXT_EMPTY;
    enum status status;

    TRY(secret_read(file, prompt, out, error));
    TRY(pin_refuse_weak(out->at, error));
    if (file)
        goto done;
    TRY(secret_read(NULL, _("the same PIN again: "), &again, error));
    if (!text_same(out->at, again.at))
        status = error_set(error, STATUS_REFUSED, "pin",
                           _("the two PINs are not the same; nothing was changed"));
done:
    secret_forget(&again);
    return status;
}
