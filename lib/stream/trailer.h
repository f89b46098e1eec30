/* The lines after the rows of a stream: inputs, number of rows, hash. */
#ifndef STRATA_STREAM_TRAILER_H
#define STRATA_STREAM_TRAILER_H

#include <stdbool.h>

#include "base/hash.h"
#include "base/slice.h"
#include "io/sink.h"
#include "record/accounting.h"

typedef struct strata_trailer_input {
    char digest[STRATA_DIGEST_TEXT];
    uint64_t rows;
    bool has_account; /* of records: where the rows went, together `rows` */
    uint64_t accepted;
    uint64_t rejected;
    uint64_t out_of_scope;
} strata_trailer_input;

/** Start from {0}. */
typedef struct strata_trailer {
    uint64_t rows;
    char digest[STRATA_DIGEST_TEXT]; /* of the rows */
    char marks[STRATA_DIGEST_TEXT];  /* of the other # lines; "": the #end line has none */
    strata_trailer_input *inputs;    /* inputs[input_count] */
    size_t input_count;
    size_t input_room;
    bool is_ended; /* the #end line was read */
} strata_trailer;

void strata_trailer_deinit(strata_trailer *trailer);

/** @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("digest": not 32 hex digits) */
strata_status strata_trailer_add_input(strata_trailer *trailer, strata_slice digest, uint64_t rows,
                                       strata_error *err) STRATA_NODISCARD;

/** Adds an input with where its rows went: rows_in, accepted, rejected, out_of_scope of an account.
 *  @return as strata_trailer_add_input */
strata_status strata_trailer_add_account(strata_trailer *trailer, const strata_account *account,
                                         strata_error *err) STRATA_NODISCARD;

/** The other way round: digest, rows_in, accepted, rejected, out_of_scope go into *out. False if
 * the input does not say where its rows went, or not of all of them. */
bool strata_trailer_account(const strata_trailer_input *input,
                            strata_account *out) STRATA_NODISCARD;

/** Inputs by digest, then rows. */
void strata_trailer_sort(strata_trailer *trailer);

/** The #input lines. */
strata_status strata_trailer_write_inputs(strata_sink *sink, const strata_trailer *trailer,
                                          strata_error *err) STRATA_NODISCARD;
/** The #end line, which is about all the others. */
strata_status strata_trailer_write_end(strata_sink *sink, const strata_trailer *trailer,
                                       strata_error *err) STRATA_NODISCARD;

/** Reads a line without its line end; *is_line is false if it is neither #input nor #end. */
strata_status strata_trailer_read(strata_trailer *trailer, strata_slice line, bool *is_line,
                                  strata_error *err) STRATA_NODISCARD;

#endif
