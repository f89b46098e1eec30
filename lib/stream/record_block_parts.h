/* What the encoder and the decoder of a block agree on; FORMAT.md has it in words. */
#ifndef STRATA_STREAM_RECORD_BLOCK_PARTS_H
#define STRATA_STREAM_RECORD_BLOCK_PARTS_H

#include <assert.h>

#include "record/record.h"

enum {
    STRATA_CONTEXT_TEXTS = 8
};

/** What neighbours share: no padding, since equal bytes have to mean equal contexts. */
typedef struct strata_block_context {
    uint32_t texts[STRATA_CONTEXT_TEXTS]; /* term, county, lea, school, assessment, era, subject,
                                             grade */
    uint32_t file;
    uint16_t year;
    uint16_t zero;
} strata_block_context;
static_assert(sizeof(strata_block_context) == 40, "no padding");

enum {
    STRATA_STATUS_BYTES = STRATA_DIM_RECORDED + 7
};

/** A combination of everything that has few values: no padding either. */
typedef struct strata_block_status {
    uint32_t condition;
    uint16_t race_mask;
    uint8_t bytes[STRATA_STATUS_BYTES]; /* codes by dimension, fay[3], enrolled, tested, level,
                                           has_score */
} strata_block_status;
static_assert(sizeof(strata_block_status) == 24, "no padding");

/** Bytes of a row in each column. */
typedef struct strata_block_widths {
    unsigned student;
    unsigned context;
    unsigned status;
    unsigned row;
    unsigned score;
} strata_block_widths;

#endif
