/* SPDX-License-Identifier: MIT */
/* What the parts of the demo's maker share; nobody else includes this. */
#ifndef SHOUWEN_CLI_DEMO_INSIDE_H
#define SHOUWEN_CLI_DEMO_INSIDE_H

#include "shouwen/base/memory.h"
#include "shouwen/base/text.h"
#include "shouwen/desk/desk.h"

/* A file's content. STATUS_BROKEN names it. */
MUST_CHECK enum status demo_read(const char *path, struct text *content, struct error *error);
/* Adds text with each day or time relative to today (@-5, @0, @+3T15:00) written out; only where
 * '@' begins a cell, a word or an item of a list. */
void demo_write_days(struct text *out, const char *text, int32_t today);
/* Runs the diary's lines up to the present moment, the clock set to each. */
MUST_CHECK enum status demo_play_diary(struct desk *desk, const char *diary, int32_t today,
                                       struct error *error);

#endif
