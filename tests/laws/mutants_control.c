/* What the sender of a sample would say that it holds, counted from its rows in the test's own way.
 */
#include "base/checked.h"
#include "base/number.h"
#include "mutants.h"

enum {
    UNIT_DECIMALS = 18, /* of the unit that sums are kept in */
    DIGITS_MAX = 18,
    SUMS_MAX = 60,
    LINE_MAX_BYTES = 64 * 1024
};

/* A number such as -12.50 in that unit; anything else counts nothing. */
static strata_int128 units(strata_slice text)
{
    strata_int128 value = 0;
    int decimals = -1;
    unsigned digits = 0;
    const bool is_negative = text.len > 0 && text.text[0] == '-';
    for (size_t at = text.len > 0 && (is_negative || text.text[0] == '+') ? 1 : 0; at < text.len;
         at++) {
        const char c = text.text[at];
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > DIGITS_MAX || decimals == UNIT_DECIMALS) {
            return 0;
        }
        value = value * 10 + (c - '0');
        decimals += decimals >= 0 ? 1 : 0;
    }
    for (int at = decimals > 0 ? decimals : 0; at < UNIT_DECIMALS; at++) {
        value *= 10;
    }
    return is_negative ? -value : value;
}

static bool is_missing(const strata_field *field, strata_slice text)
{
    for (uint32_t at = 0; at < field->missing_count; at++) {
        if (strata_slice_equal(field->missing[at].value, text)) {
            return true;
        }
    }
    return false;
}

/* A column of plain numbers, to which a sender would give a sum. */
static bool is_number(const strata_binding *binding, uint32_t field)
{
    const strata_field *of = binding->fields[field];
    return binding->columns[field] >= 0 && of->map == NULL && !of->is_float &&
           (strata_target_is_figure(of->to) || of->to == STRATA_TO_SCALE_SCORE ||
            of->to == STRATA_TO_LEVEL);
}

/* One file with two lines of CSV: header and values. */
typedef struct control_text {
    strata_sink *sink[2];
    strata_csv_writer line[2];
} control_text;

static void add_sum(control_text *text, const mutant_sample *sample, const strata_binding *binding,
                    uint32_t field)
{
    char name[512];
    char digits[STRATA_INT128_TEXT];
    char value[STRATA_INT128_TEXT + 32];
    strata_int128 sum = 0;
    const uint32_t column = (uint32_t)binding->columns[field];
    for (size_t at = 0; at < sample->row_count; at++) {
        const strata_slice cell = column < sample->rows[at].count
                                      ? strata_slice_trim(sample->rows[at].fields[column])
                                      : (strata_slice){"", 0};
        sum += is_missing(binding->fields[field], cell) ? 0 : units(cell);
    }
    const bool is_negative = sum < 0;
    const int64_t unit = INT64_C(1000000000000000000);
    const strata_int128 size = is_negative ? -sum : sum;
    (void)strata_int128_format(size / unit, digits);
    (void)snprintf(value, sizeof value, "%s%s.%018" PRId64, is_negative ? "-" : "", digits,
                   (int64_t)(size % unit));
    (void)snprintf(name, sizeof name, "sum:%s", binding->names[field]);
    strata_csv_string(&text->line[0], name);
    strata_csv_string(&text->line[1], value);
}

static bool is_first_of_column(const strata_binding *binding, uint32_t field)
{
    for (uint32_t at = 0; at < field; at++) {
        if (binding->columns[at] == binding->columns[field]) {
            return false;
        }
    }
    return true;
}

static void add_sums(control_text *text, const mutant_sample *sample, const strata_binding *binding)
{
    unsigned count = 0;
    for (uint32_t field = 0; field < binding->field_count && count < SUMS_MAX; field++) {
        if (is_number(binding, field) && is_first_of_column(binding, field)) {
            add_sum(text, sample, binding, field);
            count++;
        }
    }
}

static void add_column(control_text *text, const char *name, const char *value)
{
    strata_csv_string(&text->line[0], name);
    strata_csv_string(&text->line[1], value);
}

static strata_control *load(const mutant_run *run, control_text *text)
{
    char path[TEST_PATH_SIZE];
    strata_control *control = NULL;
    strata_error err = {0};
    test_path(path, run->folder, "control.csv");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (unsigned line = 0; line < 2; line++) {
        const char *bytes = NULL;
        size_t len = 0;
        assert_int_equal(strata_csv_end_row(&text->line[line]), STRATA_OK);
        strata_sink_bytes(text->sink[line], &bytes, &len);
        assert_int_equal(fwrite(bytes, 1, len, file), len);
        strata_sink_discard(text->sink[line]);
    }
    assert_int_equal(fclose(file), 0);
    if (strata_control_load(path, &control, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return control;
}

static void start(control_text *text, const mutant_sample *sample)
{
    char rows[24];
    for (unsigned line = 0; line < 2; line++) {
        assert_int_equal(strata_sink_memory(&text->sink[line], NULL), STRATA_OK);
        strata_csv_writer_init(&text->line[line], text->sink[line], ',', NULL);
    }
    (void)snprintf(rows, sizeof rows, "%zu", sample->row_count);
    add_column(text, "file", sample->name);
    add_column(text, "rows", rows);
}

void mutant_control(const mutant_run *run, mutant_sample *sample)
{
    strata_source *source = NULL;
    strata_extract extract;
    control_text full;
    control_text sums;
    char hash[STRATA_SHA256_TEXT];
    assert_int_equal(
        strata_source_memory(sample->name, sample->file.bytes, sample->file.len, 0, &source, NULL),
        STRATA_OK);
    assert_int_equal(strata_extract_open(&extract, source, run->catalog, NULL, NULL), STRATA_OK);
    start(&full, sample);
    start(&sums, sample);
    add_sums(&full, sample, &extract.binding);
    add_sums(&sums, sample, &extract.binding);
    strata_sha256 *sha = strata_sha256_new();
    assert_true(sha != NULL &&
                strata_sha256_add(sha, sample->file.bytes, sample->file.len, NULL) == STRATA_OK);
    assert_int_equal(strata_sha256_text(sha, hash, NULL), STRATA_OK);
    strata_sha256_free(sha);
    add_column(&full, "sha256", hash);
    sample->control = load(run, &full);
    sample->sums = load(run, &sums);
    strata_extract_close(&extract);
    strata_source_close(source);
}
