/* Frame by frame; a frame's checksum is compared before its payload is looked at. */
#include "base/alloc.h"
#include "stream/record_binary.h"
#include "stream/record_block.h"
#include "stream/stream_header.h"

enum {
    FRAME_START = 1 + 4,
    CHECKSUM_BYTES = 8,
    READ_BYTES = 1024 * 1024
};

typedef struct rec_reader {
    strata_source *source;
    strata_dictionary *dictionary;
    const strata_record_sink *out;
    strata_stream_header *header;
    strata_trailer *trailer;
    char *bytes; /* bytes[len]: the current frame */
    size_t len;
    size_t room;
    uint64_t rows;
    uint64_t checksum; /* of the frame before */
    bool has_header;
} rec_reader;

static strata_place_in_file place(const rec_reader *reader)
{
    return (strata_place_in_file){.file = strata_source_name(reader->source)};
}

static strata_status fail_frame(const rec_reader *reader, strata_error *err, const char *rule,
                                const char *what)
{
    return strata_fail_at(err, STRATA_E_INPUT, rule, place(reader), "%s; make the records again",
                          what);
}

/* Reads more bytes of the frame. Memory grows with what is read, not with what a damaged length
 * promises. */
static strata_status read_more(rec_reader *reader, size_t count, strata_error *err)
{
    while (count > 0) {
        const size_t piece = count < READ_BYTES ? count : READ_BYTES;
        STRATA_TRY(strata_reserve(&reader->bytes, &reader->room, reader->len + piece, 1, err));
        size_t got = 0;
        STRATA_TRY(
            strata_source_read(reader->source, reader->bytes + reader->len, piece, &got, err));
        if (got == 0) {
            return fail_frame(reader, err, "stream-truncated", "the records end too early");
        }
        reader->len += got;
        count -= got;
    }
    return STRATA_OK;
}

/* The next frame: its kind and payload. */
static strata_status read_frame(rec_reader *reader, char *kind, strata_slice *payload,
                                strata_error *err)
{
    reader->len = 0;
    STRATA_TRY(read_more(reader, FRAME_START, err));
    strata_byte_view start = {.at = reader->bytes + 1, .left = 4};
    const size_t len = (size_t)strata_take_number(&start, 4);
    if (len > STRATA_BLOCK_BYTES) {
        return fail_frame(reader, err, "stream-block", "a block is longer than any can be");
    }
    STRATA_TRY(read_more(reader, len + CHECKSUM_BYTES, err));
    strata_byte_view sum = {.at = reader->bytes + FRAME_START + len, .left = CHECKSUM_BYTES};
    reader->checksum = strata_hash64_after(reader->checksum, reader->bytes, FRAME_START + len);
    if (strata_take_number(&sum, CHECKSUM_BYTES) != reader->checksum) {
        return fail_frame(reader, err, "stream-hash",
                          "the checksum of a block is wrong, or the one before it is missing");
    }
    *kind = reader->bytes[0];
    *payload = (strata_slice){reader->bytes + FRAME_START, len};
    return STRATA_OK;
}

static strata_status read_lines(rec_reader *reader, strata_slice payload, strata_error *err)
{
    while (payload.len > 0) {
        const char *end = memchr(payload.text, '\n', payload.len);
        if (end == NULL || memchr(payload.text, '\0', payload.len) != NULL) {
            return fail_frame(reader, err, "stream-header", "the header is not made of lines");
        }
        const strata_slice line = {payload.text, (size_t)(end - payload.text)};
        STRATA_TRY(strata_stream_header_read(line, place(reader), reader->header,
                                             reader->dictionary, err));
        payload.text += line.len + 1;
        payload.len -= line.len + 1;
    }
    return STRATA_OK;
}

static strata_status count_and_push(void *context, const strata_record *record, strata_error *err)
{
    rec_reader *reader = context;
    reader->rows++;
    return reader->out->push(reader->out->context, record, err);
}

static strata_status read_block(rec_reader *reader, strata_slice payload, strata_error *err)
{
    const strata_record_sink sink = {.context = reader, .push = count_and_push};
    bool is_sound = false;
    STRATA_TRY(strata_record_block_decode(payload, reader->dictionary, &sink, &is_sound, err));
    return is_sound ? STRATA_OK
                    : fail_frame(reader, err, "stream-block", "a block does not hold records");
}

static strata_status read_end(rec_reader *reader, strata_slice payload, strata_error *err)
{
    strata_byte_view view = {.at = payload.text, .left = payload.len};
    reader->trailer->rows = strata_take_number(&view, 8);
    const uint64_t inputs = strata_take_number(&view, 4);
    for (uint64_t at = 0; at < inputs && !view.is_short; at++) {
        const strata_slice digest = strata_take_bytes(&view, STRATA_DIGEST_TEXT - 1);
        strata_account account = {.rows_in = strata_take_number(&view, 8)};
        account.accepted = strata_take_number(&view, 8);
        account.rejected = strata_take_number(&view, 8);
        account.out_of_scope = strata_take_number(&view, 8);
        if (!view.is_short) {
            memcpy(account.digest, digest.text, digest.len);
            STRATA_TRY(strata_trailer_add_account(reader->trailer, &account, err));
        }
    }
    if (view.is_short || view.left > 0) {
        return fail_frame(reader, err, "stream-block", "the last block cannot be read");
    }
    reader->trailer->is_ended = true;
    if (reader->trailer->rows != reader->rows) {
        return fail_frame(reader, err, "stream-rows", "a block of records is missing");
    }
    return STRATA_OK;
}

static strata_status read_part(rec_reader *reader, strata_error *err)
{
    char kind = 0;
    strata_slice payload = {NULL, 0};
    STRATA_TRY(read_frame(reader, &kind, &payload, err));
    if (reader->has_header == (kind == STRATA_REC_HEADER)) {
        return fail_frame(reader, err, "stream-header", "expected one header, before all else");
    }
    switch (kind) {
    case STRATA_REC_HEADER:
        reader->has_header = true;
        return read_lines(reader, payload, err);
    case STRATA_REC_TESTS:
        return read_lines(reader, payload, err);
    case STRATA_REC_BLOCK:
        return read_block(reader, payload, err);
    case STRATA_REC_END:
        return read_end(reader, payload, err);
    default:
        return fail_frame(reader, err, "stream-block", "a block is of no known kind");
    }
}

static strata_status read_magic(rec_reader *reader, strata_error *err)
{
    STRATA_TRY(read_more(reader, STRATA_REC_MAGIC_BYTES, err));
    if (memcmp(reader->bytes, strata_rec_magic, STRATA_REC_MAGIC_BYTES) != 0) {
        return fail_frame(reader, err, "no-header", "expected a .rec file of strata");
    }
    return STRATA_OK;
}

static strata_status read_all(rec_reader *reader, strata_error *err)
{
    STRATA_TRY(read_magic(reader, err));
    while (!reader->trailer->is_ended) {
        STRATA_TRY(read_part(reader, err));
    }
    if (reader->header->kind != STRATA_STREAM_RECORDS) {
        return fail_frame(reader, err, "stream-kind", "the header is not one of records");
    }
    char more = 0;
    size_t got = 0;
    STRATA_TRY(strata_source_read(reader->source, &more, 1, &got, err));
    return got == 0 ? STRATA_OK
                    : fail_frame(reader, err, "stream-rows", "bytes follow the last block");
}

/* NOLINTNEXTLINE(readability-function-size): the same six as strata_record_stream_read needs */
strata_status strata_record_binary_read(strata_source *source, strata_dictionary *dictionary,
                                        const strata_record_sink *out, strata_stream_header *header,
                                        strata_trailer *trailer, strata_error *err)
{
    rec_reader reader = {.source = source,
                         .dictionary = dictionary,
                         .out = out,
                         .header = header,
                         .trailer = trailer};
    const strata_status status = read_all(&reader, err);
    strata_free(reader.bytes);
    return status;
}
