/* The cells of some students are the same whatever the order of the rows and however they are split
 * and merged again; one student more never makes a number of students smaller. */
#include "cube/cell_stream.h"
#include "cube/cube.h"
#include "random_records.h"

enum {
    SEEDS = 20,
    RECORDS = 120
};

/* Every seed has a race scheme, and both populations. */
static void plan_of(uint64_t seed, strata_plan *plan)
{
    strata_plan_default(plan);
    assert_int_equal(
        strata_plan_schemes(plan, "all,el,race,frl,gender,el*frl,race*swd*gender", NULL),
        STRATA_OK);
    plan->race_scheme = (strata_race_scheme)(seed % STRATA_RACE_SCHEMES);
    plan->keep_masks = seed % 3 == 0;
    assert_int_equal(strata_plan_population(plan, "all_tested,accountability", NULL), STRATA_OK);
}

/* One school of two, in one year of three. */
static bool has_universal_meals(void *context, const char *const ids[3], int year)
{
    (void)context;
    return strcmp(ids[2], "601231") == 0 && year == 2019;
}

/* The records from first on, every step-th, in a cube whose texts are numbered by themselves. */
static strata_cellset *count(uint64_t seed, const record_list *list, const strata_dictionary *names,
                             size_t first, size_t step)
{
    strata_plan plan;
    strata_cellset *set = NULL;
    plan_of(seed, &plan);
    strata_dictionary *dictionary = random_dictionary();
    const strata_exit_rule rule = {
        .assessment = random_text(dictionary, "caaspp"), .from = 2019, .years = 2};
    assert_int_equal(strata_dictionary_add_exits(dictionary, &rule, NULL), STRATA_OK);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    strata_cube_set_meals(cube, (strata_cube_meals_of){.is_universal = has_universal_meals});
    for (size_t at = first; at < list->count; at += step) {
        strata_record record = list->records[at];
        uint32_t *const ids[] = {&record.term,       &record.county, &record.lea,
                                 &record.school,     &record.era,    &record.subject,
                                 &record.assessment, &record.grade,  &record.condition};
        for (size_t id = 0; id < sizeof ids / sizeof ids[0]; id++) {
            *ids[id] = random_text(dictionary, strata_dictionary_text(names, *ids[id]));
        }
        assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    }
    assert_int_equal(strata_cube_finish(cube, NULL, &set, NULL), STRATA_OK);
    strata_cube_free(cube);
    return set;
}

/* The bytes of a set as a stream, and the set is freed. */
static strata_sink *bytes_of(strata_cellset *set)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_cell_stream_write(sink, set, &header, false, NULL), STRATA_OK);
    strata_cellset_free(set);
    return sink;
}

static void assert_same(const strata_sink *expected, strata_sink *got)
{
    const char *a = NULL;
    const char *b = NULL;
    size_t a_len = 0;
    size_t b_len = 0;
    strata_sink_bytes(expected, &a, &a_len);
    strata_sink_bytes(got, &b, &b_len);
    assert_int_equal(a_len, b_len);
    assert_memory_equal(a, b, a_len);
    strata_sink_discard(got);
}

static strata_cellset *split_and_merge(uint64_t seed, const record_list *list,
                                       const strata_dictionary *names, size_t parts)
{
    strata_cellset *whole = strata_cellset_new();
    assert_non_null(whole);
    for (size_t part = 0; part < parts; part++) {
        strata_cellset *shard = count(seed, list, names, part, parts);
        assert_int_equal(strata_cellset_append(whole, shard, NULL), STRATA_OK);
        strata_cellset_free(shard);
    }
    assert_int_equal(strata_cellset_sort(whole, NULL), STRATA_OK);
    return whole;
}

static void check_order_and_splits(uint64_t seed)
{
    strata_dictionary *names = random_dictionary();
    record_list list = random_list(seed, names, RECORDS);
    random_state random = {seed + 1000};
    print_message("seed %" PRIu64 "\n", seed);
    strata_sink *expected = bytes_of(count(seed, &list, names, 0, 1));
    const size_t parts = 2 + random_below(&random, 5);
    assert_same(expected, bytes_of(split_and_merge(seed, &list, names, parts)));
    random_shuffle(&random, &list);
    assert_same(expected, bytes_of(count(seed, &list, names, 0, 1)));
    assert_same(expected, bytes_of(split_and_merge(seed, &list, names, parts)));
    strata_sink_discard(expected);
    strata_free(list.records);
    strata_dictionary_free(names);
}

static void test_order_and_splits(void **state)
{
    (void)state;
    const uint64_t first = random_first_seed();
    for (uint64_t seed = first; seed < first + SEEDS; seed++) {
        check_order_and_splits(seed);
    }
}

/* Finds a cell of one set in another whose texts have other numbers. */
static const strata_cell *find_in(const strata_cellset *set, const strata_cellset *from,
                                  const strata_cell *cell)
{
    strata_cell_key key = cell->key;
    uint32_t *const ids[] = {&key.term,   &key.population, &key.county, &key.lea,
                             &key.school, &key.assessment, &key.era,    &key.subject,
                             &key.grade,  &key.variable};
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        *ids[at] = random_text(set->dictionary, strata_cellset_text(from, *ids[at]));
    }
    return strata_cellset_find(set, &key);
}

static void check_one_more(uint64_t seed)
{
    strata_dictionary *names = random_dictionary();
    record_list list = random_list(seed, names, RECORDS);
    strata_cellset *with = count(seed, &list, names, 0, 1);
    list.count--;
    strata_cellset *without = count(seed, &list, names, 0, 1);
    size_t grown = 0;
    for (size_t at = 0; at < without->count; at++) {
        const strata_cell *before = &without->cells[at];
        const strata_cell *after = find_in(with, without, before);
        assert_non_null(after);
        if (strata_cell_is_shown(after)) {
            assert_true(after->n_enrolled >= before->n_enrolled &&
                        after->n_enrolled <= before->n_enrolled + 1);
            assert_true(after->n_tested >= before->n_tested);
            assert_true(after->n_scored >= before->n_scored);
            grown += after->n_scored > before->n_scored ? 1 : 0;
        }
    }
    assert_true(grown > 0 || !strata_record_is_scored(&list.records[list.count]));
    strata_cellset_free(with);
    strata_cellset_free(without);
    strata_free(list.records);
    strata_dictionary_free(names);
}

static void test_one_more(void **state)
{
    (void)state;
    const uint64_t first = random_first_seed();
    for (uint64_t seed = first; seed < first + SEEDS; seed++) {
        check_one_more(seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_splits),
        cmocka_unit_test(test_one_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
