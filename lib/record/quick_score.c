/* Numbers that are more than digits: sign, point, blanks. */
#include "record/quick_score.h"

enum {
    BYTE_BITS = 8
};

static size_t find_point(uint64_t word, size_t len)
{
    size_t at = 0;
    while (at < len && (word >> (BYTE_BITS * at) & 0xff) != '.') {
        at++;
    }
    return at;
}

bool strata_quick_score_dressed(uint64_t word, size_t len, strata_quick_score *out)
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
    if (!strata_quick_digits(word, len, &out->digits)) {
        return false;
    }
    out->digits = is_negative ? -out->digits : out->digits;
    return true;
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
