/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/surface_curses.h"

#include "shouwen/base/i18n.h"
#include "shouwen/tui/decoder.h"
#include "shouwen/tui/painter.h"
#include "shouwen/tui/rescue.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

/* term.h takes these words for itself */
#undef columns
#undef lines

/* Keys that curses is told of and that stand for something else than themselves. */
enum { CODE_PASTE_START = 2000, CODE_PASTE_END, CODE_NARROW, CODE_WIDE };
enum { SILENCE = 2000 };

/* Frames go past curses, which knows the terminal and reads the keys: it would compare all of a
 * frame once more. */
static struct {
    SCREEN *screen;
    WINDOW *input; /* a pad: reading from it repaints nothing */
    struct decoder decoder;
    struct painter painter;
    struct text captured; /* what curses would send */
    bool is_gone, is_lost;
    char paste_off[32];
} terminal;

static const struct {
    const char *sequence;
    int code;
} sequences[] = {
    {"\033[A", KEY_UP},           {"\033OA", KEY_UP},      {"\033[B", KEY_DOWN},
    {"\033OB", KEY_DOWN},         {"\033[C", KEY_RIGHT},   {"\033OC", KEY_RIGHT},
    {"\033[D", KEY_LEFT},         {"\033OD", KEY_LEFT},    {"\033[H", KEY_HOME},
    {"\033OH", KEY_HOME},         {"\033[1~", KEY_HOME},   {"\033[F", KEY_END},
    {"\033OF", KEY_END},          {"\033[4~", KEY_END},    {"\033[5~", KEY_PPAGE},
    {"\033[6~", KEY_NPAGE},       {"\033[3~", KEY_DC},     {"\033[2~", KEY_IC},
    {"\033[Z", KEY_BTAB},         {"\033OM", KEY_ENTER},   {"\033OP", KEY_F(1)},
    {"\033OQ", KEY_F(2)},         {"\033OR", KEY_F(3)},    {"\033OS", KEY_F(4)},
    {"\033[15~", KEY_F(5)},       {"\033[17~", KEY_F(6)},  {"\033[18~", KEY_F(7)},
    {"\033[19~", KEY_F(8)},       {"\033[20~", KEY_F(9)},  {"\033[21~", KEY_F(10)},
    {"\033[23~", KEY_F(11)},      {"\033[24~", KEY_F(12)}, {"\033[200~", CODE_PASTE_START},
    {"\033[201~", CODE_PASTE_END}};

static const struct {
    int code;
    uint32_t key;
} keys[] = {
    {KEY_UP, KEYCODE_UP},           {KEY_DOWN, KEYCODE_DOWN},   {KEY_LEFT, KEYCODE_LEFT},
    {KEY_RIGHT, KEYCODE_RIGHT},     {KEY_HOME, KEYCODE_HOME},   {KEY_FIND, KEYCODE_HOME},
    {KEY_END, KEYCODE_END},         {KEY_SELECT, KEYCODE_END},  {KEY_PPAGE, KEYCODE_PAGE_UP},
    {KEY_NPAGE, KEYCODE_PAGE_DOWN}, {KEY_ENTER, KEYCODE_ENTER}, {KEY_BACKSPACE, KEYCODE_BACKSPACE},
    {KEY_DC, KEYCODE_DELETE},       {KEY_IC, KEYCODE_INSERT},   {KEY_BTAB, KEYCODE_SHIFT_TAB},
};

static const char *capability(const char *name)
{
    const char *found = tigetstr(name);

    return found && found != (char *)-1 ? found : "";
}

static struct text farewell = TEXT_EMPTY;

static int add_farewell(int one)
{
    text_add_char(&farewell, (char)one);
    return one;
}

/* What a dying program sends, made while it is well. */
static void make_farewell(void)
{
    static const char *const names[] = {"sgr0", "cnorm", "rmkx", "rmcup"};

    text_clear(&farewell);
    tputs(terminal.paste_off, 1, add_farewell);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        tputs(capability(names[i]), 1, add_farewell);
    if (!*capability("rmcup"))
        add_farewell('\n');
}

/* Past curses, which must have sent what it holds: for sequences that it does not know. */
static void send(const char *sequence)
{
    size_t length = strlen(sequence);

    while (length) {
        ssize_t sent = write(STDOUT_FILENO, sequence, length);
        if (sent < 0 && errno != EINTR)
            return;
        sequence += sent > 0 ? sent : 0;
        length -= sent > 0 ? (size_t)sent : 0;
    }
}

/* Switches pastes to brackets, and asks how wide an ambiguous character is here: one is drawn and
 * wiped again. The answer for row 2 can be no other key; it comes when it comes. */
static void greet(void)
{
    struct text greeting = TEXT_EMPTY;

    snprintf(terminal.paste_off, sizeof(terminal.paste_off), "%s", capability("BD"));
    if (*terminal.paste_off)
        text_add(&greeting, capability("BE"));
    if (strcmp(capability("u7"), "\033[6n") == 0) {
        define_key("\033[2;2R", CODE_NARROW);
        define_key("\033[2;3R", CODE_WIDE);
        text_add(&greeting, "\033[2;1H\342\200\246\033[6n\r  \033[H");
    }
    send(greeting.at);
    text_release(&greeting);
}

static int capture(int one)
{
    text_add_char(&terminal.captured, (char)one);
    return one;
}

/* A capability as the terminal wants it, with the pauses that it needs. */
static void learn(struct text *into, const char *sequence, int rows)
{
    text_clear(&terminal.captured);
    tputs(sequence, rows, capture);
    text_add_bytes(into, terminal.captured.at, terminal.captured.length);
}

static void place(struct text *out, int row, int column)
{
    learn(out, tiparm(cursor_address, row, column), 1);
}

static attr_t attributes_of(unsigned looks)
{
    attr_t attributes = A_NORMAL;

    if (looks & LOOK_BOLD)
        attributes |= A_BOLD;
    if (looks & LOOK_REVERSE)
        attributes |= A_REVERSE;
    if (looks & LOOK_UNDERLINE)
        attributes |= A_UNDERLINE;
    if (looks & LOOK_DIM)
        attributes |= A_DIM;
    return attributes;
}

/* Curses says what it would send to come from nothing to each style. */
static void make_styles(bool no_colour)
{
    const char *asked = getenv("NO_COLOR");
    bool has_colours = has_colors() && !no_colour && !(asked && *asked) && start_color() == OK &&
                       use_default_colors() == OK && COLOR_PAIRS > STYLE_COUNT;

    for (int style = 0; style < STYLE_COUNT; style++) {
        const struct theme_row *row = theme_row((enum style)style);
        struct text *made = &terminal.painter.styles[style];
        short pair = 0; /* needs no bytes to be set and unset */
        if (has_colours && (row->ink >= 0 || row->paper >= 0) &&
            init_pair((short)(style + 1), row->ink, row->paper) == OK)
            pair = (short)(style + 1);
        learn(made, capability("sgr0"), 1);
        text_clear(&terminal.captured);
        vid_puts(attributes_of(has_colours ? row->looks : row->plain_looks), pair, NULL, capture);
        text_add_bytes(made, terminal.captured.at, terminal.captured.length);
        vid_puts(A_NORMAL, 0, NULL, capture);
    }
}

static void make_painter(bool no_colour)
{
    struct painter *painter = &terminal.painter;
    int rows, columns;

    getmaxyx(stdscr, rows, columns);
    (void)columns;
    painter_init(painter);
    make_styles(no_colour);
    learn(&painter->clear, capability("clear"), rows);
    learn(&painter->clear_rest, capability("el"), 1);
    learn(&painter->show_cursor, capability("cnorm"), 1);
    learn(&painter->hide_cursor, capability("civis"), 1);
    painter->place = place;
    painter->moves_in_style = tigetflag("msgr") > 0;
    painter->stops_at_end = tigetflag("am") <= 0 || tigetflag("xenl") > 0;
}

/* True if there is a description of that terminal. newterm() would say so too, but loses memory. */
static bool is_known(const char *name)
{
    int result;

    if (setupterm(name, STDOUT_FILENO, &result) != OK)
        return false;
    del_curterm(cur_term);
    return true;
}

/* A TERM that nobody here knows is nearly always like one of these. */
static SCREEN *open_terminal(void)
{
    static const char *const modern[] = {"xterm",     "kitty",   "foot",
                                         "alacritty", "wezterm", "ghostty"};
    const char *name = getenv("TERM");
    const char *like = "vt100";

    if (name && *name && is_known(name))
        return newterm(name, stdout, stdin);
    for (size_t i = 0; name && i < sizeof(modern) / sizeof(modern[0]); i++)
        if (text_starts(name, modern[i]))
            like = "xterm-256color";
    return is_known(like) ? newterm(like, stdout, stdin) : NULL;
}

static void set_modes(int escape_delay)
{
    signal(SIGTSTP, SIG_IGN); /* curses would paint what it knows when it comes back: nothing */
    raw();
    noecho();
    nonl();
    set_escdelay(escape_delay > 0 ? escape_delay : 25);
    typeahead(-1); /* a frame is always finished: the loop looks for input itself */
    terminal.input = newpad(1, 1);
    keypad(terminal.input, TRUE);
    nodelay(terminal.input, TRUE);
    for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++)
        define_key(sequences[i].sequence, sequences[i].code);
}

enum status surface_curses_start(int escape_delay, bool no_colour, struct error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(error, STATUS_BROKEN, "",
                         _("the desk needs a terminal for input and output; the verbs of "
                           "`shouwen --help` work without one"));
    rescue_remember();
    terminal.screen = open_terminal();
    if (!terminal.screen)
        return error_set(
            error, STATUS_BROKEN, "TERM",
            _("no description of terminal \"%s\" was found; set TERM to xterm or vt100"),
            getenv("TERM") ? getenv("TERM") : "");
    if (!*capability("cup")) {
        endwin();
        delscreen(terminal.screen);
        terminal.screen = NULL;
        return error_set(error, STATUS_BROKEN, "TERM",
                         _("terminal \"%s\" cannot place its cursor; set TERM to xterm or vt100"),
                         getenv("TERM"));
    }
    decoder_init(&terminal.decoder);
    set_modes(escape_delay);
    terminal.captured = (struct text)TEXT_EMPTY;
    make_painter(no_colour);
    greet();
    make_farewell();
    enum status status = rescue_start(farewell.at, error);
    if (status != STATUS_OK)
        surface_curses_stop();
    return status;
}

/* Curses knows nothing of the frames, nor of a cursor that they hid. */
static void leave(void)
{
    send(terminal.paste_off);
    send(terminal.painter.show_cursor.at);
    terminal.painter.has_cursor = true;
    endwin();
}

void surface_curses_stop(void)
{
    if (!terminal.screen)
        return;
    leave();
    signal(SIGTSTP, SIG_DFL);
    rescue_stop();
    text_release(&farewell);
    text_release(&terminal.captured);
    painter_release(&terminal.painter);
    delwin(terminal.input);
    delscreen(terminal.screen);
    decoder_release(&terminal.decoder);
    terminal.screen = NULL;
}

void surface_curses_size(int *rows, int *columns)
{
    getmaxyx(stdscr, *rows, *columns);
}

void surface_curses_show(struct surface *surface)
{
    if (terminal.is_lost)
        surface_forget(surface);
    painter_paint(&terminal.painter, surface);
    terminal.is_lost = false;
    send(terminal.painter.out.at);
}

static uint32_t key_of(int code)
{
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (keys[i].code == code)
            return keys[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return KEYCODE_F1 + (uint32_t)(code - KEY_F(1));
    return KEYCODE_UNKNOWN;
}

/* What one code of curses gives; true if it is an event. */
static bool take(int code, struct event *event)
{
    *event = (struct event){.text = ""};
    switch (code) {
    case KEY_RESIZE:
        event->kind = EVENT_RESIZE;
        surface_curses_size(&event->rows, &event->columns);
        return true;
    case CODE_NARROW:
    case CODE_WIDE:
        event->kind = EVENT_WIDTH;
        event->columns = code == CODE_WIDE ? 2 : 1;
        return true;
    case CODE_PASTE_START:
        decoder_paste_start(&terminal.decoder);
        return false;
    case CODE_PASTE_END:
        return decoder_paste_end(&terminal.decoder, event);
    default:
        if (code < 256)
            decoder_byte(&terminal.decoder, (unsigned char)code);
        else
            decoder_key(&terminal.decoder, key_of(code));
        return decoder_take(&terminal.decoder, event);
    }
}

/* Waits with SIGWINCH let in only while waiting: otherwise one that comes just before would be seen
 * at the next key. Returns 1 for input, 0 for time over or another descriptor, -1 to look again. */
static int wait_for_input(int timeout, const sigset_t *mask, struct pollfd *others, int other_count)
{
    enum { OTHERS_MOST = 8 };
    struct pollfd all[2 + OTHERS_MOST] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                          {.fd = rescue_fd(), .events = POLLIN}};
    struct timespec time = {timeout / 1000, (long)(timeout % 1000) * 1000000};

    if (other_count > OTHERS_MOST)
        other_count = OTHERS_MOST;
    for (int i = 0; i < other_count; i++)
        all[2 + i] = others[i];
    int ready = ppoll(all, (nfds_t)(2 + other_count), timeout < 0 ? NULL : &time, mask);
    if (ready < 0)
        return -1;
    for (int i = 0; i < other_count; i++)
        others[i].revents = all[2 + i].revents;
    if (all[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        terminal.is_gone = true;
    return all[0].revents || all[1].revents ? 1 : 0;
}

static bool swallow_rest(void)
{
    int next;

    do
        next = wgetch(terminal.input);
    while (next >= ' ' && next < '@');
    return true;
}

/* A sequence that begins with Esc and that nobody knows is swallowed: taken for Esc and characters
 * it would leave the screen and type into the next. Keys typed one by one never come that close
 * together. */
static bool swallow_unknown(int code)
{
    if (code == KEY_MOUSE)
        return swallow_rest();
    if (code != '\033')
        return false;
    int next = wgetch(terminal.input);
    if (next == '[' || next == 'O')
        return swallow_rest();
    if (next != ERR)
        ungetch(next);
    return false;
}

static bool read_event(int timeout, const sigset_t *mask, struct pollfd *others, int other_count,
                       struct event *event)
{
    int empty_count = 0;

    for (;;) {
        if (decoder_take(&terminal.decoder, event))
            return true;
        int code = rescue_is_asked() || terminal.is_gone ? ERR : wgetch(terminal.input);
        if (code != ERR) {
            empty_count = 0;
            if (swallow_unknown(code))
                continue;
            if (take(code, event))
                return true;
            continue;
        }
        /* readable, yet nothing there, again and again: the other end is closed */
        if (rescue_is_asked() || terminal.is_gone || empty_count > 2) {
            *event = (struct event){.kind = EVENT_END, .text = ""};
            return true;
        }
        bool is_pasting = terminal.decoder.is_pasting;
        int found = wait_for_input(is_pasting ? SILENCE : timeout, mask, others, other_count);
        if (found == 0)
            return is_pasting && decoder_paste_end(&terminal.decoder, event);
        empty_count += found > 0;
    }
}

bool surface_curses_read(int timeout, struct pollfd *others, int other_count, struct event *event)
{
    sigset_t resize, mask;

    sigemptyset(&resize);
    sigaddset(&resize, SIGWINCH);
    sigprocmask(SIG_BLOCK, &resize, &mask);
    bool found = read_event(timeout, &mask, others, other_count, event);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return found;
}

bool surface_curses_is_waiting(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

    return poll(&input, 1, 0) > 0;
}

void surface_curses_suspend(void)
{
    rescue_pause(true);
    def_prog_mode();
    leave();
}

void surface_curses_resume(void)
{
    reset_prog_mode();
    if (*terminal.paste_off)
        send(capability("BE"));
    clearok(curscr, TRUE);
    refresh();
    painter_forget(&terminal.painter);
    terminal.is_lost = true;
    rescue_pause(false);
}
