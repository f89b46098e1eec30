/* Two records with everything in them, and reading streams of records. */
#ifndef STRATA_RECORD_SAMPLES_H
#define STRATA_RECORD_SAMPLES_H

#include "stream/record_stream.h"
#include "stream_fixture.h"

static inline strata_code sample_code(strata_dim dim, const char *name)
{
    const strata_code code = strata_group_find(dim, strata_slice_of(name));
    assert_int_not_equal(code, 0);
    return code;
}

/** Everything filled; the test has one decimal, so the score is 412.5. */
static inline strata_record sample_full(strata_dictionary *dictionary)
{
    strata_record record = {
        .student = UINT64_C(0x00c0ffee12345678),
        .term = fixture_text(dictionary, "spring"),
        .county = fixture_text(dictionary, "01"),
        .lea = fixture_text(dictionary, "0161119"),
        .school = fixture_text(dictionary, "0130229"),
        .assessment = fixture_text(dictionary, "elpac"),
        .era = fixture_text(dictionary, "2018 on"),
        .subject = fixture_text(dictionary, "ela"),
        .grade = fixture_text(dictionary, "03"),
        .condition = fixture_text(dictionary, "paper, large print"),
        .file = 2,
        .row = 17,
        .score = 4125,
        .year = 2024,
        .race_mask = (strata_race_mask)(1U << sample_code(STRATA_DIM_RACE, "asian") |
                                        1U << sample_code(STRATA_DIM_RACE, "white")),
        .level = 3,
        .fay = {STRATA_YES, STRATA_NO, STRATA_UNKNOWN},
        .enrolled = STRATA_YES,
        .tested = STRATA_YES,
        .has_score = true,
    };
    record.codes[STRATA_DIM_ALL] = 1;
    record.codes[STRATA_DIM_EL] = sample_code(STRATA_DIM_EL, "exited_y2");
    record.codes[STRATA_DIM_RACE] = sample_code(STRATA_DIM_RACE, "two_or_more");
    record.codes[STRATA_DIM_FRL] = sample_code(STRATA_DIM_FRL, "free");
    record.codes[STRATA_DIM_GENDER] = sample_code(STRATA_DIM_GENDER, "female");
    return record;
}

#define SAMPLE_FULL_ROW                                                                            \
    "00c0ffee12345678,2024,spring,01,0161119,0130229,elpac,2018 on,ela,03,exited_y2,"              \
    "asian+white,two_or_more,free,,,,,,,female,yes,no,,yes,yes,412.5,3,\"paper, large print\",,"   \
    "2,17\n"

/** As little as a record can hold. */
static inline strata_record sample_bare(void)
{
    return (strata_record){.year = 2015, .file = 1, .row = 2, .codes = {[STRATA_DIM_ALL] = 1}};
}

#define SAMPLE_BARE_ROW ",2015,,,,,,,,,,,,,,,,,,,,,,,,,,,,,1,2\n"

static inline void sample_assert_equal(const strata_record *a, const strata_record *b)
{
    assert_int_equal(a->student, b->student);
    assert_int_equal(a->term, b->term);
    assert_int_equal(a->county, b->county);
    assert_int_equal(a->lea, b->lea);
    assert_int_equal(a->school, b->school);
    assert_int_equal(a->assessment, b->assessment);
    assert_int_equal(a->era, b->era);
    assert_int_equal(a->subject, b->subject);
    assert_int_equal(a->grade, b->grade);
    assert_int_equal(a->condition, b->condition);
    assert_int_equal(a->file, b->file);
    assert_int_equal(a->row, b->row);
    assert_int_equal(a->score, b->score);
    assert_int_equal(a->year, b->year);
    assert_int_equal(a->race_mask, b->race_mask);
    assert_int_equal(a->level, b->level);
    assert_int_equal(a->enrolled, b->enrolled);
    assert_int_equal(a->tested, b->tested);
    assert_int_equal(a->has_score, b->has_score);
    assert_memory_equal(a->codes, b->codes, sizeof a->codes);
    assert_memory_equal(a->fay, b->fay, sizeof a->fay);
}

enum {
    SAMPLES_MAX = 8
};

/** Keeps what it is given. */
typedef struct sample_list {
    strata_record records[SAMPLES_MAX];
    size_t count;
} sample_list;

static inline strata_status sample_push(void *context, const strata_record *record,
                                        strata_error *err)
{
    (void)err;
    sample_list *list = context;
    assert_in_range(list->count, 0, SAMPLES_MAX - 1);
    list->records[list->count++] = *record;
    return STRATA_OK;
}

/** Accounts of two files, of 20 and of 30 rows. */
static inline void sample_accounts(strata_accounting *accounting)
{
    strata_account *account = NULL;
    assert_int_equal(strata_accounting_add(accounting, "a.csv", &account, NULL), STRATA_OK);
    memcpy(account->digest, "ffffffffffffffffffffffffffffffff", STRATA_DIGEST_TEXT);
    account->rows_in = 20;
    account->accepted = 20;
    assert_int_equal(strata_accounting_add(accounting, "b.csv", &account, NULL), STRATA_OK);
    memcpy(account->digest, FIXTURE_DIGEST, STRATA_DIGEST_TEXT);
    account->rows_in = 30;
    account->accepted = 25;
    account->rejected = 3;
    account->out_of_scope = 2;
}

static const strata_stream_header sample_header = {.kind = STRATA_STREAM_RECORDS,
                                                   .key_id = "feedfacecafebeef",
                                                   .stages = {"ingest 0.1.0"},
                                                   .stage_count = 1};

/** A stream of the full and the bare record. */
static inline strata_sink *sample_stream(strata_dictionary *dictionary, bool binary)
{
    const strata_test test = fixture_test(dictionary);
    const strata_record records[] = {sample_full(dictionary), sample_bare()};
    strata_accounting accounting = {0};
    strata_record_writer *writer = NULL;
    strata_sink *sink = fixture_sink();
    sample_accounts(&accounting);
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, NULL), STRATA_OK);
    assert_int_equal(
        strata_record_writer_open(sink, &sample_header, dictionary, binary, false, &writer, NULL),
        STRATA_OK);
    for (size_t at = 0; at < 2; at++) {
        assert_int_equal(strata_record_writer_push(writer, &records[at], NULL), STRATA_OK);
    }
    assert_int_equal(strata_record_writer_end(writer, &accounting, NULL), STRATA_OK);
    strata_record_writer_free(writer);
    strata_accounting_deinit(&accounting);
    return sink;
}

/** Reads a stream into a list. */
static inline strata_status sample_read(strata_slice bytes, strata_dictionary *dictionary,
                                        sample_list *list, strata_error *err)
{
    strata_source *source = fixture_source(bytes);
    strata_accounting accounting = {0};
    const strata_record_sink sink = {.context = list, .push = sample_push};
    const strata_status status =
        strata_record_stream_read(source, 0, dictionary, &sink, &accounting, NULL, err);
    strata_accounting_deinit(&accounting);
    strata_source_close(source);
    return status;
}

#endif
