/* What comes of resolving by the rule as it is written down, slowly: all records are put in order
 * by their texts, and gone through one by one. */
#ifndef ROWS_ORACLE_H
#define ROWS_ORACLE_H

#include "record/dropped.h"
#include "rows_fixture.h"

/** A record and what it takes to read its texts. */
typedef struct oracle_record {
    strata_record record;
    const strata_dictionary *dictionary;
} oracle_record;

static inline int oracle_by_text(const oracle_record *a, const oracle_record *b, uint32_t of_a,
                                 uint32_t of_b)
{
    return strcmp(strata_dictionary_text(a->dictionary, of_a),
                  strata_dictionary_text(b->dictionary, of_b));
}

static inline int oracle_by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/** The first that is not 0. */
static inline int oracle_first(const int *orders, size_t count)
{
    size_t at = 0;
    while (at + 1 < count && orders[at] == 0) {
        at++;
    }
    return orders[at];
}

/** Student, then the test. */
static inline int oracle_compare_keys(const oracle_record *left, const oracle_record *right)
{
    const strata_record *a = &left->record;
    const strata_record *b = &right->record;
    const int orders[] = {oracle_by_number((int64_t)a->student, (int64_t)b->student),
                          oracle_by_text(left, right, a->assessment, b->assessment),
                          oracle_by_text(left, right, a->subject, b->subject),
                          oracle_by_number(a->year, b->year),
                          oracle_by_text(left, right, a->term, b->term)};
    return oracle_first(orders, sizeof orders / sizeof orders[0]);
}

/** All but file and row. */
static inline int oracle_compare_content(const oracle_record *left, const oracle_record *right)
{
    const strata_record *a = &left->record;
    const strata_record *b = &right->record;
    const int orders[] = {oracle_by_number(a->has_score, b->has_score),
                          oracle_by_number(a->score, b->score),
                          oracle_by_number(a->level, b->level),
                          oracle_by_text(left, right, a->era, b->era),
                          oracle_by_text(left, right, a->county, b->county),
                          oracle_by_text(left, right, a->lea, b->lea),
                          oracle_by_text(left, right, a->school, b->school),
                          oracle_by_text(left, right, a->grade, b->grade),
                          oracle_by_text(left, right, a->condition, b->condition),
                          memcmp(a->codes, b->codes, sizeof a->codes),
                          memcmp(a->fay, b->fay, sizeof a->fay),
                          oracle_by_number(a->race_mask, b->race_mask),
                          oracle_by_number(a->enrolled, b->enrolled),
                          oracle_by_number(a->tested, b->tested)};
    return oracle_first(orders, sizeof orders / sizeof orders[0]);
}

/** Those of a key together, the one that stays first. */
static inline int oracle_compare(const void *left, const void *right)
{
    const oracle_record *a = left;
    const oracle_record *b = right;
    const int orders[] = {
        oracle_compare_keys(a, b), oracle_by_number(b->record.file, a->record.file),
        oracle_by_number(strata_record_is_scored(&b->record), strata_record_is_scored(&a->record)),
        oracle_compare_content(b, a), oracle_by_number(a->record.row, b->record.row)};
    return oracle_first(orders, sizeof orders / sizeof orders[0]);
}

typedef struct oracle {
    rows_bench *bench;
    rows_way way;
    rows_outcome *out;
    strata_dropped *dropped;
} oracle;

/** Whether the student is a current learner of English, of whatever kind. */
static inline bool oracle_is_current(const strata_record *record)
{
    const strata_code current = strata_group_find(STRATA_DIM_EL, strata_slice_of("current"));
    const uint64_t kinds = strata_group_members(STRATA_DIM_EL, current);
    return (kinds >> record->codes[STRATA_DIM_EL] & 1) != 0;
}

/** A result that stays, with its groups. */
static inline void oracle_keep(const oracle *of, const strata_record *record)
{
    strata_account *account = &of->bench->accounting.files[record->file - 1];
    account->kept++;
    if (of->way.current && !oracle_is_current(record)) {
        account->kept--;
        account->results--;
        assert_int_equal(strata_issues_add(of->bench->issues, STRATA_SEVERITY_NOTE, "where-dropped",
                                           (strata_place_in_file){.file = account->file},
                                           "el:current", NULL),
                         STRATA_OK);
        return;
    }
    rows_note_kept(of->out, of->bench, record);
}

static inline void oracle_drop(const oracle *of, const oracle_record *sorted, size_t winner,
                               size_t loser)
{
    const strata_record *goes = &sorted[loser].record;
    const strata_record *stays = &sorted[winner].record;
    bool is_duplicate = oracle_compare_content(&sorted[winner], &sorted[loser]) == 0;
    for (size_t at = winner; at < loser; at++) {
        is_duplicate = is_duplicate || (sorted[at].record.file == goes->file &&
                                        oracle_compare_content(&sorted[at], &sorted[loser]) == 0);
    }
    strata_account *account = &of->bench->accounting.files[goes->file - 1];
    *(is_duplicate ? &account->duplicate : &account->superseded) += 1;
    const strata_dropped_reason reason = is_duplicate                ? STRATA_DROPPED_DUPLICATE
                                         : goes->file == stays->file ? STRATA_DROPPED_CONFLICT
                                                                     : STRATA_DROPPED_SUPERSEDED;
    const strata_dropped_result told = {.file = goes->file,
                                        .row = goes->row,
                                        .kept_file = stays->file,
                                        .kept_row = stays->row,
                                        .reason = (uint16_t)reason,
                                        .is_in_leas = goes->lea != stays->lea};
    assert_int_equal(strata_dropped_add(of->dropped, &told, NULL), STRATA_OK);
}

/** Gives the results of each student the groups of one year.
 *  @param kept  kept[count], by student */
static inline void oracle_keep_all(const oracle *of, strata_record *kept, size_t count)
{
    const size_t texts = strata_dictionary_text_count(of->bench->dictionary);
    uint32_t *rank = calloc(texts, sizeof *rank);
    assert_non_null(rank);
    assert_int_equal(strata_dictionary_ranks(of->bench->dictionary, rank, NULL), STRATA_OK);
    for (size_t start = 0, end = 0; start < count; start = end) {
        for (end = start + 1; end < count && kept[end].student == kept[start].student; end++) {
        }
        const bool has_year =
            kept[start].student == 0 ||
            strata_status_year_apply(of->way.year, &kept[start], end - start, rank);
        if (!has_year) {
            assert_int_equal(strata_issues_add(of->bench->issues, STRATA_SEVERITY_NOTE,
                                               "status-year-nearest",
                                               (strata_place_in_file){.file = NULL}, "", NULL),
                             STRATA_OK);
        }
        for (size_t at = start; at < end; at++) {
            oracle_keep(of, &kept[at]);
        }
    }
    free(rank);
}

/** Leaves the results that stay at the front. @return how many they are */
static inline size_t oracle_settle(const oracle *of, const oracle_record *sorted, size_t count,
                                   strata_record *kept)
{
    size_t kept_count = 0;
    size_t winner = 0;
    for (size_t at = 0; at < count; at++) {
        if (at == 0 || sorted[at].record.student == 0 ||
            oracle_compare_keys(&sorted[winner], &sorted[at]) != 0) {
            winner = at;
            kept[kept_count++] = sorted[at].record;
        } else {
            oracle_drop(of, sorted, winner, at);
        }
    }
    return kept_count;
}

/** What resolving has to give; out is cleared first. Memory and threads of the way do not matter.
 */
static inline void rows_by_oracle(rows_bench *bench, const strata_record *records, size_t count,
                                  rows_way way, rows_outcome *out)
{
    memset(out, 0, sizeof *out);
    const oracle of = {bench, way, out, strata_dropped_new(0, NULL)};
    oracle_record *sorted = calloc(count, sizeof *sorted);
    strata_record *kept = calloc(count, sizeof *kept);
    assert_non_null(of.dropped);
    assert_non_null(sorted);
    assert_non_null(kept);
    for (size_t at = 0; at < count; at++) {
        sorted[at] = (oracle_record){records[at], bench->dictionary};
    }
    qsort(sorted, count, sizeof *sorted, oracle_compare);
    oracle_keep_all(&of, kept, oracle_settle(&of, sorted, count, kept));
    const strata_dropped_report report = {
        .accounting = &bench->accounting, .issues = bench->issues, .rejects = &bench->rejects};
    assert_int_equal(strata_dropped_tell(of.dropped, &report, NULL), STRATA_OK);
    rows_note_said(out, bench);
    strata_dropped_free(of.dropped);
    free(sorted);
    free(kept);
}

#endif
