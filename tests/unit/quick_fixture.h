/* A file read twice at once, quickly and in the ordinary way: what is known must be what is
 * decoded.
 */
#ifndef STRATA_QUICK_FIXTURE_H
#define STRATA_QUICK_FIXTURE_H

#include "record/extract.h"
#include "record/quick_lessons.h"
#include "strata_test.h"

/** Two who look, in turns, learn from one decoder. */
enum {
    QUICK_LOOKERS = 2
};

typedef struct quick_reading {
    strata_extract extract;
    strata_decoder decoder;
    strata_dictionary *dictionary;
    strata_rows *rows;
    strata_keyed_hash *key;
    strata_quick_plan *plan; /* NULL: a quick look is not for the file */
    strata_quick *lookers[QUICK_LOOKERS];
    strata_lessons lessons;
    strata_batch_view view;
    char
        *seen; /* seen[row_count], NUL behind it: 'k' known, 'c' clean but decoded, '.' otherwise */
    size_t row_count;
    size_t known;
    size_t clean;
} quick_reading;

static inline void quick_ok(strata_status status, const strata_error *err)
{
    if (status != STRATA_OK) {
        test_error(err, "");
    }
}

/** Opens a source; how->schema or how->choice says what it is. */
static inline void quick_open(quick_reading *reading, strata_catalog *catalog,
                              strata_source *source, const strata_extract_options *how)
{
    static const uint8_t key[STRATA_KEY_BYTES] = {9, 8, 7};
    strata_error err = {0};
    *reading = (quick_reading){0};
    quick_ok(strata_extract_open_with(&reading->extract, source, catalog, how, &err), &err);
    reading->dictionary = strata_dictionary_new();
    reading->key = strata_keyed_hash_new_passing(key);
    assert_non_null(reading->dictionary);
    assert_non_null(reading->key);
    const strata_schema *schema = reading->extract.choice.schema;
    const strata_decoding of = {.schema = schema,
                                .binding = &reading->extract.binding,
                                .dictionary = reading->dictionary,
                                .key = reading->key,
                                .file_name = "in",
                                .file = 1};
    quick_ok(strata_dictionary_add_schema(reading->dictionary, schema, &err), &err);
    quick_ok(strata_decoder_init(&reading->decoder, &of, &err), &err);
    quick_ok(strata_quick_plan_make(&of, &reading->plan, &err), &err);
    quick_ok(strata_rows_new(0, NULL, &reading->rows, &err), &err);
    reading->lessons = (strata_lessons){
        .plan = reading->plan, .dictionary = reading->dictionary, .rows = reading->rows};
    quick_ok(strata_lessons_init(&reading->lessons, QUICK_LOOKERS, &err), &err);
    for (size_t at = 0; reading->plan != NULL && at < QUICK_LOOKERS; at++) {
        quick_ok(strata_quick_new(reading->plan, reading->key, &reading->lookers[at], &err), &err);
    }
}

static inline void quick_close(quick_reading *reading)
{
    for (size_t at = 0; at < QUICK_LOOKERS; at++) {
        strata_quick_free(reading->lookers[at]);
    }
    strata_lessons_deinit(&reading->lessons);
    strata_quick_plan_free(reading->plan);
    strata_rows_free(reading->rows);
    strata_decoder_deinit(&reading->decoder);
    strata_extract_close(&reading->extract);
    strata_keyed_hash_free(reading->key);
    strata_dictionary_free(reading->dictionary);
    strata_batch_view_deinit(&reading->view);
    strata_free(reading->seen);
}

/** Fails unless a packed result says what a record says. */
static inline void quick_assert_same(const quick_reading *reading, const strata_packed_row *packed,
                                     const strata_record *record)
{
    uint32_t count = 0;
    const strata_packed_place *place = strata_rows_places(reading->rows, &count) + packed->place;
    const strata_packed_outcome *outcome =
        strata_rows_outcomes(reading->rows, &count) + packed->outcome;
    const strata_packed_person *person =
        strata_rows_persons(reading->rows, &count) + packed->person;
    assert_int_equal(place->file, record->file);
    assert_int_equal(place->year, record->year);
    assert_int_equal(place->term, record->term);
    assert_int_equal(place->county, record->county);
    assert_int_equal(place->lea, record->lea);
    assert_int_equal(place->school, record->school);
    assert_int_equal(outcome->assessment, record->assessment);
    assert_int_equal(outcome->era, record->era);
    assert_int_equal(outcome->subject, record->subject);
    assert_int_equal(outcome->grade, record->grade);
    assert_int_equal(outcome->condition, record->condition);
    assert_int_equal(outcome->level, record->level);
    assert_int_equal(outcome->tested, record->tested);
    assert_int_equal(outcome->has_score, record->has_score);
    assert_memory_equal(person->codes, record->codes, sizeof record->codes);
    assert_memory_equal(person->fay, record->fay, sizeof record->fay);
    assert_int_equal(person->enrolled, record->enrolled);
    assert_int_equal(person->race_mask, record->race_mask);
    assert_int_equal(packed->student, record->student);
    assert_int_equal(packed->score, record->score);
    assert_int_equal(packed->number, record->row);
}

/** Reads a row both ways. */
static inline char quick_row(quick_reading *reading, const strata_row_batch *batch, uint32_t row,
                             size_t looker, const strata_quick_row *look)
{
    strata_error err = {0};
    const strata_csv_row *whole = NULL;
    const strata_decoder *decoder = &reading->decoder;
    strata_packed_row packed = {.number = (uint32_t)(batch->line + batch->rows[row].line)};
    quick_ok(strata_batch_view_row(&reading->view, batch, row, &whole, &err), &err);
    quick_ok(strata_decode_row(&reading->decoder, whole, &err), &err);
    const bool is_clean = decoder->fate == STRATA_FATE_ACCEPTED && decoder->warning_count == 0 &&
                          decoder->result_count == 1;
    reading->clean += is_clean ? 1 : 0;
    if (strata_lessons_know(&reading->lessons, looker, look, &packed)) {
        assert_true(is_clean);
        quick_assert_same(reading, &packed, &decoder->records[0]);
        reading->known++;
        return 'k';
    }
    if (is_clean) {
        const strata_lesson lesson = {
            .batch = batch, .row = row, .look = look, .record = &decoder->records[0]};
        quick_ok(strata_lessons_learn(&reading->lessons, looker, &lesson, &err), &err);
    }
    return is_clean ? 'c' : '.';
}

static inline void quick_batch(quick_reading *reading, const strata_row_batch *batch, size_t looker)
{
    strata_error err = {0};
    strata_quick_row *looks = strata_alloc_zero(batch->row_count, sizeof *looks);
    uint32_t counts[STRATA_ASPECT_COUNT];
    reading->seen = strata_resize(reading->seen, reading->row_count + batch->row_count + 1);
    assert_non_null(looks);
    assert_non_null(reading->seen);
    quick_ok(strata_quick_look(reading->lookers[looker], batch, looks, &err), &err);
    for (unsigned aspect = 0; aspect < STRATA_ASPECT_COUNT; aspect++) {
        counts[aspect] = strata_quick_count(reading->lookers[looker], (strata_aspect)aspect);
    }
    quick_ok(strata_lessons_expect(&reading->lessons, looker, counts, &err), &err);
    for (uint32_t row = 0; row < batch->row_count; row++) {
        reading->seen[reading->row_count++] = quick_row(reading, batch, row, looker, &looks[row]);
    }
    reading->seen[reading->row_count] = '\0';
    strata_free(looks);
}

/** Reads all rows of a file that has a plan. */
static inline void quick_read(quick_reading *reading)
{
    strata_error err = {0};
    strata_row_batch batch = {0};
    size_t number = 0;
    assert_non_null(reading->plan);
    quick_ok(strata_extract_batch(&reading->extract, &batch, &err), &err);
    while (batch.row_count > 0) {
        quick_batch(reading, &batch, number++ % QUICK_LOOKERS);
        quick_ok(strata_extract_batch(&reading->extract, &batch, &err), &err);
    }
    strata_row_batch_deinit(&batch);
}

#endif
