/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "acts.h"

#include "shouwen/base/ident.h"
#include "shouwen/base/memory.h"
#include "shouwen/domain/act.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_START INT64_C(1795309200000) /* 2026-11-22 09:00 in Shanghai */

void acts_party_init(struct acts_party *party, const char *name)
{
    party->name = name;
    crypto_key_pair(party->public_key, party->secret_key);
}

static enum status find_sender(void *context, const char *from, uint8_t *public_key,
                               struct error *error)
{
    const struct acts_party *sender = context;

    if (strcmp(from, sender->name) != 0)
        return error_set(error, STATUS_NOT_FOUND, "from", "%s is not known here", from);
    memcpy(public_key, sender->public_key, CRYPTO_PUBLIC);
    return STATUS_OK;
}

struct bundle_receiver acts_receiver(const struct acts_party *receiver,
                                     const struct acts_party *sender)
{
    return (struct bundle_receiver){receiver->name, receiver->secret_key, find_sender,
                                    (void *)(uintptr_t)sender, false};
}

uint64_t acts_random(uint64_t *seed, uint64_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed % below;
}

static const char *pick(uint64_t *seed, const char *const *from)
{
    size_t count = 0;

    while (from[count])
        count++;
    return from[acts_random(seed, count)];
}

static const char *const subjects[] = {"医保怎么报销",
                                       "七号楼加装电梯，一楼住户不同意",
                                       "楼道灯不亮",
                                       "老人证怎么办",
                                       "手机班还有没有名额",
                                       "楼上漏水，天花板湿了一片",
                                       "居住证到期要换",
                                       "小区门口晚上停车堵路",
                                       NULL};
static const char *const texts[] = {"连线换好，写了用法",
                                    "讲了门急诊自负段和报销比例，打印了一份说明",
                                    "周二下午班有两个，登记好了",
                                    "已电话联系，约明天上午上门看",
                                    "材料齐了，已经送到街道窗口",
                                    "物业答复本周内换好",
                                    NULL};
static const char *const names[] = {"周美芳", "余妙珍", "蒋莉萍", "陆伟", "顾晓燕", "沈建国", NULL};
static const char *const staff[] = {"S01", "S02", "S05", "S12", NULL};
static const char *const channels[] = {"walk-in", "letter", "phone", "online", NULL};

/* The state of one case while its acts are made. */
struct story {
    char subject[64];
    const char *by;
    uint64_t on;
    int step;
};

static void open_case(struct story *story, struct act *act, struct arena *arena, uint64_t *seed)
{
    char number[IDENT_NUMBER];

    ident_case_number(ACTS_STATION, 20779, acts_random(seed, UINT64_C(1) << 40), number);
    snprintf(story->subject, sizeof(story->subject), "case/%s", number);
    story->by = pick(seed, staff);
    act->kind = ACT_OPEN;
    act->on_count = 0;
    act->value[FIELD_HOLDER] = story->by;
    act->value[FIELD_CHANNEL] = pick(seed, channels);
    act->value[FIELD_URGENCY] = acts_random(seed, 3) ? "routine" : "difficult";
    act->value[FIELD_GRID] =
        arena_format(arena, ACTS_STATION "-G%02d", (int)acts_random(seed, 8) + 1);
    act->value[FIELD_RESIDENT] = arena_format(arena, "R%s", strrchr(number, '-') + 2);
    act->value[FIELD_SERVICE] = arena_format(arena, "WH%02d", (int)acts_random(seed, 60) + 1);
    act->value[FIELD_LIMIT] = acts_random(seed, 2) ? "3w" : "15w";
    act->value[FIELD_SUBJECT] = pick(seed, subjects);
    act->value[FIELD_NAME] = pick(seed, names);
    act->value[FIELD_PHONE] = arena_format(arena, "139%08d", (int)acts_random(seed, 99999999));
    act->value[FIELD_DOOR] =
        arena_format(arena, "%d-%d0%d", (int)acts_random(seed, 20) + 1,
                     (int)acts_random(seed, 6) + 1, (int)acts_random(seed, 4) + 1);
}

static void go_on(struct story *story, struct act *act, uint64_t *seed)
{
    static const enum act_kind kinds[] = {ACT_NOTE, ACT_TELL, ACT_SOLVE, ACT_RATE};

    act->kind = kinds[story->step % 4];
    act->value[FIELD_TEXT] = act->kind == ACT_RATE ? NULL : pick(seed, texts);
    if (act->kind == ACT_RATE) {
        act->value[FIELD_WHOM] = story->by;
        act->value[FIELD_ATTITUDE] = "5";
        act->value[FIELD_ABILITY] = "4";
        act->value[FIELD_SOURCE] = "pressed";
    }
}

static void make_act(struct acts *acts, struct story *story, uint64_t *seed)
{
    struct act act = {.log = ACTS_LOG, .n = (int64_t)acts->count + 1, .on = &story->on};
    struct text head = TEXT_EMPTY, body = TEXT_EMPTY;
    struct error error;

    act.entered_at = act.happened_at =
        DAY_START + 60000 * act.n + (int64_t)acts_random(seed, 60000);
    act.on_count = 1;
    act.value[FIELD_NODE] = ACTS_STATION;
    if (!story->step)
        open_case(story, &act, &acts->arena, seed);
    else
        go_on(story, &act, seed);
    act.subject = story->subject;
    act.by = story->by;
    if (act_encode(&act, &head, &body, &error) != STATUS_OK)
        abort();
    story->on = act_id_prefix(act.id);
    story->step = (story->step + 1) % 5;
    struct bundle_act *made = &acts->list[acts->count++];
    *made = (struct bundle_act){.head = arena_copy_bytes(&acts->arena, head.at, head.length),
                                .head_length = head.length,
                                .log = ACTS_LOG,
                                .n = act.n,
                                .is_whole = true};
    memcpy(made->id, act.id, CRYPTO_ID);
    if (body.length) {
        made->body = arena_copy_bytes(&acts->arena, body.at, body.length);
        made->body_length = body.length;
    }
    text_release(&head);
    text_release(&body);
}

void acts_make(struct acts *acts, size_t count, uint64_t seed)
{
    enum { AT_ONCE = 6 };
    struct story stories[AT_ONCE] = {{.step = 0}};

    *acts = (struct acts){.count = 0};
    acts->list = arena_alloc(&acts->arena, (count + 1) * sizeof(*acts->list));
    crypto_chain(ACTS_LOG, strlen(ACTS_LOG), NULL, 0, acts->start);
    while (acts->count < count)
        make_act(acts, &stories[acts_random(&seed, AT_ONCE)], &seed);
}

void acts_release(struct acts *acts)
{
    arena_release(&acts->arena);
}

static void must(enum status status, const struct error *error)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "%s\n", error->message);
    abort();
}

void acts_write(const struct acts *acts, size_t first, size_t count, const struct acts_party *from,
                const struct acts_party *to, struct text *out)
{
    struct bundle_writer *writer = bundle_writer_new(BUNDLE_LOG, from->secret_key);
    struct bundle_header header = {
        .from = from->name, .to = to->name, .serial = 7, .seen = 3, .created_at = DAY_START};
    struct bundle_range range = {.log = ACTS_LOG, .first = (int64_t)first + 1};
    struct error error;
    bool is_full = false;

    memcpy(range.before, acts->start, CRYPTO_CHAIN);
    for (size_t i = 0; i < first; i++)
        bundle_log_next(range.before, acts->list[i].id);
    must(bundle_writer_range(writer, &range, &error), &error);
    for (size_t i = first; i < first + count && !is_full; i++)
        must(bundle_writer_add(writer, &acts->list[i], &is_full, &error), &error);
    if (is_full)
        abort();
    must(bundle_writer_finish(writer, &header, to->public_key, out, &error), &error);
    bundle_writer_free(writer);
}
