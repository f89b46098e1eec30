/* The inside of cell_rows.h: fields one behind the other into room that was made for them. */
#ifndef STRATA_CUBE_CELL_ROWS_PARTS_H
#define STRATA_CUBE_CELL_ROWS_PARTS_H

#include <string.h>

#include "base/number.h"
#include "cube/cell_rows.h"

enum {
    /* more than all fields behind the key can take */
    STRATA_CELL_NUMBERS_ROOM = 1024 + STRATA_QUANTILES_MAX * (STRATA_DOUBLE_TEXT + 1)
};

/** All of these return where the next byte goes. A field is written with the comma behind it. */
static inline char *strata_put_bytes_at(char *at, const char *bytes, size_t len)
{
    memcpy(at, bytes, len);
    return at + len;
}

/** The same for short texts, in pieces of a fixed size, which is faster: up to STRATA_KEY_TEXT_PAD
 * bytes behind the text are read, and written where what follows goes. */
static inline char *strata_put_padded_at(char *at, const char *bytes, size_t len)
{
    for (size_t done = 0; done < len; done += STRATA_KEY_TEXT_PAD) {
        memcpy(at + done, bytes + done, STRATA_KEY_TEXT_PAD);
    }
    return at + len;
}

static inline char *strata_put_word_at(char *at, const char *word)
{
    return strata_put_bytes_at(at, word, strlen(word));
}

static inline char *strata_put_comma_at(char *at)
{
    *at = ',';
    return at + 1;
}

/** A whole number, or an empty field if it is not known. */
static inline char *strata_put_count_at(char *at, bool is_known, uint64_t count)
{
    if (is_known) {
        at += count < STRATA_SMALL_COUNT ? strata_small_count_format((uint32_t)count, at)
                                         : strata_count_format(count, at);
    }
    return strata_put_comma_at(at);
}

static inline char *strata_put_wide_at(char *at, bool is_known, strata_int128 number)
{
    if (number < 0 || number > UINT64_MAX) {
        return strata_put_comma_at(is_known ? at + strata_int128_format(number, at) : at);
    }
    return strata_put_count_at(at, is_known, (uint64_t)number);
}

/** Whether a row of such a cell ends as `end` says, which has a text; and what it is the end of. */
static inline bool strata_cell_end_fits(const strata_cell_end *end, const strata_cell *cell)
{
    return end->len > 0 && end->source == cell->key.source && end->status == cell->status &&
           end->bits == (cell->has & STRATA_IS_MARKED);
}

static inline void strata_cell_end_set(strata_cell_end *end, const strata_cell *cell,
                                       const char *behind)
{
    end->source = cell->key.source;
    end->status = cell->status;
    end->bits = (uint16_t)(cell->has & STRATA_IS_MARKED);
    end->len = (size_t)(behind - end->text);
}

/** "counted", "published" ...: the word of the column source. */
const char *strata_cell_source_of(const strata_cell *cell);

/** What stands behind the key of a cell in the stream, its line end included. */
char *strata_cell_put_numbers(strata_cell_rows *rows, const strata_cell *cell, char *at);

/** A row of the table. */
strata_status strata_cell_rows_add_table(strata_cell_rows *rows, const strata_cell *cell,
                                         strata_error *err) STRATA_NODISCARD;
strata_status strata_cell_rows_end_table(strata_cell_rows *rows,
                                         strata_error *err) STRATA_NODISCARD;
extern const char *const strata_cell_table_columns[];
size_t strata_cell_table_column_count(void);

/** The quantiles of a cell, a field for each that the table has a column for (there are some):
 * empty if they were not told of it. */
char *strata_cell_put_quantiles(strata_cell_rows *rows, const strata_cell *cell, char *at);

/** The lowest level that counts as proficient in the test of a cell; 0: it has none. */
unsigned strata_cell_rows_proficient(const strata_cell_rows *rows, const strata_cell_key *key);

/** Room for the row of a key, its key written into it. */
strata_status strata_cell_rows_start(strata_cell_rows *rows, const strata_cell_key *key, char **at,
                                     strata_error *err) STRATA_NODISCARD;

#endif
