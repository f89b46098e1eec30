/* Letters stand within words, quotes and dashes around them. In windows-1252 and ISO-8859-1 the
 * letters are c0 to ff; in Mac Roman the common ones are 80 to 9f, where windows-1252 has signs
 * and ISO-8859-1 nothing that is printed. */
#include "io/encoding_guess.h"

#include <stdint.h>

#include "io/utf8.h"

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

/* Bytes that windows-1252 leaves free. */
static bool is_hole(unsigned char c)
{
    return c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d;
}

/* Quotes, dashes, the ellipsis, the euro and the trade mark of windows-1252. */
static bool is_sign(unsigned char c)
{
    return c == 0x80 || c == 0x82 || c == 0x84 || c == 0x85 || (c >= 0x91 && c <= 0x97) ||
           c == 0x99;
}

/* Whether a byte from 80 to 9f is rather a letter of Mac Roman than a sign of windows-1252. */
static bool is_mac_letter(unsigned char before, unsigned char byte, unsigned char after)
{
    const unsigned char apostrophe = 0x92; /* of windows-1252: O'Brien */
    if (is_sign(byte)) {
        const bool is_new_word = is_lower(before) && !is_lower(after); /* a dash: Ever-EL */
        return byte != apostrophe && is_letter(before) && is_letter(after) && !is_new_word;
    }
    return is_letter(before) || is_lower(after);
}

typedef struct evidence {
    uint32_t latin;
    uint32_t mac;
    bool has_hole;
} evidence;

static void weigh(evidence *found, unsigned char before, unsigned char byte, unsigned char after)
{
    enum {
        SIGNS_END = 0xa0, /* of windows-1252 */
        LETTERS = 0xc0,
        CAPITALS_END = 0xdf
    };
    bool is_mac = false;
    if (byte < SIGNS_END) {
        is_mac = is_mac_letter(before, byte, after);
    } else if (byte < LETTERS) {
        return; /* signs in all of them */
    } else {
        /* A capital in the middle of a word, or a letter alone, is a quote or a dash of Mac Roman.
         */
        is_mac =
            byte < CAPITALS_END && (is_lower(before) || (!is_letter(before) && !is_letter(after)));
    }
    found->has_hole = found->has_hole || is_hole(byte);
    found->mac += is_mac ? 1 : 0;
    found->latin += is_mac ? 0 : 1;
}

/* UTF-16 text has a NUL in most of every other byte, the second one where the small end is first.
 */
static const char *guess_by_nul(strata_slice text)
{
    size_t even = 0;
    size_t odd = 0;
    for (size_t at = 0; at < text.len; at++) {
        const size_t is_nul = text.text[at] == '\0' ? 1 : 0;
        even += at % 2 == 0 ? is_nul : 0;
        odd += at % 2 == 1 ? is_nul : 0;
    }
    if (even + odd < text.len / 3 || even + odd == 0) {
        return NULL; /* damage */
    }
    return odd >= even ? "UTF-16LE" : "UTF-16BE";
}

const char *strata_encoding_guess(strata_slice text)
{
    const char *wide = guess_by_nul(text);
    if (wide != NULL) {
        return wide;
    }
    const unsigned char *bytes = (const unsigned char *)text.text;
    evidence found = {0};
    size_t at = strata_utf8_prefix(text.text, text.len); /* what is UTF-8 says nothing */
    while (at < text.len) {
        if (bytes[at] >= 0x80) {
            weigh(&found, at > 0 ? bytes[at - 1] : 0, bytes[at],
                  at + 1 < text.len ? bytes[at + 1] : 0);
        }
        at++;
        at += strata_utf8_prefix(text.text + at, text.len - at);
    }
    if (found.mac > found.latin) {
        return "MACINTOSH";
    }
    return found.has_hole ? "ISO-8859-1" : "windows-1252";
}
