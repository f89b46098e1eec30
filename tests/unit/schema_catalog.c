/* Folders of schemas and look-up by id or file. */
#include <sys/stat.h>

#include "schema/catalog.h"
#include "test_schema.h"

#define SHIPPED STRATA_TEST_SOURCE "/schemas"

static const char *const shipped[] = {SHIPPED};

/* A folder with one folder "xx" in it. */
typedef struct place {
    char folder[TEST_PATH_SIZE];
    char inner[TEST_PATH_SIZE];
} place;

static void place_make(place *p)
{
    test_folder_make(p->folder);
    test_path(p->inner, p->folder, "xx");
    assert_int_equal(mkdir(p->inner, 0700), 0);
}

static void place_remove(const place *p)
{
    test_folder_remove(p->inner);
    test_folder_remove(p->folder);
}

static void place_write(const char *folder, const char *name, const char *text)
{
    char path[TEST_PATH_SIZE];
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text(text, json, at);
    test_path(path, folder, name);
    test_file_write(path, json, strlen(json));
}

#define NAMES(id, title)                                                                           \
    "{'name': '" id "', 'title': '" title "', 'layouts': [{'name': 'l', 'fields': ["               \
    "{'name': 'n', 'strata': {'to': 'entity_name'}}]}], 'strata': {'kind': 'entities'}}"

static strata_catalog *open_catalog(const char *const *folders, size_t count)
{
    strata_catalog *catalog = NULL;
    strata_error err = {0};
    assert_int_equal(strata_catalog_open(folders, count, &catalog, &err), STRATA_OK);
    return catalog;
}

static void the_shipped_schemas_are_sorted_by_id(void **state)
{
    (void)state;
    strata_catalog *catalog = open_catalog(shipped, 1);
    assert_true(strata_catalog_count(catalog) >= 10);
    for (size_t at = 1; at < strata_catalog_count(catalog); at++) {
        assert_true(
            strcmp(strata_catalog_at(catalog, at - 1)->id, strata_catalog_at(catalog, at)->id) < 0);
    }
    strata_catalog_free(catalog);
    strata_catalog_free(NULL);
}

static void a_later_folder_replaces_an_id(void **state)
{
    (void)state;
    place first;
    place second;
    place_make(&first);
    place_make(&second);
    place_write(first.inner, "a.json", NAMES("xx/a", "first a"));
    place_write(first.inner, "b.json", NAMES("xx/b", "first b"));
    place_write(second.inner, "b.json", NAMES("xx/b", "second b"));
    place_write(second.folder, "schema.json", "not a schema");
    place_write(second.inner, "readme.md", "not a schema either");
    const char *const folders[] = {first.folder, second.folder};
    strata_catalog *catalog = open_catalog(folders, 2);
    assert_int_equal(strata_catalog_count(catalog), 2);
    assert_string_equal(strata_catalog_at(catalog, 0)->title.text, "first a");
    assert_string_equal(strata_catalog_at(catalog, 1)->title.text, "second b");
    strata_catalog_free(catalog);
    place_remove(&first);
    place_remove(&second);
}

static void one_wrong_schema_is_an_error(void **state)
{
    (void)state;
    place p;
    place_make(&p);
    place_write(p.inner, "a.json", NAMES("xx/b", "called otherwise"));
    const char *const folders[] = {p.folder};
    strata_catalog *catalog = NULL;
    strata_error err = {0};
    assert_int_equal(strata_catalog_open(folders, 1, &catalog, &err), STRATA_E_USAGE);
    assert_null(catalog);
    assert_string_equal(err.text, "name: must be \"xx/a\", as the file is called");
    place_remove(&p);
    err = (strata_error){0};
    assert_int_equal(strata_catalog_open(folders, 1, &catalog, &err), STRATA_E_USAGE);
    assert_string_equal(err.text, "there is no such folder");
}

static void schemas_are_found_by_id(void **state)
{
    (void)state;
    strata_catalog *catalog = open_catalog(shipped, 1);
    const strata_schema *found = NULL;
    strata_error err = {0};
    assert_int_equal(strata_catalog_find(catalog, "ma/graduation", &found, &err), STRATA_OK);
    assert_string_equal(found->id, "ma/graduation");
    assert_int_equal(strata_catalog_find(catalog, "ma/gradution", &found, &err), STRATA_E_USAGE);
    test_error(&err, "error: there is no schema \"ma/gradution\", did you mean \"ma/graduation\"? "
                     "(schema-unknown)");
    err = (strata_error){0};
    assert_int_equal(strata_catalog_find(catalog, "zz", &found, &err), STRATA_E_USAGE);
    strata_catalog_free(catalog);
}

static void schemas_are_found_by_file_and_kept(void **state)
{
    (void)state;
    place p;
    place_make(&p);
    place_write(p.folder, "mine.json", NAMES("any name", "mine"));
    strata_catalog *catalog = open_catalog(shipped, 1);
    const size_t count = strata_catalog_count(catalog);
    char path[TEST_PATH_SIZE];
    test_path(path, p.folder, "mine.json");
    const strata_schema *found = NULL;
    const strata_schema *again = NULL;
    strata_error err = {0};
    assert_int_equal(strata_catalog_find(catalog, path, &found, &err), STRATA_OK);
    assert_string_equal(found->id, "mine");
    place_remove(&p);
    assert_int_equal(strata_catalog_find(catalog, path, &again, &err), STRATA_OK);
    assert_ptr_equal(found, again);
    assert_int_equal(strata_catalog_count(catalog), count);
    assert_int_equal(strata_catalog_find(catalog, "no.json", &found, &err), STRATA_E_INPUT);
    strata_catalog_free(catalog);
}

/* In the folder of one schema. */
static strata_status open_and_find(void)
{
    const char *const folders[] = {"."};
    strata_catalog *catalog = NULL;
    const strata_schema *found = NULL;
    strata_error err = {0};
    strata_status status = strata_catalog_open(folders, 1, &catalog, &err);
    if (status == STRATA_OK) {
        status = strata_catalog_find(catalog, "xx/a.json", &found, &err);
    }
    strata_catalog_free(catalog);
    return status;
}

static void it_survives_every_failed_allocation(void **state)
{
    (void)state;
    place p;
    place_make(&p);
    place_write(p.inner, "a.json", NAMES("xx/a", "a"));
    assert_int_equal(chdir(p.folder), 0);
    assert_true(test_every_allocation(open_and_find) > 10);
    assert_int_equal(chdir("/"), 0);
    place_remove(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_schemas_are_sorted_by_id),
        cmocka_unit_test(a_later_folder_replaces_an_id),
        cmocka_unit_test(one_wrong_schema_is_an_error),
        cmocka_unit_test(schemas_are_found_by_id),
        cmocka_unit_test(schemas_are_found_by_file_and_kept),
        cmocka_unit_test(it_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
