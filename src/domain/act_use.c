/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/act_use.h"

_Static_assert(ACT_FIELD_COUNT <= 64, "a bit for each field");

#define ACT_USE_ROW(name, fields) [ACT_##name] = (fields) | USE_ALWAYS,
static const uint64_t used[ACT_CASE_KINDS] = {ACT_USE_TABLE(ACT_USE_ROW)};

bool act_uses(enum act_kind kind, enum act_field field)
{
    return kind < ACT_CASE_KINDS && used[kind] >> field & 1;
}
