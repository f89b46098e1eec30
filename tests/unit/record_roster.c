#include "record/roster.h"
#include "record_fixture.h"

/* The roster's own words, and a column of dates as a registrar exports it. */
static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"year\"]},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"year\", \"strata\": {\"to\": \"year\"}},"
    "   {\"name\": \"lea\", \"strata\": {\"to\": \"lea\"}},"
    "   {\"name\": \"school\", \"strata\": {\"to\": \"school\"}},"
    "   {\"name\": \"grade\", \"strata\": {\"to\": \"grade\"}},"
    "   {\"name\": \"el\", \"strata\": {\"to\": \"dim\", \"dim\": \"el\"}},"
    "   {\"name\": \"white\", \"strata\": {\"to\": \"race_flag\", \"race\": \"white\"}},"
    "   {\"name\": \"asian\", \"strata\": {\"to\": \"race_flag\", \"race\": \"asian\"}},"
    "   {\"name\": \"fay\", \"strata\": {\"to\": \"fay_school\"}}]}],"
    " \"strata\": {\"kind\": \"roster\"}}";

static const char header[] = "student,year,lea,school,grade,el,white,asian,fay\n";

static strata_status load(fixture *f, const char *rows, bool wins, strata_roster **out,
                          strata_error *err)
{
    char text[2048];
    char path[TEST_PATH_SIZE];
    (void)snprintf(text, sizeof text, "%s%s", header, rows);
    test_path(path, f->folder, "roster.csv");
    test_file_write(path, text, strlen(text));
    const strata_roster_options options = {.catalog = f->catalog,
                                           .key = f->key,
                                           .dictionary = f->dictionary,
                                           .issues = f->issues,
                                           .wins = wins};
    return strata_roster_load(path, &options, out, err);
}

static strata_roster *roster_of(fixture *f, const char *rows, bool wins)
{
    strata_roster *roster = NULL;
    strata_error err = {0};
    if (fixture_open(f, schema, &err) != STRATA_OK ||
        load(f, rows, wins, &roster, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    return roster;
}

static void close_roster(fixture *f, strata_roster *roster)
{
    strata_roster_free(roster);
    fixture_close(f);
}

static strata_record record_of(const fixture *f, const char *student, int16_t year)
{
    strata_record record = {.year = year};
    assert_int_equal(strata_keyed_hash_of(f->key, student, strlen(student), &record.student, NULL),
                     STRATA_OK);
    return record;
}

static void expect_place(const fixture *f, const strata_record *record, const char *place)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%s/%s/%s", fixture_text(f, record->lea),
                   fixture_text(f, record->school), fixture_text(f, record->grade));
    assert_string_equal(text, place);
}

static strata_code el(const char *word)
{
    return strata_group_find(STRATA_DIM_EL, strata_slice_of(word));
}

/* What is there stays, what is not is filled in; blanks around an identifier do not matter. */
static void test_fills(void **state)
{
    (void)state;
    fixture f;
    strata_roster *roster = roster_of(&f,
                                      " s1 ,2022,L1,A,3,current,Y,Y,yes\n"
                                      "s1,2023,L1,B,4,reclassified,Y,Y,no\n"
                                      "s2,2023,L1,B,,,,,\n",
                                      false);
    assert_int_equal(strata_roster_count(roster), 3);
    strata_record record = record_of(&f, "s1", 2022);
    assert_true(strata_roster_join(roster, &record, 0));
    expect_place(&f, &record, "L1/A/03");
    assert_int_equal(record.codes[STRATA_DIM_EL], el("current"));
    /* Two races make the category of 2007; the mask keeps both. */
    const strata_code white = strata_group_find(STRATA_DIM_RACE, strata_slice_of("white"));
    const strata_code asian = strata_group_find(STRATA_DIM_RACE, strata_slice_of("asian"));
    assert_int_equal(record.race_mask, 1U << white | 1U << asian);
    assert_string_equal(strata_group_name(STRATA_DIM_RACE, record.codes[STRATA_DIM_RACE]),
                        "two_or_more");
    assert_int_equal(record.fay[0], STRATA_YES);

    record = record_of(&f, "s1", 2023); /* has a status, and the lea of its place */
    record.codes[STRATA_DIM_EL] = el("english_only");
    record.lea = record_of(&f, "s1", 2022).lea;
    assert_true(strata_roster_join(roster, &record, 0));
    expect_place(&f, &record, "L1/B/04");
    assert_int_equal(record.codes[STRATA_DIM_EL], el("english_only"));

    record = record_of(&f, "s2", 2022); /* another year */
    assert_false(strata_roster_join(roster, &record, 0));
    record = record_of(&f, "s3", 2023);
    assert_false(strata_roster_join(roster, &record, 0));
    record = (strata_record){.year = 2023}; /* nobody known */
    assert_false(strata_roster_join(roster, &record, 0));

    assert_int_equal(strata_roster_finish(roster, f.issues, NULL), STRATA_OK);
    assert_int_equal(fixture_issues(&f, "roster-unused", ""), 1); /* s2 in 2023 */
    close_roster(&f, roster);
}

/* A school is never put into another district than its own. */
static void test_places_are_whole(void **state)
{
    (void)state;
    for (int wins = 0; wins < 2; wins++) {
        fixture f;
        strata_roster *roster = roster_of(&f, "s1,2023,L1,A,05,current,,,\n", wins == 1);
        strata_record record = record_of(&f, "s1", 2023);
        uint32_t other = 0;
        strata_intern *texts = strata_dictionary_texts(f.dictionary);
        assert_int_equal(strata_intern_add(texts, "L2", 2, &other, NULL), STRATA_OK);
        record.lea = other;
        record.codes[STRATA_DIM_EL] = el("english_only");
        assert_true(strata_roster_join(roster, &record, 0));
        expect_place(&f, &record, wins == 1 ? "L1/A/05" : "L2//05");
        assert_int_equal(record.codes[STRATA_DIM_EL],
                         wins == 1 ? el("current") : el("english_only"));
        close_roster(&f, roster);
    }
}

/* Rows of one student and year complete each other; contradictions are counted, and the greatest
 * row wins in every order. */
static void test_conflicts(void **state)
{
    (void)state;
    static const char *const rows[] = {"s1,2023,L1,A,03,current,,,\n", "s1,2023,L1,B,,,Y,,\n",
                                       "s2,2023,L1,A,03,current,,,\n", "s2,2023,,,,long_term,,,\n"};
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}};
    for (size_t at = 0; at < sizeof orders / sizeof orders[0]; at++) {
        char text[256] = "";
        for (size_t i = 0; i < 4; i++) {
            const size_t len = strlen(text);
            (void)snprintf(text + len, sizeof text - len, "%s", rows[orders[at][i]]);
        }
        fixture f;
        strata_roster *roster = roster_of(&f, text, false);
        assert_int_equal(strata_roster_count(roster), 2);
        assert_int_equal(fixture_issues(&f, "roster-conflict", ""), 1); /* A and B */
        strata_record record = record_of(&f, "s1", 2023);
        assert_true(strata_roster_join(roster, &record, 0));
        expect_place(&f, &record, "L1/B/03");
        assert_int_equal(record.codes[STRATA_DIM_EL], el("current"));
        record = record_of(&f, "s2", 2023);
        assert_true(strata_roster_join(roster, &record, 0));
        assert_int_equal(record.codes[STRATA_DIM_EL], el("long_term")); /* a detail of current */
        close_roster(&f, roster);
    }
}

static void test_bad_rows(void **state)
{
    (void)state;
    fixture f;
    strata_roster *roster =
        roster_of(&f, ",2023,,,,,,,\ns1,23,,,,,,,\ns1,2023,,,,strange,,,\n", false);
    assert_int_equal(strata_roster_count(roster), 1);
    assert_int_equal(fixture_issues(&f, "student-missing", "student"), 1);
    assert_int_equal(fixture_issues(&f, "year-range", "year"), 1);
    assert_int_equal(fixture_issues(&f, "code-unknown", "el"), 1);
    close_roster(&f, roster);
    strata_error err = {0};
    roster = NULL;
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(load(&f, ",2023,,,,,,,\n", false, &roster, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "roster-empty");
    assert_null(roster);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fills), cmocka_unit_test(test_places_are_whole),
        cmocka_unit_test(test_conflicts), cmocka_unit_test(test_bad_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
