/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/tui/decoder.h"

#include "shouwen/base/utf8.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

void decoder_init(struct decoder *decoder)
{
    *decoder = (struct decoder){.paste = TEXT_EMPTY};
}

void decoder_release(struct decoder *decoder)
{
    text_release(&decoder->paste);
}

void decoder_key(struct decoder *decoder, uint32_t key)
{
    if (!decoder->is_pasting && decoder->count < sizeof(decoder->keys) / sizeof(decoder->keys[0]))
        decoder->keys[decoder->count++] = key;
}

static uint32_t key_of(uint32_t code)
{
    switch (code) {
    case '\r':
    case '\n':
        return KEYCODE_ENTER;
    case '\t':
        return KEYCODE_TAB;
    case 0x1B:
        return KEYCODE_ESC;
    case 0x08:
    case 0x7F:
        return KEYCODE_BACKSPACE;
    default:
        return code >= 1 && code <= 26 ? KEYCODE_CTRL + 'A' + code - 1 : code;
    }
}

static void keep_pasted(struct decoder *decoder, unsigned char byte)
{
    bool had_return = decoder->has_return;

    decoder->has_return = byte == '\r';
    if (byte == '\n' && had_return)
        return;
    if (byte == '\r')
        byte = '\n';
    if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F)
        return;
    if (decoder->paste.length < DECODER_PASTE_MOST)
        text_add_char(&decoder->paste, (char)byte);
    else
        decoder->is_cut = true;
}

/* Bytes that a character beginning with lead has; 0 for a byte that begins none. */
static size_t length_of(unsigned char lead)
{
    return lead < 0x80                    ? 1
           : lead >= 0xC2 && lead <= 0xDF ? 2
           : (lead & 0xF0) == 0xE0        ? 3
           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                          : 0;
}

void decoder_byte(struct decoder *decoder, unsigned char byte)
{
    size_t used;

    if (decoder->is_pasting) {
        keep_pasted(decoder, byte);
        return;
    }
    if (decoder->have && (byte & 0xC0) != 0x80) {
        decoder->have = 0;
        decoder_key(decoder, REPLACEMENT);
    }
    if (!decoder->have && !length_of(byte)) {
        decoder_key(decoder, REPLACEMENT);
        return;
    }
    decoder->bytes[decoder->have++] = byte;
    if (decoder->have < length_of(decoder->bytes[0]))
        return;
    uint32_t code = utf8_decode((const char *)decoder->bytes, decoder->have, &used);
    decoder->have = 0;
    if (code)
        decoder_key(decoder, key_of(code));
}

bool decoder_take(struct decoder *decoder, struct event *event)
{
    if (!decoder->count)
        return false;
    *event = (struct event){.kind = EVENT_KEY, .key = decoder->keys[0], .text = ""};
    decoder->count--;
    memmove(decoder->keys, decoder->keys + 1, decoder->count * sizeof(decoder->keys[0]));
    return true;
}

void decoder_paste_start(struct decoder *decoder)
{
    decoder->is_pasting = true;
    decoder->has_return = decoder->is_cut = false;
    text_release(&decoder->paste);
}

bool decoder_paste_end(struct decoder *decoder, struct event *event)
{
    if (!decoder->is_pasting)
        return false;
    decoder->is_pasting = false;
    *event = (struct event){.kind = EVENT_PASTE,
                            .text = decoder->paste.at,
                            .length = decoder->paste.length,
                            .is_cut = decoder->is_cut};
    return true;
}
