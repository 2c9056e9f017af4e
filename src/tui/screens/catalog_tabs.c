/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "catalog_tabs.h"

#include "shouwen/base/i18n.h"

static const struct list_column service_columns[] = {
    {N_("code"), 5, 6, 2, false},         {N_("service item"), 18, 30, 1, false},
    {N_("category"), 12, 14, 2, false},   {N_("where"), 8, 10, 2, false},
    {N_("limit"), 15, 15, 3, false},      {N_("also called"), 8, 24, 5, false},
    {N_("cost"), 6, LIST_REST, 4, false},
};
static const int service_shown[] = {
    RECORD_SERVICES_CODE,  RECORD_SERVICES_NAME,    RECORD_SERVICES_CATEGORY, RECORD_SERVICES_PLACE,
    RECORD_SERVICES_LIMIT, RECORD_SERVICES_ALIASES, RECORD_SERVICES_COST,
};
static const struct list_column resource_columns[] = {
    {N_("code"), 5, 8, 3, false},
    {N_("resource"), 16, 28, 1, false},
    {N_("owner"), 10, 24, 2, false},
    {N_("qty"), 4, 6, 3, true},
    {N_("lead time"), 15, 15, 3, false},
    {N_("telephone"), 12, 14, 2, false},
    {N_("how to ask"), 10, LIST_REST, 4, false},
};
static const int resource_shown[] = {
    RECORD_RESOURCES_CODE,     RECORD_RESOURCES_NAME,      RECORD_RESOURCES_OWNER,
    RECORD_RESOURCES_QUANTITY, RECORD_RESOURCES_LEAD_TIME, RECORD_RESOURCES_PHONE,
    RECORD_RESOURCES_HOW,
};
static const struct list_column demand_columns[] = {
    {N_("day"), 10, 10, 2, false},
    {N_("kind"), 7, 8, 2, false},
    {N_("what is wanted"), 20, 44, 1, false},
    {N_("resident"), 8, 12, 3, false},
    {N_("grid"), 4, 6, 4, false},
    {N_("came from"), 9, LIST_REST, 4, false},
};
static const int demand_shown[] = {
    RECORD_DEMANDS_ON,       RECORD_DEMANDS_KIND, RECORD_DEMANDS_SUBJECT,
    RECORD_DEMANDS_RESIDENT, RECORD_DEMANDS_GRID, RECORD_DEMANDS_SOURCE,
};
static const struct list_column resident_columns[] = {
    {N_("name"), 8, 20, 1, false},       {N_("sex"), 2, 4, 4, false},
    {N_("born"), 10, 10, 3, false},      {N_("door"), 6, 12, 1, false},
    {N_("telephone"), 11, 13, 2, false}, {N_("tags"), 6, LIST_REST, 3, false},
};
static const int resident_shown[] = {
    RECORD_RESIDENTS_NAME, RECORD_RESIDENTS_SEX,   RECORD_RESIDENTS_BIRTH_ON,
    RECORD_RESIDENTS_DOOR, RECORD_RESIDENTS_PHONE, RECORD_RESIDENTS_TAGS,
};
static const struct list_column staff_columns[] = {
    {N_("id"), 4, 6, 2, false},          {N_("name"), 8, 14, 1, false},
    {N_("title"), 8, 18, 2, false},      {N_("roles"), 19, 24, 3, false},
    {N_("telephone"), 12, 14, 2, false}, {N_("status"), 6, LIST_REST, 2, false},
};
static const int staff_shown[] = {
    RECORD_STAFF_ID,    RECORD_STAFF_NAME,  RECORD_STAFF_TITLE,
    RECORD_STAFF_ROLES, RECORD_STAFF_PHONE, RECORD_STAFF_STATUS,
};

static const struct list_column session_columns[] = {
    {N_("when"), 16, 16, 1, false},       {N_("what it is about"), 18, 36, 1, false},
    {N_("place"), 10, 18, 3, false},      {N_("status"), 8, 10, 2, false},
    {N_("code"), 8, LIST_REST, 4, false},
};
static const int session_shown[] = {
    RECORD_SESSIONS_AT,     RECORD_SESSIONS_SUBJECT, RECORD_SESSIONS_PLACE,
    RECORD_SESSIONS_STATUS, RECORD_SESSIONS_CODE,
};

#define COLUMNS(name) name##_columns, name##_shown, sizeof(name##_shown) / sizeof(name##_shown[0])
const struct catalog_tab catalog_tabs[CATALOG_TABS] = {
    {RECORD_SERVICES, N_("services"), COLUMNS(service),
     N_("No service item fits. An administrator imports the list with 0, or pastes its rows.")},
    {RECORD_RESOURCES, N_("resources"), COLUMNS(resource),
     N_("No resource fits. An administrator imports the list with 0, or pastes its rows.")},
    {RECORD_DEMANDS, N_("demands"), COLUMNS(demand),
     N_("No demand fits. What residents want is noted at the reception.")},
    {RECORD_RESIDENTS, N_("residents"), COLUMNS(resident),
     N_("No resident fits. New ones are taken in at the reception.")},
    {RECORD_STAFF, N_("staff"), COLUMNS(staff),
     N_("No member of the staff fits. An administrator imports the roster with 0, or pastes its "
        "rows.")},
    {RECORD_SESSIONS, N_("on-site sessions"), COLUMNS(session),
     N_("No on-site session fits. 6 on a case calls one.")},
};
