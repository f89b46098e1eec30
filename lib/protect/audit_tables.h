/* Witnesses: whole tables that fit everything that is known. Whatever two of them differ by, a
 * reader cannot tell apart. */
#ifndef STRATA_PROTECT_AUDIT_TABLES_H
#define STRATA_PROTECT_AUDIT_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** The tables. Number 0 is the base; each other one is told by what differs from it. */
typedef struct strata_tables {
    uint32_t cell_count;
    int64_t width;         /* a cell that two tables set so far apart is settled */
    const int64_t *widths; /* widths[cell_count] instead, borrowed; NULL: width */
    bool keeps_all;        /* go on looking for more extreme values of settled cells */
    int64_t *base;         /* base[cell_count] */
    bool *has_base;        /* has_base[cell_count]: base is filled */
    int64_t *least;        /* least[cell_count]: smallest value in any table */
    int64_t *most;
    uint32_t *least_in; /* least_in[cell_count]: a table that has it */
    uint32_t *most_in;
    uint32_t count; /* tables but for the base, numbered from 1 */
    size_t *start;  /* start[count + 1], into cell and value; start[0] is for table 1 */
    size_t start_room;
    uint32_t *cell;
    size_t cell_room;
    int64_t *value;
    size_t value_room;
} strata_tables;

/** A piece of a table: value[count] of cells cell[count], which the base has (or all of which it
 * lacks); the other cells are as in the base. */
typedef struct strata_table_piece {
    const uint32_t *cell;
    const int64_t *value;
    uint32_t count;
} strata_table_piece;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_tables_init(strata_tables *tables, uint32_t cells, int64_t width,
                                 strata_error *err) STRATA_NODISCARD;
void strata_tables_deinit(strata_tables *tables);

/** Notes a table that the caller has checked. One that brings no cell anything new is not kept. If
 * the base lacks its cells it becomes their base.
 *  @param news  whether it brought anything; NULL: not asked for */
strata_status strata_tables_add(strata_tables *tables, strata_table_piece piece, bool *news,
                                strata_error *err) STRATA_NODISCARD;

/** How far apart two tables must be at a cell. */
int64_t strata_tables_width(const strata_tables *tables, uint32_t cell);

/** True if two tables are so far apart at a cell. */
bool strata_tables_settle(const strata_tables *tables, uint32_t cell);

#endif
