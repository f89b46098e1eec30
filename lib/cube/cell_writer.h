/* Writes cells as they come, part after part: the cells stream, or the achievement table. */
#ifndef STRATA_CUBE_CELL_WRITER_H
#define STRATA_CUBE_CELL_WRITER_H

#include "cube/cell_rows.h"
#include "cube/cell_sink.h"
#include "cube/cellset.h"

typedef struct strata_cell_writer strata_cell_writer;

/** What was written. */
typedef struct strata_cell_written {
    uint64_t rows;
    uint64_t left_out; /* cells that have no part in any row of the table */
} strata_cell_written;

/** What is written, and how. */
typedef struct strata_cell_output {
    strata_sink *sink; /* borrowed */
    strata_cell_form form;
    bool has_tabs;                       /* a table with tabs between its fields, not commas */
    bool bare;                           /* a stream without # lines; a table never has some */
    const strata_quantiles *quantiles;   /* with columns in a table: filled for cells that come from
                                            where the sink is asked for them; NULL: none; borrowed */
    struct strata_cell_written *written; /* filled while it is written; borrowed, may be NULL */
} strata_cell_output;

/** Writes the header and the column line.
 *  @param header      its kind is not looked at; level_columns, protection, race_scheme and plan
 *                     are those of the cells
 *  @param dictionary  borrowed: as in strata_cell_key_text_new
 *  @param err         kept until the writer is freed, as in strata_stream_writer_open
 *  @return            STRATA_OK, STRATA_E_MEMORY, what the sink returned */
strata_status strata_cell_writer_open(const strata_cell_output *output,
                                      const strata_stream_header *header,
                                      const strata_dictionary *dictionary, strata_cell_writer **out,
                                      strata_error *err) STRATA_NODISCARD;
void strata_cell_writer_free(strata_cell_writer *writer); /* NULL is fine */

/** Takes the cells; belongs to the writer. */
const strata_cell_sink *strata_cell_writer_sink(strata_cell_writer *writer);

/** Names the inputs and writes the trailer.
 *  @param inputs  inputs[count] */
strata_status strata_cell_writer_end(strata_cell_writer *writer, const strata_input_mark *inputs,
                                     size_t count) STRATA_NODISCARD;

/** Writes a sorted set at once. level_columns, protection, race_scheme and plan of the header are
 * taken from the set. */
strata_status strata_cellset_output(const strata_cell_output *output, const strata_cellset *set,
                                    const strata_stream_header *header,
                                    strata_error *err) STRATA_NODISCARD;

#endif
