/* SPDX-License-Identifier: MIT */
/* What the slips share; nobody else includes this. */
#ifndef SHOUWEN_DESK_SLIP_INSIDE_H
#define SHOUWEN_DESK_SLIP_INSIDE_H

#include "shouwen/desk/slip.h"
#include "shouwen/domain/record.h"

struct page {
    struct desk *desk;
    struct arena *arena;
    struct text *out;
    int columns;
    bool is_large;
    struct record node; /* of the station; values never NULL */
};

void page_blank(struct page *page);
void page_rule(struct page *page);
/* A line in the middle. */
void page_title(struct page *page, const char *text);
/* "label  text", the text wrapped beside the label; nothing if the text is empty. */
void page_field(struct page *page, const char *label, const char *text);
/* Wrapped text with an indent of its later lines. */
void page_paragraph(struct page *page, int indent, const char *text);
/* Whom to ask: station, phone, service hours, address. */
void page_foot(struct page *page);

enum status page_receipt(struct page *page, const char *about, struct error *error);
enum status page_notice(struct page *page, const char *about, struct error *error);
enum status page_letter(struct page *page, const char *about, struct error *error);
enum status page_card(struct page *page, const char *about, struct error *error);
enum status page_plate(struct page *page, const char *about, struct error *error);
enum status page_wall(struct page *page, const char *about, struct error *error);

#endif
