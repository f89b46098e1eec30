/* Everything is checked before the first record is pushed: a checksum tells of accidents only. */
#include <string.h>

#include "base/alloc.h"
#include "stream/record_block.h"
#include "stream/record_block_parts.h"

typedef struct block_head {
    uint32_t rows;
    uint32_t text_count;
    uint32_t context_count;
    uint32_t status_count;
    strata_block_widths widths;
    uint32_t row_base;
    uint64_t score_base;
} block_head;

typedef struct block_decoder {
    block_head head;
    strata_dictionary *dictionary;
    uint32_t *texts;         /* texts[1 + text_count]: numbers in the dictionary */
    strata_record *contexts; /* contexts[context_count]: records with nothing else filled */
    strata_record *statuses;
    strata_byte_view students; /* the columns */
    strata_byte_view context_numbers;
    strata_byte_view status_numbers;
    strata_byte_view rows;
    strata_byte_view scores;
} block_decoder;

static void deinit(block_decoder *decoder)
{
    strata_free(decoder->texts);
    strata_free(decoder->contexts);
    strata_free(decoder->statuses);
}

enum {
    TEXT_BYTES = 4 /* least that a text takes: keeps a false count from asking for memory */
};

static bool read_head(strata_byte_view *view, block_head *out)
{
    out->rows = (uint32_t)strata_take_number(view, 4);
    out->text_count = (uint32_t)strata_take_number(view, 4);
    out->context_count = (uint32_t)strata_take_number(view, 4);
    out->status_count = (uint32_t)strata_take_number(view, 4);
    out->widths.student = (unsigned)strata_take_number(view, 1);
    out->widths.context = (unsigned)strata_take_number(view, 1);
    out->widths.status = (unsigned)strata_take_number(view, 1);
    out->widths.row = (unsigned)strata_take_number(view, 1);
    out->widths.score = (unsigned)strata_take_number(view, 1);
    out->row_base = (uint32_t)strata_take_number(view, 4);
    out->score_base = strata_take_number(view, 8);
    return !view->is_short && out->rows >= 1 && out->rows <= STRATA_BLOCK_ROWS &&
           out->text_count <= view->left / TEXT_BYTES && out->context_count <= STRATA_BLOCK_ROWS &&
           out->status_count <= STRATA_BLOCK_ROWS && out->widths.student <= 8 &&
           out->widths.context <= 2 && out->widths.status <= 2 && out->widths.row <= 4 &&
           out->widths.score <= 8;
}

static strata_status allocate(block_decoder *decoder, strata_error *err)
{
    const block_head *head = &decoder->head;
    decoder->texts = strata_alloc_zero((size_t)head->text_count + 1, sizeof *decoder->texts);
    decoder->contexts = strata_alloc_zero(head->context_count, sizeof *decoder->contexts);
    decoder->statuses = strata_alloc_zero(head->status_count, sizeof *decoder->statuses);
    const bool good =
        decoder->texts != NULL && decoder->contexts != NULL && decoder->statuses != NULL;
    return good ? STRATA_OK : strata_fail_memory(err);
}

static strata_status read_texts(block_decoder *decoder, strata_byte_view *view, strata_error *err)
{
    strata_intern *set = strata_dictionary_texts(decoder->dictionary);
    for (uint32_t at = 1; at <= decoder->head.text_count && !view->is_short; at++) {
        const strata_slice text = strata_take_text(view);
        if (text.len > 0 && memchr(text.text, '\0', text.len) != NULL) {
            view->is_short = true;
            return STRATA_OK;
        }
        STRATA_TRY(strata_intern_add(set, text.text, text.len, &decoder->texts[at], err));
    }
    return STRATA_OK;
}

/* A number of a text of the block as its number in the dictionary. */
static uint32_t take_text_id(const block_decoder *decoder, strata_byte_view *view)
{
    const uint64_t local = strata_take_number(view, 4);
    if (local > decoder->head.text_count) {
        view->is_short = true;
        return 0;
    }
    return decoder->texts[local];
}

static bool read_contexts(block_decoder *decoder, strata_byte_view *view)
{
    for (uint32_t at = 0; at < decoder->head.context_count; at++) {
        strata_record *context = &decoder->contexts[at];
        uint32_t *const texts[STRATA_CONTEXT_TEXTS] = {
            &context->term,       &context->county, &context->lea,     &context->school,
            &context->assessment, &context->era,    &context->subject, &context->grade};
        for (unsigned text = 0; text < STRATA_CONTEXT_TEXTS; text++) {
            *texts[text] = take_text_id(decoder, view);
        }
        context->file = (uint32_t)strata_take_number(view, 4);
        const uint64_t year = strata_take_number(view, 2);
        if (view->is_short || context->file == 0 || year < STRATA_YEAR_MIN ||
            year > STRATA_YEAR_MAX) {
            return false;
        }
        context->year = (int16_t)year;
    }
    return true;
}

static bool is_status_sound(const strata_record *status, uint64_t has_score)
{
    const uint32_t races = (UINT32_C(2) << strata_group_count(STRATA_DIM_RACE)) - 2;
    bool good = has_score <= 1 && status->level <= STRATA_LEVELS_MAX &&
                (status->race_mask & ~races) == 0 && status->enrolled <= STRATA_YES &&
                status->tested <= STRATA_YES && status->codes[STRATA_DIM_ALL] == 1;
    for (strata_dim dim = STRATA_DIM_EL; dim < STRATA_DIM_RECORDED; dim++) {
        good = good && status->codes[dim] <= strata_group_count(dim);
    }
    for (unsigned at = 0; at < 3; at++) {
        good = good && status->fay[at] <= STRATA_YES;
    }
    return good;
}

static bool read_statuses(block_decoder *decoder, strata_byte_view *view)
{
    for (uint32_t at = 0; at < decoder->head.status_count; at++) {
        strata_record *status = &decoder->statuses[at];
        status->condition = take_text_id(decoder, view);
        status->race_mask = (strata_race_mask)strata_take_number(view, 2);
        for (unsigned dim = 0; dim < STRATA_DIM_RECORDED; dim++) {
            status->codes[dim] = (strata_code)strata_take_number(view, 1);
        }
        for (unsigned flag = 0; flag < 3; flag++) {
            status->fay[flag] = (uint8_t)strata_take_number(view, 1);
        }
        status->enrolled = (uint8_t)strata_take_number(view, 1);
        status->tested = (uint8_t)strata_take_number(view, 1);
        status->level = (uint8_t)strata_take_number(view, 1);
        const uint64_t has_score = strata_take_number(view, 1);
        status->has_score = has_score == 1;
        if (view->is_short || !is_status_sound(status, has_score)) {
            return false;
        }
    }
    return true;
}

static strata_byte_view take_column(const block_decoder *decoder, strata_byte_view *view,
                                    unsigned width)
{
    const strata_slice column = strata_take_bytes(view, (size_t)decoder->head.rows * width);
    return (strata_byte_view){.at = column.text, .left = column.len};
}

static bool are_numbers_below(strata_byte_view column, uint32_t rows, unsigned width,
                              uint32_t count)
{
    bool good = true;
    for (uint32_t at = 0; at < rows; at++) {
        good = good && strata_take_number(&column, width) < count;
    }
    return good;
}

static bool read_columns(block_decoder *decoder, strata_byte_view *view)
{
    const block_head *head = &decoder->head;
    decoder->students = take_column(decoder, view, head->widths.student);
    decoder->context_numbers = take_column(decoder, view, head->widths.context);
    decoder->status_numbers = take_column(decoder, view, head->widths.status);
    decoder->rows = take_column(decoder, view, head->widths.row);
    decoder->scores = take_column(decoder, view, head->widths.score);
    return !view->is_short && view->left == 0 &&
           are_numbers_below(decoder->context_numbers, head->rows, head->widths.context,
                             head->context_count) &&
           are_numbers_below(decoder->status_numbers, head->rows, head->widths.status,
                             head->status_count);
}

static strata_record next_record(block_decoder *decoder)
{
    const block_head *head = &decoder->head;
    const strata_record *context =
        &decoder->contexts[strata_take_number(&decoder->context_numbers, head->widths.context)];
    strata_record record =
        decoder->statuses[strata_take_number(&decoder->status_numbers, head->widths.status)];
    record.student = strata_take_number(&decoder->students, head->widths.student);
    record.term = context->term;
    record.county = context->county;
    record.lea = context->lea;
    record.school = context->school;
    record.assessment = context->assessment;
    record.era = context->era;
    record.subject = context->subject;
    record.grade = context->grade;
    record.file = context->file;
    record.year = context->year;
    record.row = head->row_base + (uint32_t)strata_take_number(&decoder->rows, head->widths.row);
    const uint64_t score =
        head->score_base + strata_take_number(&decoder->scores, head->widths.score);
    record.score = record.has_score ? (int64_t)score : 0;
    return record;
}

static strata_status decode(block_decoder *decoder, strata_slice payload, bool *is_sound,
                            strata_error *err)
{
    strata_byte_view view = {.at = payload.text, .left = payload.len};
    *is_sound = read_head(&view, &decoder->head);
    if (!*is_sound) {
        return STRATA_OK;
    }
    STRATA_TRY(allocate(decoder, err));
    STRATA_TRY(read_texts(decoder, &view, err));
    *is_sound = !view.is_short && read_contexts(decoder, &view) && read_statuses(decoder, &view) &&
                read_columns(decoder, &view);
    return STRATA_OK;
}

strata_status strata_record_block_decode(strata_slice payload, strata_dictionary *dictionary,
                                         const strata_record_sink *sink, bool *is_sound,
                                         strata_error *err)
{
    block_decoder decoder = {.dictionary = dictionary};
    strata_status status = decode(&decoder, payload, is_sound, err);
    for (uint32_t at = 0; status == STRATA_OK && *is_sound && at < decoder.head.rows; at++) {
        const strata_record record = next_record(&decoder);
        status = sink->push(sink->context, &record, err);
    }
    deinit(&decoder);
    return status;
}
