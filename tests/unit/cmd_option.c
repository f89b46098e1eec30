/* Splitting a command line into options and words. */
#include "command.h"
#include "option.h"
#include "strata_test.h"

static const strata_command *command(const char *name)
{
    const strata_command *found = NULL;
    strata_error err = {0};
    assert_int_equal(strata_command_find(name, &found, &err), STRATA_OK);
    return found;
}

enum {
    ARGS_MAX = 16
};

/* A command line that may be written to, as main gets it. */
typedef struct command_line {
    char texts[ARGS_MAX][64];
    char *args[ARGS_MAX];
} command_line;

/* Parses the arguments, which end with NULL; line lives as long as the call. */
static strata_status parse(strata_call *call, command_line *line, const char *name,
                           const char *const *args, strata_error *err)
{
    int count = 0;
    for (; args[count] != NULL; count++) {
        (void)snprintf(line->texts[count], sizeof line->texts[count], "%s", args[count]);
        line->args[count] = line->texts[count];
    }
    return strata_call_init(call, command(name), count, line->args, err);
}

static void test_forms(void **state)
{
    (void)state;
    static const char *const args[] = {"a.csv", "--by", "all,el", "--policy=draft", "-qv",
                                       "-oout", "-",    "--",     "--by",           NULL};
    strata_call call;
    command_line line;
    strata_error err = {0};
    assert_int_equal(parse(&call, &line, "gaps", args, &err), STRATA_OK);
    assert_int_equal(call.word_count, 3);
    assert_string_equal(call.words[0], "a.csv");
    assert_string_equal(call.words[1], "-");
    assert_string_equal(call.words[2], "--by");
    assert_int_equal(call.given_count, 5);
    assert_string_equal(call.given[0].value, "all,el");
    assert_string_equal(call.given[1].value, "draft");
    assert_ptr_equal(call.given[2].option, strata_option_at(STRATA_OPTION_QUIET));
    assert_ptr_equal(call.given[3].option, strata_option_at(STRATA_OPTION_VERBOSE));
    assert_string_equal(call.given[4].value, "out");
    strata_call_free(&call);
}

static void test_they_act_on_the_job(void **state)
{
    (void)state;
    static const char *const args[] = {"--internal",   "--levels=lea",
                                       "--year",       "2024",
                                       "--term=fall",  "--entities=e1",
                                       "--entities",   "e2",
                                       "--max-errors", "3",
                                       "-o",           "x.csv",
                                       "--bare",       NULL};
    strata_call call;
    command_line line;
    strata_error err = {0};
    assert_int_equal(parse(&call, &line, "gaps", args, &err), STRATA_OK);
    assert_int_equal(strata_call_apply(&call, &err), STRATA_OK);
    assert_true(call.job.internal);
    assert_true(call.job.plan.levels[STRATA_LEVEL_LEA]);
    assert_false(call.job.plan.levels[STRATA_LEVEL_STATE]);
    assert_int_equal(call.job.rule_count, 1);
    assert_null(call.job.rules[0].glob); /* for every file */
    assert_int_equal(call.job.rules[0].year, 2024);
    assert_string_equal(call.job.rules[0].term, "fall");
    assert_int_equal(call.job.entities_count, 2);
    assert_true(call.job.max_errors == 3);
    assert_string_equal(call.output, "x.csv");
    assert_true(call.is_bare);
    strata_call_free(&call);
}

/* Flags win over the environment. */
static void test_environment(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    static const char *const flag[] = {"--key", "mine.key", NULL};
    strata_call call;
    command_line line;
    strata_error err = {0};
    assert_int_equal(setenv("STRATA_KEY_FILE", "theirs.key", 1), 0);
    assert_int_equal(parse(&call, &line, "ingest", none, &err), STRATA_OK);
    assert_int_equal(strata_call_apply(&call, &err), STRATA_OK);
    assert_string_equal(call.job.key_file, "theirs.key");
    strata_call_free(&call);
    assert_int_equal(parse(&call, &line, "ingest", flag, &err), STRATA_OK);
    assert_int_equal(strata_call_apply(&call, &err), STRATA_OK);
    assert_string_equal(call.job.key_file, "mine.key");
    strata_call_free(&call);
    assert_int_equal(unsetenv("STRATA_KEY_FILE"), 0);
}

static void expect_refused(const char *const *args, const char *message)
{
    strata_call call;
    command_line line;
    strata_error err = {0};
    assert_int_equal(parse(&call, &line, "gaps", args, &err), STRATA_E_USAGE);
    test_error(&err, message);
    strata_call_free(&call);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const unknown[] = {"--mesure=pct", NULL};
    static const char *const other[] = {"--directory", "x", NULL}; /* another command's */
    static const char *const letter[] = {"-qz", NULL};
    static const char *const empty[] = {"--measure", NULL};
    static const char *const value[] = {"--bare=1", NULL};
    expect_refused(unknown, "error: there is no option --mesure; the nearest is --measure "
                            "(option-unknown)");
    expect_refused(other, "error: there is no option --directory (option-unknown)");
    expect_refused(letter, "error: there is no option -z (option-unknown)");
    expect_refused(empty, "error: --measure needs a value: --measure LIST (option-value)");
    expect_refused(value, "error: --bare takes no value (option-value)");
}

/* What each command lists exists, has a help, and no letter or name stands twice. */
static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < strata_command_count(); i++) {
        const strata_command *one = strata_command_at(i);
        assert_ptr_equal(command(one->name), one);
        assert_true(strlen(one->summary) > 5 && strlen(one->description) > 20);
        assert_true(one->example_count > 0);
        for (size_t k = 0; k < one->option_count + one->more_count; k++) {
            const strata_option_id id =
                k < one->option_count ? one->options[k] : one->more[k - one->option_count];
            assert_true(strlen(strata_option_at(id)->help) > 5);
            assert_non_null(strata_option_at(id)->set);
            for (size_t other = 0; other < k; other++) {
                assert_true(id != (other < one->option_count
                                       ? one->options[other]
                                       : one->more[other - one->option_count]));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),       cmocka_unit_test(test_they_act_on_the_job),
        cmocka_unit_test(test_environment), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
