/* The order of records in which the first of each key is the one that stays. */
#include "record/record_order.h"

#include <string.h>

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_signed(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Numbers of texts will do: all that matters is that equal keys meet. */
static int compare_keys(const strata_record *a, const strata_record *b)
{
    int order = by_number(a->student, b->student);
    if (order == 0) {
        order = by_number(a->assessment, b->assessment);
    }
    if (order == 0) {
        order = by_number(a->subject, b->subject);
    }
    if (order == 0) {
        order = by_signed(a->year, b->year);
    }
    return order != 0 ? order : by_number(a->term, b->term);
}

bool strata_record_same_key(const strata_record *a, const strata_record *b)
{
    return a->student != 0 && compare_keys(a, b) == 0;
}

static int compare_texts(strata_ranked_record a, strata_ranked_record b)
{
    const uint32_t texts_a[] = {a.record->era,    a.record->county, a.record->lea,
                                a.record->school, a.record->grade,  a.record->condition};
    const uint32_t texts_b[] = {b.record->era,    b.record->county, b.record->lea,
                                b.record->school, b.record->grade,  b.record->condition};
    int order = 0;
    for (size_t at = 0; order == 0 && at < sizeof texts_a / sizeof texts_a[0]; at++) {
        order = by_number(a.rank[texts_a[at]], b.rank[texts_b[at]]);
    }
    return order;
}

static int compare_answers(const strata_record *a, const strata_record *b)
{
    int order = memcmp(a->codes, b->codes, sizeof a->codes);
    if (order == 0) {
        order = memcmp(a->fay, b->fay, sizeof a->fay);
    }
    if (order == 0) {
        order = by_number(a->race_mask, b->race_mask);
    }
    if (order == 0) {
        order = by_number(a->enrolled, b->enrolled);
    }
    return order != 0 ? order : by_number(a->tested, b->tested);
}

int strata_record_compare_content(strata_ranked_record a, strata_ranked_record b)
{
    int order = by_number(a.record->has_score, b.record->has_score);
    if (order == 0) {
        order = by_signed(a.record->score, b.record->score);
    }
    if (order == 0) {
        order = by_number(a.record->level, b.record->level);
    }
    if (order == 0) {
        order = compare_texts(a, b);
    }
    return order != 0 ? order : compare_answers(a.record, b.record);
}

int strata_record_compare(const void *left, const void *right)
{
    const strata_ranked_record *a = left;
    const strata_ranked_record *b = right;
    int order = compare_keys(a->record, b->record);
    if (order == 0) {
        order = by_number(b->record->file, a->record->file);
    }
    if (order == 0) {
        order = by_number(strata_record_is_scored(b->record), strata_record_is_scored(a->record));
    }
    if (order == 0) {
        order = strata_record_compare_content(*b, *a);
    }
    return order != 0 ? order : by_number(a->record->row, b->record->row);
}
