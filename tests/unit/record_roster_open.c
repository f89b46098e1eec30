/* A roster in an archive: alone, beside other files, or not at all. */
#include "record/roster.h"
#include "record_fixture.h"
#include "test_archive.h"

#define BYTES(text) text, sizeof(text) - 1

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"year\"]},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"year\", \"strata\": {\"to\": \"year\"}},"
    "   {\"name\": \"school\", \"strata\": {\"to\": \"school\"}}]}],"
    " \"strata\": {\"kind\": \"roster\"}}";

static const test_member readme = {"read.me", BYTES("who the students are\n"), 8, 0, 0};
static const test_member roster = {"2023/students.csv",
                                   BYTES("student,year,school\ns1,2023,A\ns2,2023,B\n"), 8, 0, 0};
static const test_member another = {"2024/students.csv", BYTES("student,year,school\ns1,2024,A\n"),
                                    8, 0, 0};

/* Loads roster.zip of those members; out is NULL unless it was read. */
static strata_status load(fixture *f, const test_member *members, size_t count, strata_roster **out,
                          strata_error *err)
{
    char path[TEST_PATH_SIZE];
    const test_bytes bytes = test_zip(members, count);
    test_path(path, f->folder, "roster.zip");
    test_file_write(path, bytes.bytes, bytes.len);
    strata_free(bytes.bytes);
    const strata_roster_options options = {.catalog = f->catalog,
                                           .key = f->key,
                                           .dictionary = f->dictionary,
                                           .issues = f->issues,
                                           .accounting = &f->accounting};
    return strata_roster_load(path, &options, out, err);
}

/* The digest is that of the member, so that packing it changes nothing. */
static void test_alone_and_beside(void **state)
{
    (void)state;
    char digest[STRATA_DIGEST_TEXT] = "";
    strata_digest *of = strata_digest_new();
    strata_digest_add(of, roster.bytes, roster.len);
    strata_digest_text(of, digest);
    strata_digest_free(of);
    const test_member members[] = {readme, roster};
    for (size_t first = 0; first < 2; first++) {
        fixture f;
        strata_roster *loaded = NULL;
        strata_error err = {0};
        assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
        assert_int_equal(load(&f, members + first, 2 - first, &loaded, &err), STRATA_OK);
        assert_int_equal(strata_roster_count(loaded), 2);
        assert_string_equal(strata_roster_digest(loaded), digest);
        assert_int_equal(fixture_issues(&f, "member-skipped", ""), 1 - first);
        assert_non_null(strstr(f.accounting.files[0].file, "roster.zip/2023/students.csv"));
        strata_roster_free(loaded);
        fixture_close(&f);
    }
}

static void test_not_one(void **state)
{
    (void)state;
    const test_member two[] = {roster, another, readme};
    const test_member none[] = {readme, {"other.csv", BYTES("a,b\n1,2\n"), 8, 0, 0}};
    fixture f;
    strata_roster *loaded = NULL;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(load(&f, two, 3, &loaded, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "roster-members");
    assert_non_null(strstr(err.text, "holds 3 files, 2 of them rosters, expected one roster"));
    err = (strata_error){0};
    assert_int_equal(load(&f, none, 2, &loaded, &err), STRATA_E_INPUT);
    assert_non_null(strstr(err.text, "holds 2 files, 0 of them rosters"));
    assert_null(loaded);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alone_and_beside),
        cmocka_unit_test(test_not_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
