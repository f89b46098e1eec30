/* Sorting, opening archives, sniffing, detecting. */
#include "run/inputs.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "record/extract.h"
#include "run/file_rules.h"
#include "run/path.h"

static int compare_inputs(const void *left, const void *right)
{
    const strata_run_input *a = left;
    const strata_run_input *b = right;
    const int order = strata_natural_compare(strata_base_name(a->path), strata_base_name(b->path));
    return order != 0 ? order : strcmp(a->path, b->path);
}

static const char *schema_word(const strata_job *job, const strata_file_rule *rule)
{
    const char *word = rule->schema != NULL ? rule->schema : job->schema;
    return word != NULL && strcmp(word, "auto") != 0 ? word : NULL;
}

/* Inputs while they are listed. */
typedef struct listing {
    const strata_job *job;
    strata_inputs *inputs;
    size_t room;
    size_t archive_room;
    size_t skipped_room;
} listing;

static strata_status leave_out(listing *l, const char *path, strata_error *err)
{
    strata_inputs *inputs = l->inputs;
    STRATA_TRY(strata_reserve(&inputs->skipped, &l->skipped_room, inputs->skipped_count + 1,
                              sizeof *inputs->skipped, err));
    inputs->skipped[inputs->skipped_count++] = path;
    return STRATA_OK;
}

static strata_status add_input(listing *l, const strata_run_input *found, strata_error *err)
{
    strata_inputs *inputs = l->inputs;
    STRATA_TRY(
        strata_reserve(&inputs->items, &l->room, inputs->count + 1, sizeof *inputs->items, err));
    strata_run_input *input = &inputs->items[inputs->count++];
    *input = *found;
    input->schema_word = schema_word(l->job, &input->said);
    return STRATA_OK;
}

static strata_status add_members(listing *l, const char *file, const strata_archive *archive,
                                 strata_error *err)
{
    for (size_t i = 0; i < strata_archive_count(archive); i++) {
        const char *path = strata_archive_member_name(archive, i);
        const strata_named_file named = {
            .file = file, .member = strata_archive_member_within(archive, i), .path = path};
        const strata_run_input input = {
            .path = path,
            .archive = archive,
            .member = i,
            .said = strata_file_rules_of(l->job, &named, l->inputs->rule_used)};
        STRATA_TRY(input.said.skip == STRATA_YES ? leave_out(l, path, err)
                                                 : add_input(l, &input, err));
    }
    return STRATA_OK;
}

static strata_status add_archive(listing *l, const char *file, strata_archive *archive,
                                 strata_error *err)
{
    strata_inputs *inputs = l->inputs;
    const strata_status status = strata_reserve(&inputs->archives, &l->archive_room,
                                                inputs->archive_count + 1, sizeof(void *), err);
    if (status != STRATA_OK) {
        strata_archive_close(archive);
        return status;
    }
    inputs->archives[inputs->archive_count++] = archive;
    return add_members(l, file, archive, err);
}

/* What can be opened again is closed: there may be more files than a process may have open. */
static strata_status add_file(listing *l, const char *file, strata_error *err)
{
    const strata_named_file named = {.file = file, .path = file};
    const strata_file_rule said = strata_file_rules_of(l->job, &named, l->inputs->rule_used);
    if (said.skip == STRATA_YES) {
        return leave_out(l, file, err);
    }
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    STRATA_TRY(strata_archive_open(file, &archive, &source, err));
    if (archive != NULL) {
        return add_archive(l, file, archive, err);
    }
    const bool is_held = !strata_source_can_reopen(source);
    const strata_run_input input = {.path = file, .said = said, .held = is_held ? source : NULL};
    const strata_status status = add_input(l, &input, err);
    if (status != STRATA_OK || !is_held) {
        strata_source_close(source);
    }
    return status;
}

static strata_status list_inputs(const strata_job *job, strata_inputs *out, strata_error *err)
{
    listing l = {.job = job, .inputs = out};
    STRATA_TRY(strata_inputs_check(job, err));
    out->rule_used =
        strata_alloc_zero(job->rule_count + job->skip_count + 1, sizeof *out->rule_used);
    if (out->rule_used == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t i = 0; i < job->file_count; i++) {
        STRATA_TRY(add_file(&l, job->files[i], err));
    }
    if (out->count == 0) {
        return strata_fail(err, STRATA_E_USAGE, "no-input",
                           "every input is left out by --skip or skip = yes");
    }
    qsort(out->items, out->count, sizeof *out->items, compare_inputs);
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].rule = &out->items[i].said;
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

static strata_status load_entities(strata_inputs *inputs, const strata_job *job,
                                   strata_entities *entities, strata_error *err)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_inputs_catalog(inputs, job, &catalog, err));
    for (size_t i = 0; i < job->entities_count; i++) {
        STRATA_TRY(strata_entities_load(entities, job->entities[i], catalog, err));
    }
    return STRATA_OK;
}

strata_status strata_inputs_entities(strata_inputs *inputs, const strata_job *job,
                                     strata_entities **out, strata_error *err)
{
    if (inputs->entities == NULL) {
        strata_entities *made = strata_entities_new();
        const strata_status status =
            made != NULL ? load_entities(inputs, job, made, err) : strata_fail_memory(err);
        if (status != STRATA_OK) {
            strata_entities_free(made);
            return status;
        }
        inputs->entities = made;
    }
    *out = inputs->entities;
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

/* A pipe is only looked at; a file is opened as far as its header, so that what is wrong there is
 * said before anything is read. */
static strata_status detect(strata_inputs *inputs, const strata_job *job, strata_run_input *input,
                            strata_source *source, strata_error *err)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_inputs_catalog(inputs, job, &catalog, err));
    if (input->held == NULL) {
        strata_extract extract;
        const strata_file_rule *said = &input->said;
        const strata_extract_options how = {.schema = input->schema_word,
                                            .encoding = said->encoding,
                                            .facts = {.year = said->year,
                                                      .term = said->term,
                                                      .assessment = said->assessment,
                                                      .subject = said->subject,
                                                      .grade = said->grade}};
        const strata_status status = strata_extract_open_with(&extract, source, catalog, &how, err);
        input->schema = extract.choice.schema;
        input->choice = extract.choice;
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
    if (input->said.encoding == NULL) { /* it may show another header */
        input->choice = choice;
    }
    return STRATA_OK;
}

static strata_status open_input(const strata_run_input *input, strata_source **out,
                                strata_error *err)
{
    return input->archive != NULL ? strata_archive_source(input->archive, input->member, out, err)
                                  : strata_source_open(input->path, out, err);
}

static strata_status look_at(strata_inputs *inputs, const strata_job *job, strata_run_input *input,
                             strata_source *source, strata_error *err)
{
    STRATA_TRY(strata_stream_sniff(source, &input->kind, err));
    input->bytes = strata_source_size(source);
    inputs->bytes += input->bytes;
    if (input->kind != STRATA_STREAM_NONE) {
        return STRATA_OK;
    }
    STRATA_TRY(refuse_table(source, err));
    return detect(inputs, job, input, source, err);
}

/* A list of columns or a letter in an archive is no mistake of the archive; a damaged member is. */
static strata_status advise(const strata_run_input *input, const strata_error *fault,
                            strata_error *err)
{
    static const char *const damage[] = {"archive", "gz", "gz-bomb", "io"};
    bool is_whole = input->archive != NULL && fault->status == STRATA_E_INPUT;
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        is_whole = is_whole && strcmp(fault->rule, damage[i]) != 0;
    }
    if (!is_whole) {
        return strata_fail_again(err, fault);
    }
    return strata_fail_at(err, fault->status, fault->rule,
                          (strata_place_in_file){fault->file, fault->line, fault->column},
                          "%s; if it is no extract, leave it out: --skip '%.60s', or skip = yes in "
                          "its [file] section",
                          fault->text, strata_base_name(input->path));
}

static strata_status look(strata_inputs *inputs, const strata_job *job, strata_run_input *input,
                          strata_error *err)
{
    if (input->held != NULL) {
        return look_at(inputs, job, input, input->held, err);
    }
    strata_source *source = NULL;
    strata_error fault = {0};
    strata_status status = open_input(input, &source, &fault);
    if (status == STRATA_OK) {
        status = look_at(inputs, job, input, source, &fault);
    }
    strata_source_close(source);
    return status == STRATA_OK ? STRATA_OK : advise(input, &fault, err);
}

strata_status strata_inputs_open(const strata_job *job, strata_inputs *out, strata_error *err)
{
    *out = (strata_inputs){0};
    STRATA_TRY(list_inputs(job, out, err));
    for (size_t i = 0; i < out->count; i++) {
        STRATA_TRY(look(out, job, &out->items[i], err));
    }
    if (job->control_path != NULL && strata_inputs_of_kind(out, STRATA_STREAM_NONE) == 0) {
        return strata_fail(err, STRATA_E_USAGE, "control-inputs",
                           "a control file is about extracts, and no input is one");
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
    for (size_t i = 0; i < inputs->archive_count; i++) {
        strata_archive_close(inputs->archives[i]);
    }
    strata_free(inputs->items);
    strata_free(inputs->archives);
    strata_free(inputs->skipped);
    strata_free(inputs->rule_used);
    strata_catalog_free(inputs->catalog);
    strata_entities_free(inputs->entities);
    strata_entities_free(inputs->names);
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
    return open_input(input, out, err);
}

size_t strata_inputs_of_kind(const strata_inputs *inputs, strata_stream_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        count += inputs->items[i].kind == kind ? 1 : 0;
    }
    return count;
}
