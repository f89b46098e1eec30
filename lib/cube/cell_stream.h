/* Cells as a stream. Lives here, right of lib/stream, because that layer does not know cells. */
#ifndef STRATA_CUBE_CELL_STREAM_H
#define STRATA_CUBE_CELL_STREAM_H

#include "cube/cellset.h"
#include "stream/stream.h"

/** Writes a sorted set. header->level_columns, protection, race_scheme, plan are taken from the
 * set. */
strata_status strata_cell_stream_write(strata_sink *sink, const strata_cellset *set,
                                       const strata_stream_header *header, bool bare,
                                       strata_error *err) STRATA_NODISCARD;

/** Reads a stream of cells into a new set (sorted; a stream whose rows are not in order is
 * STRATA_E_INPUT "cells-order").
 *  @param header  filled; may be NULL */
strata_status strata_cell_stream_read(strata_source *source, strata_cellset **out,
                                      strata_stream_header *header,
                                      strata_error *err) STRATA_NODISCARD;

#endif
