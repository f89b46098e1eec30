/* Frames: kind, length, payload, checksum over all three and the frames before. */
#include "base/alloc.h"
#include "stream/record_binary.h"
#include "stream/record_block.h"
#include "stream/stream_header.h"

/* 0x89 "SREC" CR 0x1a LF */
const char strata_rec_magic[STRATA_REC_MAGIC_BYTES + 1] = "\x89SREC\r\x1a\n";

struct strata_record_binary_writer {
    strata_sink *sink;                   /* borrowed */
    const strata_dictionary *dictionary; /* borrowed */
    strata_record *records;              /* records[count]: the block being filled */
    uint32_t count;
    size_t texts_bytes; /* of the records' places and tests, repetitions included */
    uint64_t rows;
    uint64_t checksum; /* of the frame before */
    strata_byte_buffer frame;
};

void strata_record_binary_writer_free(strata_record_binary_writer *writer)
{
    if (writer != NULL) {
        strata_byte_buffer_deinit(&writer->frame);
        strata_free(writer->records);
        strata_free(writer);
    }
}

enum {
    FRAME_START = 1 + 4 /* kind and length */
};

static void start_frame(strata_record_binary_writer *writer, unsigned kind)
{
    writer->frame.len = 0;
    strata_put_number(&writer->frame, kind, 1);
    strata_put_number(&writer->frame, 0, 4); /* the length, known later */
}

static strata_status write_frame(strata_record_binary_writer *writer, strata_error *err)
{
    strata_byte_buffer *frame = &writer->frame;
    if (frame->status != STRATA_OK) {
        return strata_fail_memory(err);
    }
    const size_t len = frame->len;
    frame->len = 1;
    strata_put_number(frame, len - FRAME_START, 4);
    frame->len = len;
    writer->checksum = strata_hash64_after(writer->checksum, frame->bytes, len);
    strata_put_number(frame, writer->checksum, 8);
    return frame->status == STRATA_OK
               ? strata_sink_write(writer->sink, frame->bytes, frame->len, err)
               : strata_fail_memory(err);
}

/* A frame whose payload are # lines: of the whole header, or of the tests if header is NULL. */
static strata_status write_lines(strata_record_binary_writer *writer,
                                 const strata_stream_header *header, strata_error *err)
{
    strata_sink *lines = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    STRATA_TRY(strata_sink_memory(&lines, err));
    strata_status status = header != NULL
                               ? strata_stream_header_write(lines, header, writer->dictionary, err)
                               : strata_stream_header_write_tests(lines, writer->dictionary, err);
    if (status == STRATA_OK) {
        strata_sink_bytes(lines, &bytes, &len);
        start_frame(writer, header != NULL ? STRATA_REC_HEADER : STRATA_REC_TESTS);
        strata_put_bytes(&writer->frame, bytes, len);
        status = write_frame(writer, err);
    }
    strata_sink_discard(lines);
    return status;
}

static strata_status start(strata_record_binary_writer *writer, const strata_stream_header *header,
                           strata_error *err)
{
    writer->records = strata_alloc_zero(STRATA_BLOCK_ROWS, sizeof *writer->records);
    if (writer->records == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_sink_write(writer->sink, strata_rec_magic, STRATA_REC_MAGIC_BYTES, err));
    return write_lines(writer, header, err);
}

strata_status strata_record_binary_writer_open(strata_sink *sink,
                                               const strata_stream_header *header,
                                               const strata_dictionary *dictionary,
                                               strata_record_binary_writer **out, strata_error *err)
{
    *out = NULL;
    strata_record_binary_writer *writer = strata_alloc_zero(1, sizeof *writer);
    if (writer == NULL) {
        return strata_fail_memory(err);
    }
    writer->sink = sink;
    writer->dictionary = dictionary;
    const strata_status status = start(writer, header, err);
    if (status != STRATA_OK) {
        strata_record_binary_writer_free(writer);
        return status;
    }
    *out = writer;
    return STRATA_OK;
}

static strata_status write_block(strata_record_binary_writer *writer, strata_error *err)
{
    if (writer->count == 0) {
        return STRATA_OK;
    }
    start_frame(writer, STRATA_REC_BLOCK);
    STRATA_TRY(strata_record_block_encode(writer->records, writer->count, writer->dictionary,
                                          &writer->frame, err));
    writer->rows += writer->count;
    writer->count = 0;
    writer->texts_bytes = 0;
    return write_frame(writer, err);
}

/* Bytes of a record's texts. They count in full although a block holds each text once: only texts
 * of unheard-of length end a block early. */
static size_t text_bytes(const strata_record_binary_writer *writer, const strata_record *record)
{
    const uint32_t ids[] = {record->term,    record->county,     record->lea,
                            record->school,  record->assessment, record->era,
                            record->subject, record->grade,      record->condition};
    size_t bytes = 0;
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        bytes += strlen(strata_dictionary_text(writer->dictionary, ids[at]));
    }
    return bytes;
}

strata_status strata_record_binary_writer_push(strata_record_binary_writer *writer,
                                               const strata_record *record, strata_error *err)
{
    const size_t bytes = text_bytes(writer, record);
    if (writer->count == STRATA_BLOCK_ROWS ||
        writer->texts_bytes + bytes > STRATA_BLOCK_TEXT_BYTES) {
        STRATA_TRY(write_block(writer, err));
    }
    writer->records[writer->count++] = *record;
    writer->texts_bytes += bytes;
    return STRATA_OK;
}

strata_status strata_record_binary_writer_tests(strata_record_binary_writer *writer,
                                                strata_error *err)
{
    STRATA_TRY(write_block(writer, err));
    return write_lines(writer, NULL, err);
}

strata_status strata_record_binary_writer_end(strata_record_binary_writer *writer,
                                              strata_trailer *trailer, strata_error *err)
{
    STRATA_TRY(write_block(writer, err));
    trailer->rows = writer->rows;
    start_frame(writer, STRATA_REC_END);
    strata_put_number(&writer->frame, trailer->rows, 8);
    strata_put_number(&writer->frame, trailer->input_count, 4);
    for (size_t at = 0; at < trailer->input_count; at++) {
        const strata_trailer_input *input = &trailer->inputs[at];
        strata_put_bytes(&writer->frame, input->digest, STRATA_DIGEST_TEXT - 1);
        strata_put_number(&writer->frame, input->rows, 8);
        strata_put_number(&writer->frame, input->accepted, 8);
        strata_put_number(&writer->frame, input->rejected, 8);
        strata_put_number(&writer->frame, input->out_of_scope, 8);
    }
    return write_frame(writer, err);
}
