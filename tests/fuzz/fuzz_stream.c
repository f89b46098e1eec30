/* Any bytes as a stream: records in both forms and cells are read or refused, never crash; what is
 * read and written again is read as the same. Hashes keep changed bytes out, so the bytes are also
 * taken as the rows of a stream with a fitting trailer, and as the payload of one block. */
#include <stdlib.h>
#include <string.h>

#include "cube/cell_stream.h"
#include "large_blocks.h"
#include "stream/record_block.h"
#include "stream/record_stream.h"
#include "stream/stream_digests.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static strata_source *source_of(strata_slice bytes, size_t chunk)
{
    strata_source *source = NULL;
    must(strata_source_memory("x", bytes.text, bytes.len, chunk, &source, NULL) == STRATA_OK);
    return source;
}

static strata_slice bytes_of(const strata_sink *sink)
{
    strata_slice bytes = {0};
    strata_sink_bytes(sink, &bytes.text, &bytes.len);
    return bytes;
}

/* Takes records and writes them on as text. */
typedef struct rewriting {
    strata_dictionary *dictionary;
    strata_accounting accounting;
    strata_sink *sink;
    strata_record_writer *writer;
} rewriting;

static strata_status push(void *context, const strata_record *record, strata_error *err)
{
    rewriting *work = context;
    return strata_record_writer_push(work->writer, record, err);
}

/* The records of a stream as text, or NULL if it is none. */
static strata_sink *rewrite_records(strata_slice bytes, size_t chunk)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_RECORDS};
    rewriting work = {.dictionary = strata_dictionary_new()};
    const strata_record_sink out = {.context = &work, .push = push};
    strata_source *source = source_of(bytes, chunk);
    must(work.dictionary != NULL && strata_sink_memory(&work.sink, NULL) == STRATA_OK);
    must(strata_record_writer_open(work.sink, &header, work.dictionary, false, false, &work.writer,
                                   NULL) == STRATA_OK);
    strata_status status =
        strata_record_stream_read(source, 0, work.dictionary, &out, &work.accounting, NULL, NULL);
    must(status == STRATA_OK || status == STRATA_E_INPUT);
    if (status == STRATA_OK) {
        must(strata_record_writer_end(work.writer, &work.accounting, NULL) == STRATA_OK);
    } else {
        strata_sink_discard(work.sink);
        work.sink = NULL;
    }
    strata_record_writer_free(work.writer);
    strata_accounting_deinit(&work.accounting);
    strata_dictionary_free(work.dictionary);
    strata_source_close(source);
    return work.sink;
}

static strata_sink *rewrite_cells(strata_slice bytes, size_t chunk)
{
    strata_stream_header header = {0};
    strata_cellset *set = NULL;
    strata_sink *sink = NULL;
    strata_source *source = source_of(bytes, chunk);
    const strata_status status = strata_cell_stream_read(source, &set, &header, NULL);
    must(status == STRATA_OK || status == STRATA_E_INPUT);
    must((set != NULL) == (status == STRATA_OK));
    if (set != NULL) {
        must(strata_sink_memory(&sink, NULL) == STRATA_OK);
        must(strata_cell_stream_write(sink, set, &header, false, NULL) == STRATA_OK);
    }
    strata_cellset_free(set);
    strata_source_close(source);
    return sink;
}

/* Reads and writes twice: the second time must change nothing. */
static void check(strata_slice bytes, strata_sink *(*rewrite)(strata_slice bytes, size_t chunk))
{
    strata_sink *first = rewrite(bytes, 0);
    strata_sink *pieces = rewrite(bytes, 7);
    must((first != NULL) == (pieces != NULL));
    if (first != NULL) {
        const strata_slice written = bytes_of(first);
        strata_sink *second = rewrite(written, 0);
        must(second != NULL && strata_slice_equal(bytes_of(second), written));
        must(strata_slice_equal(bytes_of(pieces), written));
        strata_sink_discard(second);
    }
    strata_sink_discard(first);
    strata_sink_discard(pieces);
}

#define TEST_LINE                                                                                  \
    "#test assessment=caaspp subject= era= levels=4 proficient=3 decimals=1 scores=yes "           \
    "vertical=no better=higher denominator=tested label=\n"
#define INPUT_LINE                                                                                 \
    "#input 0123456789abcdef0123456789abcdef rows=3 accepted=3 rejected=0 out_of_scope=0\n"
#define RECORD_COLUMNS                                                                             \
    "student,year,term,county,lea,school,assessment,era,subject,grade,el,race_mask,race,frl,econ," \
    "swd,migrant,homeless,foster,military,gender,fay_school,fay_lea,fay_state,enrolled,tested,"    \
    "scale_score,level,condition,weight,file,row\n"
#define CELL_COLUMNS                                                                               \
    "year,term,population,entity_level,county,lea,school,assessment,era,subject,grade,dim,group,"  \
    "variable,n_enrolled,n_tested,n_scored,score_unit,score_sum,score_sumsq,level_1,level_2,"      \
    "level_3,level_4,score_min,score_max,sketch,stat,cut,value,value_lo,value_hi,value_se,"        \
    "value_df,source,status\n"

static void check_rows(strata_slice rows, const char *kind, const char *columns,
                       strata_sink *(*rewrite)(strata_slice bytes, size_t chunk))
{
    strata_trailer trailer = {0};
    size_t count = 0;
    for (size_t at = 0; at < rows.len; at++) {
        count += rows.text[at] == '\n' ? 1 : 0;
    }
    strata_stream_digests digests = {0};
    strata_sink *sink = NULL;
    must(strata_stream_digests_init(&digests, NULL) == STRATA_OK &&
         strata_sink_memory(&sink, NULL) == STRATA_OK &&
         strata_sink_format(sink, NULL, "#strata %s 1\n" TEST_LINE, kind) == STRATA_OK);
    strata_digest_add(digests.marks, bytes_of(sink).text, bytes_of(sink).len);
    strata_digest_add(digests.marks, INPUT_LINE, strlen(INPUT_LINE));
    strata_digest_add(digests.rows, columns, strlen(columns));
    strata_digest_add(digests.rows, rows.text, rows.len);
    strata_stream_digests_text(&digests, &trailer);
    trailer.rows = count;
    must(strata_sink_text(sink, columns, NULL) == STRATA_OK &&
         strata_sink_write(sink, rows.text, rows.len, NULL) == STRATA_OK &&
         strata_sink_text(sink, INPUT_LINE, NULL) == STRATA_OK &&
         strata_trailer_write_end(sink, &trailer, NULL) == STRATA_OK);
    check(bytes_of(sink), rewrite);
    strata_sink_discard(sink);
    strata_stream_digests_deinit(&digests);
}

/* Keeps the records of a block. */
typedef struct block_records {
    strata_record records[64];
    uint32_t count;
} block_records;

static strata_status keep(void *context, const strata_record *record, strata_error *err)
{
    block_records *kept = context;
    if (kept->count == sizeof kept->records / sizeof kept->records[0]) {
        return strata_fail(err, STRATA_E_LIMIT, NULL, "enough");
    }
    kept->records[kept->count++] = *record;
    return STRATA_OK;
}

static void check_block(strata_slice payload)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    block_records first = {.count = 0};
    block_records second = {.count = 0};
    const strata_record_sink into_first = {.context = &first, .push = keep};
    const strata_record_sink into_second = {.context = &second, .push = keep};
    strata_byte_buffer again = {0};
    bool is_sound = false;
    must(dictionary != NULL);
    const strata_status status =
        strata_record_block_decode(payload, dictionary, &into_first, &is_sound, NULL);
    must(status == STRATA_OK || status == STRATA_E_LIMIT);
    must(is_sound == (first.count > 0));
    if (status == STRATA_OK && is_sound) {
        must(strata_record_block_encode(first.records, first.count, dictionary, &again, NULL) ==
             STRATA_OK);
        must(strata_record_block_decode((strata_slice){again.bytes, again.len}, dictionary,
                                        &into_second, &is_sound, NULL) == STRATA_OK);
        must(is_sound && first.count == second.count);
        for (uint32_t at = 0; at < first.count; at++) {
            must(first.records[at].student == second.records[at].student &&
                 first.records[at].school == second.records[at].school &&
                 first.records[at].score == second.records[at].score &&
                 first.records[at].row == second.records[at].row);
        }
    }
    strata_byte_buffer_deinit(&again);
    strata_dictionary_free(dictionary);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const strata_slice input = {(const char *)bytes, len};
    strata_source *source = NULL;
    large_blocks_use();
    const strata_status status = strata_source_memory("x", bytes, len, 0, &source, NULL);
    strata_source_close(source);
    if (status != STRATA_OK) { /* a zip archive or the like */
        return 0;
    }
    check(input, rewrite_records);
    check(input, rewrite_cells);
    check_rows(input, "records", RECORD_COLUMNS, rewrite_records);
    check_rows(input, "cells", CELL_COLUMNS, rewrite_cells);
    check_block(input);
    return 0;
}
