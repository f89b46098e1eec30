#include "record/filter.h"
#include "strata_test.h"

typedef struct fixture {
    strata_dictionary *dictionary;
    strata_filter *filter;
} fixture;

static void open_filter(fixture *f, const char *text)
{
    strata_error err = {0};
    f->dictionary = strata_dictionary_new();
    assert_non_null(f->dictionary);
    if (strata_filter_new(text, &f->filter, &err) != STRATA_OK) {
        test_error(&err, "");
    }
}

static void close_filter(fixture *f)
{
    strata_filter_free(f->filter);
    strata_dictionary_free(f->dictionary);
}

static uint32_t text_of(fixture *f, const char *text)
{
    uint32_t number = 0;
    assert_int_equal(strata_intern_add(strata_dictionary_texts(f->dictionary), text, strlen(text),
                                       &number, NULL),
                     STRATA_OK);
    return number;
}

static strata_code el(const char *name)
{
    return strata_group_find(STRATA_DIM_EL, strata_slice_of(name));
}

static size_t ask(const fixture *f, const strata_record *record)
{
    return strata_filter_record(f->filter, f->dictionary, record);
}

/* The first condition that fails says why a record is left out. */
static void test_all_must_hold(void **state)
{
    (void)state;
    fixture f;
    open_filter(&f, " full_academic_year : yes, el:ever , grade:3|04,");
    assert_int_equal(strata_filter_count(f.filter), 3);
    assert_string_equal(strata_filter_text(f.filter, 0), "full_academic_year:yes");
    strata_record record = {.grade = text_of(&f, "03"), .fay = {STRATA_YES, 0, 0}};
    record.codes[STRATA_DIM_EL] = el("current");
    assert_int_equal(ask(&f, &record), 3);
    record.codes[STRATA_DIM_EL] = el("exited_y2"); /* ever = current + reclassified, with details */
    assert_int_equal(ask(&f, &record), 3);
    record.codes[STRATA_DIM_EL] = el("english_only");
    assert_int_equal(ask(&f, &record), 1);
    record.fay[0] = STRATA_UNKNOWN; /* nothing recorded is not yes */
    assert_int_equal(ask(&f, &record), 0);
    record.fay[0] = STRATA_YES;
    record.codes[STRATA_DIM_EL] = el("current");
    record.grade = text_of(&f, "05");
    assert_int_equal(ask(&f, &record), 2);
    close_filter(&f);
}

static void test_unknown(void **state)
{
    (void)state;
    fixture f;
    open_filter(&f, "frl:yes|unknown,fay_lea:unknown,school:unknown");
    strata_record record = {.year = 2020};
    assert_int_equal(ask(&f, &record), 3);
    record.codes[STRATA_DIM_FRL] = strata_group_find(STRATA_DIM_FRL, strata_slice_of("no"));
    assert_int_equal(ask(&f, &record), 0);
    record.codes[STRATA_DIM_FRL] = strata_group_find(STRATA_DIM_FRL, strata_slice_of("reduced"));
    assert_int_equal(ask(&f, &record), 3); /* a detail of yes */
    record.fay[1] = STRATA_NO;
    assert_int_equal(ask(&f, &record), 1);
    record.fay[1] = STRATA_UNKNOWN;
    record.school = text_of(&f, "0100001");
    assert_int_equal(ask(&f, &record), 2);
    close_filter(&f);
}

/* Enrolled unless it says no; tested where there is a result. */
static void test_enrolled_and_tested(void **state)
{
    (void)state;
    fixture f;
    open_filter(&f, "enrolled:yes,tested:yes,year:2015-2017|2020");
    strata_record record = {.year = 2016, .level = 2};
    assert_int_equal(ask(&f, &record), 3);
    record.level = 0;
    assert_int_equal(ask(&f, &record), 1);
    record.tested = STRATA_YES;
    record.year = 2018;
    assert_int_equal(ask(&f, &record), 2);
    record.year = 2020;
    assert_int_equal(ask(&f, &record), 3);
    record.enrolled = STRATA_NO;
    assert_int_equal(ask(&f, &record), 0);
    close_filter(&f);
}

static void test_published(void **state)
{
    (void)state;
    fixture f;
    open_filter(&f, "entity_level:lea|school, dim:frl*el|all, group:all|current*yes, el:current");
    assert_true(strata_filter_asks_published(f.filter, 0));
    assert_false(strata_filter_asks_record(f.filter, 0));
    assert_false(strata_filter_asks_published(f.filter, 3)); /* a row of a group has no status */
    strata_published row = {.entity_level = STRATA_LEVEL_LEA};
    row.group.code[0] = row.group.code[1] = row.group.code[2] = 1;
    assert_int_equal(strata_filter_published(f.filter, f.dictionary, &row), 4);
    assert_true(strata_group_key_parse(strata_slice_of("el*frl"), strata_slice_of("current*yes"),
                                       &row.group));
    assert_int_equal(strata_filter_published(f.filter, f.dictionary, &row), 4);
    assert_true(strata_group_key_parse(strata_slice_of("el*frl"), strata_slice_of("current*no"),
                                       &row.group));
    assert_int_equal(strata_filter_published(f.filter, f.dictionary, &row), 2);
    assert_true(
        strata_group_key_parse(strata_slice_of("el"), strata_slice_of("current"), &row.group));
    assert_int_equal(strata_filter_published(f.filter, f.dictionary, &row), 1);
    row.entity_level = STRATA_LEVEL_STATE;
    assert_int_equal(strata_filter_published(f.filter, f.dictionary, &row), 0);
    close_filter(&f);
}

static void refused(const char *text, const char *rule, const char *part)
{
    strata_filter *filter = NULL;
    strata_error err = {0};
    assert_int_equal(strata_filter_new(text, &filter, &err), STRATA_E_USAGE);
    assert_null(filter);
    assert_string_equal(err.rule, rule);
    if (strstr(err.text, part) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", err.text, part);
    }
}

static void test_refused(void **state)
{
    (void)state;
    refused("ell:current", "word", "did you mean 'el'");
    refused("district:01011", "word", "did you mean 'lea'");
    refused("race_mask:white", "where", "use race:WORD");
    refused("el:curent", "word", "did you mean 'current'");
    refused("full_academic_year:ye", "word", "did you mean 'yes'");
    refused("entity_level:shool", "word", "did you mean 'school'");
    refused("grade:third", "word", "unknown grade 'third'; choose among PK K 01");
    refused("dim:ell", "word", "did you mean 'el'");
    refused("group:curent", "word", "did you mean 'current'");
    refused("year:2018-2015", "where", "no school year");
    refused("grade", "where", "expected NAME:WORD");
    refused("grade:", "where", "expected NAME:WORD");
    refused("grade:03|", "where", "expected NAME:WORD");
    refused("school:a\nb", "where", "expected NAME:WORD");
    refused(" , ", "where", "expected NAME:WORD");
}

static strata_status make_and_free(void)
{
    strata_filter *filter = NULL;
    const strata_status status =
        strata_filter_new("el:current,year:2015-2016,grade:03|04,dim:el", &filter, NULL);
    strata_filter_free(filter);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(make_and_free) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_must_hold),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_enrolled_and_tested),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
