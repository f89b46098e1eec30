/* Many layouts read alike: what one of them has read is kept for the next. */
#include "schema/first_rows.h"

#include "base/alloc.h"

/* One way to read the file. Rows are read when they are asked for. */
typedef struct way {
    strata_slice encoding;
    strata_csv_dialect dialect;
    strata_source *source;
    strata_csv_reader *reader;
    strata_csv_row **rows; /* rows[count], in the arena */
    size_t count;
    size_t room;
    bool is_at_end;
    strata_error failure; /* why it is at its end, if that is not the end of the file */
} way;

struct strata_first_rows {
    strata_beginning file;
    strata_arena *arena;
    way *ways; /* ways[count] */
    size_t count;
    size_t room;
};

strata_status strata_first_rows_new(const strata_beginning *file, strata_first_rows **out,
                                    strata_error *err)
{
    strata_first_rows *rows = strata_alloc_zero(1, sizeof *rows);
    *out = rows;
    if (rows == NULL) {
        return strata_fail_memory(err);
    }
    rows->file = *file;
    rows->arena = strata_arena_new();
    if (rows->arena == NULL) {
        strata_first_rows_free(rows);
        *out = NULL;
        return strata_fail_memory(err);
    }
    return STRATA_OK;
}

void strata_first_rows_free(strata_first_rows *rows)
{
    if (rows == NULL) {
        return;
    }
    for (size_t at = 0; at < rows->count; at++) {
        strata_csv_reader_close(rows->ways[at].reader);
        strata_source_close(rows->ways[at].source);
        strata_free(rows->ways[at].rows);
    }
    strata_free(rows->ways);
    strata_arena_free(rows->arena);
    strata_free(rows);
}

const strata_beginning *strata_first_rows_file(const strata_first_rows *rows)
{
    return &rows->file;
}

strata_arena *strata_first_rows_arena(const strata_first_rows *rows)
{
    return rows->arena;
}

static bool reads_alike(const way *one, const strata_layout *layout)
{
    const strata_csv_dialect *a = &one->dialect;
    const strata_csv_dialect *b = &layout->dialect;
    return strata_slice_equal(one->encoding, layout->encoding) && a->delimiter == b->delimiter &&
           a->quote == b->quote && a->no_quote == b->no_quote &&
           a->skip_blank_after_delimiter == b->skip_blank_after_delimiter;
}

/* A way ends with what keeps it from going on; only a lack of memory ends the search. */
static strata_status end_way(way *one, strata_status status, strata_error *err)
{
    one->is_at_end = one->is_at_end || status != STRATA_OK;
    return status == STRATA_E_MEMORY ? strata_fail_again(err, &one->failure) : STRATA_OK;
}

static strata_status start(way *one, strata_error *failure)
{
    STRATA_TRY(strata_source_transcode(one->source, one->encoding.text, failure));
    return strata_csv_reader_open(one->source, &one->dialect, &one->reader, failure);
}

static strata_status add_way(strata_first_rows *rows, const strata_layout *layout, way **out,
                             strata_error *err)
{
    void *block = rows->ways;
    STRATA_TRY(strata_reserve(&block, &rows->room, rows->count + 1, sizeof(way), err));
    rows->ways = block;
    way *one = &rows->ways[rows->count];
    *one = (way){.encoding = layout->encoding, .dialect = layout->dialect};
    const strata_beginning *file = &rows->file;
    STRATA_TRY(strata_source_memory(file->name, file->bytes, file->len, 0, &one->source, err));
    rows->count++;
    *out = one;
    return end_way(one, start(one, &one->failure), err);
}

/* The way a layout reads, NULL if none has read so yet. */
static way *known_way(const strata_first_rows *rows, const strata_layout *layout)
{
    for (size_t at = 0; at < rows->count; at++) {
        if (reads_alike(&rows->ways[at], layout)) {
            return &rows->ways[at];
        }
    }
    return NULL;
}

static strata_status find_way(strata_first_rows *rows, const strata_layout *layout, way **out,
                              strata_error *err)
{
    *out = known_way(rows, layout);
    return *out != NULL ? STRATA_OK : add_way(rows, layout, out, err);
}

/* A copy that outlives the reader's next row. */
static strata_csv_row *copy_row(const strata_csv_row *row, strata_arena *arena)
{
    strata_csv_row *copy = strata_arena_alloc(arena, sizeof *copy);
    strata_slice *fields = strata_arena_alloc(arena, row->count * sizeof *fields);
    if (copy == NULL || fields == NULL) {
        return NULL;
    }
    *copy = *row;
    copy->fields = fields;
    for (uint32_t at = 0; at < row->count; at++) {
        const strata_slice field = row->fields[at];
        fields[at] = (strata_slice){strata_arena_copy(arena, field.text, field.len), field.len};
        if (fields[at].text == NULL) {
            return NULL;
        }
    }
    return copy;
}

static strata_status read_row(strata_first_rows *rows, way *one, strata_error *err)
{
    const strata_csv_row *row = NULL;
    const strata_status status = strata_csv_reader_next(one->reader, &row, &one->failure);
    if (status != STRATA_OK || row == NULL) {
        one->is_at_end = true;
        return end_way(one, status, err);
    }
    void *block = one->rows;
    STRATA_TRY(strata_reserve(&block, &one->room, one->count + 1, sizeof(strata_csv_row *), err));
    one->rows = block;
    one->rows[one->count] = copy_row(row, rows->arena);
    if (one->rows[one->count] == NULL) {
        return strata_fail_memory(err);
    }
    one->count++;
    return STRATA_OK;
}

strata_status strata_first_rows_at(strata_first_rows *rows, const strata_layout *layout,
                                   size_t number, const strata_csv_row **row, strata_error *err)
{
    way *one = NULL;
    STRATA_TRY(find_way(rows, layout, &one, err));
    while (one->count <= number && !one->is_at_end) {
        STRATA_TRY(read_row(rows, one, err));
    }
    *row = number < one->count ? one->rows[number] : NULL;
    return STRATA_OK;
}

strata_error strata_first_rows_failure(const strata_first_rows *rows, const strata_layout *layout)
{
    const way *one = known_way(rows, layout);
    return one != NULL ? one->failure : (strata_error){0};
}
