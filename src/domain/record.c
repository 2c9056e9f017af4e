/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/domain/record.h"

#include "shouwen/base/crypto.h"
#include "shouwen/base/i18n.h"
#include "shouwen/base/ident.h"
#include "shouwen/base/utf8.h"

#include <string.h>

static const struct value_choice levels[] = {
    {"province", "省|直辖市|自治区|省级"},
    {"city", "市|地级市|市辖区|地级"},
    {"district", "区|县|区县|县级市|county"},
    {"department", "部门|科室|职能部门|中心"},
    {"street", "街道|镇|乡|街镇|镇街|town|township"},
    {"station", "村居|村|居|居委会|村委会|社区|村社|家门口服务站|服务站|village"},
    {NULL, NULL},
};
static const struct value_choice roles[] = {
    {"desk", "首问接待|接待员|首问"},
    {"joint", "联合接待员|联合接待"},
    {"worker", "社工|专职社工|社会工作者"},
    {"grid_leader", "网格长"},
    {"grid_member", "网格员"},
    {"grid_helper", "兼职网格员"},
    {"informant", "信息员"},
    {"secretary", "村居书记|书记"},
    {"dispatcher", "镇街分派员|分派员"},
    {"clerk", "部门经办|经办"},
    {"supervisor", "区监督员|监督员"},
    {"admin", "管理员"},
    {NULL, NULL},
};
static const struct value_choice statuses[] = {
    {"active", "在岗|在职"},
    {"leave", "请假|休假|离岗"},
    {"left", "离职|调离|退休"},
    {NULL, NULL},
};
static const struct value_choice sexes[] = {
    {"男", "男|男性|m|male"},
    {"女", "女|女性|f|female"},
    {NULL, NULL},
};
static const struct value_choice classes[] = {
    {"special", "特殊|特殊人群|特殊类"}, {"key", "重点|重点人群|重点类"},
    {"regular", "常规|常规类"},          {"ordinary", "普通|普通类"},
    {"general", "一般|一般类"},          {NULL, NULL},
};
static const struct value_choice categories[] = {
    {"party", "党群服务|党群"},
    {"government", "政务服务|政务"},
    {"living", "生活服务|生活"},
    {"legal", "法律服务|法律"},
    {"health", "健康服务|健康"},
    {"culture", "文化服务|文化"},
    {"community", "社区管理服务|社区管理|管理服务"},
    {NULL, NULL},
};
static const struct value_choice origins[] = {
    {"standard", "规定动作|规定|标准"},
    {"own", "自选动作|自选|自有"},
    {NULL, NULL},
};
static const struct value_choice supplements[] = {
    {"pause", "暂停计时|暂停"},
    {"restart", "重新计时|重新计算|重新起算"},
    {NULL, NULL},
};
static const struct value_choice places[] = {
    {"here", "现场|现场办理|本站"},
    {"video", "视频连线|视频|远程视频"},
    {"proxy", "代办|帮办|帮办代办"},
    {"street", "街镇办理|受理中心|到街镇|街镇"},
    {"none", "不应由居委会出具|不出具|不办理"},
    {NULL, NULL},
};
static const struct value_choice demand_kinds[] = {
    {"need", "需求"},
    {"opinion", "意见|建议|意见建议"},
    {"wish", "微心愿|心愿"},
    {NULL, NULL},
};
static const struct value_choice demand_states[] = {
    {"withdrawn", "已撤回|撤回"},
    {NULL, NULL},
};
static const struct value_choice visit_results[] = {
    {"met", "见到|已见"},
    {"phoned", "电话问候|电话"},
    {"not-met", "未遇|未见到"},
    {"refused", "拒访|拒绝"},
    {NULL, NULL},
};
static const struct value_choice visit_whom[] = {
    {"household", "住户|本户"},
    {"contact", "紧急联系人"},
    {NULL, NULL},
};
static const struct value_choice visit_states[] = {
    {"undone", "已撤销|撤销"},
    {NULL, NULL},
};
static const struct value_choice day_kinds[] = {
    {"holiday", "节假日|法定节假日|放假|休|假日|休息日"},
    {"workday", "调休上班|上班|班|补班|工作日|调休"},
    {NULL, NULL},
};
static const struct value_choice session_states[] = {
    {"called", "已召集|待召开"},
    {"held", "已召开"},
    {"cancelled", "已取消"},
    {NULL, NULL},
};

static const struct value_choice handover_states[] = {
    {"draft", "填写中"},
    {"given", "已交班"},
    {"accepted", "已接班"},
    {NULL, NULL},
};

static const struct value_choice channels[] = {
    {"walk-in", "来访|上门|窗口"},      {"phone", "来电|电话"},
    {"grid", "网格采集|网格|网格上报"}, {"visit", "走访|走访发现"},
    {"wish-box", "说事箱|意见箱"},      {"hotline", "12345|热线|市民热线|12345热线"},
    {"online", "线上|网上|微信"},       {"letter", "来信|信件"},
    {"alarm", "设备告警|告警"},         {"superior", "上级交办|交办"},
    {"own", "本站发起|自办"},           {NULL, NULL},
};
static const struct value_choice urgencies[] = {
    {"urgent", "急事急办|急办|紧急"},
    {"special", "特事特办|特办"},
    {"difficult", "难事帮办|难办|疑难"},
    {"routine", "常事快办|快办|一般|普通"},
    {NULL, NULL},
};

#define FIELD_ROW(kind, field, name, type, choices, refers, flags, headings)                       \
    {name, headings, VALUE_##type, choices, RECORD_##refers, flags},
#define FIELD_LIST(KIND, list, ...)                                                                \
    static const struct record_field list[] = {RECORD_##KIND##_TABLE(FIELD_ROW)};                  \
    _Static_assert(sizeof(list) / sizeof((list)[0]) <= RECORD_FIELDS_MOST, "room for all fields");
RECORD_KIND_TABLE(FIELD_LIST)
FIELD_LIST(CASES, cases)

#define KIND_ROW(KIND, list, chinese)                                                              \
    [RECORD_##KIND] = {#list, chinese, list, sizeof(list) / sizeof((list)[0])},
const struct record_row record_rows[RECORD_ROW_COUNT] = {RECORD_KIND_TABLE(KIND_ROW)
                                                             KIND_ROW(CASES, cases, "办件")};

enum record_kind record_kind_find(const char *name)
{
    int kind = 0;

    while (kind < RECORD_KIND_COUNT && !text_same(name, record_rows[kind].name))
        kind++;
    return (enum record_kind)kind;
}

enum record_kind record_row_find(const char *name)
{
    return text_same(name, record_rows[RECORD_CASES].name) ? RECORD_CASES : record_kind_find(name);
}

const char *record_kind_label(enum record_kind kind)
{
    return i18n_is_chinese() ? record_rows[kind].chinese : record_rows[kind].name;
}

void record_field_say(struct text *out, const struct record_field *field)
{
    if (i18n_is_chinese())
        text_add_bytes(out, field->headings, strcspn(field->headings, "|"));
    else
        text_add(out, field->name);
}

const char *record_field_label(const struct record_field *field, struct arena *arena)
{
    return i18n_is_chinese()
               ? arena_copy_part(arena, field->headings, strcspn(field->headings, "|"))
               : field->name;
}

const char *record_text(const struct record *record, int field)
{
    return record->value[field] ? record->value[field] : "";
}

enum { NO_FIELD = -1 };

static const struct placed {
    int grid, node;
} unplaced = {NO_FIELD, NO_FIELD}, of_residents = {RECORD_RESIDENTS_GRID, RECORD_RESIDENTS_NODE},
  of_visits = {RECORD_VISITS_GRID, RECORD_VISITS_NODE},
  of_demands = {RECORD_DEMANDS_GRID, RECORD_DEMANDS_NODE};

static const struct placed *placed_by(enum record_kind kind)
{
    return kind == RECORD_RESIDENTS ? &of_residents
           : kind == RECORD_VISITS  ? &of_visits
           : kind == RECORD_DEMANDS ? &of_demands
                                    : &unplaced;
}

const char *record_place(const struct record *record)
{
    const struct placed *placed = placed_by(record->kind);

    if (placed->grid == NO_FIELD)
        return "";
    const char *grid = record_text(record, placed->grid);
    return *grid ? grid : record_text(record, placed->node);
}

void record_take_node(struct record *record, const char *node)
{
    const struct placed *placed = placed_by(record->kind);

    if (placed->node != NO_FIELD && !*record_place(record))
        record->value[placed->node] = node;
}

static const char *station_of(struct arena *arena, const char *place)
{
    return arena_copy_part(arena, place, strcspn(place, "-"));
}

const char *record_home(struct arena *arena, const struct record *record, const struct record *old)
{
    struct record merged = old ? *old : *record;

    if (record->kind == RECORD_NODES)
        return record->id;
    if (record->kind == RECORD_GRIDS)
        return station_of(arena, record->id);
    if (record->kind == RECORD_STAFF)
        return record_text(&merged, RECORD_STAFF_NODE);
    if (record->kind == RECORD_DUTY)
        return strrchr(record->id, '/') + 1;
    for (size_t i = 0; old && i < record_rows[record->kind].field_count; i++)
        if (record->value[i])
            merged.value[i] = record->value[i];
    return station_of(arena, record_place(&merged));
}

bool record_has_own_id(enum record_kind kind)
{
    return kind == RECORD_DUTY || kind == RECORD_DEMANDS;
}

/* An id made of some fields: the same fact gives the same one. */
static const char *made_id(struct arena *arena, const struct record *record, char letter,
                           const int *parts, size_t count)
{
    struct text joined = TEXT_EMPTY;
    uint8_t hash[CRYPTO_ID];
    char hex[2 * CRYPTO_ID + 1];

    for (size_t i = 0; i < count; i++)
        text_addf(&joined, "%s\x1f", record_text(record, parts[i]));
    crypto_id(joined.at, joined.length, hash);
    text_release(&joined);
    ident_hex(hash, CRYPTO_ID / 2, hex);
    return arena_format(arena, "%c%s", letter, hex);
}

static const char *demand_id(struct arena *arena, const struct record *record)
{
    static const int parts[] = {RECORD_DEMANDS_ON, RECORD_DEMANDS_KIND, RECORD_DEMANDS_SUBJECT,
                                RECORD_DEMANDS_RESIDENT};

    return made_id(arena, record, 'D', parts, sizeof(parts) / sizeof(parts[0]));
}

static const char *visit_id(struct arena *arena, const struct record *record)
{
    static const int parts[] = {RECORD_VISITS_AT, RECORD_VISITS_STAFF, RECORD_VISITS_RESIDENT,
                                RECORD_VISITS_DOOR, RECORD_VISITS_WHOM};

    return made_id(arena, record, 'V', parts, sizeof(parts) / sizeof(parts[0]));
}

bool record_make_id(struct arena *arena, struct record *record, const char *node)
{
    if (record->id)
        return true;
    switch (record->kind) {
    case RECORD_DUTY:
        record->id = arena_format(arena, "%s/%s/%s/%s", record_text(record, RECORD_DUTY_ON),
                                  record_text(record, RECORD_DUTY_SHIFT),
                                  record_text(record, RECORD_DUTY_SEAT), node);
        return true;
    case RECORD_DEMANDS:
        record->id = demand_id(arena, record);
        return true;
    case RECORD_VISITS:
        record->id = text_is_empty(record->value[RECORD_VISITS_ID])
                         ? visit_id(arena, record)
                         : record->value[RECORD_VISITS_ID];
        return true;
    case RECORD_NODES:
    case RECORD_GRIDS:
    case RECORD_STAFF:
    case RECORD_RESIDENTS:
    case RECORD_SERVICES:
    case RECORD_RESOURCES:
    case RECORD_CALENDAR:
    case RECORD_SESSIONS:
    case RECORD_HANDOVERS:
        if (text_is_empty(record->value[0]))
            return false;
        record->id = record->value[0];
        return true;
    case RECORD_KIND_COUNT:
    case RECORD_CASES:
    case RECORD_ROW_COUNT:
        break;
    }
    return false;
}

int record_missing(enum record_kind kind, const bool *has)
{
    const struct record_row *row = &record_rows[kind];

    for (size_t i = 0; i < row->field_count; i++) {
        bool is_named = kind == RECORD_STAFF && i == RECORD_STAFF_ID && has[RECORD_STAFF_NAME];
        if ((row->fields[i].flags & RECORD_REQUIRED) && !has[i] && !is_named)
            return (int)i;
    }
    return -1;
}

const char *record_staff_id(struct arena *arena, const struct record *record, int turn)
{
    uint8_t hash[CRYPTO_ID];
    char code[IDENT_CODE];
    uint64_t bits = 0;

    const char *joined = arena_format(
        arena, "staff\x1f%s\x1f%s\x1f%s\x1f%d", record_text(record, RECORD_STAFF_NAME),
        record_text(record, RECORD_STAFF_PHONE), record_text(record, RECORD_STAFF_NODE), turn);
    crypto_id(joined, strlen(joined), hash);
    for (size_t i = 0; i < sizeof(bits); i++)
        bits = bits << 8 | hash[i];
    ident_code(bits, code);
    return arena_format(arena, "S%.8s", code);
}

char *record_resident_id(struct arena *arena, uint64_t bits)
{
    char code[IDENT_CODE];

    ident_code(bits, code);
    return arena_format(arena, "R%.8s", code);
}
