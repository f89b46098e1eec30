/* From a file to a guess, step by step. */
#include "schema/guess.h"

#include <stdio.h>

#include "base/alloc.h"
#include "schema/guess_fixed.h"
#include "schema/guess_parts.h"
#include "schema/targets.h"

char *strata_guess_role(const strata_guess_column *column, char *out)
{
    const strata_target_rule *rule = strata_target_rule_of(column->to);
    const char *detail = "";
    char number[8];
    if (rule->index == STRATA_INDEX_DIM) {
        detail = strata_dim_name((strata_dim)column->index);
    } else if (rule->index == STRATA_INDEX_LEVEL || rule->index == STRATA_INDEX_CUT) {
        (void)snprintf(number, sizeof number, "%u", (unsigned)column->index);
        detail = number;
    }
    (void)snprintf(out, STRATA_GUESS_ROLE, "%s%s%s", rule->name, detail[0] != '\0' ? ":" : "",
                   detail);
    return out;
}

/* What columns say together, once each has its role. */
static strata_status settle(strata_guess *guess, const strata_guess_rows *rows, strata_error *err)
{
    strata_guess_fallback_student(guess);
    STRATA_TRY(strata_guess_fallback_score(guess, err));
    STRATA_TRY(strata_guess_count_levels(guess, rows, err));
    strata_guess_number_levels(guess);
    return strata_guess_settle(guess, err);
}

static strata_status look_at_columns(strata_guess *guess, const strata_guess_sample *sample,
                                     const strata_catalog *catalog, const strata_schema_kind *kind,
                                     strata_error *err)
{
    strata_guess_rows rows;
    strata_guess_phrases *phrases = NULL;
    STRATA_TRY(strata_guess_rows_read(sample, guess, &rows, err));
    if (rows.count == 0) {
        return strata_fail(err, STRATA_E_INPUT, "guess", "no row of the file can be read");
    }
    STRATA_TRY(strata_guess_header(guess, &rows, err));
    guess->rows = rows.end_data - rows.first_data;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        STRATA_TRY(strata_guess_values_of(guess, &rows, i, err));
    }
    STRATA_TRY(strata_guess_phrases_new(catalog, &phrases, err));
    strata_status status = strata_guess_families(guess, phrases, err);
    if (status == STRATA_OK) {
        status = strata_guess_kind(guess, kind, err);
    }
    if (status == STRATA_OK) {
        status = strata_guess_roles(guess, phrases, err);
    }
    if (status == STRATA_OK) {
        status = settle(guess, &rows, err);
    }
    if (status == STRATA_OK) {
        status = strata_guess_meanings(guess, phrases, err);
        strata_guess_levels_of_codes(guess);
    }
    strata_guess_phrases_free(phrases);
    return status;
}

static strata_status look(strata_guess *guess, const char *path, const strata_catalog *catalog,
                          const strata_schema_kind *kind, strata_error *err)
{
    strata_guess_sample sample;
    STRATA_TRY(strata_guess_read(path, guess->arena, &sample, err));
    guess->container = sample.container;
    guess->encoding = strata_guess_encoding(sample.bytes, sample.len);
    guess->footer = strata_slice_of("");
    guess->kind_evidence = strata_slice_of("");
    STRATA_TRY(strata_guess_recode(&sample, guess->encoding, guess->arena, err));
    guess->sample = (strata_slice){sample.bytes, sample.len};
    guess->line_ends = strata_guess_line_ends(sample.bytes, sample.len);
    STRATA_TRY(strata_guess_dialect(&sample, guess, err));
    return guess->record_count > 0 ? strata_guess_fixed(guess, &sample, catalog, kind, err)
                                   : look_at_columns(guess, &sample, catalog, kind, err);
}

strata_status strata_guess_file_of_kind(const char *path, const strata_catalog *catalog,
                                        const strata_schema_kind *kind, strata_guess **out,
                                        strata_error *err)
{
    *out = NULL;
    strata_guess *guess = strata_alloc_zero(1, sizeof *guess);
    if (guess == NULL) {
        return strata_fail_memory(err);
    }
    guess->arena = strata_arena_new();
    const strata_status status =
        guess->arena != NULL ? look(guess, path, catalog, kind, err) : strata_fail_memory(err);
    if (status != STRATA_OK) {
        strata_guess_free(guess);
        return status;
    }
    *out = guess;
    return STRATA_OK;
}

strata_status strata_guess_file(const char *path, const strata_catalog *catalog, strata_guess **out,
                                strata_error *err)
{
    return strata_guess_file_of_kind(path, catalog, NULL, out, err);
}

void strata_guess_free(strata_guess *guess)
{
    if (guess != NULL) {
        strata_arena_free(guess->arena);
        strata_free(guess);
    }
}
