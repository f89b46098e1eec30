/* One pass over the inputs in their order. */
#include "run/counting.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cell_stream.h"
#include "run/cells_plan.h"
#include "run/job.h"
#include "run/meals.h"
#include "run/provenance.h"

static strata_status push_to_cube(void *context, const strata_record *record, strata_error *err)
{
    const strata_counting *c = context;
    return strata_cube_add_record(c->cube, record, err);
}

/* The names of places that stand beside the results, for tables. */
static strata_status add_name(const strata_counting *c, const strata_published *published,
                              strata_error *err)
{
    strata_inputs *inputs = &c->reading.stages->inputs;
    if (published->name == 0) {
        return STRATA_OK;
    }
    if (inputs->names == NULL) {
        inputs->names = strata_entities_new();
    }
    return inputs->names != NULL
               ? strata_entities_add_published(inputs->names, published, c->reading.dictionary, err)
               : strata_fail_memory(err);
}

static strata_status push_published(void *context, const strata_published *published,
                                    strata_error *err)
{
    const strata_counting *c = context;
    STRATA_TRY(add_name(c, published, err));
    return strata_cube_add_published(c->cube, published, c->reading.stages->findings->issues, err);
}

static strata_status read_cells(strata_counting *c, strata_run_input *input, strata_error *err)
{
    STRATA_TRY(strata_admitting_refuse(c->reading.stages->job, input->path, err));
    strata_source *source = NULL;
    STRATA_TRY(strata_run_input_source(input, &source, err));
    strata_cellset *set = NULL;
    strata_stream_header header = {0};
    strata_status status = strata_cell_stream_read(source, &set, &header, err);
    strata_source_close(source);
    if (status == STRATA_OK) {
        status =
            strata_cells_plan_check(&c->reading.stages->job->plan, header.plan, input->path, err);
    }
    if (status == STRATA_OK) {
        status =
            strata_header_merge(&c->reading.stages->findings->header, &header, input->path, err);
    }
    if (status == STRATA_OK && c->cells != NULL) {
        status = strata_cellset_append(c->cells, set, err);
    } else if (status == STRATA_OK) {
        c->cells = set;
        return STRATA_OK;
    }
    strata_cellset_free(set);
    return status;
}

static strata_status read_input(strata_counting *c, strata_run_input *input, strata_error *err)
{
    switch (input->kind) {
    case STRATA_STREAM_NONE:
    case STRATA_STREAM_RECORDS:
    case STRATA_STREAM_RECORDS_BINARY:
        return strata_reading_file(&c->reading, input, err);
    case STRATA_STREAM_CELLS:
        return read_cells(c, input, err);
    case STRATA_STREAM_ESTIMATES:
    default:
        return strata_fail_at(err, STRATA_E_USAGE, "stage-order",
                              (strata_place_in_file){.file = input->path},
                              "holds estimates, from which no cells can be made");
    }
}

/* Tells the cube what the schemas of published files say about adding up. */
static strata_status declare_schema(strata_counting *c, const strata_schema *schema,
                                    strata_error *err)
{
    strata_intern *texts = strata_dictionary_texts(c->reading.dictionary);
    for (uint32_t i = 0; i < schema->assessment_count; i++) {
        const strata_slice id = schema->assessments[i].id;
        uint32_t number = 0;
        STRATA_TRY(strata_intern_add(texts, id.text, id.len, &number, err));
        STRATA_TRY(strata_cube_declare(c->cube, number, schema->additive, err));
    }
    for (uint32_t i = 0; i < schema->partition_count; i++) {
        STRATA_TRY(strata_cube_partition(c->cube, &schema->partitions[i], err));
    }
    return STRATA_OK;
}

/* Each schema once, however many files it reads. */
static strata_status declare_schemas(strata_counting *c, strata_error *err)
{
    const strata_inputs *inputs = &c->reading.stages->inputs;
    for (size_t i = 0; i < inputs->count; i++) {
        const strata_schema *schema = inputs->items[i].schema;
        bool is_new = schema != NULL && schema->kind == STRATA_KIND_PUBLISHED;
        for (size_t before = 0; is_new && before < i; before++) {
            is_new = inputs->items[before].schema != schema;
        }
        if (is_new) {
            STRATA_TRY(declare_schema(c, schema, err));
        }
    }
    return STRATA_OK;
}

static strata_status start_rows(strata_counting *c, strata_error *err)
{
    const strata_job *job = c->reading.stages->job;
    strata_rows *rows = NULL;
    strata_status_year of = {.rule = STRATA_STATUS_OWN};
    if (job->status_year != NULL) {
        STRATA_TRY(strata_status_year_parse(job->status_year, &of, err));
    }
    STRATA_TRY(strata_rows_new(job->memory, NULL, &rows, err));
    strata_rows_status_year(rows, of);
    strata_rows_use_threads(rows, strata_job_threads(job));
    strata_cube_use_rows(c->cube, rows);
    c->reading.rows = rows;
    c->reading.records = (strata_record_sink){.context = c, .push = push_to_cube};
    return STRATA_OK;
}

static strata_status start_cube(strata_counting *c, strata_error *err)
{
    strata_stages *stages = c->reading.stages;
    strata_dictionary *dictionary = strata_dictionary_new();
    c->cube = dictionary != NULL ? strata_cube_new(&stages->job->plan, dictionary) : NULL;
    if (c->cube == NULL) {
        strata_dictionary_free(dictionary);
        return strata_fail_memory(err);
    }
    strata_cube_account(c->cube, &stages->findings->accounting);
    c->reading.dictionary = dictionary;
    c->reading.published = (strata_published_sink){.context = c, .push = push_published};
    STRATA_TRY(strata_meals_open(stages, c->cube, err));
    STRATA_TRY(strata_reading_start(&c->reading, false, err));
    strata_cube_list(c->cube, strata_reading_rejects(&c->reading));
    STRATA_TRY(start_rows(c, err));
    return declare_schemas(c, err);
}

static strata_status resolve(strata_counting *c, strata_error *err)
{
    strata_findings *findings = c->reading.stages->findings;
    const strata_rows_report report = {.dictionary = c->reading.dictionary,
                                       .accounting = &findings->accounting,
                                       .issues = findings->issues,
                                       .rejects = strata_reading_rejects(&c->reading),
                                       .admission = strata_admitting_rules(&c->reading.admitting)};
    STRATA_TRY(strata_rows_resolve(c->reading.rows, strata_job_threads(c->reading.stages->job),
                                   &report, err));
    return strata_accounting_check(&findings->accounting, true, err);
}

strata_status strata_counting_read(strata_counting *c, strata_error *err)
{
    strata_stages *stages = c->reading.stages;
    strata_inputs *inputs = &stages->inputs;
    strata_timings *timings = &stages->findings->timings;
    const bool has_rows = strata_inputs_of_kind(inputs, STRATA_STREAM_CELLS) < inputs->count;
    strata_issues_use(stages->findings->issues, &stages->job->checks);
    STRATA_TRY(strata_inputs_note(inputs, stages->job, stages->findings->issues, err));
    if (has_rows) {
        STRATA_TRY(start_cube(c, err));
    }
    strata_timings_end(timings, STRATA_PHASE_OPEN);
    for (size_t i = 0; i < inputs->count; i++) {
        STRATA_TRY(read_input(c, &inputs->items[i], err));
    }
    strata_timings_end(timings, STRATA_PHASE_READ);
    if (has_rows) {
        STRATA_TRY(resolve(c, err));
    }
    strata_timings_end(timings, STRATA_PHASE_RESOLVE);
    return STRATA_OK;
}

void strata_counting_end(strata_counting *c)
{
    strata_cellset_free(c->cells);
    strata_cube_free(c->cube);
    strata_reading_end(&c->reading);
}

bool strata_counting_has_students_only(const strata_counting *c)
{
    return c->cells == NULL && c->cube != NULL && !strata_cube_has_published(c->cube);
}

/* The first account of the same bytes. */
static size_t first_alike(const strata_accounting *accounting, size_t of)
{
    size_t first = 0;
    while (first < of &&
           strcmp(accounting->files[first].digest, accounting->files[of].digest) != 0) {
        first++;
    }
    return first;
}

strata_status strata_counting_check_twice(const strata_counting *c, strata_error *err)
{
    const strata_accounting *accounting = &c->reading.stages->findings->accounting;
    for (size_t i = 0; i < accounting->count; i++) {
        const size_t first = first_alike(accounting, i);
        if (first < i && strata_rows_has_nameless(c->reading.rows, (uint32_t)i + 1)) {
            return strata_fail_at(err, STRATA_E_INPUT, "input-twice",
                                  (strata_place_in_file){.file = accounting->files[i].file},
                                  "holds the same bytes as %s and no student identifiers, so its "
                                  "rows would count twice",
                                  accounting->files[first].file);
        }
    }
    return STRATA_OK;
}

strata_status strata_counting_mark(const strata_counting *c, strata_cellset *set, strata_error *err)
{
    const strata_accounting *accounting = &c->reading.stages->findings->accounting;
    for (size_t i = 0; i < accounting->count; i++) {
        const strata_account *account = &accounting->files[i];
        if (first_alike(accounting, i) == i) {
            STRATA_TRY(strata_cellset_add_input(set, account->digest, account->rows_in, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_counting_words(const strata_counting *c, char plan[STRATA_PLAN_TEXT],
                                    strata_error *err)
{
    char status[STRATA_STATUS_WORD];
    char words[STRATA_PLAN_WORDS];
    (void)strata_admitting_status_word(c->reading.stages->job, status);
    STRATA_TRY(strata_plan_words_unite(c->reading.words, status, words, err));
    const size_t len = strlen(plan);
    (void)snprintf(plan + len, STRATA_PLAN_TEXT - len, "%s%s", words[0] != '\0' ? " " : "", words);
    return STRATA_OK;
}

void strata_counting_provenance(const strata_counting *c)
{
    const strata_stages *stages = c->reading.stages;
    strata_provenance_statuses(&stages->findings->header, stages->job);
    strata_provenance_cells(&stages->findings->header, &stages->job->plan);
}
