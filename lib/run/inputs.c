/* Sorting, sniffing, detecting. */
#include "run/inputs.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "record/extract.h"
#include "run/path.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digit_run(const char *text)
{
    size_t len = 0;
    while (is_digit(text[len])) {
        len++;
    }
    return len;
}

/* Compares the numbers that both texts start with, and steps over them. */
static int compare_numbers(const char **a, const char **b)
{
    const char *x = *a + strspn(*a, "0");
    const char *y = *b + strspn(*b, "0");
    const size_t x_len = digit_run(x);
    const size_t y_len = digit_run(y);
    *a = x + x_len;
    *b = y + y_len;
    if (x_len != y_len) {
        return x_len < y_len ? -1 : 1;
    }
    return memcmp(x, y, x_len);
}

int strata_natural_compare(const char *a, const char *b)
{
    const char *x = a;
    const char *y = b;
    while (*x != '\0' && *y != '\0') {
        if (is_digit(*x) && is_digit(*y)) {
            const int order = compare_numbers(&x, &y);
            if (order != 0) {
                return order;
            }
        } else if (*x != *y) {
            return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
        } else {
            x++;
            y++;
        }
    }
    if (*x != *y) {
        return *x == '\0' ? -1 : 1;
    }
    return strcmp(a, b);
}

static int compare_inputs(const void *left, const void *right)
{
    const strata_run_input *a = left;
    const strata_run_input *b = right;
    const int order = strata_natural_compare(strata_base_name(a->path), strata_base_name(b->path));
    return order != 0 ? order : strcmp(a->path, b->path);
}

static bool is_standard_input(const strata_run_input *input)
{
    return strcmp(input->path, "-") == 0;
}

static const strata_file_rule *find_rule(const strata_job *job, const char *path)
{
    for (size_t i = 0; i < job->rule_count; i++) {
        const char *glob = job->rules[i].glob;
        if (glob == NULL || fnmatch(glob, path, FNM_PATHNAME) == 0) {
            return &job->rules[i];
        }
    }
    return NULL;
}

static const char *schema_word(const strata_job *job, const strata_file_rule *rule)
{
    const char *word = rule != NULL && rule->schema != NULL ? rule->schema : job->schema;
    return word != NULL && strcmp(word, "auto") != 0 ? word : NULL;
}

static strata_status list_inputs(const strata_job *job, strata_inputs *out, strata_error *err)
{
    if (job->file_count == 0) {
        return strata_fail(err, STRATA_E_USAGE, "no-input", "no input file given");
    }
    out->items = strata_alloc_zero(job->file_count, sizeof *out->items);
    if (out->items == NULL) {
        return strata_fail_memory(err);
    }
    out->count = job->file_count;
    for (size_t i = 0; i < out->count; i++) {
        strata_run_input *input = &out->items[i];
        input->path = job->files[i];
        input->rule = find_rule(job, input->path);
        input->schema_word = schema_word(job, input->rule);
    }
    qsort(out->items, out->count, sizeof *out->items, compare_inputs);
    for (size_t i = 1; i < out->count; i++) {
        if (strcmp(out->items[i - 1].path, out->items[i].path) == 0) {
            return strata_fail_at(err, STRATA_E_USAGE, "input-twice",
                                  (strata_place_in_file){.file = is_standard_input(&out->items[i])
                                                                     ? "standard input"
                                                                     : out->items[i].path},
                                  "given twice, expected every input once");
        }
    }
    return STRATA_OK;
}

strata_status strata_inputs_catalog(strata_inputs *inputs, const strata_job *job,
                                    strata_catalog **out, strata_error *err)
{
    if (inputs->catalog == NULL) {
        STRATA_TRY(strata_catalog_open(job->schema_folders, job->schema_folder_count,
                                       &inputs->catalog, err));
    }
    *out = inputs->catalog;
    return STRATA_OK;
}

/* A table that strata wrote for people has no header of a stream, and its rows are results. */
static strata_status refuse_table(strata_source *source, strata_error *err)
{
    static const char *const starts[] = {"year_from,year_to,", "year_from\tyear_to\t",
                                         "{\"year_from\":", "| year | place | "};
    const unsigned char *bytes = NULL;
    size_t got = 0;
    STRATA_TRY(strata_source_peek(source, &bytes, &got, err));
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        const size_t len = strlen(starts[i]);
        if (got >= len && memcmp(bytes, starts[i], len) == 0) {
            return strata_fail_at(err, STRATA_E_INPUT, "table-given",
                                  (strata_place_in_file){.file = strata_source_name(source)},
                                  "is a table for people; give the stream (a pipe, or -o "
                                  "NAME.strata) or the extract");
        }
    }
    return STRATA_OK;
}

/* Standard input is only looked at; a file is opened as far as its header, so that what is wrong
 * there is said before anything is read. */
static strata_status detect(strata_inputs *inputs, const strata_job *job, strata_run_input *input,
                            strata_source *source, strata_error *err)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_inputs_catalog(inputs, job, &catalog, err));
    if (!is_standard_input(input)) {
        strata_extract extract;
        const strata_status status =
            strata_extract_open(&extract, source, catalog, input->schema_word, err);
        input->schema = extract.choice.schema;
        strata_extract_close(&extract);
        return status;
    }
    const strata_schema *only = NULL;
    if (input->schema_word != NULL) {
        STRATA_TRY(strata_catalog_find(catalog, input->schema_word, &only, err));
    }
    strata_choice choice = {0};
    STRATA_TRY(strata_catalog_detect(catalog, only, source, &choice, err));
    input->schema = choice.schema;
    return STRATA_OK;
}

static strata_status look(strata_inputs *inputs, const strata_job *job, strata_run_input *input,
                          strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(input->path, &source, err));
    strata_status status = strata_stream_sniff(source, &input->kind, err);
    if (status == STRATA_OK && input->kind == STRATA_STREAM_NONE) {
        status = refuse_table(source, err);
    }
    if (status == STRATA_OK && input->kind == STRATA_STREAM_NONE) {
        status = detect(inputs, job, input, source, err);
    }
    input->bytes = strata_source_size(source);
    inputs->bytes += input->bytes;
    if (is_standard_input(input)) {
        input->held = source;
    } else {
        strata_source_close(source);
    }
    return status;
}

strata_status strata_inputs_open(const strata_job *job, strata_inputs *out, strata_error *err)
{
    *out = (strata_inputs){0};
    STRATA_TRY(list_inputs(job, out, err));
    for (size_t i = 0; i < out->count; i++) {
        STRATA_TRY(look(out, job, &out->items[i], err));
    }
    return STRATA_OK;
}

void strata_inputs_close(strata_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        if (inputs->items[i].held != NULL) {
            strata_source_close(inputs->items[i].held);
        }
    }
    strata_free(inputs->items);
    strata_catalog_free(inputs->catalog);
    *inputs = (strata_inputs){0};
}

strata_status strata_run_input_source(strata_run_input *input, strata_source **out,
                                      strata_error *err)
{
    if (input->held != NULL) {
        *out = input->held;
        input->held = NULL;
        return STRATA_OK;
    }
    return strata_source_open(input->path, out, err);
}

size_t strata_inputs_of_kind(const strata_inputs *inputs, strata_stream_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        count += inputs->items[i].kind == kind ? 1 : 0;
    }
    return count;
}
