/* Compares measures, gaps and trend models with numbers that others computed. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "values/given.h"

enum {
    ID_TEXT = 64,
    PATH_TEXT = 1024,
    WORDS_TEXT = 512
};

/* "dir/gap_pct.values" -> "gap_pct" */
static void id_of(const char *path, char out[ID_TEXT])
{
    const char *slash = strrchr(path, '/');
    (void)snprintf(out, ID_TEXT, "%s", slash != NULL ? slash + 1 : path);
    out[strcspn(out, ".")] = '\0';
}

/* False if nothing of that name is registered. */
static bool compute(const char *id, const given *from, strata_result_value *out)
{
    const strata_measure *measure = strata_measure_find(id);
    const strata_gap *gap = strata_gap_find(id);
    const strata_trend *trend = strata_trend_find(id);
    if (measure != NULL) {
        const strata_group_view view = given_view(from, &from->focal);
        *out = measure->of(&view, from->cut);
    } else if (gap != NULL) {
        const strata_gap_view view = {given_view(from, &from->ref), given_view(from, &from->focal)};
        *out = gap->of(&view, from->cut);
    } else if (trend != NULL) {
        *out = trend->of(&from->series);
    }
    return measure != NULL || gap != NULL || trend != NULL;
}

static bool number_named(const strata_result_value *result, const char *name, double *out)
{
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"value", result->value},
                   {"se", result->se},
                   {"lo", result->lo},
                   {"hi", result->hi},
                   {"bound_lo", result->bound_lo},
                   {"bound_hi", result->bound_hi},
                   {"df", result->df},
                   {"p", result->p},
                   {"n", result->has_n ? (double)result->n : STRATA_NAN},
                   {"n_ref", result->has_n_ref ? (double)result->n_ref : STRATA_NAN}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(numbers[i].name, name) == 0) {
            *out = numbers[i].value;
            return true;
        }
    }
    return false;
}

static bool is_word(const strata_result_value *result, const block_line *line)
{
    char flags[WORDS_TEXT];
    if (strcmp(line->word, "status") == 0) {
        return strcmp(strata_estimate_status_name(result->status), line->rest) == 0;
    }
    return strcmp(strata_flags_format(result->flags, flags, sizeof flags), line->rest) == 0;
}

static bool is_expected(const strata_result_value *result, const block_line *line, double tolerance)
{
    if (strcmp(line->word, "status") == 0 || strcmp(line->word, "flags") == 0) {
        return is_word(result, line);
    }
    double got = STRATA_NAN;
    if (!number_named(result, line->word, &got)) {
        return false;
    }
    if (strcmp(line->rest, "none") == 0) {
        return isnan(got);
    }
    char *end = NULL;
    const double expected = strtod(line->rest, &end);
    return end != line->rest && *end == '\0' && fabs(got - expected) <= tolerance;
}

static void tell(const char *path, const values_block *from, const block_line *line,
                 const strata_result_value *result)
{
    char flags[WORDS_TEXT];
    double got = STRATA_NAN;
    (void)number_named(result, line->word, &got);
    (void)fprintf(stderr, "%s:%u: %s: expected %s %s, got %.17g (%s; %s)\n", path, line->number,
                  from->name, line->word, line->rest, got,
                  strata_estimate_status_name(result->status),
                  strata_flags_format(result->flags, flags, sizeof flags));
}

/* Number of expectations met, or -1. */
static int check_block(const char *path, const char *id, const values_block *from)
{
    given input;
    strata_result_value result = strata_result_none();
    if (!from->has_source || !given_read(&input, from, path) || !compute(id, &input, &result)) {
        (void)fprintf(stderr, "%s:%u: %s: no source, or nothing to compute\n", path, from->number,
                      from->name);
        return -1;
    }
    int met = 0;
    bool failed = false;
    double tolerance = 0.0;
    for (size_t i = 0; i < from->count; i++) {
        const block_line *line = &from->lines[i];
        if (strcmp(line->keyword, "tolerance") == 0) {
            tolerance = strtod(line->word, NULL);
        } else if (strcmp(line->keyword, "expect") == 0 && is_expected(&result, line, tolerance)) {
            met++;
        } else if (strcmp(line->keyword, "given") != 0) {
            tell(path, from, line, &result);
            failed = true;
        }
    }
    return failed || met == 0 ? -1 : met;
}

static int check_file(const char *path)
{
    char id[ID_TEXT];
    id_of(path, id);
    block_reader reader;
    if (!block_reader_open(&reader, path)) {
        return EXIT_FAILURE;
    }
    int blocks = 0;
    int met = 0;
    bool failed = false;
    values_block next;
    while (block_next(&reader, &next)) {
        const int here = check_block(path, id, &next);
        failed = failed || here < 0;
        met += here > 0 ? here : 0;
        blocks++;
    }
    failed = failed || reader.failed || blocks == 0;
    block_reader_close(&reader);
    (void)printf("%s: %d blocks, %d expectations met\n", id, blocks, met);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static bool has_file(const char *dir, const char *id)
{
    char path[PATH_TEXT];
    (void)snprintf(path, sizeof path, "%s/%s.values", dir, id);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        (void)fprintf(stderr, "%s is missing\n", path);
        return false;
    }
    (void)fclose(file);
    return true;
}

static int check_complete(const char *dir)
{
    bool complete = true;
    for (size_t i = 0; i < strata_measure_count(); i++) {
        complete = has_file(dir, strata_measure_at(i)->id) && complete;
    }
    for (size_t i = 0; i < strata_gap_count(); i++) {
        complete = has_file(dir, strata_gap_at(i)->id) && complete;
    }
    for (size_t i = 0; i < strata_trend_count(); i++) {
        complete = has_file(dir, strata_trend_at(i)->id) && complete;
    }
    return complete ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--complete") == 0) {
        return check_complete(argv[2]);
    }
    if (argc != 2) {
        (void)fprintf(stderr, "usage: values FILE.values | values --complete DIR\n");
        return EXIT_FAILURE;
    }
    return check_file(argv[1]);
}
