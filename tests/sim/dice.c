/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "dice.h"

#include <string.h>
#include <sys/random.h>
#include <sys/types.h>

static uint64_t choices, secrets;

/* splitmix64 */
static uint64_t next(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);

    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

void dice_start(uint64_t seed)
{
    choices = seed * UINT64_C(0x2545f4914f6cdd1d);
    secrets = ~choices;
}

uint64_t dice_below(uint64_t below)
{
    return next(&choices) % below;
}

bool dice_one_in(uint64_t count)
{
    return count && !dice_below(count);
}

/* What the program and its libraries call for randomness. */
ssize_t getrandom(void *bytes, size_t length, unsigned flags)
{
    unsigned char *at = bytes;

    (void)flags;
    for (size_t i = 0; i < length; i += sizeof(uint64_t)) {
        uint64_t word = next(&secrets);
        memcpy(at + i, &word, length - i < sizeof(word) ? length - i : sizeof(word));
    }
    return (ssize_t)length;
}

int getentropy(void *bytes, size_t length)
{
    return getrandom(bytes, length, 0) < 0 ? -1 : 0;
}
