/* Cells as rows of text: of the cells stream, or of the achievement table. */
#ifndef STRATA_CUBE_CELL_ROWS_H
#define STRATA_CUBE_CELL_ROWS_H

#include "cube/cell_figure_small.h"
#include "cube/cell_key_text.h"
#include "cube/cell_totals.h"
#include "cube/quantile.h"

typedef enum strata_cell_form {
    STRATA_CELL_FORM_STREAM, /* FORMAT.md, section 3 */
    STRATA_CELL_FORM_TABLE,  /* of scale scores: students, mean, SD, level counts, percent */
    STRATA_CELL_FORM_TOTALS  /* what the rows of the table add up to: no text, but totals */
} strata_cell_form;

/** What all rows of one output have in common. Texts and dictionary are borrowed. */
typedef struct strata_cell_terms {
    strata_cell_form form;
    const strata_dictionary *dictionary; /* as in strata_cell_key_text_new */
    unsigned level_columns;
    const char *protection; /* table: what the last column says */
    bool has_statistics; /* table: of what is counted statistics may stand beside the counts, as a
                            policy of a file leaves them */
    const strata_quantiles *quantiles; /* table: that have columns; borrowed; NULL: none */
} strata_cell_terms;

enum {
    STRATA_CELL_END_TEXT = 128 /* of it 64 are used; as much again may be read behind them */
};

/** The end of a row, which is the same for nearly all cells, and what it says. */
typedef struct strata_cell_end {
    uint8_t source;
    uint8_t status;
    uint16_t bits; /* of STRATA_IS_MARKED */
    size_t len;    /* 0: there is none yet */
    char text[STRATA_CELL_END_TEXT];
} strata_cell_end;

/** Rows in memory, not written yet. Start from {0}. */
typedef struct strata_cell_rows {
    strata_cell_terms terms;
    strata_sink *text; /* the rows */
    uint64_t count;    /* how many */
    uint64_t left_out; /* table: cells that have no part in any row */
    strata_cell_key_text *keys;
    strata_cell_end end; /* of the last row; in the stream, of the last row without a statistic */
    uint32_t variable;   /* table: of the last cell, and whether it has a row */
    bool is_of_scores;
    strata_small_figures *small; /* table: owned; NULL until the first row */
    strata_cell_totals totals;   /* of the rows, in that form */
    uint32_t cut_assessment;     /* in that form: what the cut is of */
    uint32_t cut_subject;
    uint32_t cut_era;
    unsigned cut;                        /* table: of the test of the last row, 0 if it has none */
    struct strata_cell_given_row *given; /* table: a row whose statistics may still come; owned */
    bool has_quantiles;                  /* table: those of the next cell were told */
    strata_int128 quantiles[STRATA_QUANTILES_MAX];
} strata_cell_rows;

/** @return STRATA_OK or STRATA_E_MEMORY; to be deinit whatever is returned */
strata_status strata_cell_rows_init(strata_cell_rows *rows, const strata_cell_terms *terms,
                                    strata_error *err) STRATA_NODISCARD;
void strata_cell_rows_deinit(strata_cell_rows *rows); /* {0} is fine */

/** Tells the quantiles of the cell that is added next: values[terms.quantiles->count], see
 * strata_quantile_value. Without this call there are none. */
void strata_cell_rows_tell(strata_cell_rows *rows, const strata_int128 *values);

/** Adds the row of a cell. In a table a statistic that was published has a part in the row of its
 * group; cells of other variables than scale_score and other statistics have none and are counted
 * in left_out.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_cell_rows_add(strata_cell_rows *rows, const strata_cell *cell,
                                   strata_error *err) STRATA_NODISCARD;

/** Ends the last row: text and count are those of all cells then.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_cell_rows_end(strata_cell_rows *rows, strata_error *err) STRATA_NODISCARD;

/** Forgets the rows; what helps to write the next ones stays. */
void strata_cell_rows_clear(strata_cell_rows *rows);

/** Writes the column line, without # lines around it. */
strata_status strata_cell_rows_columns(const strata_cell_terms *terms, char delimiter,
                                       strata_sink *sink, strata_error *err) STRATA_NODISCARD;

#endif
