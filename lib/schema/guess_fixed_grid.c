/* The records of a sample below each other, and what stands at each position. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "schema/guess_fixed.h"

enum {
    SYMBOLS_MOST = 12, /* characters of a position that are compared with those of another */
    BYTES = 256
};

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* The next line that is not empty. @return false: there is none */
static bool next_line(strata_slice text, size_t *at, strata_slice *out)
{
    while (*at < text.len && ends_line(text.text[*at])) {
        (*at)++;
    }
    const size_t from = *at;
    while (*at < text.len && !ends_line(text.text[*at])) {
        (*at)++;
    }
    *out = (strata_slice){text.text + from, *at - from};
    return out->len > 0;
}

static strata_slice without_mark(strata_slice text)
{
    const bool has_mark = text.len >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0;
    return has_mark ? (strata_slice){text.text + 3, text.len - 3} : text;
}

/* One byte for each character of a line.
 *  @param row  row[width] of blanks */
static void set_out(strata_slice line, char *row, uint32_t width)
{
    uint32_t to = 0;
    for (size_t i = 0; i < line.len && to < width; i++) {
        const unsigned char byte = (unsigned char)line.text[i];
        if (byte == '\t') {
            to++; /* a blank, as all was before */
        } else if (byte < 0x80) {
            row[to++] = line.text[i];
        } else if (byte >= 0xc0) {
            row[to++] = 'a';
        }
    }
}

strata_status strata_guess_grid_of(const strata_guess *guess, strata_guess_grid *out,
                                   strata_error *err)
{
    const strata_slice text = without_mark(guess->sample);
    strata_slice line;
    size_t at = 0;
    *out = (strata_guess_grid){.records = 0};
    for (uint32_t i = 0; i < guess->record_count; i++) {
        out->width = guess->records[i] > out->width ? guess->records[i] : out->width;
    }
    while (out->records < STRATA_GUESS_ROWS && next_line(text, &at, &line)) {
        out->records++;
    }
    const size_t size = (size_t)out->records * out->width;
    char *cells = strata_arena_alloc(guess->arena, size + 1);
    if (cells == NULL) {
        return strata_fail_memory(err);
    }
    memset(cells, ' ', size);
    at = 0;
    for (uint32_t row = 0; row < out->records && next_line(text, &at, &line); row++) {
        set_out(line, cells + (size_t)row * out->width, out->width);
    }
    out->cells = cells;
    return STRATA_OK;
}

static double entropy(const uint32_t *counts, size_t size, uint32_t total)
{
    double bits = 0;
    for (size_t i = 0; i < size; i++) {
        if (counts[i] > 0) {
            const double share = (double)counts[i] / total;
            bits -= share * log2(share);
        }
    }
    return bits;
}

static char cell(const strata_guess_grid *grid, uint32_t row, uint32_t at)
{
    return grid->cells[(size_t)row * grid->width + at];
}

static void note_edges(const strata_guess_grid *grid, uint32_t row, uint32_t at,
                       strata_guess_position *out)
{
    const bool is_filled = cell(grid, row, at) != ' ';
    const bool was_filled = at > 0 && cell(grid, row, at - 1) != ' ';
    const bool is_far = at < 2 || cell(grid, row, at - 2) == ' ';
    out->rises += is_filled && !was_filled ? 1 : 0;
    out->far_rises += is_filled && !was_filled && is_far ? 1 : 0;
    out->falls += !is_filled && was_filled ? 1 : 0;
}

static void look_at(const strata_guess_grid *grid, uint32_t at, strata_guess_position *out)
{
    uint32_t counts[BYTES] = {0};
    *out = (strata_guess_position){.filled = 0};
    for (uint32_t row = 0; row < grid->records; row++) {
        counts[(unsigned char)cell(grid, row, at)]++;
        note_edges(grid, row, at, out);
    }
    counts[' '] = 0;
    for (int byte = 0; byte < BYTES; byte++) {
        out->filled += counts[byte];
        out->symbols += counts[byte] > 0 ? 1 : 0;
        out->digits += isdigit(byte) != 0 ? counts[byte] : 0;
        out->letters += isalpha(byte) != 0 ? counts[byte] : 0;
    }
    out->nonzero = out->filled - counts['0'];
    out->bits = entropy(counts, BYTES, out->filled);
}

void strata_guess_positions(const strata_guess_grid *grid, strata_guess_position *out)
{
    for (uint32_t at = 0; at < grid->width; at++) {
        look_at(grid, at, &out[at]);
    }
}

/* Characters of a position by numbers, in the order of their appearance. */
typedef struct symbols {
    char seen[SYMBOLS_MOST];
    uint32_t count;
} symbols;

/* The number of a character, SYMBOLS_MOST if there are too many. */
static uint32_t number_of(symbols *known, char symbol)
{
    for (uint32_t i = 0; i < known->count; i++) {
        if (known->seen[i] == symbol) {
            return i;
        }
    }
    if (known->count == SYMBOLS_MOST) {
        return SYMBOLS_MOST;
    }
    known->seen[known->count] = symbol;
    return known->count++;
}

bool strata_guess_bond_of(const strata_guess_grid *grid, uint32_t left, uint32_t right,
                          strata_guess_bond *out)
{
    uint32_t both[SYMBOLS_MOST * SYMBOLS_MOST] = {0};
    uint32_t lefts[SYMBOLS_MOST] = {0};
    uint32_t rights[SYMBOLS_MOST] = {0};
    symbols known_left = {.count = 0};
    symbols known_right = {.count = 0};
    uint32_t total = 0;
    for (uint32_t row = 0; row < grid->records; row++) {
        if (cell(grid, row, left) == ' ' && cell(grid, row, right) == ' ') {
            continue; /* nothing is there */
        }
        const uint32_t a = number_of(&known_left, cell(grid, row, left));
        const uint32_t b = number_of(&known_right, cell(grid, row, right));
        if (a == SYMBOLS_MOST || b == SYMBOLS_MOST) {
            return false;
        }
        both[a * SYMBOLS_MOST + b]++;
        lefts[a]++;
        rights[b]++;
        total++;
    }
    out->left = entropy(lefts, SYMBOLS_MOST, total);
    out->right = entropy(rights, SYMBOLS_MOST, total);
    out->shared =
        out->left + out->right - entropy(both, (size_t)SYMBOLS_MOST * SYMBOLS_MOST, total);
    return true;
}
