/* One pass over the inputs in their order, into one set of cells. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cell_stream.h"
#include "run/gather.h"
#include "run/meals.h"
#include "run/provenance.h"
#include "run/reading.h"

/* Counting everything into one set. */
typedef struct counting {
    strata_reading reading;
    strata_resolve *resolve;
    strata_cube *cube;     /* owns the dictionary of the reading */
    strata_cellset *cells; /* those of the cells among the inputs, then all */
    bool *anonymous;       /* by account: has records without a student */
    size_t anonymous_room;
} counting;

static strata_status push_to_resolve(void *context, const strata_record *record, strata_error *err)
{
    counting *c = context;
    if (record->student == 0) {
        const size_t before = c->anonymous_room;
        STRATA_TRY(strata_reserve(&c->anonymous, &c->anonymous_room, record->file,
                                  sizeof *c->anonymous, err));
        memset(c->anonymous + before, 0, c->anonymous_room - before);
        c->anonymous[record->file - 1] = true;
    }
    return strata_resolve_push(c->resolve, record, err);
}

static strata_status push_to_cube(void *context, const strata_record *record, strata_error *err)
{
    const counting *c = context;
    return strata_cube_add_record(c->cube, record, err);
}

static strata_status push_published(void *context, const strata_published *published,
                                    strata_error *err)
{
    const counting *c = context;
    return strata_cube_add_published(c->cube, published, c->reading.stages->findings->issues, err);
}

/* The word of a plan that says the same of it as `like`: "race=ed2007" for "race=multi2024". Empty
 * if there is none. */
static strata_slice word_like(const char *plan, strata_slice like)
{
    const char *is = memchr(like.text, '=', like.len);
    const size_t name = is != NULL ? (size_t)(is - like.text) + 1 : like.len;
    while (*plan != '\0') {
        const strata_slice word = {plan, strcspn(plan, " ")};
        if (word.len >= name && memcmp(word.text, like.text, name) == 0) {
            return word;
        }
        plan += word.len + strspn(plan + word.len, " ");
    }
    return (strata_slice){plan, 0};
}

static bool is_same(strata_slice a, strata_slice b)
{
    return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

static bool is_made_so(strata_slice word, const char *usual, const char *made)
{
    return is_same(word, word_like(usual, word)) || is_same(word, word_like(made, word));
}

/* What was asked for here, unlike the usual, must be what the cells were made with: nothing more
 * can be got out of them. */
static strata_status check_plan(const strata_plan *plan, const char *made, const char *path,
                                strata_error *err)
{
    strata_plan usual_plan;
    char asked_text[STRATA_PLAN_TEXT];
    char usual_text[STRATA_PLAN_TEXT];
    strata_plan_default(&usual_plan);
    const char *asked = strata_plan_text(plan, asked_text);
    const char *usual = strata_plan_text(&usual_plan, usual_text);
    /* a race scheme changes dimensions too: it is named before them */
    strata_slice word = word_like(asked, strata_slice_of("race="));
    while (is_made_so(word, usual, made)) {
        word = (strata_slice){asked, strcspn(asked, " ")};
        asked += word.len + strspn(asked + word.len, " ");
        if (word.len == 0) {
            return STRATA_OK;
        }
    }
    return strata_fail_at(err, STRATA_E_USAGE, "cells-plan", (strata_place_in_file){.file = path},
                          "holds cells that were not made with %.*s; leave that out, or make the "
                          "cells again",
                          (int)word.len, word.text);
}

static strata_status read_cells(counting *c, strata_run_input *input, strata_error *err)
{
    STRATA_TRY(strata_admitting_refuse(c->reading.stages->job, input->path, err));
    strata_source *source = NULL;
    STRATA_TRY(strata_run_input_source(input, &source, err));
    strata_cellset *set = NULL;
    strata_stream_header header = {0};
    strata_status status = strata_cell_stream_read(source, &set, &header, err);
    strata_source_close(source);
    if (status == STRATA_OK) {
        status = check_plan(&c->reading.stages->job->plan, header.plan, input->path, err);
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

static strata_status read_input(counting *c, strata_run_input *input, strata_error *err)
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
static strata_status declare_schema(counting *c, const strata_schema *schema, strata_error *err)
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
static strata_status declare_schemas(counting *c, strata_error *err)
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

static strata_status start_cube(counting *c, strata_error *err)
{
    const strata_job *job = c->reading.stages->job;
    strata_dictionary *dictionary = strata_dictionary_new();
    c->cube = dictionary != NULL ? strata_cube_new(&job->plan, dictionary) : NULL;
    if (c->cube == NULL) {
        strata_dictionary_free(dictionary);
        return strata_fail_memory(err);
    }
    strata_cube_account(c->cube, &c->reading.stages->findings->accounting);
    c->reading.dictionary = dictionary;
    STRATA_TRY(strata_meals_open(c->reading.stages, c->cube, err));
    c->reading.records = (strata_record_sink){.context = c, .push = push_to_resolve};
    c->reading.published = (strata_published_sink){.context = c, .push = push_published};
    STRATA_TRY(strata_resolve_new(job->memory, NULL, &c->resolve, err));
    STRATA_TRY(strata_admitting_statuses(job, c->resolve, err));
    STRATA_TRY(strata_reading_start(&c->reading, false, err));
    return declare_schemas(c, err);
}

/* The same extract twice is harmless where students can be told apart, or where a published result
 * has a key; rows without a student would count twice. */
static strata_status mark_inputs(const counting *c, strata_cellset *set, strata_error *err)
{
    const strata_accounting *accounting = &c->reading.stages->findings->accounting;
    for (size_t i = 0; i < accounting->count; i++) {
        const strata_account *account = &accounting->files[i];
        size_t before = 0;
        while (before < i && strcmp(accounting->files[before].digest, account->digest) != 0) {
            before++;
        }
        if (before == i) {
            STRATA_TRY(strata_cellset_add_input(set, account->digest, account->rows_in, err));
        } else if (i < c->anonymous_room && c->anonymous[i]) {
            return strata_fail_at(err, STRATA_E_INPUT, "input-twice",
                                  (strata_place_in_file){.file = account->file},
                                  "holds the same bytes as %s and no student identifiers, so its "
                                  "rows would count twice",
                                  accounting->files[before].file);
        }
    }
    return STRATA_OK;
}

/* The plan of the cube says what was counted; behind it stands whose results. */
static strata_status add_words(const counting *c, strata_cellset *set, strata_error *err)
{
    char status[STRATA_STATUS_WORD];
    char words[STRATA_PLAN_WORDS];
    (void)strata_admitting_status_word(c->reading.stages->job, status);
    STRATA_TRY(strata_plan_words_unite(c->reading.words, status, words, err));
    const size_t len = strlen(set->plan);
    (void)snprintf(set->plan + len, sizeof set->plan - len, "%s%s", words[0] != '\0' ? " " : "",
                   words);
    return STRATA_OK;
}

/* Resolves, rolls up, and puts the result with the cells that came as cells. */
static strata_status finish_cube(counting *c, strata_error *err)
{
    strata_findings *findings = c->reading.stages->findings;
    const strata_record_sink counted = {.context = c, .push = push_to_cube};
    STRATA_TRY(strata_resolve_finish(c->resolve, &counted, c->reading.dictionary,
                                     &findings->accounting, findings->issues, err));
    STRATA_TRY(strata_accounting_check(&findings->accounting, true, err));
    strata_cellset *set = NULL;
    STRATA_TRY(strata_cube_finish(c->cube, findings->issues, &set, err));
    strata_status status = mark_inputs(c, set, err);
    if (status == STRATA_OK) {
        status = add_words(c, set, err);
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
    strata_provenance_statuses(&findings->header, c->reading.stages->job);
    strata_provenance_cells(&findings->header, &c->reading.stages->job->plan);
    return strata_reading_finish(&c->reading, err);
}

static bool has_scheme(const strata_cellset *set, const strata_plan *scheme)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strata_plan_has_group(scheme, set->cells[i].key.group)) {
            return true;
        }
    }
    return false;
}

/* Who names a dimension would miss its groups; that of all students is always there. */
static strata_status check_schemes(const counting *c, strata_error *err)
{
    strata_plan plan;
    strata_plan_settle(&c->reading.stages->job->plan, &plan);
    for (unsigned i = 1; plan.is_chosen && i < plan.scheme_count; i++) {
        const strata_plan alone = {.schemes = {plan.schemes[i]}, .scheme_count = 1};
        strata_group_key group = {{0}, {0}};
        memcpy(group.dim, plan.schemes[i].dims, plan.schemes[i].count);
        char name[STRATA_GROUP_TEXT];
        strata_group_key_dim_text(group, name);
        if (!has_scheme(c->cells, &alone)) {
            STRATA_TRY(strata_issues_add(c->reading.stages->findings->issues,
                                         STRATA_SEVERITY_WARNING, "group-missing",
                                         (strata_place_in_file){0}, name, err));
        }
    }
    return STRATA_OK;
}

static bool is_accountability_only(const strata_plan *plan)
{
    return plan->populations[STRATA_ACCOUNTABILITY] && !plan->populations[STRATA_ALL_TESTED];
}

static strata_status finish_cells(counting *c, strata_error *err)
{
    assert(c->cells != NULL); /* there is an input, and each kind of input leaves a set */
    strata_findings *findings = c->reading.stages->findings;
    findings->nothing_kept = c->cells->count == 0;
    findings->accountability_only = is_accountability_only(&c->reading.stages->job->plan);
    findings->header.kind = STRATA_STREAM_CELLS;
    findings->header.key_id[0] = '\0'; /* cells hold no students */
    (void)snprintf(findings->header.race_scheme, sizeof findings->header.race_scheme, "%s",
                   c->cells->race_scheme);
    STRATA_TRY(check_schemes(c, err));
    return strata_cellset_sort(c->cells, err);
}

static strata_status count_all(counting *c, strata_error *err)
{
    strata_stages *stages = c->reading.stages;
    strata_inputs *inputs = &stages->inputs;
    const bool has_rows = strata_inputs_of_kind(inputs, STRATA_STREAM_CELLS) < inputs->count;
    strata_issues_use(stages->findings->issues, &stages->job->checks);
    STRATA_TRY(strata_inputs_note(inputs, stages->job, stages->findings->issues, err));
    if (has_rows) {
        STRATA_TRY(start_cube(c, err));
    }
    for (size_t i = 0; i < inputs->count; i++) {
        STRATA_TRY(read_input(c, &inputs->items[i], err));
    }
    if (has_rows) {
        STRATA_TRY(finish_cube(c, err));
    }
    return finish_cells(c, err);
}

strata_status strata_gather_cells(strata_stages *stages, strata_cellset **out, strata_error *err)
{
    counting c = {.reading.stages = stages};
    const strata_status status = count_all(&c, err);
    if (status == STRATA_OK) {
        *out = c.cells;
        c.cells = NULL;
    }
    strata_cellset_free(c.cells);
    strata_resolve_free(c.resolve);
    strata_cube_free(c.cube);
    strata_free(c.anonymous);
    strata_reading_end(&c.reading);
    return status;
}
