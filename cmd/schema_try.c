/* Whether a draft reads the sample that it was made from. */
#include <inttypes.h>
#include <string.h>

#include "cube/cube.h"
#include "record/entities.h"
#include "record/ingest.h"
#include "record/key.h"
#include "report.h"
#include "schema_parts.h"

enum {
    MANY = 20 /* of so many results one may be another's double in a good file */
};

/* One reading. The cube takes what is read, to find results that say the same thing twice. */
typedef struct trial {
    const strata_call *call;
    strata_catalog *catalog;
    strata_source *source;
    strata_cube *cube;
    strata_dictionary *dictionary; /* the cube's */
    strata_keyed_hash *pseudonyms;
    strata_findings findings;
} trial;

static strata_status pass_published(void *context, const strata_published *published,
                                    strata_error *err)
{
    trial *self = context;
    return strata_cube_add_published(self->cube, published, self->findings.issues, err);
}

static strata_status prepare(trial *self, const char *path, strata_slice sample, strata_error *err)
{
    strata_key key = {0};
    strata_plan plan;
    strata_plan_default(&plan);
    STRATA_TRY(strata_findings_init(&self->findings, err));
    STRATA_TRY(strata_key_random(&key, err));
    self->pseudonyms = strata_keyed_hash_new(key.bytes);
    strata_wipe(&key, sizeof key);
    self->dictionary = strata_dictionary_new();
    self->cube = self->dictionary != NULL ? strata_cube_new(&plan, self->dictionary) : NULL;
    if (self->pseudonyms == NULL || self->cube == NULL) {
        return strata_fail_memory(err);
    }
    strata_cube_account(self->cube, &self->findings.accounting);
    return strata_source_memory(path, sample.text, sample.len, 0, &self->source, err);
}

static strata_status read_sample(trial *self, strata_error *err)
{
    const strata_file_rule *rule = &self->call->rule;
    const strata_ingest_options options = {.catalog = self->catalog,
                                           .schema = self->call->output,
                                           .key = self->pseudonyms,
                                           .max_errors = UINT64_MAX,
                                           .year = rule->year,
                                           .term = rule->term,
                                           .assessment = rule->assessment,
                                           .subject = rule->subject,
                                           .grade = rule->grade,
                                           .encoding = "UTF-8"};
    strata_ingest_target target = {.dictionary = self->dictionary,
                                   .rows = strata_cube_rows(self->cube),
                                   .published = {.context = self, .push = pass_published},
                                   .issues = self->findings.issues,
                                   .accounting = &self->findings.accounting};
    const strata_rows_report report = {.dictionary = self->dictionary,
                                       .accounting = &self->findings.accounting,
                                       .issues = self->findings.issues};
    STRATA_TRY(strata_ingest_source(self->source, 1, &options, &target, err));
    return strata_rows_resolve(target.rows, 1, &report, err);
}

static void release(trial *self)
{
    strata_source_close(self->source);
    if (self->cube == NULL) {
        strata_dictionary_free(self->dictionary);
    }
    strata_cube_free(self->cube);
    strata_keyed_hash_free(self->pseudonyms);
    strata_findings_deinit(&self->findings);
}

/* A list of places has no rows that are rejected: it is read whole or not at all. */
static strata_status try_places(const strata_call *call, strata_catalog *catalog, const char *path,
                                strata_error *err)
{
    strata_entities *entities = strata_entities_new();
    if (entities == NULL) {
        return strata_fail_memory(err);
    }
    const bool can_read = strcmp(path, "-") != 0; /* standard input has gone by */
    const strata_status status =
        can_read ? strata_entities_load_as(entities, path, catalog, call->output, err) : STRATA_OK;
    if (status == STRATA_OK) {
        strata_report_line(call, "wrote %s%s", call->output,
                           can_read ? ", which reads the whole file" : "");
    }
    strata_entities_free(entities);
    return status;
}

/* Results that meet under one key may be of several tests or subjects that the draft does not tell
 * apart, and all but one of them would be lost. */
static void report_doubles(const strata_call *call, const strata_account *account)
{
    const uint64_t lost = account->duplicate + account->superseded;
    if (lost * MANY <= account->results) {
        return;
    }
    strata_report_line(call,
                       "to decide: %" PRIu64 " of %" PRIu64
                       " results would be lost, since others are of the same %s, test, subject%s "
                       "and year: which column tells them apart?",
                       lost, account->results, account->is_of_groups ? "place, group" : "student",
                       account->is_of_groups ? ", grade" : "");
}

static void report(const strata_call *call, const strata_findings *findings)
{
    const strata_account *account = &findings->accounting.files[0];
    strata_report_line(call, "the sample, read with the draft:");
    strata_report_findings(call, findings);
    report_doubles(call, account);
    if (account->rejected > 0) {
        strata_report_line(call,
                           "wrote %s, to be finished: it rejects %" PRIu64 " of %" PRIu64
                           " rows of the sample, for the reasons above",
                           call->output, account->rejected, account->rows_in);
    } else {
        strata_report_line(call, "wrote %s, which rejects no row of the sample", call->output);
    }
}

strata_status strata_schema_try(const strata_call *call, strata_catalog *catalog,
                                const strata_guess *guess, const char *path, strata_error *err)
{
    if (guess->kind == STRATA_KIND_ENTITIES) {
        return try_places(call, catalog, path, err);
    }
    trial self = {.call = call, .catalog = catalog};
    strata_status status = prepare(&self, path, guess->sample, err);
    if (status == STRATA_OK) {
        status = read_sample(&self, err);
    }
    if (status == STRATA_OK) {
        report(call, &self.findings);
    }
    release(&self);
    return status;
}
