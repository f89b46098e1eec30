/* Tables as differences from a base, and the extremes of each cell over all of them. */
#include "protect/audit_tables.h"

#include "base/alloc.h"

strata_status strata_tables_init(strata_tables *tables, uint32_t cells, int64_t width,
                                 strata_error *err)
{
    *tables = (strata_tables){
        .cell_count = cells,
        .width = width,
        .base = strata_alloc_zero(cells, sizeof(int64_t)),
        .has_base = strata_alloc_zero(cells, sizeof(bool)),
        .least = strata_alloc_zero(cells, sizeof(int64_t)),
        .most = strata_alloc_zero(cells, sizeof(int64_t)),
        .least_in = strata_alloc_zero(cells, sizeof(uint32_t)),
        .most_in = strata_alloc_zero(cells, sizeof(uint32_t)),
    };
    if (tables->base == NULL || tables->has_base == NULL || tables->least == NULL ||
        tables->most == NULL || tables->least_in == NULL || tables->most_in == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_reserve(&tables->start, &tables->start_room, 1, sizeof *tables->start, err));
    tables->start[0] = 0;
    return STRATA_OK;
}

void strata_tables_deinit(strata_tables *tables)
{
    strata_free(tables->base);
    strata_free(tables->has_base);
    strata_free(tables->least);
    strata_free(tables->most);
    strata_free(tables->least_in);
    strata_free(tables->most_in);
    strata_free(tables->start);
    strata_free(tables->cell);
    strata_free(tables->value);
    *tables = (strata_tables){0};
}

int64_t strata_tables_width(const strata_tables *tables, uint32_t cell)
{
    return tables->widths != NULL ? tables->widths[cell] : tables->width;
}

bool strata_tables_settle(const strata_tables *tables, uint32_t cell)
{
    return tables->has_base[cell] &&
           tables->most[cell] - tables->least[cell] >= strata_tables_width(tables, cell);
}

/* Whether a value is further out than any before, where that still matters. */
static bool is_news(const strata_tables *tables, uint32_t cell, int64_t value)
{
    return (value < tables->least[cell] || value > tables->most[cell]) &&
           (tables->keeps_all || !strata_tables_settle(tables, cell));
}

static void take_as_base(strata_tables *tables, strata_table_piece piece)
{
    for (uint32_t at = 0; at < piece.count; at++) {
        const uint32_t cell = piece.cell[at];
        tables->base[cell] = piece.value[at];
        tables->least[cell] = piece.value[at];
        tables->most[cell] = piece.value[at];
        tables->has_base[cell] = true;
    }
}

/* Room for one more table of up to `count` differences. */
static strata_status make_room(strata_tables *tables, uint32_t count, strata_error *err)
{
    const size_t need = tables->start[tables->count] + count;
    STRATA_TRY(strata_reserve(&tables->cell, &tables->cell_room, need, sizeof *tables->cell, err));
    STRATA_TRY(
        strata_reserve(&tables->value, &tables->value_room, need, sizeof *tables->value, err));
    return strata_reserve(&tables->start, &tables->start_room, (size_t)tables->count + 2,
                          sizeof *tables->start, err);
}

static void keep(strata_tables *tables, strata_table_piece piece)
{
    size_t end = tables->start[tables->count];
    for (uint32_t at = 0; at < piece.count; at++) {
        if (piece.value[at] != tables->base[piece.cell[at]]) {
            tables->cell[end] = piece.cell[at];
            tables->value[end++] = piece.value[at];
        }
    }
    tables->start[++tables->count] = end;
}

static void note(strata_tables *tables, uint32_t cell, int64_t value)
{
    if (!is_news(tables, cell, value)) {
        return;
    }
    if (value < tables->least[cell]) {
        tables->least[cell] = value;
        tables->least_in[cell] = tables->count;
    } else {
        tables->most[cell] = value;
        tables->most_in[cell] = tables->count;
    }
}

strata_status strata_tables_add(strata_tables *tables, strata_table_piece piece, bool *news,
                                strata_error *err)
{
    bool has_news = false;
    if (piece.count > 0 && !tables->has_base[piece.cell[0]]) {
        take_as_base(tables, piece);
        has_news = true;
    }
    bool is_kept = false;
    for (uint32_t at = 0; at < piece.count && !is_kept; at++) {
        is_kept = is_news(tables, piece.cell[at], piece.value[at]);
    }
    if (is_kept) {
        STRATA_TRY(make_room(tables, piece.count, err));
        keep(tables, piece);
        for (uint32_t at = 0; at < piece.count; at++) {
            note(tables, piece.cell[at], piece.value[at]);
        }
    }
    if (news != NULL) {
        *news = has_news || is_kept;
    }
    return STRATA_OK;
}
