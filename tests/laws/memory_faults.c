/* Counting, publishing, writing and reading with every request for memory failing in turn: nothing
 * is lost, the status says so. */
#include "cube/cell_stream.h"
#include "cube/cube.h"
#include "random_records.h"
#include "stream/record_stream.h"

enum {
    RECORDS = 6
};

static strata_status intern(strata_dictionary *dictionary, const char *text, uint32_t *id)
{
    return strata_intern_add(strata_dictionary_texts(dictionary), text, strlen(text), id, NULL);
}

/* Every piece is made by the scenario itself: it is the scenario's memory that must fail. */
static strata_status fill_dictionary(strata_dictionary *dictionary, strata_record *record,
                                     strata_error *err)
{
    strata_test test = {.levels = 4, .proficient = 3, .has_scores = true};
    *record = (strata_record){
        .student = 1, .year = 2024, .score = 2400, .level = 2, .file = 1, .has_score = true};
    record->codes[STRATA_DIM_ALL] = 1;
    record->codes[STRATA_DIM_EL] = 1;
    STRATA_TRY(intern(dictionary, "caaspp", &test.assessment));
    STRATA_TRY(intern(dictionary, "0161119", &record->lea));
    STRATA_TRY(intern(dictionary, "03", &record->grade));
    record->assessment = test.assessment;
    return strata_dictionary_add_test(dictionary, &test, err);
}

static strata_status fill_cube(strata_cube *cube, strata_dictionary *dictionary,
                               strata_issues *issues, strata_error *err)
{
    strata_record record;
    STRATA_TRY(fill_dictionary(dictionary, &record, err));
    const strata_group_key all = {{0, 0, 0}, {1, 1, 1}};
    const strata_partition partition = {&all, 1};
    const strata_additive additive = {.lea_to_state = true, .grades_to_all = true};
    strata_published published = {.entity_level = STRATA_LEVEL_LEA,
                                  .lea = record.lea,
                                  .assessment = record.assessment,
                                  .grade = record.grade,
                                  .year = 2024,
                                  .group = all,
                                  .has_tested = true,
                                  .n_tested = 10,
                                  .statistic_count = 1,
                                  .statistics = {{.stat = STRATA_STAT_PCT, .has_value = true}}};
    STRATA_TRY(strata_cube_declare(cube, record.assessment, additive, err));
    STRATA_TRY(strata_cube_partition(cube, &partition, err));
    for (unsigned at = 0; at < RECORDS; at++) {
        record.year = (int16_t)(2019 + at);
        STRATA_TRY(strata_cube_add_record(cube, &record, err));
        STRATA_TRY(strata_cube_add_published(cube, &published, issues, err));
    }
    return STRATA_OK;
}

static strata_status count(strata_cellset **out)
{
    strata_plan plan;
    strata_error err = {0};
    strata_plan_default(&plan);
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_issues *issues = strata_issues_new();
    strata_cube *cube = dictionary != NULL ? strata_cube_new(&plan, dictionary) : NULL;
    strata_status status = STRATA_E_MEMORY;
    if (cube != NULL && issues != NULL) {
        status = fill_cube(cube, dictionary, issues, &err);
        status = status == STRATA_OK ? strata_cube_finish(cube, issues, out, &err) : status;
    } else if (cube == NULL) {
        strata_dictionary_free(dictionary);
    }
    strata_cube_free(cube);
    strata_issues_free(issues);
    return status;
}

static strata_status count_only(void)
{
    strata_cellset *set = NULL;
    const strata_status status = count(&set);
    strata_cellset_free(set);
    return status;
}

static strata_status take_told(void *context, size_t slot, const strata_int128 *values,
                               strata_error *err)
{
    (void)context;
    (void)slot;
    (void)values;
    (void)err;
    return STRATA_OK;
}

static strata_status take_cell(void *context, size_t slot, const strata_cell *cell,
                               strata_error *err)
{
    (void)context;
    (void)slot;
    (void)cell;
    (void)err;
    return STRATA_OK;
}

static strata_status take_slot(void *context, size_t slot, strata_error *err)
{
    (void)context;
    (void)slot;
    (void)err;
    return STRATA_OK;
}

/* Cells with quantiles as they are counted. */
static strata_status stream_only(void)
{
    strata_plan plan;
    strata_quantiles wanted;
    strata_error err = {0};
    strata_plan_default(&plan);
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_cube *cube = dictionary != NULL ? strata_cube_new(&plan, dictionary) : NULL;
    const strata_cell_sink sink = {
        .quantiles = &wanted, .tell = take_told, .add = take_cell, .take = take_slot};
    strata_record record;
    strata_status status =
        cube != NULL ? strata_quantiles_parse("50", &wanted, &err) : STRATA_E_MEMORY;
    status = status == STRATA_OK ? fill_dictionary(dictionary, &record, &err) : status;
    status = status == STRATA_OK ? strata_cube_add_record(cube, &record, &err) : status;
    status = status == STRATA_OK ? strata_cube_stream(cube, 1, NULL, &sink, &err) : status;
    if (cube == NULL) {
        strata_dictionary_free(dictionary);
    }
    strata_cube_free(cube);
    return status;
}

/* Bytes in memory as a source and back as cells. */
static strata_status read_cells(const strata_sink *sink)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_source *source = NULL;
    strata_cellset *set = NULL;
    strata_sink_bytes(sink, &bytes, &len);
    STRATA_TRY(strata_source_memory("x", bytes, len, 0, &source, NULL));
    const strata_status status = strata_cell_stream_read(source, &set, NULL, NULL);
    strata_cellset_free(set);
    strata_source_close(source);
    return status;
}

static strata_status cells_there_and_back(void)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
    strata_cellset *set = NULL;
    strata_sink *sink = NULL;
    strata_status status = count(&set);
    status = status == STRATA_OK ? strata_sink_memory(&sink, NULL) : status;
    status =
        status == STRATA_OK ? strata_cell_stream_write(sink, set, &header, false, NULL) : status;
    status = status == STRATA_OK ? read_cells(sink) : status;
    strata_sink_discard(sink);
    strata_cellset_free(set);
    return status;
}

static strata_status write_records(strata_sink *sink, strata_dictionary *dictionary, bool binary)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_RECORDS};
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    strata_record_writer *writer = NULL;
    strata_record record;
    STRATA_TRY(fill_dictionary(dictionary, &record, NULL));
    STRATA_TRY(strata_accounting_add(&accounting, "x.csv", &account, NULL));
    memset(account->digest, 'a', STRATA_DIGEST_TEXT - 1);
    strata_status status =
        strata_record_writer_open(sink, &header, dictionary, binary, false, &writer, NULL);
    status = status == STRATA_OK ? strata_record_writer_push(writer, &record, NULL) : status;
    status = status == STRATA_OK ? strata_record_writer_end(writer, &accounting, NULL) : status;
    strata_record_writer_free(writer);
    strata_accounting_deinit(&accounting);
    return status;
}

static strata_status read_records(const strata_sink *sink, strata_dictionary *dictionary)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_source *source = NULL;
    strata_accounting accounting = {0};
    record_list list = {0};
    const strata_record_sink out = {.context = &list, .push = record_list_push};
    strata_sink_bytes(sink, &bytes, &len);
    STRATA_TRY(strata_source_memory("x", bytes, len, 0, &source, NULL));
    const strata_status status =
        strata_record_stream_read(source, 0, dictionary, &out, &accounting, NULL, NULL);
    strata_free(list.records);
    strata_accounting_deinit(&accounting);
    strata_source_close(source);
    return status;
}

static strata_status records_there_and_back(bool binary)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_sink *sink = NULL;
    strata_status status = dictionary != NULL ? strata_sink_memory(&sink, NULL) : STRATA_E_MEMORY;
    status = status == STRATA_OK ? write_records(sink, dictionary, binary) : status;
    status = status == STRATA_OK ? read_records(sink, dictionary) : status;
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
    return status;
}

static strata_status records_as_text(void)
{
    return records_there_and_back(false);
}

static strata_status records_in_binary(void)
{
    return records_there_and_back(true);
}

static void test_cube(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(count_only), 30, 10000);
    assert_in_range(test_every_allocation(stream_only), 30, 10000);
}

static void test_cells(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(cells_there_and_back), 50, 10000);
}

static void test_records(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(records_as_text), 10, 10000);
    assert_in_range(test_every_allocation(records_in_binary), 10, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cube),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
