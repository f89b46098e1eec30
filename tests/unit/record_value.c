#include "record/value.h"
#include "strata_test.h"

#define TEXT(text)                                                                                 \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

static const strata_missing missing[] = {
    {TEXT(""), STRATA_MISSING_NOT_REPORTED},
    {TEXT("*"), STRATA_MISSING_SUPPRESSED},
    {TEXT("NT"), STRATA_MISSING_NOT_TESTED},
};
static const strata_map_entry entries[] = {
    {.code = TEXT("Average"), .to = TEXT(""), .drop = true},
    {.code = TEXT("F"), .to = TEXT("female")},
    {.code = TEXT("O"), .to = TEXT("")},
    {.code = TEXT("X"), .to = TEXT("male"), .until = 2018},
    {.code = TEXT("X"), .to = TEXT("nonbinary"), .from = 2019},
};
static const strata_map map = {TEXT("gender"), entries, 5};

#define COMMON .missing = missing, .missing_count = 3, .join_field = -1

static const strata_field fields[] = {
    {.name = TEXT("District"),
     .to = STRATA_TO_LEA,
     .pad = 4,
     .join_with = TEXT("-"),
     .missing = missing,
     .missing_count = 3,
     .join_field = 1},
    {.name = TEXT("Type"), .to = STRATA_TO_NOTHING, .pad = 2, COMMON},
    {.name = TEXT("School"),
     .to = STRATA_TO_SCHOOL,
     .pad = 7,
     .absent = {TEXT("0000000"), TEXT("all")},
     .absent_count = 2,
     COMMON},
    {.name = TEXT("Grade"), .to = STRATA_TO_GRADE, COMMON},
    {.name = TEXT("Sex"), .to = STRATA_TO_DIM, .index = STRATA_DIM_GENDER, .map = &map, COMMON},
    {.name = TEXT("Score 2019"), .to = STRATA_TO_SCALE_SCORE, .until = 2019, COMMON},
    {.name = TEXT("Score"), .to = STRATA_TO_SCALE_SCORE, .from = 2020, COMMON},
};
enum {
    FIELDS = 7,
    DISTRICT = 0,
    SCHOOL = 2,
    GRADE = 3,
    SEX = 4,
    SCORE = 5
};
static const bool is_own[FIELDS] = {false};
static const strata_result results[] = {{.present = -1}};
static const strata_layout layout = {.fields = fields,
                                     .field_count = FIELDS,
                                     .is_own = is_own,
                                     .results = results,
                                     .result_count = 1};

typedef struct setting {
    strata_arena *arena;
    strata_binding binding;
    strata_value_reader reader;
    strata_slice texts[FIELDS];
    strata_csv_row row;
} setting;

static void set_up(setting *s)
{
    memset(s, 0, sizeof *s);
    s->arena = strata_arena_new();
    for (size_t at = 0; at < FIELDS; at++) {
        s->texts[at] = fields[at].name;
    }
    s->row = (strata_csv_row){.fields = s->texts, .count = FIELDS, .number = 1, .line = 1};
    const strata_header header = {.row = &s->row};
    assert_int_equal(strata_binding_make(&layout, &header, s->arena, &s->binding, NULL), STRATA_OK);
    assert_int_equal(strata_value_reader_init(&s->reader, &s->binding, NULL), STRATA_OK);
    for (size_t at = 0; at < FIELDS; at++) {
        s->texts[at] = strata_slice_of("");
    }
}

static void tear_down(setting *s)
{
    strata_value_reader_deinit(&s->reader);
    strata_arena_free(s->arena);
}

static strata_value value_of(setting *s, uint32_t field, const char *text, int year)
{
    s->texts[field] = strata_slice_of(text);
    strata_value_reader_start(&s->reader, &s->row);
    s->reader.year = year;
    return strata_value_of_field(&s->reader, field);
}

static void is_text(strata_value value, const char *expected)
{
    assert_int_equal(value.state, STRATA_VALUE_THERE);
    assert_true(strata_slice_is(value.text, expected));
}

static void test_missing_kinds(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    const strata_value blank = value_of(&s, SCORE, " \t", 2019);
    assert_int_equal(blank.state, STRATA_VALUE_MISSING);
    assert_int_equal(blank.missing, STRATA_MISSING_NOT_REPORTED);
    assert_int_equal(value_of(&s, SCORE, "*", 2019).missing, STRATA_MISSING_SUPPRESSED);
    assert_int_equal(value_of(&s, SCORE, " NT\xc2\xa0", 2019).missing, STRATA_MISSING_NOT_TESTED);
    is_text(value_of(&s, SCORE, " 2431\r\n", 2019), "2431");
    tear_down(&s);
}

static void test_ids(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    assert_int_equal(value_of(&s, SCHOOL, "0000000", 0).state, STRATA_VALUE_ABSENT);
    assert_int_equal(value_of(&s, SCHOOL, "0", 0).state, STRATA_VALUE_ABSENT);
    assert_int_equal(value_of(&s, SCHOOL, "all", 0).state, STRATA_VALUE_ABSENT);
    is_text(value_of(&s, SCHOOL, "114686", 0), "0114686");
    is_text(value_of(&s, SCHOOL, "01146861", 0), "01146861");
    is_text(value_of(&s, SCHOOL, "A12", 0), "A12");
    is_text(value_of(&s, GRADE, "3", 0), "03");
    is_text(value_of(&s, GRADE, "11", 0), "11");
    is_text(value_of(&s, GRADE, "K", 0), "K");
    tear_down(&s);
}

static void test_join(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    assert_int_equal(value_of(&s, DISTRICT, "1", 0).state, STRATA_VALUE_MISSING);
    s.texts[1] = strata_slice_of("3");
    is_text(value_of(&s, DISTRICT, "1", 0), "0001-03");
    assert_int_equal(value_of(&s, DISTRICT, "", 0).state, STRATA_VALUE_MISSING);
    tear_down(&s);
}

static void test_map(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    is_text(value_of(&s, SEX, " F ", 2019), "female");
    assert_ptr_equal(value_of(&s, SEX, "F", 2019).group, &entries[1].group);
    is_text(value_of(&s, SEX, "X", 2018), "male");
    is_text(value_of(&s, SEX, "X", 2019), "nonbinary");
    assert_int_equal(value_of(&s, SEX, "f", 2019).state, STRATA_VALUE_UNKNOWN);
    assert_int_equal(value_of(&s, SEX, "*", 2019).missing, STRATA_MISSING_SUPPRESSED);
    const strata_value nothing = value_of(&s, SEX, "O", 2019);
    assert_int_equal(nothing.state, STRATA_VALUE_MISSING);
    assert_false(nothing.is_dropped);
    assert_true(value_of(&s, SEX, "Average", 2019).is_dropped);
    assert_int_equal(s.binding.results[0].dropper_count, 1);
    assert_int_equal(s.binding.results[0].droppers[0], SEX);
    tear_down(&s);
}

/* Of two columns of one target the one that holds in the year counts. */
static void test_years(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    s.texts[SCORE] = strata_slice_of("2431");
    s.texts[SCORE + 1] = strata_slice_of("2502");
    strata_value_reader_start(&s.reader, &s.row);
    s.reader.year = 2019;
    is_text(strata_value_of(&s.reader, &s.binding.results[0], STRATA_TO_SCALE_SCORE, 0), "2431");
    s.reader.year = 2020;
    is_text(strata_value_of(&s.reader, &s.binding.results[0], STRATA_TO_SCALE_SCORE, 0), "2502");
    assert_int_equal(strata_value_of(&s.reader, &s.binding.results[0], STRATA_TO_LEVEL, 0).state,
                     STRATA_VALUE_NONE);
    tear_down(&s);
}

/* Some characters of a column; in a record of fixed width every field has its own. */
static void test_parts(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    const strata_field part = {.fixed_start = 3, .fixed_length = 5};
    const strata_layout fixed = {.record_count = 1};
    const strata_binding of_fixed = {.layout = &fixed};
    assert_true(strata_value_is_part(&s.binding, &part));
    assert_false(strata_value_is_part(&s.binding, &fields[SCHOOL]));
    assert_false(strata_value_is_part(&of_fixed, &part));
    tear_down(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing_kinds), cmocka_unit_test(test_ids),
        cmocka_unit_test(test_join),          cmocka_unit_test(test_map),
        cmocka_unit_test(test_years),         cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
