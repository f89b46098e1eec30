/* All cells of a run: in a set, or into an output as they are counted. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "run/cells_plan.h"
#include "run/counting.h"
#include "run/job.h"

static bool is_accountability_only(const strata_plan *plan)
{
    return plan->populations[STRATA_ACCOUNTABILITY] && !plan->populations[STRATA_ALL_TESTED];
}

/* What is true of all cells, however they go on. */
static void note_cells(strata_stages *stages, uint64_t count, const char *race_scheme)
{
    strata_findings *findings = stages->findings;
    findings->nothing_kept = count == 0;
    findings->accountability_only = is_accountability_only(&stages->job->plan);
    findings->header.kind = STRATA_STREAM_CELLS;
    findings->header.key_id[0] = '\0'; /* cells hold no students */
    (void)snprintf(findings->header.race_scheme, sizeof findings->header.race_scheme, "%s",
                   race_scheme);
}

/* The names of levels, bit l for strata_entity_level l, behind what stands in out[size]. */
static void name_levels(uint32_t levels, const char *before, char *out, size_t size)
{
    for (unsigned level = 0; level < STRATA_LEVEL_COUNT; level++) {
        const size_t len = strlen(out);
        if ((levels >> level & 1U) != 0) {
            (void)snprintf(out + len, size - len, "%s%s", before,
                           strata_entity_level_name((strata_entity_level)level));
            before = ", ";
        }
    }
}

/* Where places are, if none is where they are asked for: cells that came as cells may have some. */
static void note_places(const strata_counting *c)
{
    char *out = c->reading.stages->findings->no_place;
    const size_t size = sizeof c->reading.stages->findings->no_place;
    const uint32_t there = c->cube != NULL ? strata_cube_place_levels(c->cube) : 0;
    uint32_t asked = 0;
    for (unsigned level = 0; level < STRATA_LEVEL_COUNT; level++) {
        asked |= c->reading.stages->job->plan.levels[level] ? 1U << level : 0;
    }
    if (c->cells == NULL && there != 0 && (asked & there) == 0) {
        name_levels(asked, "no result has a place at level ", out, size);
        name_levels(there, ", only at ", out, size);
        const size_t len = strlen(out);
        (void)snprintf(
            out + len, size - len,
            "; is their column missing, or called otherwise? --verbose names the columns "
            "that are not read");
    }
}

static strata_status read_all(strata_counting *c, strata_error *err)
{
    STRATA_TRY(strata_counting_read(c, err));
    note_places(c);
    return STRATA_OK;
}

/* ---- into a set ---- */

/* Rolls up, and puts the result with the cells that came as cells. */
static strata_status finish_cube(strata_counting *c, strata_error *err)
{
    strata_cellset *set = NULL;
    STRATA_TRY(strata_counting_check_twice(c, err)); /* the rows end with the cube */
    strata_cube_use_threads(c->cube, strata_job_threads(c->reading.stages->job));
    STRATA_TRY(strata_cube_finish(c->cube, c->reading.stages->findings->issues, &set, err));
    strata_status status = strata_counting_mark(c, set, err);
    if (status == STRATA_OK) {
        status = strata_counting_words(c, set->plan, err);
    }
    if (status == STRATA_OK && c->cells != NULL) {
        status = strata_cellset_append(set, c->cells, err);
    }
    if (status != STRATA_OK) {
        strata_cellset_free(set);
        return status;
    }
    strata_cellset_free(c->cells);
    c->cells = set;
    strata_counting_provenance(c);
    return strata_reading_finish(&c->reading, err);
}

static strata_status check_schemes(const strata_stages *stages, const strata_cellset *set,
                                   strata_error *err)
{
    strata_plan plan;
    strata_seen_schemes seen = {0};
    strata_plan_settle(&stages->job->plan, &plan);
    for (size_t i = 0; plan.is_chosen && i < set->count; i++) {
        strata_seen_schemes_add(&seen, &plan, set->cells[i].key.group);
    }
    return strata_seen_schemes_check(&seen, &plan, stages->findings->issues, err);
}

/* The set of everything that was read. */
static strata_status finish_set(strata_counting *c, strata_error *err)
{
    strata_stages *stages = c->reading.stages;
    if (c->cube != NULL) {
        STRATA_TRY(finish_cube(c, err));
    }
    assert(c->cells != NULL); /* there is an input, and each kind of input leaves a set */
    note_cells(stages, c->cells->count, c->cells->race_scheme);
    STRATA_TRY(check_schemes(stages, c->cells, err));
    STRATA_TRY(strata_cellset_sort(c->cells, err));
    strata_timings_end(&stages->findings->timings, STRATA_PHASE_COUNT);
    return STRATA_OK;
}

strata_status strata_gather_cells(strata_stages *stages, strata_cellset **out, strata_error *err)
{
    strata_counting c = {.reading.stages = stages};
    strata_status status = read_all(&c, err);
    if (status == STRATA_OK) {
        status = finish_set(&c, err);
    }
    if (status == STRATA_OK) {
        *out = c.cells;
        c.cells = NULL;
    }
    strata_counting_end(&c);
    return status;
}

/* ---- as they are counted ---- */

/* Looks at the groups of cells on their way to a writer. Each slot notes its own. */
typedef struct watched {
    const strata_cell_sink *out;
    strata_plan plan;    /* settled */
    uint64_t to_be_seen; /* schemes of it that have to be; all of them after few cells */
    strata_seen_schemes seen[STRATA_CELL_SINK_SLOTS];
} watched;

static strata_status add_watched(void *context, size_t slot, const strata_cell *cell,
                                 strata_error *err)
{
    watched *w = context;
    if (w->seen[slot].schemes != w->to_be_seen) {
        strata_seen_schemes_add(&w->seen[slot], &w->plan, cell->key.group);
    }
    return w->out->add(w->out->context, slot, cell, err);
}

static strata_status tell_watched(void *context, size_t slot, const strata_int128 *values,
                                  strata_error *err)
{
    const watched *w = context;
    return w->out->tell(w->out->context, slot, values, err);
}

static strata_status take_watched(void *context, size_t slot, strata_error *err)
{
    const watched *w = context;
    return w->out->take(w->out->context, slot, err);
}

static strata_status count_into(strata_counting *c, strata_cell_writer *writer, strata_error *err)
{
    const strata_stages *stages = c->reading.stages;
    strata_issues *issues = stages->findings->issues;
    watched w = {.out = strata_cell_writer_sink(writer)};
    const strata_cell_sink sink = {.context = &w,
                                   .quantiles = w.out->quantiles,
                                   .tell = tell_watched,
                                   .add = add_watched,
                                   .take = take_watched};
    strata_plan_settle(&stages->job->plan, &w.plan);
    w.to_be_seen = w.plan.is_chosen ? UINT64_MAX >> (64 - w.plan.scheme_count) : 0;
    STRATA_TRY(strata_cube_stream(c->cube, strata_job_threads(stages->job), issues, &sink, err));
    strata_seen_schemes all = {0};
    for (size_t slot = 0; slot < STRATA_CELL_SINK_SLOTS; slot++) {
        all.schemes |= w.seen[slot].schemes;
    }
    return strata_seen_schemes_check(&all, &w.plan, issues, err);
}

static void note_written(strata_findings *findings, const strata_cell_written *written)
{
    findings->cells = (size_t)written->rows;
    findings->cells_left_out = (size_t)written->left_out;
}

/* @param marks  a set without cells that holds the inputs */
static strata_status write_counted(strata_counting *c, const strata_cell_output *output,
                                   const strata_cellset *marks, strata_error *err)
{
    strata_stages *stages = c->reading.stages;
    strata_findings *findings = stages->findings;
    strata_cube_heading heading;
    strata_cube_head(c->cube, &heading);
    STRATA_TRY(strata_counting_words(c, heading.plan, err));
    strata_counting_provenance(c);
    strata_stream_header header = findings->header;
    header.key_id[0] = '\0';
    header.level_columns = heading.level_columns;
    memcpy(header.race_scheme, heading.race_scheme, sizeof header.race_scheme);
    memcpy(header.plan, heading.plan, sizeof header.plan);
    (void)snprintf(header.protection, sizeof header.protection, "%s", marks->protection);
    strata_cell_written written = {0};
    strata_cell_output counted = *output;
    counted.written = &written;
    strata_cell_writer *writer = NULL;
    STRATA_TRY(
        strata_cell_writer_open(&counted, &header, strata_cube_dictionary(c->cube), &writer, err));
    strata_status status = count_into(c, writer, err);
    if (status == STRATA_OK) {
        status = strata_cell_writer_end(writer, marks->inputs, marks->input_count);
    }
    note_written(findings, &written);
    note_cells(stages, written.rows + written.left_out, heading.race_scheme);
    strata_cell_writer_free(writer);
    return status == STRATA_OK ? strata_reading_finish(&c->reading, err) : status;
}

static strata_status stream_cells(strata_counting *c, const strata_cell_output *output,
                                  strata_error *err)
{
    strata_cellset *marks = strata_cellset_new();
    if (marks == NULL) {
        return strata_fail_memory(err);
    }
    strata_sink_make_private(output->sink);
    strata_status status = strata_counting_check_twice(c, err);
    if (status == STRATA_OK) {
        status = strata_counting_mark(c, marks, err);
    }
    if (status == STRATA_OK) {
        status = write_counted(c, output, marks, err);
    }
    strata_cellset_free(marks);
    strata_timings_end(&c->reading.stages->findings->timings, STRATA_PHASE_COUNT);
    return status;
}

static strata_status write_set(strata_counting *c, const strata_cell_output *output,
                               strata_error *err)
{
    strata_findings *findings = c->reading.stages->findings;
    STRATA_TRY(finish_set(c, err));
    if (strata_protection_is_confidential(c->cells)) {
        strata_sink_make_private(output->sink);
    }
    strata_cell_written written = {0};
    strata_cell_output counted = *output;
    counted.written = &written;
    const strata_status status = strata_cellset_output(&counted, c->cells, &findings->header, err);
    note_written(findings, &written);
    return status;
}

/* Quantiles take the scores of students, which nothing but extracts and records of them have. */
static strata_status check_scores(const strata_inputs *inputs, strata_error *err)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const strata_run_input *input = &inputs->items[i];
        const bool is_published =
            input->schema != NULL && input->schema->kind == STRATA_KIND_PUBLISHED;
        if (is_published || input->kind == STRATA_STREAM_CELLS) {
            return strata_fail_at(err, STRATA_E_USAGE, "quantiles-without-scores",
                                  (strata_place_in_file){.file = input->path},
                                  "holds %s, which have no scores of students, so there are no "
                                  "quantiles of them; leave the file or --quantiles out",
                                  is_published ? "published results" : "cells");
        }
    }
    return STRATA_OK;
}

strata_status strata_gather_cells_to(strata_stages *stages, const strata_cell_output *output,
                                     strata_error *err)
{
    strata_counting c = {.reading.stages = stages};
    if (output->quantiles != NULL) {
        STRATA_TRY(check_scores(&stages->inputs, err));
    }
    strata_status status = read_all(&c, err);
    if (status == STRATA_OK) {
        status = strata_counting_has_students_only(&c) ? stream_cells(&c, output, err)
                                                       : write_set(&c, output, err);
    }
    strata_counting_end(&c);
    return status;
}
