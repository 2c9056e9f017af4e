/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/store/db_hand.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>

/* A thread a piece of work: what the one wrote the other sees, without locks of our own, and a
 * piece takes far longer than the start of a thread. */
static struct {
    pthread_t thread;
    void (*work)(void *context);
    void *context;
    bool is_out; /* known to the program's own thread alone */
} hand;
static _Thread_local bool is_here;

static void *run(void *unused)
{
    is_here = true;
    hand.work(hand.context);
    return unused;
}

void db_hand_out(void (*work)(void *context), void *context)
{
    sigset_t all, before;

    db_hand_wait();
    hand.work = work;
    hand.context = context;
    /* signals are for the program's own thread, which waits for keys */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    hand.is_out = pthread_create(&hand.thread, NULL, run, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!hand.is_out)
        work(context);
}

void db_hand_wait(void)
{
    if (is_here || !hand.is_out)
        return;
    pthread_join(hand.thread, NULL);
    hand.is_out = false;
}

bool db_hand_is_here(void)
{
    return is_here;
}
