/* SPDX-License-Identifier: MIT */
/* shouwen-sync: one exchange of a station file with its hub, in a process of its own. What it is
 * doing goes to stdout as lines of JSON (--progress: `shouwen sync` and the workstation read them),
 * or for people. */
#include "config.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/json.h"
#include "shouwen/desk/linking.h"
#include "shouwen/store/station.h"
#include "shouwen/sync/exchange.h"
#include "shouwen/sync/quarantine.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { USAGE = 2, WAIT_MOST = 3600, WAIT_FOR_SERVER = 20 };

struct call {
    struct desk_options desk;
    const char *with;
    long wait; /* -1: as long as fits the way */
    bool is_json, has_progress, is_shown;
};

static volatile sig_atomic_t was_asked;

static void ask(int number)
{
    (void)number;
    was_asked = 1;
}

static bool is_stopped(void *context)
{
    (void)context;
    return was_asked;
}

/* --- what is said --- */

static void print_line(struct json *object)
{
    struct text line = TEXT_EMPTY;

    json_write(object, &line);
    puts(line.at);
    fflush(stdout);
    text_release(&line);
    json_release(object);
}

static void tell_line(const struct exchange_news *news)
{
    static const char *const steps[] = {"take", "put", "wait", NULL};
    struct json *object = json_new_object();

    if (steps[news->what]) {
        json_put_text(object, "step", steps[news->what]);
        json_put_integer(object, "at", news->at);
        json_put_integer(object, "count", news->count);
    } else {
        json_put_text(object, "says", news->sentence);
    }
    print_line(object);
}

static void tell(void *context, const struct exchange_news *news)
{
    const struct call *call = context;

    if (call->has_progress)
        tell_line(news);
    else if (news->what == EXCHANGE_SAYS)
        fprintf(stderr, "shouwen-sync: %s\n", news->sentence);
}

static void complain(const struct call *call, const struct error *error)
{
    if (call->is_json || call->has_progress) {
        struct json *object = json_new_object(), *inner = json_new_object();
        struct text line = TEXT_EMPTY;
        json_put_text(inner, "kind", status_word(error->kind));
        json_put_text(inner, "message", error->message);
        json_put_text(inner, "field", error->field);
        json_put(object, "error", inner);
        json_write(object, &line);
        fprintf(call->has_progress ? stdout : stderr, "%s\n", line.at);
        text_release(&line);
        json_release(object);
    } else {
        fprintf(stderr, "shouwen-sync: %s\n", error->message);
    }
}

/* --- options --- */

static void print_usage(void)
{
    puts(_("usage: shouwen-sync [--db FILE] [--config FILE] [--with ADDRESS] [--wait SECONDS] "
           "[--json | --progress]\n"
           "One exchange of the station file with its hub; shouwen sync runs it. See "
           "shouwen-sync(7)."));
}

/* The program's exit code if it ends here, else -1. */
static int read_options(int argc, char **argv, struct call *call)
{
    static const struct option options[] = {{"db", required_argument, NULL, 'd'},
                                            {"config", required_argument, NULL, 'c'},
                                            {"with", required_argument, NULL, 'w'},
                                            {"wait", required_argument, NULL, 's'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"progress", no_argument, NULL, 'p'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'v'},
                                            {NULL, 0, NULL, 0}};

    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) >= 0;) {
        if (option == 'd')
            call->desk.database = optarg;
        else if (option == 'c')
            call->desk.config = optarg;
        else if (option == 'w')
            call->with = optarg;
        else if (option == 'j')
            call->is_json = true;
        else if (option == 'p')
            call->has_progress = true;
        else if (option == 'h')
            return print_usage(), EXIT_SUCCESS;
        else if (option == 'v')
            return puts(PACKAGE_STRING), EXIT_SUCCESS;
        else if (option != 's' || !text_to_long(optarg, 0, WAIT_MOST, &call->wait))
            return USAGE;
    }
    return optind < argc ? USAGE : -1;
}

/* --- the exchange --- */

/* One exchange of a file at a time; the lock goes with the process. */
static enum status take_turn(const char *key_path, struct error *error)
{
    int file = open(key_path, O_RDONLY | O_CLOEXEC);

    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return error_set(error, STATUS_BUSY, "", _("another exchange of this file is on its way"));
    return STATUS_OK; /* a key that cannot be read is told by who reads it */
}

static enum status open_carrier(struct desk *desk, const struct call *call,
                                struct carrier **carrier, struct error *error)
{
    struct arena arena = {0};
    struct linking linking;
    enum status status;

    TRY(linking_load(desk, &arena, &linking, error));
    const char *address = call->with ? call->with : linking.address;
    if (!linking.has_hub)
        goto done; /* the exchange says so */
    if (!*address)
        status = error_set(error, STATUS_REFUSED, "with",
                           _("nothing says where the hub is: add --with dir:PATH or --with "
                             "pg:CONNINFO, or write with= into the [sync] part of shouwen.ini"));
    else /* the first exchange, or a place named by hand, makes the mailboxes */
        status = carrier_open(address, call->with || !linking.last.view_serial, carrier, error);
done:
    arena_release(&arena);
    return status;
}

/* What is said now is more than that it could not be noted. */
static void note_failure(struct ledger *ledger, const struct error *why)
{
    struct error ignored;
    enum status status = exchange_failed(ledger, why, &ignored);

    (void)status;
}

static enum status prepare(struct desk *desk, const struct call *call,
                           struct exchange_options *options, uint8_t *secret_key,
                           struct error *error)
{
    struct arena arena = {0};
    struct station station;
    enum status status;

    TRY(station_read(desk_reader(desk), &arena, &station, error));
    TRY(station_own_key(desk_key_path(desk), &station, secret_key, error));
    TRY(open_carrier(desk, call, &options->carrier, error));
done:
    arena_release(&arena);
    return status;
}

/* A server's hub is there and answers; one behind a folder may come to it tomorrow. */
static long usual_wait(const struct carrier *carrier)
{
    return carrier && text_starts(carrier->address, "pg:") ? WAIT_FOR_SERVER : 0;
}

static enum status exchange(struct desk *desk, struct call *call, struct arena *arena,
                            struct outcome *outcome, struct error *error)
{
    uint8_t secret_key[CRYPTO_SECRET];
    struct exchange_options options = {
        .secret_key = secret_key, .is_stopped = is_stopped, .tell = tell, .context = call};
    struct text quarantine = TEXT_EMPTY;
    bool is_noted = false;
    enum status status;

    quarantine_folder(desk_path(desk), &quarantine);
    options.quarantine = quarantine.at;
    TRY(take_turn(desk_key_path(desk), error));
    TRY(desk_ledger(desk, &options.ledger, error));
    status = prepare(desk, call, &options, secret_key, error);
    options.wait_seconds = (int)(call->wait >= 0 ? call->wait : usual_wait(options.carrier));
    if (status == STATUS_OK) {
        status = exchange_run(&options, arena, outcome, error);
        is_noted = status == STATUS_UNREACHABLE;
    }
    if (status != STATUS_OK && !is_noted)
        note_failure(options.ledger, error);
done:
    carrier_close(options.carrier);
    crypto_forget(secret_key, sizeof(secret_key));
    text_release(&quarantine);
    return status;
}

static enum status say_outcome(struct desk *desk, const struct call *call, struct arena *arena,
                               struct error *error)
{
    struct text line = TEXT_EMPTY;
    struct linking linking;
    enum status status;

    TRY(linking_load(desk, arena, &linking, error));
    if (call->is_json || call->has_progress) {
        print_line(linking_json(&linking));
    } else {
        linking_say(&linking, &line);
        puts(line.at);
    }
done:
    text_release(&line);
    return status;
}

static int run(struct call *call)
{
    struct outcome outcome = {.refused = 0};
    struct desk *desk = NULL;
    struct arena arena = {0};
    struct error error;
    enum status status;

    TRY(desk_new(&call->desk, &desk, &error));
    TRY(desk_open(desk, &error));
    TRY(exchange(desk, call, &arena, &outcome, &error));
    TRY(say_outcome(desk, call, &arena, &error));
done:
    if (status != STATUS_OK)
        complain(call, &error);
    desk_free(desk);
    arena_release(&arena);
    return status == STATUS_OK && (outcome.refused || outcome.revoked_at)
               ? status_exit_code(STATUS_REFUSED)
               : status_exit_code(status);
}

int main(int argc, char **argv)
{
    struct call call = {.desk = {.is_nobody = true}, .wait = -1};
    struct sigaction action = {.sa_handler = ask};

    umask(077);
    i18n_start(NULL);
    int code = read_options(argc, argv, &call);
    if (code == USAGE)
        fputs(_("shouwen-sync: see shouwen-sync --help\n"), stderr);
    if (code >= 0)
        return code;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    return run(&call);
}
