/* A block at a time while it is ASCII, which is nearly always; eight bytes where it is not. */
#include "io/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    BLOCK = 64
};

/* True if the 8 bytes are all from 01 to 7f. */
static bool is_ascii_word(const unsigned char *bytes)
{
    const uint64_t high_bits = 0x8080808080808080U;
    const uint64_t ones = 0x0101010101010101U;
    uint64_t word = 0;
    memcpy(&word, bytes, sizeof word);
    /* With all high bits clear, taking 1 from each byte sets one again only where a byte is 0. */
    return ((word | (word - ones)) & high_bits) == 0;
}

/* The same of a whole block, in a form that compilers turn into vector instructions. */
static bool is_ascii_block(const unsigned char *bytes)
{
    unsigned char highest = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        const unsigned char less = (unsigned char)(bytes[i] - 1); /* 0 becomes the highest */
        highest = less > highest ? less : highest;
    }
    return highest < 0x7f;
}

/* What may follow a lead byte: how many bytes, and the range of the first of them, which is what
 * keeps out overlong forms, surrogates and numbers beyond U+10FFFF. */
typedef struct form {
    unsigned char lead_first;
    unsigned char lead_last;
    unsigned char second_first;
    unsigned char second_last;
    unsigned char len;
} form;

static const form forms[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static bool fits(const form *f, const unsigned char *bytes, size_t len)
{
    if (len < f->len || bytes[0] < f->lead_first || bytes[0] > f->lead_last) {
        return false;
    }
    if (bytes[1] < f->second_first || bytes[1] > f->second_last) {
        return false;
    }
    for (size_t i = 2; i < f->len; i++) {
        if ((bytes[i] & 0xc0) != 0x80) {
            return false;
        }
    }
    return true;
}

/* Length of the character beyond ASCII at the start, 0 if there is none. */
static size_t character_length(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (fits(&forms[i], bytes, len)) {
            return forms[i].len;
        }
    }
    return 0;
}

/* How many bytes at the start are ASCII. */
static size_t ascii_prefix(const unsigned char *bytes, size_t len)
{
    size_t at = 0;
    while (len - at >= BLOCK && is_ascii_block(bytes + at)) {
        at += BLOCK;
    }
    while (len - at >= sizeof(uint64_t) && is_ascii_word(bytes + at)) {
        at += sizeof(uint64_t);
    }
    while (at < len && bytes[at] >= 0x01 && bytes[at] <= 0x7f) {
        at++;
    }
    return at;
}

size_t strata_utf8_prefix(const char *text, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = ascii_prefix(bytes, len);
    while (at < len) {
        const size_t step = character_length(bytes + at, len - at);
        if (step == 0) {
            break;
        }
        at += step;
        at += ascii_prefix(bytes + at, len - at);
    }
    return at;
}
