/* Where the header stands, how many rows it has, and what the columns are called. */
#include <ctype.h>
#include <string.h>

#include "schema/guess_parts.h"
#include "schema/header_rows.h"

enum {
    HEADER_WITHIN = 30, /* rows in which a header is looked for */
    FOOTER_WITHIN = 10  /* rows at the end in which a footer is */
};

/* One row as a header. */
typedef struct row_look {
    uint32_t filled;
    uint32_t numeric;
    uint32_t different; /* cells whose text no cell before them has */
    uint32_t known;     /* cells with a word that is known */
} row_look;

static bool is_number(strata_slice text)
{
    double value = 0;
    return strata_double_parse(text, &value);
}

static bool is_known(strata_slice text)
{
    strata_guess_reading reading;
    strata_guess_read_header(text, &reading);
    return reading.about != 0;
}

static row_look look_at(const strata_guess_row *row)
{
    row_look look = {0, 0, 0, 0};
    for (uint32_t i = 0; i < row->count; i++) {
        if (row->cells[i].len == 0) {
            continue;
        }
        look.filled++;
        look.numeric += is_number(row->cells[i]) ? 1 : 0;
        look.different += strata_slice_is_among(row->cells[i], row->cells, i) ? 0 : 1;
        look.known += is_known(row->cells[i]) ? 1 : 0;
    }
    return look;
}

/* Columns that the rows behind `from` fill at all. */
static uint32_t used_columns(const strata_guess_rows *rows, uint32_t from)
{
    uint32_t used = 0;
    for (uint32_t column = 0; column < rows->width; column++) {
        bool is_used = false;
        for (uint32_t i = from; i < rows->count && i < from + 200 && !is_used; i++) {
            is_used = column < rows->rows[i].count && rows->rows[i].cells[column].len > 0;
        }
        used += is_used ? 1 : 0;
    }
    return used;
}

/* Texts, nearly all of them different, over most columns, and some that a header would say. */
static bool looks_like_header(const strata_guess_rows *rows, uint32_t at, bool *is_lower_row)
{
    const strata_guess_row *row = &rows->rows[at];
    const row_look look = look_at(row);
    const uint32_t used = used_columns(rows, at + 1);
    const bool is_text = look.filled >= 2 && look.numeric * 5 <= look.filled;
    const bool is_wide = look.filled * 10 >= used * 6;
    const bool is_known_enough = look.known >= 2 || look.known * 10 >= look.filled * 3;
    *is_lower_row = look.different * 2 < look.filled;
    return row->count == rows->width && is_text && is_wide && look.known > 0 && is_known_enough;
}

/* An upper header row names what the one below leaves empty, or what its cells have in common. */
static bool is_upper_row(const strata_guess_row *upper, const strata_guess_row *lower)
{
    const row_look look = look_at(upper);
    uint32_t fills = 0;
    for (uint32_t i = 0; i < upper->count && i < lower->count; i++) {
        fills += lower->cells[i].len == 0 && upper->cells[i].len > 0 ? 1 : 0;
    }
    return look.filled >= 2 && look.numeric == 0 && fills > 0;
}

/* Whether the row below goes on with the header: words only, in cells that this row leaves empty
 * too.
 */
static bool goes_on(const strata_guess_row *upper, const strata_guess_row *lower)
{
    const row_look look = look_at(lower);
    bool fills = false;
    for (uint32_t i = 0; i < upper->count && i < lower->count; i++) {
        fills = fills || (upper->cells[i].len == 0 && lower->cells[i].len > 0);
    }
    return fills && look.numeric == 0 && look.known * 2 >= look.filled &&
           is_upper_row(upper, lower);
}

static strata_status name_columns(strata_guess *guess, const strata_slice *names, uint32_t count,
                                  uint32_t width, strata_error *err)
{
    guess->column_count = width;
    guess->columns = strata_arena_alloc(guess->arena, width * sizeof *guess->columns);
    if (guess->columns == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < width; i++) {
        const strata_slice name = i < count ? strata_slice_trim(names[i]) : (strata_slice){NULL, 0};
        guess->columns[i].name = name;
        if (name.len == 0) {
            STRATA_TRY(strata_guess_say(guess, &guess->columns[i].name, err, "column %u", i + 1));
        }
    }
    return STRATA_OK;
}

static strata_status take_rows(strata_guess *guess, strata_guess_rows *rows, uint32_t at,
                               uint32_t count, strata_error *err)
{
    strata_header_rows header = {.fields = NULL};
    for (uint32_t i = at; i < at + count; i++) {
        const strata_guess_row *row = &rows->rows[i];
        const strata_csv_row as_read = {row->cells, row->count, i + 1, row->line, 0};
        STRATA_TRY(strata_header_rows_add(&header, &as_read, guess->arena, err));
    }
    guess->preamble = at;
    guess->header_rows = count;
    guess->header_line = rows->rows[at].line;
    rows->first_data = at + count;
    return name_columns(guess, header.row.fields, header.row.count, rows->width, err);
}

/* A row of one text at the end of a wide file; only what says so itself is taken for one, since a
 * file that is cut may end with a piece of a student's row. */
static bool is_footer(const strata_guess_row *row)
{
    static const char *const starts[] = {"total", "end", "note", "source", "*"};
    uint32_t filled = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        filled += row->cells[i].len > 0 ? 1 : 0;
    }
    const size_t known = filled == 1               ? sizeof starts / sizeof starts[0]
                         : filled * 2 < row->count ? 1 /* a line of totals, most of it empty */
                                                   : 0;
    for (size_t i = 0; i < known; i++) {
        const strata_slice cell = row->cells[0];
        size_t same = 0;
        while (starts[i][same] != '\0' && same < cell.len &&
               tolower((unsigned char)cell.text[same]) == starts[i][same]) {
            same++;
        }
        if (starts[i][same] == '\0') {
            return true;
        }
    }
    return false;
}

static void find_footer(strata_guess *guess, strata_guess_rows *rows)
{
    const uint32_t first = rows->count > FOOTER_WITHIN ? rows->count - FOOTER_WITHIN : 0;
    for (uint32_t i = first; i < rows->count && guess->is_whole && rows->width >= 3; i++) {
        if (i >= rows->first_data && is_footer(&rows->rows[i])) {
            guess->footer = rows->rows[i].cells[0];
            rows->end_data = i;
            return;
        }
    }
}

strata_status strata_guess_header(strata_guess *guess, strata_guess_rows *rows, strata_error *err)
{
    guess->footer = strata_slice_of("");
    const uint32_t within = rows->count < HEADER_WITHIN ? rows->count : HEADER_WITHIN;
    for (uint32_t i = 0; i + 1 < within; i++) {
        bool is_lower_row = false;
        if (!looks_like_header(rows, i, &is_lower_row)) {
            continue;
        }
        const bool has_upper = i > 0 && is_upper_row(&rows->rows[i - 1], &rows->rows[i]);
        if (is_lower_row && !has_upper) {
            continue;
        }
        const bool has_lower = !has_upper && goes_on(&rows->rows[i], &rows->rows[i + 1]);
        STRATA_TRY(
            take_rows(guess, rows, has_upper ? i - 1 : i, has_upper || has_lower ? 2 : 1, err));
        find_footer(guess, rows);
        return STRATA_OK;
    }
    rows->first_data = 0;
    STRATA_TRY(name_columns(guess, NULL, 0, rows->width, err));
    find_footer(guess, rows);
    return STRATA_OK;
}
