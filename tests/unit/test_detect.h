/* Files that find their layout, or do not. */
#ifndef STRATA_TEST_DETECT_H
#define STRATA_TEST_DETECT_H

#include "schema/catalog.h"
#include "test_schema.h"

static inline int test_catalog_open(void **state)
{
    const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    strata_catalog *catalog = NULL;
    strata_error err = {0};
    const strata_status status = strata_catalog_open(folders, 1, &catalog, &err);
    *state = catalog;
    return status == STRATA_OK ? 0 : -1;
}

static inline int test_catalog_close(void **state)
{
    strata_catalog_free(*state);
    return 0;
}

/* x.csv against all shipped schemas, or the one named `only`. */
static inline strata_status test_detect(strata_catalog *catalog, const char *text, const char *only,
                                        strata_choice *out, strata_error *err)
{
    *out = (strata_choice){0};
    strata_source *source = NULL;
    const strata_schema *schema = NULL;
    strata_status status = strata_source_memory("x.csv", text, strlen(text), 0, &source, err);
    if (status == STRATA_OK && only != NULL) {
        status = strata_catalog_find(catalog, only, &schema, err);
    }
    if (status == STRATA_OK) {
        status = strata_catalog_detect(catalog, schema, source, out, err);
    }
    strata_source_close(source);
    return status;
}

static inline void test_is_detected(void **state, const char *text, const char *id,
                                    const char *layout)
{
    strata_choice choice;
    strata_error err = {0};
    if (test_detect(*state, text, NULL, &choice, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
        return;
    }
    assert_string_equal(choice.schema->id, id);
    assert_string_equal(choice.layout->id.text, layout);
}

static inline void test_is_refused(void **state, const char *text, const char *only,
                                   const char *message)
{
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(test_detect(*state, text, only, &choice, &err), STRATA_E_INPUT);
    assert_string_equal(err.file, "x.csv");
    assert_string_equal(err.text, message);
}

/* Against one schema of the test's own. */
static inline strata_status test_detect_own(void **state, const char *schema_text, const char *text,
                                            strata_choice *out, strata_error *err)
{
    strata_schema *schema = test_schema(schema_text);
    strata_source *source = NULL;
    strata_status status = strata_source_memory("x.csv", text, strlen(text), 0, &source, err);
    if (status == STRATA_OK) {
        status = strata_catalog_detect(*state, schema, source, out, err);
    }
    strata_source_close(source);
    strata_schema_free(schema);
    return status;
}

static inline void test_is_chosen(void **state, const char *schema, const char *text,
                                  const char *why)
{
    strata_choice choice;
    strata_error err = {0};
    if (test_detect_own(state, schema, text, &choice, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(choice.why, why);
}

static inline void test_is_not_chosen(void **state, const char *schema, const char *text,
                                      const char *message)
{
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(test_detect_own(state, schema, text, &choice, &err), STRATA_E_INPUT);
    assert_string_equal(err.text, message);
}

#endif
