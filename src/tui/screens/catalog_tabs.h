/* SPDX-License-Identifier: MIT */
/* catalog_tabs: the lists of the catalog and their columns; only catalog.c shows them. */
#ifndef SHOUWEN_TUI_SCREENS_CATALOG_TABS_H
#define SHOUWEN_TUI_SCREENS_CATALOG_TABS_H

#include "shouwen/domain/record.h"
#include "shouwen/tui/list.h"

enum { CATALOG_TABS = 6 };

struct catalog_tab {
    enum record_kind kind;
    const char *label; /* msgid */
    const struct list_column *columns;
    const int *shown; /* the field of each column */
    size_t count;
    const char *empty; /* msgid */
};
extern const struct catalog_tab catalog_tabs[CATALOG_TABS];

#endif
