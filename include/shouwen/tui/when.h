/* SPDX-License-Identifier: MIT */
/* when: days and times as people at a desk type them. Any form of value.h, and: today 今天,
 * tomorrow 明天, the day after 后天, +3 (days from today), fri 周五 星期五 (the next one after today), 下周五
 * (of next week), 11-27 or 11月27日 (the nearest one), 27日 (this month's or the next one); then a
 * time, 15:00 15点 15点半 下午三点 明晚八点, which alone is today's; 晚上十二点 begins the next day. */
#ifndef SHOUWEN_TUI_WHEN_H
#define SHOUWEN_TUI_WHEN_H

#include <stdbool.h>
#include <stdint.h>

/* True if text names a day and perhaps a time; *minutes is -1 where it names none. */
bool when_read(const char *text, int32_t today, int32_t *day, int *minutes);
/* "11-24 Tue", with the year if it is not this one, and "15:00" if minutes is not -1. */
struct text;
void when_say(struct text *out, int32_t today, int32_t day, int minutes);
/* The weekday's short name in the person's language: 1 Monday to 7 Sunday. */
const char *when_weekday(int weekday);

#endif
