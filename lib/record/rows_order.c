/* What is packed alike is alike, so most pairs are told apart by their numbers. */
#include "record/rows_order.h"

#include <string.h>

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_signed(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* A result with what its numbers stand for. */
typedef struct known {
    const strata_packed_place *place;
    const strata_packed_outcome *outcome;
    const strata_packed_person *person;
    int64_t score;
} known;

static known look_up(const strata_rows *rows, const strata_stored_row *row)
{
    const strata_packed_place *places = rows->places.items;
    const strata_packed_outcome *outcomes = rows->outcomes.items;
    const strata_packed_person *persons = rows->persons.items;
    return (known){.place = &places[row->place],
                   .outcome = &outcomes[strata_row_outcome_of(row->code)],
                   .person = &persons[strata_row_person_of(row->code)],
                   .score = row->score};
}

/* Numbers of texts will do: all that matters is that equal keys meet. */
static int compare_tests(const known *a, const known *b)
{
    int order = by_number(a->outcome->assessment, b->outcome->assessment);
    if (order == 0) {
        order = by_number(a->outcome->subject, b->outcome->subject);
    }
    if (order == 0) {
        order = by_signed(a->place->year, b->place->year);
    }
    return order != 0 ? order : by_number(a->place->term, b->place->term);
}

bool strata_rows_is_same_key(const strata_rows_order *order, const strata_stored_row *a,
                             const strata_stored_row *b)
{
    if (a->key != b->key || a->key == 0) {
        return false;
    }
    const known left = look_up(order->rows, a);
    const known right = look_up(order->rows, b);
    return compare_tests(&left, &right) == 0;
}

bool strata_rows_is_same_content(const strata_rows_order *order, const strata_stored_row *a,
                                 const strata_stored_row *b)
{
    const strata_packed_place *places = order->rows->places.items;
    const strata_packed_place *left = &places[a->place];
    const strata_packed_place *right = &places[b->place];
    return a->code == b->code && a->score == b->score && left->county == right->county &&
           left->lea == right->lea && left->school == right->school;
}

static int compare_texts(const uint32_t *rank, const known *a, const known *b)
{
    const uint32_t texts_a[] = {a->outcome->era,  a->place->county,  a->place->lea,
                                a->place->school, a->outcome->grade, a->outcome->condition};
    const uint32_t texts_b[] = {b->outcome->era,  b->place->county,  b->place->lea,
                                b->place->school, b->outcome->grade, b->outcome->condition};
    int order = 0;
    for (size_t at = 0; order == 0 && at < sizeof texts_a / sizeof texts_a[0]; at++) {
        order = by_number(rank[texts_a[at]], rank[texts_b[at]]);
    }
    return order;
}

static int compare_answers(const known *a, const known *b)
{
    int order = memcmp(a->person->codes, b->person->codes, sizeof a->person->codes);
    if (order == 0) {
        order = memcmp(a->person->fay, b->person->fay, sizeof a->person->fay);
    }
    if (order == 0) {
        order = by_number(a->person->race_mask, b->person->race_mask);
    }
    if (order == 0) {
        order = by_number(a->person->enrolled, b->person->enrolled);
    }
    return order != 0 ? order : by_number(a->outcome->tested, b->outcome->tested);
}

static int compare_content(const uint32_t *rank, const known *a, const known *b)
{
    int order = by_number(a->outcome->has_score, b->outcome->has_score);
    if (order == 0) {
        order = by_signed(a->score, b->score);
    }
    if (order == 0) {
        order = by_number(a->outcome->level, b->outcome->level);
    }
    if (order == 0) {
        order = compare_texts(rank, a, b);
    }
    return order != 0 ? order : compare_answers(a, b);
}

static bool is_scored(const known *of)
{
    return of->outcome->has_score != 0 || of->outcome->level != 0;
}

/* Of two of one key that are no repeats. */
static int compare_known(const uint32_t *rank, const known *a, const known *b)
{
    int order = compare_tests(a, b);
    if (order == 0) {
        order = by_number(b->place->file, a->place->file);
    }
    if (order == 0) {
        order = by_number(is_scored(b), is_scored(a));
    }
    return order != 0 ? order : compare_content(rank, b, a);
}

int strata_rows_compare(const strata_rows_order *order, const strata_stored_row *a,
                        const strata_stored_row *b)
{
    int found = by_number(a->key, b->key);
    if (found == 0 && !strata_rows_is_repeat(a, b)) {
        const known left = look_up(order->rows, a);
        const known right = look_up(order->rows, b);
        found = compare_known(order->rank, &left, &right);
    }
    if (found == 0) {
        found = by_number(a->number, b->number);
    }
    return found != 0 ? found : by_number(a->position, b->position);
}
