/* %XX for the few bytes that would end a header line, split its words or open a quote. */
#include "stream/header_text.h"

#include <assert.h>

static const char hex[] = "0123456789ABCDEF";

static bool needs_escape(unsigned char byte, bool is_word)
{
    return byte < 0x20 || byte == 0x7f || byte == '"' || byte == '%' || (byte == ' ' && is_word);
}

strata_status strata_header_escape(strata_sink *sink, const char *text, bool is_word,
                                   strata_error *err)
{
    const char *plain = text; /* start of what can be written as it is */
    for (const char *at = text; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (needs_escape(byte, is_word)) {
            const char code[] = {'%', hex[byte >> 4], hex[byte & 15]};
            STRATA_TRY(strata_sink_write(sink, plain, (size_t)(at - plain), err));
            STRATA_TRY(strata_sink_write(sink, code, sizeof code, err));
            plain = at + 1;
        }
    }
    return strata_sink_text(sink, plain, err);
}

static int hex_value(char digit)
{
    const char *at = digit != '\0' ? strchr(hex, digit) : NULL;
    return at != NULL ? (int)(at - hex) : -1;
}

/* The byte that text[0..2] = "%XX" stands for, or -1. */
static int escaped_byte(const char *text)
{
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    const int byte = high >= 0 && low >= 0 ? high * 16 + low : 0;
    return byte != 0 && needs_escape((unsigned char)byte, true) ? byte : -1;
}

/* Length of text when no more than room bytes can be kept and no character may be split. */
static size_t cut(const char *text, size_t len, size_t room)
{
    if (len <= room) {
        return len;
    }
    size_t keep = room;
    while (keep > 0 && ((unsigned char)text[keep] & 0xc0) == 0x80) {
        keep--;
    }
    return keep;
}

bool strata_header_unescape(strata_slice text, char *out, size_t size)
{
    assert(size > 0 && size <= STRATA_HEADER_TEXT);
    char plain[STRATA_HEADER_TEXT];
    size_t len = 0;
    for (size_t at = 0; at < text.len && len < sizeof plain; at++) {
        if (text.text[at] != '%') {
            plain[len++] = text.text[at];
            continue;
        }
        const int byte = text.len - at > 2 ? escaped_byte(text.text + at) : -1;
        if (byte < 0) {
            return false;
        }
        plain[len++] = (char)byte;
        at += 2;
    }
    const size_t keep = cut(plain, len, size - 1);
    memcpy(out, plain, keep);
    out[keep] = '\0';
    return true;
}
