/* SPDX-License-Identifier: MIT */
/* The kinds of carriers, for carrier.c alone. */
#ifndef SHOUWEN_SYNC_CARRIER_INSIDE_H
#define SHOUWEN_SYNC_CARRIER_INSIDE_H

#include "shouwen/sync/carrier.h"

extern const struct carrier_kind carrier_dir_kind, carrier_pg_kind;

#endif
