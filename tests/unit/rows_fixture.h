/* Random results, and what comes of resolving them, whoever does it. */
#ifndef ROWS_FIXTURE_H
#define ROWS_FIXTURE_H

#include "record/rows.h"
#include "strata_test.h"

enum {
    ROWS_FILES = 3,
    ROWS_TEXTS = 12,
    ROWS_LIST = 1 << 17
};

/** What is kept (a sum of hashes, so that order does not matter), what is said of the rest. */
typedef struct rows_outcome {
    uint64_t kept;
    uint64_t hash;
    uint64_t kept_in[ROWS_FILES];
    uint64_t duplicate[ROWS_FILES];
    uint64_t superseded[ROWS_FILES];
    uint64_t results[ROWS_FILES]; /* less those that were none any more */
    uint64_t issues;              /* a sum of hashes */
    size_t issue_count;
    size_t list_len;
    char list[ROWS_LIST]; /* of rejects */
} rows_outcome;

static inline uint64_t rows_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/** What both ways need. */
typedef struct rows_bench {
    strata_dictionary *dictionary;
    uint32_t texts[ROWS_TEXTS];
    strata_accounting accounting;
    strata_issues *issues;
    strata_sink *sink;
    strata_csv_writer rejects;
} rows_bench;

/** @param seed  decides which numbers texts have, which must not matter */
static inline void rows_bench_open(rows_bench *bench, uint64_t seed)
{
    *bench = (rows_bench){.dictionary = strata_dictionary_new(), .issues = strata_issues_new()};
    assert_non_null(bench->dictionary);
    assert_non_null(bench->issues);
    for (size_t at = 0; at < ROWS_TEXTS; at++) {
        const size_t which = (at * 5 + seed) % ROWS_TEXTS; /* 5 and 12 have no common factor */
        const char text[] = {'t', (char)('a' + which)};
        assert_int_equal(strata_intern_add(strata_dictionary_texts(bench->dictionary), text, 2,
                                           &bench->texts[which], NULL),
                         STRATA_OK);
    }
    for (size_t at = 0; at < ROWS_FILES; at++) {
        strata_account *account = NULL;
        assert_int_equal(strata_accounting_add(&bench->accounting, "x.csv", &account, NULL),
                         STRATA_OK);
    }
    assert_int_equal(strata_sink_memory(&bench->sink, NULL), STRATA_OK);
    strata_csv_writer_init(&bench->rejects, bench->sink, ',', NULL);
}

static inline void rows_bench_close(rows_bench *bench)
{
    strata_sink_discard(bench->sink);
    strata_accounting_deinit(&bench->accounting);
    strata_issues_free(bench->issues);
    strata_dictionary_free(bench->dictionary);
}

/** One of 400 students or nobody, of few tests, so that keys meet in all ways there are.
 *  @param spread  widest score */
static inline strata_record rows_make(const rows_bench *bench, uint64_t *seed, int64_t spread)
{
    const uint32_t *texts = bench->texts;
    strata_record made = {.student = rows_random(seed) % 400,
                          .file = 1 + (uint32_t)(rows_random(seed) % ROWS_FILES),
                          .year = (int16_t)(2018 + rows_random(seed) % 3),
                          .term = texts[rows_random(seed) % 2],
                          .lea = texts[2 + rows_random(seed) % 2],
                          .school = texts[rows_random(seed) % 4],
                          .assessment = texts[4],
                          .subject = texts[5 + rows_random(seed) % 2],
                          .grade = texts[7 + rows_random(seed) % 2],
                          .level = (uint8_t)(rows_random(seed) % 3),
                          .race_mask = (strata_race_mask)(rows_random(seed) % 2),
                          .has_score = rows_random(seed) % 4 != 0};
    made.row = 2 + (uint32_t)(rows_random(seed) % 900);
    made.score = made.has_score ? ((int64_t)(rows_random(seed) % 5) - 2) * (spread / 2) : 0;
    made.codes[STRATA_DIM_ALL] = 1;
    made.codes[STRATA_DIM_EL] = (strata_code)(rows_random(seed) % 3);
    made.codes[STRATA_DIM_RACE] = (strata_code)(rows_random(seed) % 2);
    made.tested = (uint8_t)(rows_random(seed) % 2);
    return made;
}

/** Records of a seed; some are there twice or three times, with other rows or in other files. */
static inline void rows_make_all(const rows_bench *bench, uint64_t seed, int64_t spread,
                                 strata_record *out, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        out[at] = rows_make(bench, &seed, spread);
        if (at > 0 && rows_random(&seed) % 3 == 0) {
            out[at] = out[rows_random(&seed) % at];
            out[at].row += (uint32_t)(rows_random(&seed) % 2);
            out[at].file = 1 + (uint32_t)(rows_random(&seed) % ROWS_FILES);
        }
    }
}

static inline void rows_shuffle(strata_record *records, size_t count, uint64_t seed)
{
    for (size_t at = count - 1; at > 0; at--) {
        const size_t other = rows_random(&seed) % (at + 1);
        const strata_record moving = records[at];
        records[at] = records[other];
        records[other] = moving;
    }
}

/** Adds a record that stays: all but its student and row, which rows do not give. */
static inline void rows_note_kept(rows_outcome *out, const rows_bench *bench,
                                  const strata_record *record)
{
    const uint32_t ids[] = {record->term,    record->county, record->lea,
                            record->school,  record->era,    record->assessment,
                            record->subject, record->grade,  record->condition};
    char text[256];
    size_t len = 0;
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s,",
                                strata_dictionary_text(bench->dictionary, ids[at]));
    }
    len += (size_t)snprintf(text + len, sizeof text - len, "%u,%d,%lld,%d,%u,%u,%u,%u",
                            record->file, record->year, (long long)record->score, record->has_score,
                            record->level, record->race_mask, record->enrolled, record->tested);
    memcpy(text + len, record->codes, sizeof record->codes);
    len += sizeof record->codes;
    out->hash += strata_hash64(text, len);
    out->kept++;
}

/** Adds what was said. */
static inline void rows_note_said(rows_outcome *out, const rows_bench *bench)
{
    for (size_t at = 0; at < ROWS_FILES; at++) {
        const strata_account *account = &bench->accounting.files[at];
        out->kept_in[at] = account->kept;
        out->duplicate[at] = account->duplicate;
        out->superseded[at] = account->superseded;
        out->results[at] = account->results;
    }
    out->issue_count = strata_issues_count(bench->issues);
    for (size_t at = 0; at < out->issue_count; at++) {
        const strata_issue *issue = strata_issues_at(bench->issues, at);
        char text[256];
        const int len = snprintf(text, sizeof text, "%s,%s,%d,%llu,%llu", issue->rule, issue->file,
                                 (int)issue->severity, (unsigned long long)issue->count,
                                 (unsigned long long)issue->first_line);
        out->issues += strata_hash64(text, (size_t)len);
    }
    const char *list = NULL;
    strata_sink_bytes(bench->sink, &list, &out->list_len);
    assert_true(out->list_len <= sizeof out->list);
    memcpy(out->list, list, out->list_len);
}

/** How rows are to be resolved. */
typedef struct rows_way {
    uint64_t memory;
    size_t threads;
    strata_status_year year;
    bool current; /* only current learners of English have a part */
} rows_way;

/** All that rows give once they are resolved. */
static inline void rows_note_view(rows_outcome *out, const rows_bench *bench,
                                  const strata_rows *rows)
{
    uint32_t place_count = 0;
    uint32_t count = 0;
    const strata_packed_place *places = strata_rows_places(rows, &place_count);
    const strata_packed_outcome *outcomes = strata_rows_outcomes(rows, &count);
    const strata_packed_person *persons = strata_rows_persons(rows, &count);
    strata_rows_view view = {.count = 0};
    for (uint32_t place = 0; place < place_count; place++) {
        size_t wide = 0;
        assert_int_equal(strata_rows_read(rows, place, &view, NULL), STRATA_OK);
        for (size_t at = 0; at < view.count; at++) {
            const uint64_t code = view.codes[at];
            const strata_packed_outcome *of = &outcomes[strata_row_outcome_of(code)];
            const strata_packed_person *by = &persons[strata_row_person_of(code)];
            strata_record record = {.file = places[place].file,
                                    .year = (int16_t)places[place].year,
                                    .term = places[place].term,
                                    .county = places[place].county,
                                    .lea = places[place].lea,
                                    .school = places[place].school,
                                    .assessment = of->assessment,
                                    .era = of->era,
                                    .subject = of->subject,
                                    .grade = of->grade,
                                    .condition = of->condition,
                                    .level = of->level,
                                    .tested = of->tested,
                                    .has_score = of->has_score != 0,
                                    .race_mask = by->race_mask,
                                    .enrolled = by->enrolled};
            memcpy(record.codes, by->codes, sizeof record.codes);
            record.score = strata_row_score_of(&view, code, &wide);
            rows_note_kept(out, bench, &record);
        }
    }
    strata_rows_view_deinit(&view);
}

/** The condition of a way, which waits for the groups of one year. */
typedef struct rows_condition {
    strata_filter *filter;
    strata_admission admission;
} rows_condition;

static inline void rows_condition_open(rows_condition *of, const rows_bench *bench)
{
    assert_int_equal(strata_filter_new("el:current", &of->filter, NULL), STRATA_OK);
    of->admission = (strata_admission){.filter = of->filter,
                                       .has_statuses_later = true,
                                       .dictionary = bench->dictionary,
                                       .issues = bench->issues};
}

/** Resolves records as rows; out is cleared first. */
static inline strata_status rows_by_rows(rows_bench *bench, const strata_record *records,
                                         size_t count, rows_way way, rows_outcome *out)
{
    strata_error err = {0};
    strata_rows *rows = NULL;
    rows_condition condition;
    memset(out, 0, sizeof *out);
    rows_condition_open(&condition, bench);
    strata_status status = strata_rows_new(way.memory, NULL, &rows, &err);
    if (status == STRATA_OK) {
        strata_rows_status_year(rows, way.year);
    }
    for (size_t at = 0; at < count && status == STRATA_OK; at++) {
        status = strata_rows_add_record(rows, &records[at], &err);
    }
    if (status == STRATA_OK) {
        const strata_rows_report report = {.dictionary = bench->dictionary,
                                           .accounting = &bench->accounting,
                                           .issues = bench->issues,
                                           .rejects = &bench->rejects,
                                           .admission = way.current ? &condition.admission : NULL};
        status = strata_rows_resolve(rows, way.threads, &report, &err);
    }
    if (status == STRATA_OK) {
        rows_note_view(out, bench, rows);
        rows_note_said(out, bench);
    }
    strata_rows_free(rows);
    strata_filter_free(condition.filter);
    return status;
}

#endif
