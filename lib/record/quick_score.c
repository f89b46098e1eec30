/* All digits of a word at once: the arithmetic is that of eight small numbers side by side. */
#include "record/quick_score.h"

enum {
    BYTE_BITS = 8
};

static const uint64_t every_byte = UINT64_C(0x0101010101010101);

/* Whether all eight bytes are '0' to '9': the high half is 3, and stays so if 6 is added. */
static bool are_digits(uint64_t word)
{
    const uint64_t high = every_byte * 0xf0;
    const uint64_t zeros = every_byte * '0';
    return (word & high) == zeros && ((word + every_byte * 6) & high) == zeros;
}

/* The number that eight digits are, the first one lowest: pairs, then fours, then all. */
static uint32_t number_of(uint64_t word)
{
    word -= every_byte * '0';
    word = word * 10 + (word >> 8);
    word =
        (word & UINT64_C(0x00ff00ff00ff00ff)) * 100 + (word >> 16 & UINT64_C(0x00ff00ff00ff00ff));
    return (uint32_t)((word & UINT64_C(0x0000ffff0000ffff)) * 10000 +
                      (word >> 32 & UINT64_C(0x0000ffff)));
}

/* Zeros in front make len digits eight, and what stands behind them falls out; 0 < len <= 8. */
static bool read_digits(uint64_t word, size_t len, int32_t *out)
{
    const size_t shift = BYTE_BITS * (STRATA_WORD_BYTES - len);
    if (shift > 0) {
        const uint64_t zeros = every_byte * '0';
        word = word << shift | zeros >> (BYTE_BITS * len);
    }
    if (!are_digits(word)) {
        return false;
    }
    *out = (int32_t)number_of(word);
    return true;
}

static size_t find_point(uint64_t word, size_t len)
{
    size_t at = 0;
    while (at < len && (word >> (BYTE_BITS * at) & 0xff) != '.') {
        at++;
    }
    return at;
}

static bool read_dressed(uint64_t word, size_t len, strata_quick_score *out)
{
    while (len > 0 && (word & 0xff) == ' ') {
        word >>= BYTE_BITS;
        len--;
    }
    while (len > 0 && (word >> (BYTE_BITS * (len - 1)) & 0xff) == ' ') {
        len--;
    }
    const bool is_negative = len > 0 && (word & 0xff) == '-';
    if (is_negative) {
        word >>= BYTE_BITS;
        len--;
    }
    const size_t point = find_point(word, len);
    if (point == 0 || point + 1 == len) {
        return false;
    }
    out->decimals = 0;
    if (point < len) {
        const uint64_t before = strata_word_head(word, point);
        word = before | (word >> BYTE_BITS & ~strata_word_head(UINT64_MAX, point));
        len--;
        out->decimals = (uint32_t)(len - point);
    }
    if (!read_digits(word, len, &out->digits)) {
        return false;
    }
    out->digits = is_negative ? -out->digits : out->digits;
    return true;
}

bool strata_quick_score_read(uint64_t word, size_t len, strata_quick_score *out)
{
    if (len == 0) {
        return false;
    }
    out->decimals = 0;
    return read_digits(word, len, &out->digits) || read_dressed(word, len, out);
}

bool strata_quick_score_of(strata_slice text, strata_quick_score *out)
{
    char bytes[STRATA_WORD_BYTES] = {0};
    if (text.len == 0 || text.len > sizeof bytes) {
        return false;
    }
    memcpy(bytes, text.text, text.len);
    return strata_quick_score_read(strata_word_load(bytes), text.len, out);
}
