/* Schemas written in the test. So that they can be read, ' stands for " in their text. */
#ifndef STRATA_TEST_SCHEMA_H
#define STRATA_TEST_SCHEMA_H

#include "schema/catalog.h"
#include "strata_test.h"

enum {
    TEST_SCHEMA_SIZE = 8192
};

/** A schema of kind students with one test, a layout that has all it needs, and more fields. */
#define TEST_STUDENTS(fields)                                                                      \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a'}}, 'fields': ["  \
    "{'name': 's', 'strata': {'to': 'subject'}}, {'name': 'g', 'strata': {'to': 'grade'}},"        \
    "{'name': 'v', 'strata': {'to': 'level'}}" fields "]}],"                                       \
    "'strata': {'kind': 'students',"                                                               \
    "'assessments': [{'id': 'a', 'levels': 4, 'proficient': 3}]}}"

/** The same of kind published with a two-level test; the layout has a group and a count. */
#define TEST_PUBLISHED(fields)                                                                     \
    "{'name': 't', 'layouts': [{'name': 'l',"                                                      \
    "'strata': {'set': {'assessment': 'a', 'subject': 'ela', 'grade': 'all'}}, 'fields': ["        \
    "{'name': 'group', 'strata': {'to': 'group', 'map': {'codes': {'A': 'all=all'}}}},"            \
    "{'name': 'count', 'strata': {'to': 'n'}}" fields "]}],"                                       \
    "'strata': {'kind': 'published',"                                                              \
    "'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}"

/** Copies text, ' made ", and leaves out '@', whose line and column go to at[2] (or 0). */
static inline void test_schema_text(const char *text, char out[TEST_SCHEMA_SIZE], uint64_t at[2])
{
    size_t len = 0;
    uint64_t line = 1;
    uint64_t column = 1;
    at[0] = at[1] = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '@') {
            at[0] = line;
            at[1] = column;
            continue;
        }
        assert_in_range(len, 0, TEST_SCHEMA_SIZE - 2);
        out[len++] = (char)(*c == '\'' ? '"' : *c);
        column = *c == '\n' ? 1 : column + 1;
        line += *c == '\n' ? 1 : 0;
    }
    out[len] = '\0';
}

static inline strata_status test_schema_load(const char *text, strata_schema **out,
                                             strata_error *err)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text(text, json, at);
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "t.json");
    test_file_write(path, json, strlen(json));
    const strata_status status = strata_schema_load(path, NULL, out, err);
    test_folder_remove(folder);
    return status;
}

/** Loads what must be right; yours to strata_schema_free. */
static inline strata_schema *test_schema(const char *text)
{
    strata_schema *schema = NULL;
    strata_error err = {0};
    if (test_schema_load(text, &schema, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return schema;
}

/** A schema that is wrong where '@' stands, and what is said about it. */
typedef struct test_bad_schema {
    const char *text;
    const char *message;
} test_bad_schema;

static inline void test_schema_is_refused(const test_bad_schema *bad)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text(bad->text, json, at);
    strata_schema *schema = NULL;
    strata_error err = {0};
    assert_int_equal(test_schema_load(bad->text, &schema, &err), STRATA_E_USAGE);
    assert_null(schema);
    assert_string_equal(err.text, bad->message);
    assert_int_equal(err.line, at[0]);
    assert_int_equal(err.column, at[1]);
    assert_string_equal(err.rule, "schema");
}

#define TEST_ALL_REFUSED(cases)                                                                    \
    for (size_t test_at = 0; test_at < sizeof(cases) / sizeof((cases)[0]); test_at++) {            \
        test_schema_is_refused(&(cases)[test_at]);                                                 \
    }

#endif
