/* An archive is as many inputs as it has members, each with its rule and schema, in natural order.
 */
#include "run/inputs.h"
#include "test_archive.h"

#define COUNTS      "year,lea,school,subject,grade,dim,group,n,level_1,level_2\n"
#define BYTES(text) text, sizeof(text) - 1

static const test_member members[] = {
    {"old/scores-10.csv", BYTES(COUNTS "2024,1,1,ela,03,all,all,20,9,11\n"), 8, 0, 0},
    {"scores-9.csv", BYTES(COUNTS "2023,1,1,ela,03,all,all,30,9,21\n"), 8, 0, 0},
};

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};

static void job_of(strata_job *job, const char *const *files, size_t count)
{
    strata_job_init(job);
    job->files = files;
    job->file_count = count;
    job->schema_folders = folders;
    job->schema_folder_count = 1;
}

static void make_files(const char *folder, char zip[TEST_PATH_SIZE], char csv[TEST_PATH_SIZE])
{
    const test_bytes bytes = test_zip(members, 2);
    test_path(zip, folder, "all.zip");
    test_file_write(zip, bytes.bytes, bytes.len);
    test_path(csv, folder, "scores-9b.csv");
    test_file_write(csv, members[1].bytes, members[1].len);
    strata_free(bytes.bytes);
}

static void open_inputs(const strata_job *job, strata_inputs *inputs)
{
    strata_error err = {0};
    if (strata_inputs_open(job, inputs, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
}

/* By base name among the files; the members' bytes are what they unpack to. */
static void test_members_among_files(void **state)
{
    char zip[TEST_PATH_SIZE];
    char csv[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE + 32];
    make_files(*state, zip, csv);
    const char *const files[] = {zip, csv};
    strata_job job;
    strata_inputs inputs;
    job_of(&job, files, 2);
    open_inputs(&job, &inputs);
    assert_int_equal(inputs.count, 3);
    (void)snprintf(path, sizeof path, "%s/scores-9.csv", zip);
    assert_string_equal(inputs.items[0].path, path);
    assert_string_equal(inputs.items[1].path, csv);
    (void)snprintf(path, sizeof path, "%s/old/scores-10.csv", zip);
    assert_string_equal(inputs.items[2].path, path);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(inputs.items[i].schema->id, "generic/counts");
        assert_int_equal(inputs.items[i].bytes, members[0].len);
    }
    assert_int_equal(inputs.bytes, 3 * members[0].len);
    strata_inputs_close(&inputs);
}

static void test_each_is_read_from_its_beginning(void **state)
{
    char zip[TEST_PATH_SIZE];
    char csv[TEST_PATH_SIZE];
    make_files(*state, zip, csv);
    const char *const files[] = {zip};
    strata_job job;
    strata_inputs inputs;
    job_of(&job, files, 1);
    open_inputs(&job, &inputs);
    for (size_t i = 0; i < 2; i++) {
        strata_source *source = NULL;
        char bytes[256];
        size_t got = 0;
        assert_int_equal(strata_run_input_source(&inputs.items[i], &source, NULL), STRATA_OK);
        assert_string_equal(strata_source_name(source), inputs.items[i].path);
        assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
        assert_int_equal(got, members[1 - i].len);
        assert_memory_equal(bytes, members[1 - i].bytes, got);
        strata_source_close(source);
    }
    strata_inputs_close(&inputs);
}

/* Of the archive, of members by their whole names; the first that fits counts. */
static void test_rules(void **state)
{
    char zip[TEST_PATH_SIZE];
    char csv[TEST_PATH_SIZE];
    char old[TEST_PATH_SIZE + 32];
    make_files(*state, zip, csv);
    (void)snprintf(old, sizeof old, "%s/old/*.csv", zip);
    const strata_file_rule rules[] = {{.glob = old, .year = 2001}, {.glob = zip, .year = 2002}};
    const char *const files[] = {zip};
    strata_job job;
    strata_inputs inputs;
    job_of(&job, files, 1);
    job.rules = rules;
    job.rule_count = 2;
    open_inputs(&job, &inputs);
    assert_int_equal(inputs.items[0].rule->year, 2002);
    assert_int_equal(inputs.items[1].rule->year, 2001);
    strata_inputs_close(&inputs);
}

/* A pipe with a name (a shell's <(...)) can be opened only once, like standard input. */
static void test_a_named_pipe_is_held(void **state)
{
    (void)state;
    int ends[2];
    char path[64];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], members[1].bytes, members[1].len), members[1].len);
    assert_int_equal(close(ends[1]), 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    const char *const files[] = {path};
    strata_job job;
    strata_inputs inputs;
    strata_source *source = NULL;
    char bytes[256];
    size_t got = 0;
    job_of(&job, files, 1);
    open_inputs(&job, &inputs);
    assert_non_null(inputs.items[0].held);
    assert_int_equal(strata_run_input_source(&inputs.items[0], &source, NULL), STRATA_OK);
    assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, members[1].len);
    strata_source_close(source);
    strata_inputs_close(&inputs);
    assert_int_equal(close(ends[0]), 0);
}

static void test_a_member_that_no_schema_fits(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    char name[TEST_PATH_SIZE + 16];
    const test_member member = {"a.csv", BYTES("p,q\n1,2\n"), 8, 0, 0};
    const test_bytes bytes = test_zip(&member, 1);
    test_path(path, folder, "strange.zip");
    test_file_write(path, bytes.bytes, bytes.len);
    strata_free(bytes.bytes);
    const char *const files[] = {path};
    strata_job job;
    strata_inputs inputs;
    strata_error err = {0};
    job_of(&job, files, 1);
    assert_int_equal(strata_inputs_open(&job, &inputs, &err), STRATA_E_INPUT);
    (void)snprintf(name, sizeof name, "%s/a.csv", path);
    assert_string_equal(err.file, name);
    assert_string_equal(err.rule, "layout-unknown");
    strata_inputs_close(&inputs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_among_files),
        cmocka_unit_test(test_each_is_read_from_its_beginning),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_a_named_pipe_is_held),
        cmocka_unit_test(test_a_member_that_no_schema_fits),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
