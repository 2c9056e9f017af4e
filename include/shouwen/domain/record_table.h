/* SPDX-License-Identifier: MIT */
/* record_table: the fields of every kind of reference data, in the order of their CSV (design.md
 * 6). X(KIND, FIELD, "name", type, choices, refers, flags, "Chinese headings"): enumerators are
 * RECORD_<KIND>_<FIELD>. Choices are lists in record.c without their prefix. */
#ifndef SHOUWEN_DOMAIN_RECORD_TABLE_H
#define SHOUWEN_DOMAIN_RECORD_TABLE_H

/* X(KIND, name, "Chinese name"): name is the word of `import` and `export`, and of record.c's
 * list */
#define RECORD_KIND_TABLE(X)                                                                       \
    X(NODES, nodes, "单位")                                                                        \
    X(GRIDS, grids, "网格")                                                                        \
    X(STAFF, staff, "工作人员")                                                                    \
    X(DUTY, duty, "轮值表")                                                                        \
    X(RESIDENTS, residents, "居民")                                                                \
    X(SERVICES, services, "服务清单")                                                              \
    X(RESOURCES, resources, "资源清单")                                                            \
    X(DEMANDS, demands, "需求清单")                                                                \
    X(VISITS, visits, "走访")                                                                      \
    X(CALENDAR, calendar, "日历")                                                                  \
    X(SESSIONS, sessions, "现场办公")                                                              \
    X(HANDOVERS, handovers, "交接单")

#define RECORD_KIND_ENUM(name, ...) RECORD_##name,
enum record_kind {
    RECORD_KIND_TABLE(RECORD_KIND_ENUM) RECORD_KIND_COUNT,
    RECORD_NO_KIND = RECORD_KIND_COUNT,
    RECORD_CASES, /* rows that import reads; they become acts and are never records */
    RECORD_ROW_COUNT
};

enum record_flag {
    RECORD_REQUIRED = 1 << 0, /* the column must be there and filled */
    RECORD_PERSONAL = 1 << 1, /* says something about a person (domain.md 10) */
    RECORD_MASKED = 1 << 2,   /* shown with its last four characters only */
    RECORD_GIST = 1 << 3      /* what the row is about: one that ends before it is torn */
};
#define RECORD_SECRET (RECORD_PERSONAL | RECORD_MASKED)

#define RECORD_NODES_TABLE(X)                                                                      \
    X(NODES, CODE, "code", NODE, NULL, NO_KIND, RECORD_REQUIRED, "代码|区划代码|单位代码|编码")    \
    X(NODES, NAME, "name", NAME, NULL, NO_KIND, RECORD_GIST, "名称|单位名称|单位")                 \
    X(NODES, PARENT, "parent", NODE, NULL, NODES, 0, "上级|上级代码|上级单位")                     \
    X(NODES, LEVEL, "level", CHOICE, levels, NO_KIND, 0, "层级|级别")                              \
    X(NODES, HOURS, "hours", HOURS, NULL, NO_KIND, 0, "服务时间|开放时间|办公时间")                \
    X(NODES, PHONE, "phone", PHONE, NULL, NO_KIND, 0, "电话|联系电话")                             \
    X(NODES, ADDRESS, "address", TEXT, NULL, NO_KIND, 0, "地址")

#define RECORD_GRIDS_TABLE(X)                                                                      \
    X(GRIDS, CODE, "code", GRID, NULL, NO_KIND, RECORD_REQUIRED, "代码|网格代码|网格编号|编码")    \
    X(GRIDS, NAME, "name", NAME, NULL, NO_KIND, RECORD_GIST, "名称|网格名称|网格")                 \
    X(GRIDS, LEADER, "leader", CODE, NULL, STAFF, 0, "网格长")                                     \
    X(GRIDS, PLACES, "places", LIST, NULL, NO_KIND, 0, "场所|范围|楼栋|小区")

#define RECORD_STAFF_TABLE(X)                                                                      \
    X(STAFF, ID, "id", CODE, NULL, NO_KIND, RECORD_REQUIRED, "工号|编号|人员编号")                 \
    X(STAFF, NAME, "name", NAME, NULL, NO_KIND, RECORD_GIST | RECORD_PERSONAL, "姓名")             \
    X(STAFF, TITLE, "title", NAME, NULL, NO_KIND, 0, "职务|岗位")                                  \
    X(STAFF, DUTIES, "duties", LIST, NULL, NO_KIND, 0, "分管工作|职责|分管事项")                   \
    X(STAFF, BACKUP, "backup", CODE, NULL, STAFF, 0, "B角|AB角|备岗|替补")                         \
    X(STAFF, ROLES, "roles", CHOICES, roles, NO_KIND, 0, "角色|权限")                              \
    X(STAFF, NODE, "node", NODE, NULL, NODES, 0, "单位|单位代码|所在单位|所属单位|工作单位")       \
    X(STAFF, GRIDS, "grids", GRIDS, NULL, GRIDS, 0, "网格|所属网格|负责网格|包干网格")             \
    X(STAFF, PHONE, "phone", PHONE, NULL, NO_KIND, RECORD_PERSONAL,                                \
      "电话|手机|联系电话|手机号|手机号码|联系方式")                                               \
    X(STAFF, STATUS, "status", CHOICE, statuses, NO_KIND, 0, "状态|在岗状态")                      \
    X(STAFF, AWAY_FROM, "away_from", DAY, NULL, NO_KIND, 0, "离岗自|请假开始")                     \
    X(STAFF, AWAY_UNTIL, "away_until", DAY, NULL, NO_KIND, 0, "离岗至|请假结束")                   \
    X(STAFF, COVER, "cover", CODE, NULL, STAFF, 0, "代班人|代岗|代班|顶班|顶岗人")

#define RECORD_DUTY_TABLE(X)                                                                       \
    X(DUTY, ON, "on", DAY, NULL, NO_KIND, RECORD_REQUIRED, "日期|值班日期")                        \
    X(DUTY, SHIFT, "shift", NAME, NULL, NO_KIND, 0, "班次")                                        \
    X(DUTY, FROM, "from", TIME, NULL, NO_KIND, 0, "开始|开始时间|自")                              \
    X(DUTY, TO, "to", TIME, NULL, NO_KIND, 0, "结束|结束时间|至")                                  \
    X(DUTY, STAFF_ID, "staff_id", CODE, NULL, STAFF, RECORD_GIST,                                  \
      "工号|值班人|值班人员|值班员|人员编号")                                                      \
    X(DUTY, SEAT, "seat", NAME, NULL, NO_KIND, 0, "席位|座席|岗位")

#define RECORD_RESIDENTS_TABLE(X)                                                                  \
    X(RESIDENTS, ID, "id", CODE, NULL, NO_KIND, 0, "编号|居民编号")                                \
    X(RESIDENTS, NAME, "name", NAME, NULL, NO_KIND, RECORD_REQUIRED | RECORD_PERSONAL, "姓名")     \
    X(RESIDENTS, SEX, "sex", CHOICE, sexes, NO_KIND, RECORD_PERSONAL, "性别")                      \
    X(RESIDENTS, BIRTH_ON, "birth_on", DAY, NULL, NO_KIND, RECORD_PERSONAL, "出生日期|出生年月日") \
    X(RESIDENTS, ID_NUMBER, "id_number", CARD, NULL, NO_KIND, RECORD_SECRET,                       \
      "身份证号|身份证号码|证件号码|公民身份号码")                                                 \
    X(RESIDENTS, PHONE, "phone", PHONE, NULL, NO_KIND, RECORD_SECRET,                              \
      "电话|手机|手机号|联系电话|手机号码|联系方式")                                               \
    X(RESIDENTS, DOOR, "door", DOOR, NULL, NO_KIND, RECORD_PERSONAL,                               \
      "门牌|门牌号|户|住址|室号|房号|门牌号码")                                                    \
    X(RESIDENTS, GRID, "grid", GRID, NULL, GRIDS, 0, "网格|网格代码|所属网格")                     \
    X(RESIDENTS, CLASS, "class", CHOICE, classes, NO_KIND, RECORD_PERSONAL, "类别|走访类别|分类")  \
    X(RESIDENTS, TAGS, "tags", LIST, NULL, NO_KIND, RECORD_PERSONAL, "标签|标识")                  \
    X(RESIDENTS, CONTACT, "contact", NAME, NULL, NO_KIND, RECORD_PERSONAL, "紧急联系人|联系人")    \
    X(RESIDENTS, CONTACT_PHONE, "contact_phone", PHONE, NULL, NO_KIND, RECORD_SECRET,              \
      "紧急联系人电话|联系人电话")                                                                 \
    X(RESIDENTS, LIAISON, "liaison", NAME, NULL, NO_KIND, RECORD_PERSONAL,                         \
      "联络员|楼组长|联系党员")                                                                    \
    X(RESIDENTS, JOINED, "joined", CODE, NULL, RESIDENTS, 0, "并入|并入编号")                      \
    X(RESIDENTS, APART, "apart", LIST, NULL, RESIDENTS, 0, "不是同一人|另有其人")                  \
    X(RESIDENTS, NODE, "node", NODE, NULL, NODES, 0, "服务站|所属服务站|单位|所属单位|单位代码")

#define RECORD_SERVICES_TABLE(X)                                                                   \
    X(SERVICES, CODE, "code", CODE, NULL, NO_KIND, RECORD_REQUIRED, "代码|事项代码|事项编码|编码") \
    X(SERVICES, NAME, "name", NAME, NULL, NO_KIND, RECORD_GIST, "名称|事项名称|服务事项|事项")     \
    X(SERVICES, ALIASES, "aliases", LIST, NULL, NO_KIND, 0, "俗称|别名")                           \
    X(SERVICES, CATEGORY, "category", CHOICE, categories, NO_KIND, 0, "类别|服务类别|分类")        \
    X(SERVICES, ORIGIN, "origin", CHOICE, origins, NO_KIND, 0, "性质|来源|动作")                   \
    X(SERVICES, DEPARTMENT, "department", NODE, NULL, NODES, 0, "责任部门|主管部门|部门")          \
    X(SERVICES, LIMIT, "limit", LIMIT, NULL, NO_KIND, 0, "时限|办理时限|办结时限")                 \
    X(SERVICES, MATERIALS, "materials", MATERIALS, NULL, NO_KIND, 0, "所需材料|材料|申请材料")     \
    X(SERVICES, STEPS, "steps", LINES, NULL, NO_KIND, 0, "办理流程|流程")                          \
    X(SERVICES, LEGAL_BASIS, "legal_basis", LINES, NULL, NO_KIND, 0, "法律依据|依据|设定依据")     \
    X(SERVICES, COVERAGE, "coverage", LINES, NULL, NO_KIND, 0, "人群覆盖|服务对象|覆盖人群")       \
    X(SERVICES, COST, "cost", TEXT, NULL, NO_KIND, 0, "收费|费用|收费标准")                        \
    X(SERVICES, PLACE, "place", CHOICE, places, NO_KIND, 0, "办理方式|方式|办理地点")              \
    X(SERVICES, HOURS, "hours", HOURS, NULL, NO_KIND, 0, "办理时间|服务时间")                      \
    X(SERVICES, INSTEAD, "instead", TEXT, NULL, NO_KIND, 0, "去哪里办|改由|替代办法")              \
    X(SERVICES, SUPPLEMENT, "supplement", CHOICE, supplements, NO_KIND, 0, "补正计时|补材料计时")

#define RECORD_RESOURCES_TABLE(X)                                                                  \
    X(RESOURCES, CODE, "code", CODE, NULL, NO_KIND, RECORD_REQUIRED, "代码|资源代码|编号|编码")    \
    X(RESOURCES, NAME, "name", NAME, NULL, NO_KIND, RECORD_GIST, "名称|资源名称|资源")             \
    X(RESOURCES, OWNER, "owner", NAME, NULL, NO_KIND, 0, "提供单位|提供方|单位")                   \
    X(RESOURCES, KIND, "kind", NAME, NULL, NO_KIND, 0, "类型|类别|种类")                           \
    X(RESOURCES, QUANTITY, "quantity", NUMBER, NULL, NO_KIND, 0, "数量")                           \
    X(RESOURCES, HOW, "how", LINES, NULL, NO_KIND, 0, "申请方式|怎么约|使用办法")                  \
    X(RESOURCES, LEAD_TIME, "lead_time", NAME, NULL, NO_KIND, 0, "提前量|提前时间|提前天数")       \
    X(RESOURCES, PHONE, "phone", PHONE, NULL, NO_KIND, 0, "电话|联系电话")

#define RECORD_DEMANDS_TABLE(X)                                                                    \
    X(DEMANDS, ON, "on", DAY, NULL, NO_KIND, RECORD_REQUIRED, "日期|收集日期")                     \
    X(DEMANDS, KIND, "kind", CHOICE, demand_kinds, NO_KIND, 0, "类型|类别|种类")                   \
    X(DEMANDS, SUBJECT, "subject", LINES, NULL, NO_KIND, RECORD_GIST | RECORD_PERSONAL,            \
      "内容|需求内容|事由")                                                                        \
    X(DEMANDS, RESIDENT, "resident", NAME, NULL, NO_KIND, RECORD_PERSONAL, "居民|提出人|姓名")     \
    X(DEMANDS, PHONE, "phone", PHONE, NULL, NO_KIND, RECORD_SECRET, "电话|联系电话|手机")          \
    X(DEMANDS, GRID, "grid", GRID, NULL, GRIDS, 0, "网格|网格代码|所属网格")                       \
    X(DEMANDS, SOURCE, "source", NAME, NULL, NO_KIND, 0, "来源|收集渠道")                          \
    X(DEMANDS, STATE, "state", CHOICE, demand_states, NO_KIND, 0, "状态|办理状态")                 \
    X(DEMANDS, NODE, "node", NODE, NULL, NODES, 0, "服务站|所属服务站|单位|所属单位|单位代码")

#define RECORD_VISITS_TABLE(X)                                                                     \
    X(VISITS, ID, "id", CODE, NULL, NO_KIND, 0, "编号|走访编号")                                   \
    X(VISITS, AT, "at", MOMENT, NULL, NO_KIND, RECORD_REQUIRED, "走访时间|时间|日期")              \
    X(VISITS, STAFF, "staff", CODE, NULL, STAFF, 0, "走访人|工号")                                 \
    X(VISITS, RESIDENT, "resident", CODE, NULL, RESIDENTS, 0, "居民编号|居民")                     \
    X(VISITS, DOOR, "door", DOOR, NULL, NO_KIND, RECORD_PERSONAL, "门牌|门牌号|户|住址|室号")      \
    X(VISITS, GRID, "grid", GRID, NULL, GRIDS, 0, "网格|网格代码|所属网格")                        \
    X(VISITS, CLASS, "class", CHOICE, classes, NO_KIND, RECORD_PERSONAL, "类别|走访类别")          \
    X(VISITS, RESULT, "result", CHOICE, visit_results, NO_KIND, 0, "走访结果|结果")                \
    X(VISITS, WHOM, "whom", CHOICE, visit_whom, NO_KIND, 0, "走访对象|对象")                       \
    X(VISITS, MET, "met", LIST, NULL, RESIDENTS, 0, "见到的人|见到")                               \
    X(VISITS, TEXT, "text", LINES, NULL, NO_KIND, RECORD_PERSONAL, "走访记录|内容|备注")           \
    X(VISITS, CASES, "cases", LIST, NULL, NO_KIND, 0, "转办件|办件")                               \
    X(VISITS, DEMANDS, "demands", LIST, NULL, NO_KIND, 0, "转需求|需求")                           \
    X(VISITS, STATE, "state", CHOICE, visit_states, NO_KIND, 0, "状态")                            \
    X(VISITS, ENTERED_AT, "entered_at", MOMENT, NULL, NO_KIND, 0, "录入时间")                      \
    X(VISITS, NODE, "node", NODE, NULL, NODES, 0, "服务站|所属服务站|单位|所属单位|单位代码")

#define RECORD_CALENDAR_TABLE(X)                                                                   \
    X(CALENDAR, DATE, "date", DAY, NULL, NO_KIND, RECORD_REQUIRED, "日期")                         \
    X(CALENDAR, KIND, "kind", CHOICE, day_kinds, NO_KIND, RECORD_GIST, "类型|种类")                \
    X(CALENDAR, NAME, "name", NAME, NULL, NO_KIND, 0, "名称|节日|假日名称")

/* On-site sessions; the lines of guests and tasks are read by session.h. */
#define RECORD_SESSIONS_TABLE(X)                                                                   \
    X(SESSIONS, CODE, "code", CODE, NULL, NO_KIND, RECORD_REQUIRED, "编号|现场办公编号")           \
    X(SESSIONS, AT, "at", MOMENT, NULL, NO_KIND, 0, "时间|召开时间")                               \
    X(SESSIONS, PLACE, "place", NAME, NULL, NO_KIND, 0, "地点")                                    \
    X(SESSIONS, SUBJECT, "subject", TEXT, NULL, NO_KIND, RECORD_PERSONAL, "议题|事由")             \
    X(SESSIONS, NODE, "node", NODE, NULL, NODES, 0, "站点|单位代码")                               \
    X(SESSIONS, CALLER, "caller", CODE, NULL, STAFF, 0, "召集人|工号")                             \
    X(SESSIONS, CASES, "cases", LIST, NULL, NO_KIND, 0, "办件|办件编号")                           \
    X(SESSIONS, GUESTS, "guests", LINES, NULL, NO_KIND, 0, "邀请单位|邀请")                        \
    X(SESSIONS, CONCLUSIONS, "conclusions", LINES, NULL, NO_KIND, RECORD_PERSONAL,                 \
      "结论|议定事项")                                                                             \
    X(SESSIONS, TASKS, "tasks", LINES, NULL, NO_KIND, RECORD_PERSONAL, "分工|任务")                \
    X(SESSIONS, PREVIOUS, "previous", CODE, NULL, SESSIONS, 0, "上一次|前次编号")                  \
    X(SESSIONS, STATUS, "status", CHOICE, session_states, NO_KIND, 0, "状态")

/* Hand-over sheets; their lines are read by handover.h. */
#define RECORD_HANDOVERS_TABLE(X)                                                                  \
    X(HANDOVERS, CODE, "code", CODE, NULL, NO_KIND, RECORD_REQUIRED, "编号|交接单编号")            \
    X(HANDOVERS, ON, "on", DAY, NULL, NO_KIND, 0, "日期|交接日期")                                 \
    X(HANDOVERS, NODE, "node", NODE, NULL, NODES, 0, "站点|单位代码")                              \
    X(HANDOVERS, GIVER, "giver", CODE, NULL, STAFF, 0, "交班人|工号")                              \
    X(HANDOVERS, TO, "to", CODE, NULL, STAFF, 0, "交给")                                           \
    X(HANDOVERS, LINES, "lines", LINES, NULL, NO_KIND, RECORD_PERSONAL, "内容|交接内容")           \
    X(HANDOVERS, STATUS, "status", CHOICE, handover_states, NO_KIND, 0, "状态")                    \
    X(HANDOVERS, TAKER, "taker", CODE, NULL, STAFF, 0, "接班人")                                   \
    X(HANDOVERS, TAKEN_AT, "taken_at", MOMENT, NULL, NO_KIND, 0, "接班时间")

#define RECORD_CASES_TABLE(X)                                                                      \
    X(CASES, CHANNEL, "channel", CHOICE, channels, NO_KIND, RECORD_REQUIRED, "来源|来源渠道|渠道") \
    X(CASES, SUBJECT, "subject", TEXT, NULL, NO_KIND, RECORD_GIST | RECORD_PERSONAL,               \
      "事由|内容|诉求内容|标题")                                                                   \
    X(CASES, RESIDENT, "resident", NAME, NULL, NO_KIND, RECORD_PERSONAL, "诉求人|居民|姓名")       \
    X(CASES, PHONE, "phone", PHONE, NULL, NO_KIND, RECORD_SECRET, "电话|联系电话|手机|来电号码")   \
    X(CASES, DOOR, "door", DOOR, NULL, NO_KIND, RECORD_PERSONAL, "门牌|门牌号|户|住址|室号")       \
    X(CASES, SERVICE, "service", CODE, NULL, SERVICES, 0, "事项代码|服务事项|事项")                \
    X(CASES, GRID, "grid", GRID, NULL, GRIDS, 0, "网格|网格代码|所属网格")                         \
    X(CASES, URGENCY, "urgency", CHOICE, urgencies, NO_KIND, 0, "办理类别|紧急程度")               \
    X(CASES, OPENED_AT, "opened_at", MOMENT, NULL, NO_KIND, 0, "受理时间|来件时间|登记时间")       \
    X(CASES, STAFF, "staff", CODE, NULL, STAFF, 0, "受理人|首问人|工号")                           \
    X(CASES, REF, "ref", NAME, NULL, NO_KIND, 0, "来件编号|工单号|编号")                           \
    X(CASES, NUMBER, "number", CODE, NULL, NO_KIND, 0, "办件编号|件号")

#define RECORD_FIELD_ENUM(kind, field, ...) RECORD_##kind##_##field,
#define RECORD_KIND_FIELDS(kind, ...) enum { RECORD_##kind##_TABLE(RECORD_FIELD_ENUM) };
RECORD_KIND_TABLE(RECORD_KIND_FIELDS)
RECORD_KIND_FIELDS(CASES)
enum { RECORD_FIELDS_MOST = 16 };

#endif
