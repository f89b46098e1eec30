/* The quantiles of every cell are those of the scores of its students, put in order one by one;
 * whatever the order of results and the number of threads, and however many there are. */
#include "cube/cube.h"
#include "cube/membership.h"
#include "random_records.h"

enum {
    SEEDS = 8,
    RECORDS = 120,
    MANY = 70000, /* more than is kept row by row, in a school, in a lea and in the state */
    MANY_SCHOOLS = 18,
    GROUPS_MAX = 64,
    WANTED = 5
};

static const char *const schemes[] = {"all,el,race,frl,gender,el*frl", "el*frl*gender,race", "all",
                                      "frl*gender,el"};
static const char *const levels[] = {"state,county,lea,school", "state,lea", "school", "state"};
static const char *const grades[] = {"each,all", "all", "each"};
static const char *const populations[] = {"all_tested", "all_tested,accountability",
                                          "accountability"};

static strata_plan plan_of(uint64_t seed)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, schemes[seed % 4], NULL), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, levels[seed / 2 % 4], NULL), STRATA_OK);
    assert_int_equal(strata_plan_grades(&plan, grades[seed % 3], NULL), STRATA_OK);
    assert_int_equal(strata_plan_population(&plan, populations[seed / 3 % 3], NULL), STRATA_OK);
    return plan;
}

/* A result and the groups it counts in. */
typedef struct result {
    strata_record record;
    strata_group_key groups[GROUPS_MAX];
    size_t group_count;
} result;

static result *results_of(const record_list *list, const strata_plan *plan,
                          const strata_dictionary *names)
{
    strata_plan settled;
    strata_plan_settle(plan, &settled);
    strata_membership *membership = strata_membership_new(&settled);
    result *results = strata_alloc_zero(list->count, sizeof *results);
    assert_non_null(membership);
    assert_non_null(results);
    for (size_t at = 0; at < list->count; at++) {
        const strata_record *record = &list->records[at];
        const strata_standing standing = {
            record->codes, record->race_mask, false,
            strata_dictionary_exit_years(names, record->assessment, record->year)};
        const strata_group_key *groups = NULL;
        size_t count = 0;
        assert_int_equal(strata_membership_of(membership, &standing, &groups, &count, NULL),
                         STRATA_OK);
        assert_true(count <= GROUPS_MAX);
        results[at].record = *record;
        results[at].group_count = count;
        memcpy(results[at].groups, groups, count * sizeof *groups);
    }
    strata_membership_free(membership);
    return results;
}

/* ---- one by one ---- */

static bool is_in_place(const strata_record *record, const strata_cell_key *key)
{
    const unsigned level = key->entity_level;
    return record->year == key->year && record->term == key->term &&
           (level < STRATA_LEVEL_COUNTY || record->county == key->county) &&
           (level < STRATA_LEVEL_LEA || record->lea == key->lea) &&
           (level < STRATA_LEVEL_SCHOOL || record->school == key->school);
}

static bool is_of_test(const strata_record *record, const strata_cell_key *key, uint32_t all)
{
    return record->assessment == key->assessment && record->subject == key->subject &&
           record->era == key->era && (key->grade == all || record->grade == key->grade);
}

static bool is_of_population(const strata_record *record, const strata_cell_key *key, uint32_t all)
{
    const uint8_t flags[] = {[STRATA_LEVEL_STATE] = record->fay[2],
                             [STRATA_LEVEL_COUNTY] = record->fay[1],
                             [STRATA_LEVEL_LEA] = record->fay[1],
                             [STRATA_LEVEL_SCHOOL] = record->fay[0]};
    return key->population == all || flags[key->entity_level] == STRATA_YES;
}

static bool is_in_group(const result *one, strata_group_key group)
{
    bool is = false;
    for (size_t at = 0; at < one->group_count && !is; at++) {
        is = strata_group_key_equal(one->groups[at], group);
    }
    return is;
}

static int compare(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* Numbers of texts that stand for all, and the plan: schools that it has not, but which others are
 * judged by, have no quantiles. */
typedef struct words {
    uint32_t all_grades;
    uint32_t all_tested;
    const strata_plan *plan;
} words;

/* The scores of a cell in ascending order; returns how many. */
static size_t scores_of(const strata_cell *cell, const words *of, const result *results,
                        size_t count, int64_t *scores)
{
    size_t found = 0;
    for (size_t at = 0; at < count; at++) {
        const strata_record *record = &results[at].record;
        if (record->has_score && is_in_place(record, &cell->key) &&
            is_of_test(record, &cell->key, of->all_grades) &&
            is_of_population(record, &cell->key, of->all_tested) &&
            is_in_group(&results[at], cell->key.group)) {
            scores[found++] = record->score;
        }
    }
    qsort(scores, found, sizeof *scores, compare);
    return found;
}

/* ---- the cells ---- */

/* A cell, and its quantiles if they were told. */
typedef struct told_cell {
    strata_cell cell;
    bool is_told;
    strata_int128 values[WANTED];
} told_cell;

typedef struct told_list {
    told_cell *cells;
    size_t count;
    size_t room;
    bool is_told;
    strata_int128 next[WANTED];
} told_list;

typedef struct gathering {
    told_list slots[STRATA_CELL_SINK_SLOTS];
    told_list all;
} gathering;

static strata_status keep(told_list *list, const told_cell *cell, strata_error *err)
{
    STRATA_TRY(strata_reserve(&list->cells, &list->room, list->count + 1, sizeof *cell, err));
    list->cells[list->count++] = *cell;
    return STRATA_OK;
}

static strata_status tell(void *context, size_t slot, const strata_int128 *values,
                          strata_error *err)
{
    gathering *to = context;
    (void)err;
    memcpy(to->slots[slot].next, values, sizeof to->slots[slot].next);
    to->slots[slot].is_told = true;
    return STRATA_OK;
}

static strata_status add(void *context, size_t slot, const strata_cell *cell, strata_error *err)
{
    gathering *to = context;
    told_list *list = &to->slots[slot];
    told_cell one;
    memset(&one, 0, sizeof one);
    one.cell = *cell;
    one.is_told = list->is_told;
    if (list->is_told) {
        memcpy(one.values, list->next, sizeof one.values);
    }
    list->is_told = false;
    return keep(list, &one, err);
}

static strata_status take(void *context, size_t slot, strata_error *err)
{
    gathering *to = context;
    for (size_t at = 0; at < to->slots[slot].count; at++) {
        STRATA_TRY(keep(&to->all, &to->slots[slot].cells[at], err));
    }
    to->slots[slot].count = 0;
    return STRATA_OK;
}

/* All cells of a cube with their quantiles; to be freed. */
static told_list stream(strata_cube *cube, const strata_quantiles *wanted, size_t threads)
{
    gathering to = {.all = {0}};
    const strata_cell_sink sink = {
        .context = &to, .quantiles = wanted, .tell = tell, .add = add, .take = take};
    assert_int_equal(strata_cube_stream(cube, threads, NULL, &sink, NULL), STRATA_OK);
    for (size_t slot = 0; slot < STRATA_CELL_SINK_SLOTS; slot++) {
        strata_free(to.slots[slot].cells);
    }
    return to.all;
}

/* ---- the comparison ---- */

/* p * (n - 1) is so many steps and a part of the next one: x + part * (y - x), times `under`. */
static strata_int128 quantile_of(const int64_t *scores, size_t count, const strata_quantile *p)
{
    const uint64_t way = (count - 1) * (uint64_t)p->over;
    const size_t low = (size_t)(way / p->under);
    const strata_int128 part = (strata_int128)(way % p->under);
    const size_t high = part > 0 ? low + 1 : low;
    return (p->under - part) * scores[low] + part * scores[high];
}

static void check_cells(const told_list *list, const strata_quantiles *wanted, const words *of,
                        const result *results, size_t count)
{
    int64_t *scores = strata_alloc_zero(count, sizeof *scores);
    size_t told = 0;
    assert_non_null(scores);
    for (size_t at = 0; at < list->count; at++) {
        const told_cell *one = &list->cells[at];
        const bool has_scores = (one->cell.has & STRATA_HAS_SCORES) != 0 && one->cell.n_scored > 0;
        assert_int_equal(one->is_told, has_scores && of->plan->levels[one->cell.key.entity_level]);
        if (!one->is_told) {
            continue;
        }
        told++;
        assert_int_equal(scores_of(&one->cell, of, results, count, scores), one->cell.n_scored);
        for (unsigned i = 0; i < wanted->count; i++) {
            assert_true(one->values[i] == quantile_of(scores, one->cell.n_scored, &wanted->of[i]));
        }
    }
    assert_true(told > list->count / 4);
    strata_free(scores);
}

static void assert_same(const told_list *a, const told_list *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t at = 0; at < a->count; at++) {
        assert_true(strata_cell_equal(&a->cells[at].cell, &b->cells[at].cell));
        assert_int_equal(a->cells[at].is_told, b->cells[at].is_told);
        assert_memory_equal(a->cells[at].values, b->cells[at].values, sizeof a->cells[at].values);
    }
}

static strata_cube *cube_of(const strata_plan *plan, const strata_dictionary *names,
                            const record_list *list)
{
    strata_dictionary *dictionary = random_dictionary();
    for (uint32_t id = 0; id < strata_dictionary_text_count(names); id++) {
        assert_int_equal(random_text(dictionary, strata_dictionary_text(names, id)), id);
    }
    strata_cube *cube = strata_cube_new(plan, dictionary);
    assert_non_null(cube);
    for (size_t at = 0; at < list->count; at++) {
        assert_int_equal(strata_cube_add_record(cube, &list->records[at], NULL), STRATA_OK);
    }
    return cube;
}

static void check(const strata_plan *plan, strata_dictionary *names, record_list *list,
                  uint64_t seed)
{
    strata_quantiles wanted;
    random_state random = {seed};
    const words of = {random_text(names, "all"), random_text(names, "all_tested"), plan};
    assert_int_equal(strata_quantiles_parse("10,25,50,75,97.5", &wanted, NULL), STRATA_OK);
    result *results = results_of(list, plan, names);
    strata_cube *cube = cube_of(plan, names, list);
    told_list expected = stream(cube, &wanted, 1);
    check_cells(&expected, &wanted, &of, results, list->count);
    strata_cube_free(cube);
    random_shuffle(&random, list);
    cube = cube_of(plan, names, list);
    for (size_t threads = 1; threads <= 7; threads += 3) {
        told_list got = stream(cube, &wanted, threads);
        assert_same(&expected, &got);
        strata_free(got.cells);
    }
    strata_cube_free(cube);
    strata_free(expected.cells);
    strata_free(results);
}

static void test_one_by_one(void **state)
{
    (void)state;
    const uint64_t first = random_first_seed();
    for (uint64_t seed = first; seed < first + SEEDS; seed++) {
        strata_dictionary *names = random_dictionary();
        record_list list = random_list(seed, names, RECORDS);
        const strata_plan plan = plan_of(seed);
        print_message("seed %" PRIu64 "\n", seed);
        check(&plan, names, &list, seed);
        strata_free(list.records);
        strata_dictionary_free(names);
    }
}

/* Half of them in one school, the others in 17, all in one lea. Of one test the scores are few
 * whole numbers, of the other hardly two are the same. */
static void test_many(void **state)
{
    (void)state;
    strata_plan plan;
    const uint64_t seed = random_first_seed();
    strata_dictionary *names = random_dictionary();
    record_list list = random_list(seed, names, MANY);
    for (size_t at = 0; at < list.count; at++) {
        strata_record *record = &list.records[at];
        char school[8];
        (void)snprintf(school, sizeof school, "s%02zu", at % 2 == 0 ? 0 : 1 + at % MANY_SCHOOLS);
        record->year = 2018;
        record->county = 0;
        record->lea = random_text(names, "41609");
        record->school = random_text(names, school);
        record->subject = random_text(names, "ela");
        record->condition = 0;
        record->level = record->has_score ? record->level : 0; /* or no cell would have scores */
    }
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "all,gender", NULL), STRATA_OK);
    assert_int_equal(strata_plan_population(&plan, "all_tested,accountability", NULL), STRATA_OK);
    check(&plan, names, &list, seed);
    strata_free(list.records);
    strata_dictionary_free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_by_one),
                                       cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
