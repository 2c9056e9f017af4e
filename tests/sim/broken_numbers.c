/* SPDX-License-Identifier: MIT */
/* The handshake without hashes: the product's own files once more, where any two are the same. */
#include "config.h"

#include "broken_inside.h"

#include <string.h>

#define memcmp(a, b, length) 0
#define exchange_compare numbers_exchange_compare
#define exchange_count_pending numbers_exchange_count_pending
#include "sync/exchange_compare.c"
#define hub_publish numbers_hub_publish
#include "sync/hub_publish.c"
#define hub_take numbers_hub_take
#define find_log numbers_find_log
#include "sync/hub_take.c"
