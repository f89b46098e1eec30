/* From rows to cells, and what is to be said about the rows. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cube_check.h"
#include "cube/tally_run.h"

enum {
    RESULTS_TEXT = 32 /* "123 results" */
};

/* ---- what files do not say ---- */

static bool asks_for_races(const strata_plan *plan)
{
    if (plan->race_scheme != STRATA_RACE_ED2007) {
        return true;
    }
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        if (memchr(plan->schemes[at].dims, STRATA_DIM_RACE_MASK, plan->schemes[at].count) != NULL) {
            return true;
        }
    }
    return false;
}

static bool needs_facts(const strata_plan *plan)
{
    return plan->populations[STRATA_ACCOUNTABILITY] || asks_for_races(plan);
}

static void format_results(uint64_t count, char out[RESULTS_TEXT])
{
    (void)snprintf(out, RESULTS_TEXT, "%" PRIu64 " result%s", count, count == 1 ? "" : "s");
}

/* The largest number of a file, 0 if none is numbered. */
static size_t count_files(const strata_rows *rows)
{
    uint32_t count = 0;
    size_t files = 0;
    const strata_packed_place *places = strata_rows_places(rows, &count);
    for (uint32_t at = 0; at < count; at++) {
        files = places[at].file > files ? places[at].file : files;
    }
    return files;
}

/* A file without any flag is another matter than one that leaves some of them empty. */
static strata_status note_fay(const strata_cube *cube, strata_issues *issues, size_t file,
                              const strata_tally_facts *facts, strata_error *err)
{
    char results[RESULTS_TEXT];
    format_results(facts->fay_unknown, results);
    const strata_cube_finding none = {.rule = "no-accountability", .file = (uint32_t)file + 1};
    const strata_cube_finding some = {
        .rule = "fay-unknown", .what = results, .file = (uint32_t)file + 1};
    const bool has_rows = (facts->marks & STRATA_MARK_COUNTS) != 0;
    const bool is_known = (facts->marks & STRATA_MARK_FAY_KNOWN) != 0;
    if (!cube->plan.populations[STRATA_ACCOUNTABILITY] || !has_rows ||
        (is_known && facts->fay_unknown == 0)) {
        return STRATA_OK;
    }
    return strata_cube_note(cube, issues, is_known ? &some : &none, err);
}

static strata_status note_races(const strata_cube *cube, strata_issues *issues, size_t file,
                                const strata_tally_facts *facts, strata_error *err)
{
    char results[RESULTS_TEXT];
    format_results(facts->one_race, results);
    const strata_cube_finding finding = {
        .rule = "race-scheme", .what = results, .file = (uint32_t)file + 1};
    const bool has_several = (facts->marks & STRATA_MARK_SEVERAL_RACES) != 0;
    return asks_for_races(&cube->plan) && facts->one_race > 0 && !has_several
               ? strata_cube_note(cube, issues, &finding, err)
               : STRATA_OK;
}

static strata_status note_facts(const strata_tally_job *job, strata_issues *issues,
                                strata_error *err)
{
    for (size_t file = 0; file < job->facts_count; file++) {
        STRATA_TRY(note_fay(job->frame->cube, issues, file, &job->facts[file], err));
        STRATA_TRY(note_races(job->frame->cube, issues, file, &job->facts[file], err));
    }
    return STRATA_OK;
}

/* ---- years ---- */

/* Groups are compared in the coarsest places: those of the state, if every test has cells there. */
static void choose_notes(strata_tally_frame *frame)
{
    const strata_plan *plan = &frame->cube->plan;
    const bool has_state = plan->levels[STRATA_LEVEL_STATE] && plan->populations[STRATA_ALL_TESTED];
    frame->notes_places = true;
    for (unsigned level = STRATA_LEVEL_STATE; level <= STRATA_LEVEL_SCHOOL; level++) {
        const bool is_noted = level == STRATA_LEVEL_STATE || !has_state;
        frame->note_levels |= is_noted ? 1U << level : 0U;
    }
}

static strata_status run(strata_tally_job *job, strata_tally_frame *frame, strata_issues *issues,
                         strata_error *err)
{
    const strata_cube *cube = frame->cube;
    if (issues != NULL && frame->places.year_count > 1) {
        choose_notes(frame);
        job->years = strata_cube_years_new(cube, issues);
        if (job->years == NULL) {
            return strata_fail_memory(err);
        }
    }
    if (needs_facts(&cube->plan)) {
        job->facts_count = count_files(cube->rows);
        job->facts = strata_alloc_zero(job->facts_count + 1, sizeof *job->facts);
        if (job->facts == NULL) {
            return strata_fail_memory(err);
        }
    }
    STRATA_TRY(strata_tally_run(job, err));
    STRATA_TRY(note_facts(job, issues, err));
    return job->years != NULL ? strata_cube_years_compare(job->years, err) : STRATA_OK;
}

strata_status strata_cube_count(strata_cube *cube, const strata_cube_counting *counting,
                                strata_error *err)
{
    strata_tally_frame frame;
    strata_tally_job job = {.frame = &frame,
                            .sink = counting->sink,
                            .threads = counting->threads,
                            .applies_history = counting->applies_history};
    strata_status status = strata_tally_frame_make(&frame, cube, err);
    if (status == STRATA_OK && counting->sink->quantiles != NULL) {
        frame.quantiles = counting->sink->quantiles;
        status = strata_tally_atoms_make(&frame.atoms, &frame.students, err);
    }
    if (status == STRATA_OK) {
        status = run(&job, &frame, counting->issues, err);
    }
    strata_cube_years_free(job.years);
    strata_free(job.facts);
    strata_tally_frame_deinit(&frame);
    return status;
}
