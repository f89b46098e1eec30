/* Contexts and combinations are numbered in order of first use, then the columns are written with
 * as few bytes as the block allows. */
#include <string.h>

#include "base/alloc.h"
#include "stream/record_block.h"
#include "stream/record_block_parts.h"

typedef struct block_encoder {
    strata_intern *contexts; /* numbers from 1 */
    strata_intern *statuses;
    strata_intern *texts; /* numbers from 0, the empty text */
    uint32_t *context_of; /* context_of[count] */
    uint32_t *status_of;
    strata_block_widths widths;
    uint32_t row_base;
    int64_t score_base;
} block_encoder;

static void deinit(block_encoder *encoder)
{
    strata_intern_free(encoder->contexts);
    strata_intern_free(encoder->statuses);
    strata_intern_free(encoder->texts);
    strata_free(encoder->context_of);
    strata_free(encoder->status_of);
}

static strata_status init(block_encoder *encoder, uint32_t count, strata_error *err)
{
    encoder->contexts = strata_intern_new();
    encoder->statuses = strata_intern_new();
    encoder->texts = strata_intern_new();
    encoder->context_of = strata_alloc_zero(count, sizeof *encoder->context_of);
    encoder->status_of = strata_alloc_zero(count, sizeof *encoder->status_of);
    const bool good = encoder->contexts != NULL && encoder->statuses != NULL &&
                      encoder->texts != NULL && encoder->context_of != NULL &&
                      encoder->status_of != NULL;
    return good ? STRATA_OK : strata_fail_memory(err);
}

static strata_block_context context_of(const strata_record *record)
{
    return (strata_block_context){
        .texts = {record->term, record->county, record->lea, record->school, record->assessment,
                  record->era, record->subject, record->grade},
        .file = record->file,
        .year = (uint16_t)record->year,
    };
}

static strata_block_status status_of(const strata_record *record)
{
    strata_block_status status = {.condition = record->condition, .race_mask = record->race_mask};
    memcpy(status.bytes, record->codes, STRATA_DIM_RECORDED);
    const uint8_t rest[] = {record->fay[0],           record->fay[1], record->fay[2],
                            record->enrolled,         record->tested, record->level,
                            record->has_score ? 1 : 0};
    memcpy(status.bytes + STRATA_DIM_RECORDED, rest, sizeof rest);
    return status;
}

static strata_status number_parts(block_encoder *encoder, const strata_record *records,
                                  uint32_t count, strata_error *err)
{
    for (uint32_t at = 0; at < count; at++) {
        const strata_block_context context = context_of(&records[at]);
        const strata_block_status status = status_of(&records[at]);
        STRATA_TRY(strata_intern_add(encoder->contexts, (const char *)&context, sizeof context,
                                     &encoder->context_of[at], err));
        STRATA_TRY(strata_intern_add(encoder->statuses, (const char *)&status, sizeof status,
                                     &encoder->status_of[at], err));
    }
    return STRATA_OK;
}

static strata_block_context context_at(const block_encoder *encoder, uint32_t number)
{
    strata_block_context context;
    memcpy(&context, strata_intern_text(encoder->contexts, number), sizeof context);
    return context;
}

static strata_block_status status_at(const block_encoder *encoder, uint32_t number)
{
    strata_block_status status;
    memcpy(&status, strata_intern_text(encoder->statuses, number), sizeof status);
    return status;
}

/* The number in the block of a text of the dictionary. */
static strata_status local_text(block_encoder *encoder, const strata_dictionary *dictionary,
                                uint32_t *id, strata_error *err)
{
    const char *text = strata_dictionary_text(dictionary, *id);
    return strata_intern_add(encoder->texts, text, strlen(text), id, err);
}

static strata_status put_contexts(block_encoder *encoder, const strata_dictionary *dictionary,
                                  strata_byte_buffer *out, strata_error *err)
{
    for (uint32_t number = 1; number < strata_intern_count(encoder->contexts); number++) {
        strata_block_context context = context_at(encoder, number);
        for (unsigned at = 0; at < STRATA_CONTEXT_TEXTS; at++) {
            STRATA_TRY(local_text(encoder, dictionary, &context.texts[at], err));
            strata_put_number(out, context.texts[at], 4);
        }
        strata_put_number(out, context.file, 4);
        strata_put_number(out, context.year, 2);
    }
    return STRATA_OK;
}

static strata_status put_statuses(block_encoder *encoder, const strata_dictionary *dictionary,
                                  strata_byte_buffer *out, strata_error *err)
{
    for (uint32_t number = 1; number < strata_intern_count(encoder->statuses); number++) {
        strata_block_status status = status_at(encoder, number);
        STRATA_TRY(local_text(encoder, dictionary, &status.condition, err));
        strata_put_number(out, status.condition, 4);
        strata_put_number(out, status.race_mask, 2);
        strata_put_bytes(out, status.bytes, sizeof status.bytes);
    }
    return STRATA_OK;
}

/* The difference of two numbers fits 64 bits without sign whatever they are. */
static uint64_t score_delta(const block_encoder *encoder, const strata_record *record)
{
    return record->has_score ? (uint64_t)record->score - (uint64_t)encoder->score_base : 0;
}

static void measure(block_encoder *encoder, const strata_record *records, uint32_t count)
{
    uint64_t students = 0; /* all bits of all students: as wide as the widest */
    uint64_t row_deltas = 0;
    uint64_t score_deltas = 0;
    bool has_score = false;
    encoder->row_base = records[0].row;
    for (uint32_t at = 0; at < count; at++) {
        const strata_record *record = &records[at];
        students |= record->student;
        encoder->row_base = record->row < encoder->row_base ? record->row : encoder->row_base;
        if (record->has_score && (!has_score || record->score < encoder->score_base)) {
            encoder->score_base = record->score;
            has_score = true;
        }
    }
    for (uint32_t at = 0; at < count; at++) {
        row_deltas |= records[at].row - encoder->row_base;
        score_deltas |= score_delta(encoder, &records[at]);
    }
    encoder->widths = (strata_block_widths){
        .student = strata_byte_width(students),
        .context = strata_byte_width(strata_intern_count(encoder->contexts) - 2),
        .status = strata_byte_width(strata_intern_count(encoder->statuses) - 2),
        .row = strata_byte_width(row_deltas),
        .score = strata_byte_width(score_deltas),
    };
}

static void put_head(const block_encoder *encoder, uint32_t count, strata_byte_buffer *out)
{
    strata_put_number(out, count, 4);
    strata_put_number(out, strata_intern_count(encoder->texts) - 1, 4);
    strata_put_number(out, strata_intern_count(encoder->contexts) - 1, 4);
    strata_put_number(out, strata_intern_count(encoder->statuses) - 1, 4);
    strata_put_number(out, encoder->widths.student, 1);
    strata_put_number(out, encoder->widths.context, 1);
    strata_put_number(out, encoder->widths.status, 1);
    strata_put_number(out, encoder->widths.row, 1);
    strata_put_number(out, encoder->widths.score, 1);
    strata_put_number(out, encoder->row_base, 4);
    strata_put_number(out, (uint64_t)encoder->score_base, 8);
    for (uint32_t number = 1; number < strata_intern_count(encoder->texts); number++) {
        strata_put_text(out, (strata_slice){strata_intern_text(encoder->texts, number),
                                            strata_intern_length(encoder->texts, number)});
    }
}

static void put_columns(const block_encoder *encoder, const strata_record *records, uint32_t count,
                        strata_byte_buffer *out)
{
    for (uint32_t at = 0; at < count; at++) {
        strata_put_number(out, records[at].student, encoder->widths.student);
    }
    for (uint32_t at = 0; at < count; at++) {
        strata_put_number(out, encoder->context_of[at] - 1, encoder->widths.context);
    }
    for (uint32_t at = 0; at < count; at++) {
        strata_put_number(out, encoder->status_of[at] - 1, encoder->widths.status);
    }
    for (uint32_t at = 0; at < count; at++) {
        strata_put_number(out, records[at].row - encoder->row_base, encoder->widths.row);
    }
    for (uint32_t at = 0; at < count; at++) {
        strata_put_number(out, score_delta(encoder, &records[at]), encoder->widths.score);
    }
}

static strata_status encode(block_encoder *encoder, const strata_record *records, uint32_t count,
                            const strata_dictionary *dictionary, strata_byte_buffer *out)
{
    strata_byte_buffer parts = {0}; /* written first, since it is they that use texts */
    strata_status status = number_parts(encoder, records, count, NULL);
    if (status == STRATA_OK) {
        status = put_contexts(encoder, dictionary, &parts, NULL);
    }
    if (status == STRATA_OK) {
        status = put_statuses(encoder, dictionary, &parts, NULL);
    }
    if (status == STRATA_OK) {
        measure(encoder, records, count);
        put_head(encoder, count, out);
        strata_put_bytes(out, parts.bytes, parts.len);
        put_columns(encoder, records, count, out);
        status = parts.status != STRATA_OK ? parts.status : out->status;
    }
    strata_byte_buffer_deinit(&parts);
    return status;
}

strata_status strata_record_block_encode(const strata_record *records, uint32_t count,
                                         const strata_dictionary *dictionary,
                                         strata_byte_buffer *out, strata_error *err)
{
    assert(count > 0 && count <= STRATA_BLOCK_ROWS);
    block_encoder encoder = {0};
    strata_status status = init(&encoder, count, err);
    if (status == STRATA_OK) {
        status = encode(&encoder, records, count, dictionary, out);
    }
    deinit(&encoder);
    return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
}
