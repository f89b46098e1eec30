/* Counting by tallies gives the cells that one gets by taking each student into each of their
 * groups, one after the other; whatever the order of results and the number of threads. */
#include "cube/cube.h"
#include "cube/membership.h"
#include "random_records.h"

enum {
    SEEDS = 20,
    RECORDS = 150
};

static const char *const schemes[] = {"all,el,race,frl,gender,el*frl,race*swd*gender",
                                      "el*frl*gender,race", "all", "frl*gender,el",
                                      "el,frl,el*race,el*frl,race*frl"};
static const char *const levels[] = {"state,county,lea,school", "state,lea", "school",
                                     "county,school", "lea"};
static const char *const grades[] = {"each,all", "all", "each"};
static const char *const populations[] = {"all_tested", "all_tested,accountability",
                                          "accountability"};

static strata_plan plan_of(uint64_t seed)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, schemes[seed % 5], NULL), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, levels[seed / 2 % 5], NULL), STRATA_OK);
    assert_int_equal(strata_plan_grades(&plan, grades[seed % 3], NULL), STRATA_OK);
    assert_int_equal(strata_plan_population(&plan, populations[seed / 3 % 3], NULL), STRATA_OK);
    plan.race_scheme = (strata_race_scheme)(seed % STRATA_RACE_SCHEMES);
    plan.keep_masks = seed % 3 == 0;
    plan.recorded_only = seed % 7 == 0;
    plan.ignore_meals = seed % 5 == 4;
    return plan;
}

static bool has_universal_meals(void *context, const char *const ids[3], int year)
{
    (void)context;
    return strcmp(ids[2], "601231") == 0 && year == 2019;
}

/* Puts all results into one lea with more schools than a part takes. */
static void spread(record_list *list, strata_dictionary *names)
{
    for (size_t at = 0; at < list->count; at++) {
        char school[8];
        (void)snprintf(school, sizeof school, "6012%02zu", at % 40);
        list->records[at].lea = random_text(names, "41609");
        list->records[at].school = random_text(names, school);
    }
}

/* Some of a test that nobody declared, and some of all grades. */
static record_list records_of(uint64_t seed, strata_dictionary *names)
{
    record_list list = random_list(seed, names, RECORDS);
    for (size_t at = 0; at < list.count; at++) {
        strata_record *record = &list.records[at];
        record->assessment = at % 9 == 0 ? random_text(names, "undeclared") : record->assessment;
        record->grade = at % 11 == 0 ? random_text(names, "all") : record->grade;
    }
    if (seed % 2 == 1) {
        spread(&list, names);
    }
    return list;
}

/* A cube whose texts have the numbers of `names`. */
static strata_cube *cube_of(const strata_plan *plan, const strata_dictionary *names,
                            const record_list *list)
{
    strata_dictionary *dictionary = random_dictionary();
    for (uint32_t id = 0; id < strata_dictionary_text_count(names); id++) {
        assert_int_equal(random_text(dictionary, strata_dictionary_text(names, id)), id);
    }
    const strata_exit_rule rule = {
        .assessment = random_text(dictionary, "caaspp"), .from = 2019, .years = 2};
    assert_int_equal(strata_dictionary_add_exits(dictionary, &rule, NULL), STRATA_OK);
    strata_cube *cube = strata_cube_new(plan, dictionary);
    assert_non_null(cube);
    strata_cube_set_meals(cube, (strata_cube_meals_of){.is_universal = has_universal_meals});
    for (size_t at = 0; at < list->count; at++) {
        assert_int_equal(strata_cube_add_record(cube, &list->records[at], NULL), STRATA_OK);
    }
    return cube;
}

/* ---- one after the other ---- */

typedef struct slow_counter {
    strata_plan plan;
    strata_dictionary *dictionary;
    strata_cellset *set;
} slow_counter;

static void merge(slow_counter *slow, const strata_cell *cell)
{
    for (size_t at = 0; at < slow->set->count; at++) {
        if (memcmp(&slow->set->cells[at].key, &cell->key, sizeof cell->key) == 0) {
            assert_int_equal(strata_cell_merge(&slow->set->cells[at], cell, NULL), STRATA_OK);
            return;
        }
    }
    assert_int_equal(strata_cellset_add(slow->set, cell, NULL), STRATA_OK);
}

/* The result of one student as a cell, but for the key. */
static strata_cell cell_of(const slow_counter *slow, const strata_record *record)
{
    const strata_test *test =
        strata_dictionary_test(slow->dictionary, record->assessment, record->subject, record->era);
    const bool is_scored = record->has_score || record->level > 0;
    strata_cell cell = {.has = 0};
    cell.n_enrolled = record->enrolled != STRATA_NO;
    cell.n_scored = is_scored;
    cell.n_tested = record->tested == STRATA_UNKNOWN ? is_scored : record->tested == STRATA_YES;
    cell.level_count = test != NULL ? test->levels : 0;
    cell.level_count = record->level > cell.level_count ? record->level : cell.level_count;
    cell.decimals = test != NULL ? test->decimals : 0;
    if (record->level > 0) {
        cell.levels[record->level - 1] = 1;
    }
    if (record->has_score) {
        cell.score_sum = record->score;
        cell.score_sumsq = (strata_int128)record->score * record->score;
        cell.score_min = record->score;
        cell.score_max = record->score;
    }
    unsigned has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED;
    has |= record->level > 0 || !is_scored ? STRATA_HAS_LEVELS : 0U;
    has |= record->has_score || !is_scored ? STRATA_HAS_SCORES : 0U;
    cell.has = (uint16_t)has;
    return cell;
}

/* The key at a level; false if the student is in no such place. */
static bool place_at(const strata_record *record, strata_entity_level level, strata_cell_key *key)
{
    const bool is_school = level == STRATA_LEVEL_SCHOOL;
    const bool is_lea = level == STRATA_LEVEL_LEA;
    const bool is_county = level == STRATA_LEVEL_COUNTY;
    key->entity_level = (uint8_t)level;
    key->county = level != STRATA_LEVEL_STATE ? record->county : 0;
    key->lea = is_school || is_lea ? record->lea : 0;
    key->school = is_school ? record->school : 0;
    return (!is_school || record->school != 0) && (!is_lea || record->lea != 0) &&
           (!is_county || record->county != 0);
}

static bool is_counted_at(const strata_record *record, strata_population population,
                          strata_entity_level level)
{
    const uint8_t flags[] = {[STRATA_LEVEL_STATE] = record->fay[2],
                             [STRATA_LEVEL_COUNTY] = record->fay[1],
                             [STRATA_LEVEL_LEA] = record->fay[1],
                             [STRATA_LEVEL_SCHOOL] = record->fay[0]};
    return population == STRATA_ALL_TESTED || flags[level] == STRATA_YES;
}

/* What of a student's cell stands in one group of a place. */
static void add_to_group(slow_counter *slow, const strata_record *record, strata_cell cell,
                         bool is_silent)
{
    const bool is_school = cell.key.entity_level == STRATA_LEVEL_SCHOOL;
    const uint32_t all = random_text(slow->dictionary, "all");
    if (is_silent && !is_school) {
        return;
    }
    if (is_silent) {
        strata_cell_clear(&cell, STRATA_CELL_UNDEFINED);
    }
    const bool is_watched = is_school && !slow->plan.levels[STRATA_LEVEL_SCHOOL];
    cell.key.grade = record->grade;
    if (is_watched ? !slow->plan.all_grades : slow->plan.each_grade && record->grade != all) {
        merge(slow, &cell);
    }
    cell.key.grade = all;
    if (slow->plan.all_grades) {
        merge(slow, &cell);
    }
}

static bool is_given(const slow_counter *slow, const strata_record *record, strata_group_key group,
                     strata_entity_level level)
{
    const strata_plan *plan = &slow->plan;
    const bool has_place = plan->levels[STRATA_LEVEL_STATE] ||
                           (plan->levels[STRATA_LEVEL_COUNTY] && record->county != 0) ||
                           (plan->levels[STRATA_LEVEL_LEA] && record->lea != 0);
    const bool is_watched = level == STRATA_LEVEL_SCHOOL && strata_plan_watches_meals(plan) &&
                            has_place && group.dim[0] == STRATA_DIM_FRL &&
                            group.dim[1] == STRATA_DIM_ALL;
    return plan->levels[level] || is_watched;
}

static void add_record(slow_counter *slow, strata_membership *membership,
                       const strata_record *record)
{
    const char *const ids[3] = {"", "", strata_dictionary_text(slow->dictionary, record->school)};
    const bool is_silent = !slow->plan.ignore_meals && record->school != 0 &&
                           has_universal_meals(NULL, ids, record->year);
    const strata_standing standing = {
        record->codes, record->race_mask, is_silent,
        strata_dictionary_exit_years(slow->dictionary, record->assessment, record->year)};
    const strata_group_key *groups = NULL;
    size_t count = 0;
    assert_int_equal(strata_membership_of(membership, &standing, &groups, &count, NULL), STRATA_OK);
    strata_cell cell = cell_of(slow, record);
    cell.key = (strata_cell_key){.year = record->year,
                                 .term = record->term,
                                 .assessment = record->assessment,
                                 .era = record->era,
                                 .subject = record->subject,
                                 .variable = random_text(slow->dictionary, "scale_score")};
    for (size_t at = 0; at < count * STRATA_POPULATIONS * (STRATA_LEVEL_SCHOOL + 1); at++) {
        const strata_group_key group = groups[at % count];
        const strata_entity_level level =
            (strata_entity_level)(at / count % (STRATA_LEVEL_SCHOOL + 1));
        const strata_population population =
            (strata_population)(at / count / (STRATA_LEVEL_SCHOOL + 1));
        cell.key.group = group;
        cell.key.population = random_text(slow->dictionary, strata_population_name(population));
        if (slow->plan.populations[population] && is_counted_at(record, population, level) &&
            is_given(slow, record, group, level) && place_at(record, level, &cell.key)) {
            add_to_group(slow, record, cell,
                         is_silent && strata_membership_is_about_meals(membership, group));
        }
    }
}

/* The cells of all records, sorted, whose texts are those of the dictionary. */
static strata_cellset *count_slowly(const strata_plan *plan, strata_dictionary *dictionary,
                                    const record_list *list)
{
    slow_counter slow = {.dictionary = dictionary, .set = strata_cellset_new()};
    strata_plan_settle(plan, &slow.plan);
    strata_membership *membership = strata_membership_new(plan);
    assert_non_null(slow.set);
    assert_non_null(membership);
    for (size_t at = 0; at < list->count; at++) {
        add_record(&slow, membership, &list->records[at]);
    }
    for (size_t at = 0; at < slow.set->count; at++) {
        if (slow.set->cells[at].level_count == 0) {
            strata_cell_forget(&slow.set->cells[at], STRATA_HAS_LEVELS);
        }
    }
    strata_membership_free(membership);
    strata_dictionary_free(slow.set->dictionary);
    slow.set->dictionary = dictionary;
    assert_int_equal(strata_cellset_sort(slow.set, NULL), STRATA_OK);
    slow.set->dictionary = NULL;
    return slow.set;
}

/* ---- the comparison ---- */

static void assert_same_cells(const strata_cell *expected, size_t count, const strata_cell *got,
                              size_t got_count)
{
    for (size_t at = 0; at < count && at < got_count; at++) {
        assert_true(strata_cell_equal(&expected[at], &got[at]));
    }
    assert_int_equal(count, got_count);
}

/* Cells by slot, then in the order in which the slots were taken. */
typedef struct cell_list {
    strata_cell *cells;
    size_t count;
    size_t room;
} cell_list;

typedef struct gathering {
    cell_list slots[STRATA_CELL_SINK_SLOTS];
    cell_list all;
} gathering;

static strata_status keep(cell_list *list, const strata_cell *cell, strata_error *err)
{
    STRATA_TRY(strata_reserve(&list->cells, &list->room, list->count + 1, sizeof *cell, err));
    list->cells[list->count++] = *cell;
    return STRATA_OK;
}

static strata_status add(void *context, size_t slot, const strata_cell *cell, strata_error *err)
{
    gathering *to = context;
    return keep(&to->slots[slot], cell, err);
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

static void check_stream(strata_cube *cube, size_t threads, const strata_cellset *expected)
{
    gathering to = {.all = {0}};
    const strata_cell_sink sink = {.context = &to, .add = add, .take = take};
    strata_cube_heading heading;
    strata_cube_head(cube, &heading);
    assert_int_equal(strata_cube_stream(cube, threads, NULL, &sink, NULL), STRATA_OK);
    assert_same_cells(expected->cells, expected->count, to.all.cells, to.all.count);
    assert_true(heading.level_columns >= expected->level_columns);
    for (size_t slot = 0; slot < STRATA_CELL_SINK_SLOTS; slot++) {
        strata_free(to.slots[slot].cells);
    }
    strata_free(to.all.cells);
}

static void check_seed(uint64_t seed)
{
    strata_dictionary *names = random_dictionary();
    record_list list = records_of(seed, names);
    random_state random = {seed};
    strata_cellset *set = NULL;
    const strata_plan plan = plan_of(seed);
    print_message("seed %" PRIu64 "\n", seed);
    strata_cube *cube = cube_of(&plan, names, &list);
    assert_int_equal(strata_cube_finish(cube, NULL, &set, NULL), STRATA_OK);
    strata_cube_free(cube);
    strata_cellset *expected = count_slowly(&plan, set->dictionary, &list);
    assert_same_cells(expected->cells, expected->count, set->cells, set->count);
    random_shuffle(&random, &list);
    cube = cube_of(&plan, names, &list);
    check_stream(cube, 1, expected);
    check_stream(cube, 2, expected);
    check_stream(cube, 7, expected);
    strata_cube_free(cube);
    strata_cellset_free(expected);
    strata_cellset_free(set);
    strata_free(list.records);
    strata_dictionary_free(names);
}

static void test_one_after_the_other(void **state)
{
    (void)state;
    const uint64_t first = random_first_seed();
    for (uint64_t seed = first; seed < first + SEEDS; seed++) {
        check_seed(seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_after_the_other)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
