/* Records made by chance from a seed: small numbers of places and groups, so that cells fill, or
 * anything a record can hold, for codecs. */
#ifndef RANDOM_RECORDS_H
#define RANDOM_RECORDS_H

#include <inttypes.h>

#include "record/record.h"
#include "strata_test.h"

/** SplitMix64: each call of random_next moves the state. */
typedef struct random_state {
    uint64_t state;
} random_state;

static inline uint64_t random_next(random_state *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/** 0 to count - 1. */
static inline uint32_t random_below(random_state *random, uint32_t count)
{
    return (uint32_t)(random_next(random) % count);
}

/** The first seed of a run: STRATA_SEED from the environment, or 1. Printed, so that a failure can
 * be had again. */
static inline uint64_t random_first_seed(void)
{
    const char *text = getenv("STRATA_SEED");
    const uint64_t seed = text != NULL ? strtoull(text, NULL, 10) : 1;
    print_message("first seed %" PRIu64 " (STRATA_SEED sets it)\n", seed);
    return seed;
}

static inline uint32_t random_text(strata_dictionary *dictionary, const char *text)
{
    uint32_t id = UINT32_MAX;
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(dictionary), text, strlen(text), &id, NULL),
        STRATA_OK);
    return id;
}

/** A text that is one of `count` with this prefix, or empty. */
static inline uint32_t random_id(random_state *random, strata_dictionary *dictionary,
                                 const char *prefix, uint32_t count)
{
    char text[64];
    const uint32_t number = random_below(random, count + 1);
    (void)snprintf(text, sizeof text, "%s%u", prefix, (unsigned)number);
    return number != 0 ? random_text(dictionary, text) : 0;
}

enum {
    RANDOM_DECIMALS_WIDE = 11
};

/** Two tests: "caaspp" with whole scores and four levels, "wide" with 11 decimals and five. */
static inline strata_dictionary *random_dictionary(void)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_non_null(dictionary);
    const strata_test narrow = {.assessment = random_text(dictionary, "caaspp"),
                                .levels = 4,
                                .proficient = 3,
                                .has_scores = true,
                                .denominator = random_text(dictionary, "tested"),
                                .label = random_text(dictionary, "Smarter Balanced, \"100 %\"")};
    const strata_test wide = {.assessment = random_text(dictionary, "wide"),
                              .levels = 5,
                              .proficient = 4,
                              .decimals = RANDOM_DECIMALS_WIDE,
                              .has_scores = true,
                              .denominator = random_text(dictionary, "tested")};
    assert_int_equal(strata_dictionary_add_test(dictionary, &narrow, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_add_test(dictionary, &wide, NULL), STRATA_OK);
    return dictionary;
}

static inline void random_codes(random_state *random, strata_record *record)
{
    record->codes[STRATA_DIM_ALL] = 1;
    for (strata_dim dim = STRATA_DIM_EL; dim < STRATA_DIM_RECORDED; dim++) {
        strata_code code = (strata_code)random_below(random, strata_group_count(dim) + 1);
        const bool is_recorded = code != 0 && strata_group_kind_of(dim, code) != STRATA_GROUP_UNION;
        record->codes[dim] = is_recorded ? code : 0;
    }
    const uint32_t races = (UINT32_C(2) << strata_group_count(STRATA_DIM_RACE)) - 2;
    record->race_mask = (strata_race_mask)(random_next(random) & races);
    for (unsigned at = 0; at < 3; at++) {
        record->fay[at] = (uint8_t)random_below(random, 3);
    }
    record->enrolled = (uint8_t)random_below(random, 3);
    record->tested = (uint8_t)random_below(random, 3);
}

/** A result in one of a few schools, in a year from 2018 on. */
static inline strata_record random_record(random_state *random, strata_dictionary *dictionary)
{
    const bool is_wide = random_below(random, 4) == 0;
    strata_record record = {
        .student = random_next(random),
        .year = (int16_t)(2018 + random_below(random, 3)),
        .county = random_id(random, dictionary, "0", 1),
        .lea = random_id(random, dictionary, "4160", 2),
        .school = random_id(random, dictionary, "60123", 2),
        .assessment = random_text(dictionary, is_wide ? "wide" : "caaspp"),
        .subject = random_text(dictionary, random_below(random, 2) == 0 ? "ela" : "math"),
        .grade = random_text(dictionary, random_below(random, 2) == 0 ? "03" : "11"),
        .condition = random_id(random, dictionary, "condition \"", 2),
        .file = 1 + random_below(random, 3),
        .row = 1 + random_below(random, 100000),
        .has_score = random_below(random, 50) != 0,
        .level = (uint8_t)random_below(random, is_wide ? 6 : 5),
    };
    record.level = record.has_score && record.level == 0 ? 1 : record.level;
    if (record.has_score) {
        /* about -700 to 700 with eleven decimals, or a whole number */
        record.score = is_wide ? (int64_t)(random_next(random) >> 17) - (INT64_C(1) << 46)
                               : 2200 + random_below(random, 600);
    }
    random_codes(random, &record);
    return record;
}

/** A sink that keeps what it is given. */
typedef struct record_list {
    strata_record *records;
    size_t count;
    size_t room;
} record_list;

static inline strata_status record_list_push(void *context, const strata_record *record,
                                             strata_error *err)
{
    record_list *list = context;
    const strata_status status =
        strata_reserve(&list->records, &list->room, list->count + 1, sizeof *list->records, err);
    if (status == STRATA_OK) {
        list->records[list->count++] = *record;
    }
    return status;
}

/** count records from a seed; free records with strata_free. */
static inline record_list random_list(uint64_t seed, strata_dictionary *dictionary, size_t count)
{
    random_state random = {seed};
    record_list list = {0};
    for (size_t at = 0; at < count; at++) {
        const strata_record record = random_record(&random, dictionary);
        assert_int_equal(record_list_push(&list, &record, NULL), STRATA_OK);
    }
    return list;
}

static inline void random_shuffle(random_state *random, record_list *list)
{
    for (size_t left = list->count; left > 1; left--) {
        const size_t at = random_below(random, (uint32_t)left);
        const strata_record kept = list->records[at];
        list->records[at] = list->records[left - 1];
        list->records[left - 1] = kept;
    }
}

#endif
