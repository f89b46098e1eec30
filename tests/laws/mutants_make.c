/* The ways to change a file: what happens to extracts that are mailed, opened in a worksheet, cut
 * and pasted, or stored badly. */
#include "mutants.h"

/* A piece of the file. */
typedef struct piece {
    size_t start;
    size_t end; /* behind it */
} piece;

enum {
    ROWS_MAX = 4096,
    CELLS_MAX = 1024
};

/* The lines of a file, and how its columns are told apart. */
typedef struct shape {
    const mutant_bytes *file;
    piece rows[ROWS_MAX]; /* line ends left out */
    size_t row_count;
    size_t first_data; /* number of the first row behind the header, as far as one can tell */
    const strata_layout *layout;
    random_state *random;
} shape;

static void put(mutant_bytes *out, const void *bytes, size_t len)
{
    assert_int_equal(strata_reserve(&out->bytes, &out->room, out->len + len + 1, 1, NULL),
                     STRATA_OK);
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

static void put_piece(mutant_bytes *out, const shape *of, size_t start, size_t end)
{
    put(out, of->file->bytes + start, end - start);
}

static void find_rows(shape *of)
{
    const mutant_bytes *file = of->file;
    const char mark = memchr(file->bytes, '\n', file->len) != NULL ? '\n' : '\r';
    size_t start = 0;
    for (size_t at = 0; at < file->len && of->row_count < ROWS_MAX; at++) {
        if (file->bytes[at] == (unsigned char)mark) {
            const bool has_cr = mark == '\n' && at > start && file->bytes[at - 1] == '\r';
            of->rows[of->row_count++] = (piece){start, has_cr ? at - 1 : at};
            start = at + 1;
        }
    }
    if (start < file->len && of->row_count < ROWS_MAX) {
        of->rows[of->row_count++] = (piece){start, file->len};
    }
    of->first_data = of->layout->record_count > 0 ? 0 : of->layout->header_rows;
    of->first_data = of->first_data < of->row_count ? of->first_data : 0;
}

static size_t pick_row(const shape *of)
{
    return of->first_data + mutant_pick(of->random, of->row_count - of->first_data);
}

static size_t pick_byte(const shape *of)
{
    return mutant_pick(of->random, of->file->len);
}

/* The start of the line behind a row. */
static size_t next_start(const shape *of, size_t row)
{
    return row + 1 < of->row_count ? of->rows[row + 1].start : of->file->len;
}

static char delimiter(const shape *of)
{
    const char is_set = of->layout->dialect.delimiter;
    if (is_set == '\0') {
        return ',';
    }
    return is_set;
}

/* The columns of a row with their quotes; of a record of fixed width, those of its fields. */
static size_t find_cells(const shape *of, piece row, piece cells[CELLS_MAX])
{
    const strata_layout *layout = of->layout;
    const unsigned char quote =
        (unsigned char)(layout->dialect.quote != '\0' ? layout->dialect.quote : '"');
    size_t count = 0;
    size_t start = row.start;
    bool is_quoted = false;
    for (uint32_t at = 0; layout->record_count > 0 && at < layout->field_count; at++) {
        const size_t from = row.start + layout->fields[at].fixed_start - 1;
        const size_t to = from + layout->fields[at].fixed_length;
        if (to <= row.end && count < CELLS_MAX) {
            cells[count++] = (piece){from, to};
        }
    }
    for (size_t at = row.start; layout->record_count == 0 && at <= row.end; at++) {
        const bool is_end = at == row.end;
        is_quoted = is_quoted != (!is_end && of->file->bytes[at] == quote);
        if (is_end || (!is_quoted && of->file->bytes[at] == (unsigned char)delimiter(of))) {
            cells[count++] = (piece){start, at};
            start = at + 1;
            if (count == CELLS_MAX) {
                break;
            }
        }
    }
    if (count == 0) { /* a record too short for any field */
        cells[count++] = row;
    }
    return count;
}

/* ---- the ways ---- */

static void copy(const shape *of, mutant_bytes *out)
{
    put_piece(out, of, 0, of->file->len);
}

static void flip_bit(const shape *of, mutant_bytes *out)
{
    copy(of, out);
    out->bytes[pick_byte(of)] ^= (unsigned char)(1U << random_below(of->random, 8));
}

static void cut_file(const shape *of, mutant_bytes *out)
{
    put_piece(out, of, 0, pick_byte(of));
}

static void cut_row(const shape *of, mutant_bytes *out)
{
    const size_t row = pick_row(of);
    put_piece(out, of, 0, of->rows[row].start);
    put_piece(out, of, next_start(of, row), of->file->len);
}

static void double_row(const shape *of, mutant_bytes *out)
{
    const size_t row = pick_row(of);
    put_piece(out, of, 0, next_start(of, row));
    put_piece(out, of, of->rows[row].start, of->file->len);
}

/* Two columns that do not overlap, the first one first; false if the row has none. */
static bool pick_two(const shape *of, const piece *cells, size_t count, piece two[2])
{
    if (count < 2) {
        return false;
    }
    const piece a = cells[mutant_pick(of->random, count)];
    const piece b = cells[mutant_pick(of->random, count)];
    two[0] = a.start < b.start ? a : b;
    two[1] = a.start < b.start ? b : a;
    return two[0].end <= two[1].start;
}

static void put_swapped(const shape *of, const piece two[2], size_t from, size_t until,
                        mutant_bytes *out)
{
    put_piece(out, of, from, two[0].start);
    put_piece(out, of, two[1].start, two[1].end);
    put_piece(out, of, two[0].end, two[1].start);
    put_piece(out, of, two[0].start, two[0].end);
    put_piece(out, of, two[1].end, until);
}

static void swap_in_row(const shape *of, mutant_bytes *out)
{
    piece cells[CELLS_MAX];
    piece two[2];
    const size_t count = find_cells(of, of->rows[pick_row(of)], cells);
    if (pick_two(of, cells, count, two)) {
        put_swapped(of, two, 0, of->file->len, out);
    } else {
        copy(of, out);
    }
}

/* The same two columns in every row from one on that has them. */
static void swap_in_rows(const shape *of, size_t first, mutant_bytes *out)
{
    piece cells[CELLS_MAX];
    const size_t count = find_cells(of, of->rows[first], cells);
    const size_t a = mutant_pick(of->random, count);
    const size_t b = mutant_pick(of->random, count);
    put_piece(out, of, 0, of->rows[first].start);
    for (size_t row = first; row < of->row_count; row++) {
        const size_t end = next_start(of, row);
        const size_t found = find_cells(of, of->rows[row], cells);
        const piece two[2] = {cells[a < b ? a : b], cells[a < b ? b : a]};
        if (found == count && two[0].end <= two[1].start) {
            put_swapped(of, two, of->rows[row].start, end, out);
        } else {
            put_piece(out, of, of->rows[row].start, end);
        }
    }
}

static void swap_in_data(const shape *of, mutant_bytes *out)
{
    swap_in_rows(of, of->first_data, out);
}

static void swap_in_all(const shape *of, mutant_bytes *out)
{
    swap_in_rows(of, 0, out);
}

static void insert_delimiter(const shape *of, mutant_bytes *out)
{
    piece cells[CELLS_MAX];
    const size_t count = find_cells(of, of->rows[pick_row(of)], cells);
    const size_t at = cells[mutant_pick(of->random, count)].start;
    char more = ' ';
    if (of->layout->record_count == 0) {
        more = delimiter(of);
    }
    put_piece(out, of, 0, at);
    put(out, &more, 1);
    put_piece(out, of, at, of->file->len);
}

static void delete_delimiter(const shape *of, mutant_bytes *out)
{
    piece cells[CELLS_MAX];
    const size_t count = find_cells(of, of->rows[pick_row(of)], cells);
    const size_t at = cells[mutant_pick(of->random, count)].end;
    put_piece(out, of, 0, at);
    put_piece(out, of, at < of->file->len ? at + 1 : at, of->file->len);
}

/* From one column on, a row goes on as another one does. */
static void swap_tails(const shape *of, mutant_bytes *out)
{
    piece cells[2][CELLS_MAX];
    size_t rows[2] = {pick_row(of), pick_row(of)};
    if (rows[0] > rows[1]) {
        const size_t first = rows[1];
        rows[1] = rows[0];
        rows[0] = first;
    }
    const piece a = of->rows[rows[0]];
    const piece b = of->rows[rows[1]];
    const size_t counts[2] = {find_cells(of, a, cells[0]), find_cells(of, b, cells[1])};
    if (rows[0] == rows[1] || counts[0] != counts[1]) {
        copy(of, out);
        return;
    }
    const size_t from = mutant_pick(of->random, counts[0]);
    const size_t at[2] = {cells[0][from].start, cells[1][from].start};
    put_piece(out, of, 0, at[0]);
    put_piece(out, of, at[1], b.end);
    put_piece(out, of, a.end, at[1]);
    put_piece(out, of, at[0], a.end);
    put_piece(out, of, b.end, of->file->len);
}

/* Another digit in place of the first one found from some byte on. */
static void change_digit(const shape *of, mutant_bytes *out)
{
    copy(of, out);
    const size_t start = of->rows[of->first_data].start;
    size_t at = start + mutant_pick(of->random, out->len - start);
    while (at < out->len && (out->bytes[at] < '0' || out->bytes[at] > '9')) {
        at++;
    }
    if (at < out->len) {
        out->bytes[at] = (unsigned char)('0' + random_below(of->random, 10));
    }
}

static void blank_cell(const shape *of, mutant_bytes *out)
{
    piece cells[CELLS_MAX];
    const size_t count = find_cells(of, of->rows[pick_row(of)], cells);
    const piece cell = cells[mutant_pick(of->random, count)];
    put_piece(out, of, 0, cell.start);
    for (size_t at = cell.start; of->layout->record_count > 0 && at < cell.end; at++) {
        put(out, " ", 1);
    }
    put_piece(out, of, cell.end, of->file->len);
}

/* A letter with an accent in one of the ways that letters with accents are written. */
static void change_encoding(const shape *of, mutant_bytes *out)
{
    static const char *const letters[] = {"\xe9", "\xc3\xa9", "\x8e", "\xc3\x83\xc2\xa9",
                                          "e\xcc\x81"};
    const char *letter = letters[random_below(of->random, sizeof letters / sizeof letters[0])];
    const size_t at = pick_byte(of);
    put_piece(out, of, 0, at);
    put(out, letter, strlen(letter));
    put_piece(out, of, at + 1, of->file->len);
}

static const struct {
    const char *name;
    void (*change)(const shape *of, mutant_bytes *out);
} ways[] = {
    {"bit flipped", flip_bit},
    {"file cut", cut_file},
    {"row cut out", cut_row},
    {"row doubled", double_row},
    {"columns swapped in a row", swap_in_row},
    {"columns swapped in the data", swap_in_data},
    {"columns swapped, header too", swap_in_all},
    {"delimiter inserted", insert_delimiter},
    {"delimiter deleted", delete_delimiter},
    {"ends of rows swapped", swap_tails},
    {"digit changed", change_digit},
    {"field blanked", blank_cell},
    {"letter in another encoding", change_encoding},
};

size_t mutant_way_count(void)
{
    return sizeof ways / sizeof ways[0];
}

const char *mutant_way_name(size_t way)
{
    return ways[way].name;
}

void mutant_make(const mutant_sample *sample, size_t way, random_state *random, mutant_bytes *out)
{
    shape of = {.file = &sample->file, .layout = sample->layout, .random = random};
    find_rows(&of);
    out->len = 0;
    ways[way].change(&of, out);
}
