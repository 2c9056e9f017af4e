/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "office.h"

#include "shouwen/base/clock.h"
#include "shouwen/base/i18n.h"
#include "shouwen/desk/admin.h"
#include "shouwen/desk/follow.h"
#include "shouwen/intake/import.h"

#include <dirent.h>
#include <ftw.h>
#include <unistd.h>

struct office office;
struct error error;

static const struct {
    enum record_kind kind;
    const char *csv;
} reference[] = {
    {RECORD_NODES,
     "code,name,parent,level,hours,phone,address\n"
     "310115,浦东新区,,district,1-5 09:00-17:00,021-55500115,\n"
     "310115007,周家渡街道,310115,street,1-5 09:00-17:00,021-55500700,\n"
     "310115007-slzx,街道社区事务受理服务中心,310115007,department,1-6 09:00-17:00,"
     "021-55500720,\n"
     "310115-fgj,区房管局,310115,department,1-5 09:00-17:00,021-55500124,\n"
     "310115007001,市新居委会家门口服务站,310115007,station,"
     "\"1-5 08:30-17:00,18:00-20:00;6 09:00-16:00\",021-55500701,市新一村 12 号底层\n"},
    {RECORD_SERVICES,
     "code,name,aliases,category,origin,department,limit,materials,steps,legal_basis,coverage,cost,"
     "place,hours,instead\n"
     "DQ01,党组织关系转接咨询,转组织关系,party,own,,spot,,,,,,here,,\n"
     "YB01,换发就医记录册,医疗本;本子,government,standard,310115007-slzx,spot,"
     "社会保障卡或医保卡/original/1|用完的旧就医记录册/original/1,"
     "核对材料;与受理中心视频连线;当场领取,示例,本市医保参保人员,免费,video,1-6 09:00-17:00,\n"
     "MZ02,高龄老年人津贴申请,高龄补贴,government,standard,310115-fgj,30w/22w,"
     "高龄津贴申请书/original/1//@本站领空白表|居民身份证/copy/1|本人银行卡/copy/2|"
     "近期照片/both/2|低保证/copy/2/80至89岁低保老人/@街道民政科|"
     "由外省市社会保险经办机构出具的未享受同类津贴的情况说明原件及其翻译件,"
     "受理;初审;审核;审批;按月发放,以湖南湘潭岳塘指南为例,年满80周岁的老人,免费,proxy,"
     "1-7 08:30-20:00,\n"
     "ZM01,亲属关系证明,证明我妈是我妈,government,standard,,none,,,民发〔2020〕20号《关于改进和"
     "规范基层群众性自治组织出具证明工作的指导意见》所附清单(第一批),,,none,,同户的凭户口簿，曾"
     "同户的到户籍派出所查档，用于继承或出境的到公证机构\n"
     "SH01,打印复印,打印,living,own,,spot,,,,,,here,,\n"
     "SH02,居住情况咨询,开证明,living,own,,1w,,问清用途,示例,,免费,here,1-7 08:30-20:00,\n"
     "FL01,人民调解申请,吵架,legal,own,,20w,调解申请/original/1/可以口头申请,,,,,here,,\n"
     "WS02,健康小屋自测,量血压,health,own,,spot,,,,,,here,,\n"
     "WH01,活动教室预约,借教室,culture,own,,1w,,,,,,here,,\n"
     "SQ01,公共设施报修,楼道灯,community,own,,3w,,,,,,here,,\n"
     "SQ03,住宅小区业主共用部位和共用设施设备维修情况查询,,community,own,,3w,,,,,,here,,\n"},
    {RECORD_STAFF,
     "id,name,title,duties,backup,roles,node,grids,phone,status,away_from,away_until,cover\n"
     "S01,陆伟,社工 首问接待,YB01;SH01,S06,desk,310115007001,,13900000101,active,,,\n"
     "S02,顾晓燕,联合接待员(物业),SQ01,S12,joint,310115007001,,13900000102,active,,,\n"
     "S03,陈静,社工,FL01;MZ02,S04,worker,310115007001,310115007001-G01,13900000103,active,,,\n"
     "S04,张欣,社工 网格长,SQ01,S03,worker;grid_leader,310115007001,310115007001-G03,"
     "13900000104,active,,,\n"
     "S05,王建国,居民区党组织书记,DQ01,S12,secretary,310115007001,,13900000105,active,,,\n"
     "S06,金琳,社工 晚班接待,YB01,S01,desk;worker,310115007001,,13900000106,active,,,\n"
     "S07,孙磊,社工,MZ02,S03,worker,310115007001,310115007001-G01,13900000107,leave,2026-11-23,"
     "2026-11-28,S03\n"
     "S10,阿卜杜热合曼·阿卜杜热西提,网格员,,,grid_member,310115007001,310115007001-G03,"
     "13900000110,active,,,\n"
     "S12,曹敏,主任助理,DQ01;WH01,S01,admin;desk,310115007001,,13900000112,active,,,\n"
     "S13,何志明,社工(已离职),,,worker,310115007001,,,left,,,\n"
     "T01,吴昊,镇街中心分派员,,,dispatcher,310115007,,13900000141,active,,,\n"
     "U01,徐建平,区房管局经办,,,clerk,310115-fgj,,13900000151,active,,,\n"},
    {RECORD_GRIDS, "code,name,leader\n310115007001-G01,第1网格,S04\n"
                   "310115007001-G03,第3网格,S04\n"},
    {RECORD_DUTY, "on,shift,from,to,staff_id,seat\n"
                  "2026-11-23,evening,17:00,20:00,S06,desk\n"
                  "2026-11-23,day,08:30,17:00,S01,desk\n"
                  "2026-11-23,day,08:30,17:00,S07,joint\n"
                  "2026-11-23,day,08:30,17:00,S02,物业窗口\n"
                  "2026-11-24,day,08:30,17:00,S12,desk\n"},
    {RECORD_RESIDENTS,
     "id,name,sex,birth_on,id_number,phone,door,grid\n"
     "RA000001A,周美芳,女,1948-03-02,310115194803021226,13900002208,5-502,310115007001-G03\n"
     "RA000002A,李桂珍,女,1955-01-09,,13700005512,5-301,310115007001-G03\n"
     "RA000003A,𠮷田𰻞,男,1980-05-06,,13700005513,5-302,310115007001-G03\n"},
    {RECORD_RESOURCES, "code,name,owner,kind,quantity,how,lead_time,phone\n"
                       "R01,沪剧小戏一台,街道文化活动中心,activity,2,电话约,5w,021-55500801\n"
                       "R03,园艺师上门教种花,示例园林公司,expert,3,电话约半天,3w,021-55500802\n"},
    {RECORD_DEMANDS, "on,kind,subject,resident,phone,grid,source\n"
                     "2026-11-02,wish,想要一副大字扑克牌,周美芳,,310115007001-G03,wish-box\n"
                     "2026-11-05,need,九号楼前加装休息长椅,盖玉兰,,,visit\n"},
};

void must(enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s", error.message);
}

void fails(enum status status, enum status expected, const char *part)
{
    if (status == STATUS_OK)
        fail_msg("should have failed with \"%s\"", part);
    assert_int_equal(status, expected);
    assert_int_equal(error.kind, expected);
    if (!strstr(error.message, part))
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    if (strchr(error.message, '\n'))
        fail_msg("\"%s\" is more than a sentence", error.message);
}

const char *office_path(const char *name)
{
    return arena_format(&office.arena, "%s/%s", office.folder, name);
}

void office_write(const char *name, const char *content)
{
    FILE *file = fopen(office_path(name), "w");

    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void office_read(const char *path, struct text *out)
{
    char bytes[4096];
    size_t length;
    FILE *file = fopen(path, "r");

    if (!file)
        fail_msg("%s is not there", path);
    text_clear(out);
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        text_add_bytes(out, bytes, length);
    fclose(file);
}

int office_count(void)
{
    DIR *folder = opendir(office.folder);
    int count = 0;

    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

static void make_desk(void)
{
    const struct desk_options options = {.database = office.path, .config = office.config};

    must(desk_new(&options, &office.desk, &error));
}

int office_empty(void **state)
{
    (void)state;
    office = (struct office){0};
    unsetenv("SHOUWEN_AS");
    i18n_start("en");
    office_at("2026-11-23T10:42");
    snprintf(office.folder, sizeof(office.folder), "/tmp/shouwen-desk-XXXXXX");
    assert_non_null(mkdtemp(office.folder));
    snprintf(office.path, sizeof(office.path), "%s/station.db", office.folder);
    snprintf(office.config, sizeof(office.config), "%s/shouwen.ini", office.folder);
    office_write("shouwen.ini", "");
    return 0;
}

static void load(enum record_kind kind, const char *path)
{
    struct import_report report = {0};
    struct text problems = TEXT_EMPTY;

    must(import_file(office.desk, kind, path, &(struct import_how){0}, &report, &error));
    import_report_say(&report, &problems);
    if (report.refused_count || report.is_given_up)
        fail_msg("%s", problems.at);
    text_release(&problems);
    import_report_release(&report);
    must(desk_refresh(office.desk, &error));
}

void office_import(enum record_kind kind, const char *csv)
{
    office_write("rows.csv", csv);
    load(kind, office_path("rows.csv"));
    unlink(office_path("rows.csv"));
}

int office_open(void **state)
{
    const char *data = getenv("SHOUWEN_DATADIR");

    office_empty(state);
    make_desk();
    must(admin_init(office.desk, OFFICE_NODE, "市新居委会家门口服务站", &error));
    must(desk_open(office.desk, &error));
    load(RECORD_CALENDAR,
         arena_format(&office.arena, "%s/calendar-2026.csv", data ? data : "../data"));
    for (size_t i = 0; i < sizeof(reference) / sizeof(*reference); i++) {
        office_import(reference[i].kind, reference[i].csv);
        if (people_have_admin(desk_people(office.desk)))
            office_as("S12");
    }
    return 0;
}

static int remove_one(const char *path, const struct stat *kind, int flag, struct FTW *where)
{
    (void)kind;
    (void)flag;
    (void)where;
    return remove(path);
}

int office_close(void **state)
{
    (void)state;
    desk_free(office.desk);
    nftw(office.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_release(&office.arena);
    clock_fix(0);
    return 0;
}

void office_set(const char *settings)
{
    const char *person = desk_person_id(office.desk);

    person = person ? arena_copy(&office.arena, person) : NULL;
    desk_free(office.desk);
    office.desk = NULL;
    office_write("shouwen.ini", settings);
    make_desk();
    must(desk_open(office.desk, &error));
    if (person)
        office_as(person);
}

void office_as(const char *staff_id)
{
    must(desk_refresh(office.desk, &error));
    must(desk_sign_in(office.desk, staff_id, &error));
}

static void take_fields(struct act *act, va_list fields)
{
    const char *field;

    while ((field = va_arg(fields, const char *))) {
        const char *equals = strchr(field, '=');
        assert_non_null(equals);
        int which = act_field_of(arena_copy_part(&office.arena, field, (size_t)(equals - field)));
        if (which < 0)
            fail_msg("no act has the field of %s", field);
        act->value[which] = equals + 1;
    }
}

static enum status record(const char *by, struct act *act, const char **number)
{
    const char *before = desk_person_id(office.desk);

    office_as(by);
    enum status status = follow_record(office.desk, act, 1, &office.arena, number, &error);
    if (before) {
        struct error again;
        if (desk_sign_in(office.desk, before, &again) != STATUS_OK)
            fail_msg("%s", again.message);
    }
    return status;
}

const char *office_take(const char *by, const char *subject, ...)
{
    struct act act = {.kind = ACT_OPEN};
    const char *number;
    va_list fields;

    act.value[FIELD_CHANNEL] = "walk-in";
    act.value[FIELD_SUBJECT] = subject;
    va_start(fields, subject);
    take_fields(&act, fields);
    va_end(fields);
    must(record(by, &act, &number));
    return number;
}

enum status office_act(const char *by, const char *number, const char *word, ...)
{
    struct act act = {.kind = act_kind_of(word)};
    va_list fields;

    act.subject = arena_format(&office.arena, "case/%s", number);
    va_start(fields, word);
    take_fields(&act, fields);
    va_end(fields);
    return record(by, &act, &number);
}

const char *office_until(const char *time)
{
    const char *value;

    must(follow_until(&office.arena, time, &value, &error));
    return value;
}

void office_at(const char *time)
{
    int64_t at;

    assert_true(clock_parse_at(time, &at));
    clock_fix(at);
}
