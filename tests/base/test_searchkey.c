/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/searchkey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <cmocka.h>

static void assert_key(void (*make)(struct text *, const char *), const char *text,
                       const char *expected)
{
    struct text out = TEXT_EMPTY;

    text_add(&out, "[");
    make(&out, text);
    assert_string_equal(out.at + 1, expected);
    text_release(&out);
}

static void normal_key_joins_ways_of_writing(void **state)
{
    (void)state;
    assert_key(searchkey_normal, "", "");
    assert_key(searchkey_normal, "  \n ", "");
    assert_key(searchkey_normal, " 张 \t\n三\xE3\x80\x80李四 ", "张 三 李四");
    assert_key(searchkey_normal, "Ａb１３８００", "ab13800");
    assert_key(searchkey_normal, "單雄信", "单雄信");
    assert_key(searchkey_normal, "佐藤 優子", "佐藤 优子");
    assert_key(searchkey_normal, "鍾馗 餘姚 瀋陽 關於 復興 熱線", "钟馗 余姚 沈阳 关于 复兴 热线");
    /* Standard characters stay: 乾隆 is no 干隆, 瞭望 no 了望. */
    assert_key(searchkey_normal, "乾隆 瞭望 著名 藉口 徵羽", "乾隆 瞭望 著名 藉口 徵羽");
    assert_key(searchkey_normal, "王\xF0\xB1\x8D\x90 王𠮷 王䶮", "王\xF0\xB1\x8D\x90 王𠮷 王䶮");
    assert_key(searchkey_normal, "请问，什么时候能办？（急）", "请问,什么时候能办?(急)");
}

static void normal_key_knows_every_middle_dot(void **state)
{
    static const char *const dots[] = {"·", "・", "•", "‧", "．", ".", "･", "∙", "⋅"};

    (void)state;
    for (size_t i = 0; i < sizeof(dots) / sizeof(*dots); i++) {
        struct text typed = TEXT_EMPTY;
        text_addf(&typed, "买买提%s艾力", dots[i]);
        assert_key(searchkey_normal, typed.at, "买买提·艾力");
        assert_key(searchkey_name, typed.at, "买买提艾力");
        text_release(&typed);
    }
    assert_key(searchkey_normal, "3.5天.", "3.5天.");
}

static void name_key_joins_spellings(void **state)
{
    (void)state;
    assert_key(searchkey_name, "买买提 · 艾力", "买买提艾力");
    assert_key(searchkey_name, "O'Brien", "obrien");
    assert_key(searchkey_name, "O’Brien", "obrien");
    assert_key(searchkey_name, "Anne-Marie", "annemarie");
    assert_key(searchkey_name, "ANNE‐MARIE", "annemarie");
    assert_key(searchkey_name, "欧 阳 锋", "欧阳锋");
    assert_key(searchkey_name, "列奥纳多·达·芬奇", "列奥纳多达芬奇");
}

static uint32_t letters_of(const char *letters)
{
    uint32_t mask = 0;

    for (; *letters; letters++)
        mask |= 1U << (*letters - 'a');
    return mask;
}

static void letters_are_those_of_every_reading(void **state)
{
    static const struct {
        uint32_t code;
        const char *letters;
    } cases[] = {
        {0x5355, "cds"}, /* 单 */
        {0x55AE, "cds"}, /* 單 */
        {0x66FE, "cz"},  /* 曾 */
        {0x533A, "oq"},  /* 区 */
        {0x4EC7, "cq"},  /* 仇 */
        {0x67E5, "cz"},  /* 查 */
        {0x89E3, "jx"},  /* 解 */
        {0x76D6, "g"},   /* 盖 */
        {0x7F2A, "m"},   /* 缪 */
        {0x6734, "p"},   /* 朴 */
        {0x7FDF, "dz"},  /* 翟 */
        {0x91CD, "cz"},  /* 重 */
        {0x4E50, "ly"},  /* 乐 */
        {0x3007, "l"},   /* 〇 */
        {0x20BB7, "j"},  /* 𠮷 */
        {0x4DAE, "y"},   /* 䶮 */
        {0x36C3, "j"},   /* 㛃 */
        {0x2C35B, "l"},  /* 𬍛 */
        {0x2B595, "g"},  /* 𫖕, simplified by analogy: read as 韝 is */
        {0x31350, ""},   /* Ext H: no reading is known */
        {0x323AF, ""},   {0x323FF, ""}, {0x32400, ""}, {0x3000, ""},
        {0x2FFF, ""},    {'a', ""},     {0, ""},       {0xFFFFFFFF, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_int_equal(searchkey_letters(cases[i].code), letters_of(cases[i].letters));
}

static void collect(void *context, const char *initials)
{
    struct text *out = context;

    text_add(out, out->length ? " " : "");
    text_add(out, initials);
}

static void assert_initials(const char *name, const char *expected)
{
    struct text out = TEXT_EMPTY;

    searchkey_initials(name, collect, &out);
    assert_string_equal(out.at, expected);
    text_release(&out);
}

static void initials_begin_with_the_likeliest(void **state)
{
    (void)state;
    assert_initials("单雄信", "sxx dxx cxx");
    assert_initials("單雄信", "sxx dxx cxx");
    assert_initials("曾国藩", "zgf cgf");
    assert_initials("区家英", "ojy qjy");
    assert_initials("仇英", "qy cy");
    assert_initials("查良镛", "zly cly");
    assert_initials("解晓东", "xxd jxd");
    assert_initials("盖叫天", "gjt");
    assert_initials("缪荃孙", "mqs");
    assert_initials("翟志刚", "zzg dzg");
    assert_initials("尉迟恭", "ycg wcg");
    assert_initials("万俟卨", "mqx msx wqx wsx");
    assert_initials("令狐冲", "lhc");
    assert_initials("诸葛亮", "zgl");
    assert_initials("王䶮", "wy");
    assert_initials("王𠮷", "wj");
}

static void assert_pinyin(const char *name, const char *expected)
{
    struct text out = TEXT_EMPTY;

    searchkey_pinyin(name, collect, &out);
    assert_string_equal(out.at, expected);
    text_release(&out);
}

static void pinyin_spells_a_name_out(void **state)
{
    (void)state;
    assert_pinyin("周美芳", "zhoumeifang");
    assert_pinyin("单雄信", "shanxiongxin danxiongxin");
    assert_pinyin("單 雄信", "shanxiongxin danxiongxin");
    assert_pinyin("尉迟恭", "yuchigong weichigong");
    assert_pinyin("吕布", "lvbu");
    assert_pinyin("买买提·艾力", "maimaitiaili");
    assert_pinyin("阿Q", "aq");
    assert_pinyin("王\xF0\xB1\x8D\x90明", "wangming");
    assert_pinyin("O'Brien", "");
    assert_pinyin("", "");
}

static void initials_leave_out_what_has_no_reading(void **state)
{
    (void)state;
    assert_initials("", "");
    assert_initials("·", "");
    assert_initials("王\xF0\xB1\x8D\x90明", "wm");
    assert_initials("\xF0\xB1\x8D\x90", "");
    assert_initials("王２小A", "w2xa");
    assert_initials("O'Brien", "obrien");
    assert_initials("张 三", "zs");
}

static void names_with_a_middle_dot_have_no_surname(void **state)
{
    (void)state;
    assert_initials("买买提·艾力", "mmtal mmtyl mmdal mmdyl");
    assert_initials("查干·巴特尔", "cgbte zgbte");
    assert_initials("查干巴特尔", "zgbte cgbte");
}

static void count(void *context, const char *initials)
{
    assert_int_equal(strlen(initials), 10);
    ++*(int *)context;
}

static void initials_are_bounded(void **state)
{
    struct text name = TEXT_EMPTY, out = TEXT_EMPTY;
    int given = 0;

    (void)state;
    searchkey_initials("单曾区仇查解翟重乐单", count, &given);
    assert_int_equal(given, SEARCHKEY_INITIALS_MOST);
    for (int i = 0; i < 500; i++)
        text_add(&name, "王单");
    searchkey_initials(name.at, collect, &out);
    assert_int_equal(out.length, SEARCHKEY_INITIALS_MOST * 65 - 1);
    text_release(&name);
    text_release(&out);
}

static void sort_key_orders_as_a_reader_expects(void **state)
{
    static const char *const sorted[] = {
        "Anne-Marie", "陈宝国", "陈晨",   "陈晨晨", "仇英", "单雄信", "王五",   "吴用",
        "解珍",       "尉迟恭", "曾国藩", "翟志刚", "张三", "张三丰", "章太炎", "诸葛亮",
    };
    struct text last = TEXT_EMPTY;

    (void)state;
    /* 仇 (Qiú) comes after 陈, 单 (Shàn) after 仇, 尉迟 (Yùchí) after 解 (Xiè). */
    for (size_t i = 0; i < sizeof(sorted) / sizeof(*sorted); i++) {
        struct text key = TEXT_EMPTY;
        searchkey_sort(&key, sorted[i]);
        assert_true(strcmp(last.at, key.at) < 0);
        text_clear(&last);
        text_add(&last, key.at);
        text_release(&key);
    }
    text_release(&last);
}

static void sort_key_tells_syllables_apart(void **state)
{
    (void)state;
    assert_key(searchkey_sort, "单雄信", "shan4单 xiong2雄 xin4信");
    assert_key(searchkey_sort, "單雄信", "shan4单 xiong2雄 xin4信");
    assert_key(searchkey_sort, "尉迟恭", "yu4尉 chi2迟 gong1恭");
    assert_key(searchkey_sort, "单于", "chan2单 yu2于");
    assert_key(searchkey_sort, "吕 布", "lv3吕 bu4布");
    assert_key(searchkey_sort, "买买提·艾力", "mai3买 mai3买 ti2提 ai4艾 li4力");
    assert_key(searchkey_sort, "王\xF0\xB1\x8D\x90", "wang2王 \xF0\xB1\x8D\x90");
    assert_key(searchkey_sort, "Robert O'Brien-Chen", "robert obrien chen");
    assert_key(searchkey_sort, "阿Q正传2", "a1阿 q zheng4正 chuan2传 2");
    assert_key(searchkey_sort, "", "");
}

struct expectation {
    const char *initials;
    bool met;
};

static void look_for(void *context, const char *initials)
{
    struct expectation *expected = context;

    expected->met = expected->met || strcasecmp(initials, expected->initials) == 0;
}

/* A public list of 1,576 given names with their initials: all of them are found by these. */
static void finds_given_names_of_a_public_list(void **state)
{
    struct text path = TEXT_EMPTY;
    char line[256];
    int name_count = 0, met_count = 0;

    (void)state;
    text_add(&path, getenv("SHOUWEN_SHARED"));
    text_add(&path, "/data/given-names-1576-with-pinyin.csv");
    FILE *file = fopen(path.at, "r");
    text_release(&path);
    if (!file)
        skip();
    while (fgets(line, sizeof(line), file)) {
        char *rest = line, *given = strsep(&rest, ",");
        strsep(&rest, ","); /* the full pinyin */
        struct expectation expected = {strsep(&rest, ","), false};
        if (!expected.initials || strcmp(expected.initials, "initials") == 0)
            continue;
        searchkey_initials(given, look_for, &expected);
        name_count++;
        met_count += expected.met;
        if (!expected.met)
            print_message("%s is not found by %s\n", given, expected.initials);
    }
    fclose(file);
    assert_int_equal(name_count, 1576);
    assert_int_equal(met_count, name_count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_key_joins_ways_of_writing),
        cmocka_unit_test(normal_key_knows_every_middle_dot),
        cmocka_unit_test(name_key_joins_spellings),
        cmocka_unit_test(letters_are_those_of_every_reading),
        cmocka_unit_test(initials_begin_with_the_likeliest),
        cmocka_unit_test(pinyin_spells_a_name_out),
        cmocka_unit_test(initials_leave_out_what_has_no_reading),
        cmocka_unit_test(names_with_a_middle_dot_have_no_surname),
        cmocka_unit_test(initials_are_bounded),
        cmocka_unit_test(sort_key_orders_as_a_reader_expects),
        cmocka_unit_test(sort_key_tells_syllables_apart),
        cmocka_unit_test(finds_given_names_of_a_public_list),
    };

    return cmocka_run_group_tests_name("searchkey", tests, NULL, NULL);
}
