/* SPDX-License-Identifier: MIT */
/* decoder: bytes from a terminal as keys, and pastes as one text.
 * Pure: it reads nothing and waits for nothing, so that it can be fuzzed. Bytes that are no UTF-8
 * give U+FFFD and never swallow what follows; a character split over two reads is joined. Used by
 * surface_curses. */
#ifndef SHOUWEN_TUI_DECODER_H
#define SHOUWEN_TUI_DECODER_H

#include "shouwen/base/text.h"
#include "shouwen/tui/event.h"

enum { DECODER_PASTE_MOST = 4 * 1024 * 1024 }; /* bytes kept of one paste; the rest is dropped */

struct decoder {
    unsigned char bytes[4]; /* of a character that is not complete */
    size_t have;
    uint32_t keys[4]; /* decoded and not yet taken */
    size_t count;
    bool is_pasting;
    bool is_cut;
    bool has_return; /* the paste's last byte was CR: a LF now belongs to it */
    struct text paste;
};

void decoder_init(struct decoder *decoder);
void decoder_release(struct decoder *decoder);
/* One byte, or one key that the terminal's library has recognized. */
void decoder_byte(struct decoder *decoder, unsigned char byte);
void decoder_key(struct decoder *decoder, uint32_t key);
/* The next key as an EVENT_KEY; false if there is none. */
bool decoder_take(struct decoder *decoder, struct event *event);
/* From here to decoder_paste_end() bytes are pasted text. */
void decoder_paste_start(struct decoder *decoder);
/* Gives the paste as an EVENT_PASTE, its text valid until the next paste starts; false if there is
 * none. CR and CRLF have become "\n", controls other than that and tab are gone. */
bool decoder_paste_end(struct decoder *decoder, struct event *event);

#endif
