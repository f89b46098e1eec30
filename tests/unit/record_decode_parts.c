#include "record/decode_parts.h"
#include "strata_test.h"

#define TEXT(text)                                                                                 \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

static const strata_map_entry entries[] = {{.code = TEXT("E"), .to = TEXT("ela")}};
static const strata_map map = {TEXT("subjects"), entries, 1};
static const strata_field fields[] = {
    {.name = TEXT("subject"), .to = STRATA_TO_SUBJECT, .map = &map, .join_field = -1},
    {.name = TEXT("code"),
     .to = STRATA_TO_CONDITION,
     .map = &map,
     .required_value = true,
     .join_field = -1},
    {.name = TEXT("l3"), .to = STRATA_TO_SHARE, .index = 3, .join_field = -1},
    {.name = TEXT("l1"),
     .to = STRATA_TO_SHARE,
     .index = 1,
     .has_minimum = true,
     .minimum = 0.1,
     .has_maximum = true,
     .maximum = 99.9,
     .join_field = -1},
    {.name = TEXT("l1b"), .to = STRATA_TO_SHARE, .index = 1, .join_field = -1},
};
enum {
    FIELDS = 5
};
static const bool is_own[FIELDS] = {false};
static const strata_result results[] = {{.present = -1}};
static const strata_layout layout = {.fields = fields,
                                     .field_count = FIELDS,
                                     .is_own = is_own,
                                     .results = results,
                                     .result_count = 1};

/* A decoder of published rows whose only row is `texts`. */
typedef struct setting {
    strata_arena *arena;
    strata_binding binding;
    strata_dictionary *dictionary;
    strata_decoder decoder;
    strata_slice texts[FIELDS];
    strata_csv_row row;
} setting;

static const strata_schema schema = {.kind = STRATA_KIND_PUBLISHED};

static void set_up(setting *s)
{
    memset(s, 0, sizeof *s);
    s->arena = strata_arena_new();
    s->dictionary = strata_dictionary_new();
    for (size_t at = 0; at < FIELDS; at++) {
        s->texts[at] = fields[at].name;
    }
    s->row = (strata_csv_row){.fields = s->texts, .count = FIELDS, .number = 1, .line = 1};
    const strata_header header = {.row = &s->row};
    assert_int_equal(strata_binding_make(&layout, &header, s->arena, &s->binding, NULL), STRATA_OK);
    const strata_decoding of = {
        .schema = &schema, .binding = &s->binding, .dictionary = s->dictionary, .year = 2019};
    assert_int_equal(strata_decoder_init(&s->decoder, &of, NULL), STRATA_OK);
    s->decoder.result = &s->binding.results[0];
    strata_value_reader_start(&s->decoder.values, &s->row);
}

static void tear_down(setting *s)
{
    strata_decoder_deinit(&s->decoder);
    strata_dictionary_free(s->dictionary);
    strata_arena_free(s->arena);
}

static void is_rejected(const setting *s, const char *rule, uint32_t field)
{
    assert_int_equal(s->decoder.fate, STRATA_FATE_REJECTED);
    assert_string_equal(s->decoder.reason.rule, rule);
    assert_int_equal(s->decoder.reason.field, field);
}

static void test_optional(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    strata_value value;
    s.texts[0] = strata_slice_of("M");
    assert_true(strata_decode_optional(&s.decoder, STRATA_TO_SUBJECT, 0, &value));
    assert_int_equal(value.state, STRATA_VALUE_MISSING);
    assert_int_equal(s.decoder.warning_count, 1);
    assert_true(strata_decode_optional(&s.decoder, STRATA_TO_SUBJECT, 0, &value));
    assert_int_equal(s.decoder.warning_count, 1);
    assert_string_equal(s.decoder.warnings[0].rule, "code-unknown");
    s.texts[1] = strata_slice_of("");
    assert_false(strata_decode_optional(&s.decoder, STRATA_TO_CONDITION, 0, &value));
    is_rejected(&s, "value-missing", 1);
    s.texts[1] = strata_slice_of("Q");
    assert_false(strata_decode_optional(&s.decoder, STRATA_TO_CONDITION, 0, &value));
    is_rejected(&s, "code-unknown", 1);
    assert_true(strata_decode_optional(&s.decoder, STRATA_TO_TERM, 0, &value));
    assert_int_equal(value.state, STRATA_VALUE_NONE);
    tear_down(&s);
}

static void test_needed(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    strata_value value;
    s.texts[0] = strata_slice_of("E");
    assert_true(strata_decode_needed(&s.decoder, STRATA_TO_SUBJECT, &value));
    assert_true(strata_slice_is(value.text, "ela"));
    s.texts[0] = strata_slice_of("M");
    assert_false(strata_decode_needed(&s.decoder, STRATA_TO_SUBJECT, &value));
    is_rejected(&s, "code-unknown", 0);
    s.texts[0] = strata_slice_of(" ");
    assert_false(strata_decode_needed(&s.decoder, STRATA_TO_SUBJECT, &value));
    is_rejected(&s, "value-missing", 0);
    tear_down(&s);
}

static void test_text(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    uint32_t text = 9;
    s.texts[0] = strata_slice_of("E");
    assert_true(strata_decode_text(&s.decoder, STRATA_TO_SUBJECT, &text));
    assert_string_equal(strata_dictionary_text(s.dictionary, text), "ela");
    assert_true(strata_decode_text(&s.decoder, STRATA_TO_LEA, &text));
    assert_int_equal(text, 0);
    tear_down(&s);
}

/* Indexes come once each and in order, however many columns share one. */
static void test_indexes(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    strata_value_inputs of;
    strata_value value;
    uint32_t at = s.decoder.result->first[STRATA_TO_SHARE];
    assert_true(strata_decode_next(&s.decoder, STRATA_TO_SHARE, &at, &of));
    assert_int_equal(of.index, 1);
    assert_int_equal(of.count, 2);
    assert_true(strata_decode_inputs(&s.decoder, &of, &value));
    assert_int_equal(value.field, 3);
    assert_true(strata_slice_is(value.text, "l1"));
    assert_true(strata_decode_next(&s.decoder, STRATA_TO_SHARE, &at, &of));
    assert_int_equal(of.index, 3);
    assert_int_equal(of.count, 1);
    assert_false(strata_decode_next(&s.decoder, STRATA_TO_SHARE, &at, &of));
    assert_true(strata_decode_has(&s.decoder, STRATA_TO_SHARE));
    assert_false(strata_decode_has(&s.decoder, STRATA_TO_PCT));
    tear_down(&s);
}

/* The limits themselves are allowed. */
static void test_decimal(void **state)
{
    (void)state;
    setting s;
    set_up(&s);
    strata_decimal number;
    strata_value value = {.state = STRATA_VALUE_THERE, .field = 3};
    static const char *const fine[] = {"0.1", "99.9", "0.10", "50"};
    static const char *const outside[] = {"0.09", "99.91", "-1"};
    for (size_t at = 0; at < 4; at++) {
        value.text = strata_slice_of(fine[at]);
        assert_true(strata_decode_decimal(&s.decoder, &value, "range", &number));
    }
    assert_int_equal(s.decoder.fate, STRATA_FATE_ACCEPTED);
    for (size_t at = 0; at < 3; at++) {
        value.text = strata_slice_of(outside[at]);
        assert_false(strata_decode_decimal(&s.decoder, &value, "score-range", &number));
        is_rejected(&s, "score-range", 3);
    }
    value.text = strata_slice_of("1,000");
    assert_false(strata_decode_decimal(&s.decoder, &value, "range", &number));
    is_rejected(&s, "number", 3);
    tear_down(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_optional), cmocka_unit_test(test_needed),
        cmocka_unit_test(test_text),     cmocka_unit_test(test_indexes),
        cmocka_unit_test(test_decimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
