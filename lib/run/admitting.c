/* From the words of a job to the rules that ingest follows. */
#include "run/admitting.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "run/provenance.h"
#include "strata/version.h"

static bool has_statuses(const strata_job *job)
{
    return job->status_year != NULL && strcmp(job->status_year, "own") != 0;
}

static strata_status open_roster(strata_admitting *admitting, strata_stages *stages,
                                 const strata_admitting_needs *needs, strata_error *err)
{
    const strata_job *job = stages->job;
    if (needs->key == NULL) {
        return strata_fail_at(err, STRATA_E_USAGE, "roster-without-students",
                              (strata_place_in_file){.file = job->roster_path},
                              "a roster says who students are, but no input has students; leave "
                              "it out");
    }
    strata_roster_options options = {.key = needs->key,
                                     .dictionary = needs->dictionary,
                                     .issues = stages->findings->issues,
                                     .rejects = needs->rejects,
                                     .accounting = &stages->findings->roster,
                                     .control = needs->control,
                                     .stops = job->on_error == STRATA_ON_ERROR_STOP,
                                     .wins = job->roster_wins};
    STRATA_TRY(strata_inputs_catalog(&stages->inputs, job, &options.catalog, err));
    STRATA_TRY(strata_roster_load(job->roster_path, &options, &admitting->roster, err));
    (void)snprintf(admitting->roster_digest, sizeof admitting->roster_digest, "%s",
                   strata_roster_digest(admitting->roster));
    return STRATA_OK;
}

static strata_status open_successors(strata_admitting *admitting, strata_stages *stages,
                                     const strata_admitting_needs *needs, strata_error *err)
{
    const strata_job *job = stages->job;
    if (job->entities_count == 0) {
        return strata_fail(err, STRATA_E_USAGE, "successors-without-entities",
                           "successors of schools stand in a file of entities; name it with "
                           "--entities or in [input] entities");
    }
    strata_entities *entities = NULL;
    STRATA_TRY(strata_inputs_entities(&stages->inputs, job, &entities, err));
    STRATA_TRY(strata_successors_new(entities, needs->dictionary, &admitting->successors, err));
    (void)snprintf(admitting->successor_digest, sizeof admitting->successor_digest, "%s",
                   strata_entities_digest(entities));
    return STRATA_OK;
}

strata_status strata_admitting_open(strata_admitting *admitting, strata_stages *stages,
                                    const strata_admitting_needs *needs, strata_error *err)
{
    const strata_job *job = stages->job;
    if (job->where != NULL) {
        STRATA_TRY(strata_filter_new(job->where, &admitting->filter, err));
    }
    if (job->roster_path != NULL) {
        STRATA_TRY(open_roster(admitting, stages, needs, err));
    }
    if (job->follow_successors) {
        STRATA_TRY(open_successors(admitting, stages, needs, err));
    }
    admitting->admission = (strata_admission){.roster = admitting->roster,
                                              .successors = admitting->successors,
                                              .filter = admitting->filter,
                                              .has_statuses_later = has_statuses(job),
                                              .dictionary = needs->dictionary,
                                              .issues = stages->findings->issues};
    return STRATA_OK;
}

const strata_admission *strata_admitting_rules(const strata_admitting *admitting)
{
    const strata_admission *rules = &admitting->admission;
    const bool has_rule =
        rules->roster != NULL || rules->successors != NULL || rules->filter != NULL;
    return has_rule ? rules : NULL;
}

strata_status strata_admitting_finish(const strata_admitting *admitting, strata_error *err)
{
    return admitting->roster != NULL
               ? strata_roster_finish(admitting->roster, admitting->admission.issues, err)
               : STRATA_OK;
}

void strata_admitting_close(strata_admitting *admitting)
{
    strata_successors_free(admitting->successors);
    strata_roster_free(admitting->roster);
    strata_filter_free(admitting->filter);
    *admitting = (strata_admitting){0};
}

static strata_status count_dropped(strata_admitted_records *self, uint32_t file, strata_error *err)
{
    const size_t before = self->room;
    STRATA_TRY(strata_reserve(&self->dropped, &self->room, file, sizeof *self->dropped, err));
    if (self->room > before) {
        memset(self->dropped + before, 0, (self->room - before) * sizeof *self->dropped);
    }
    self->dropped[file - 1]++;
    return STRATA_OK;
}

strata_status strata_admitted_push(void *context, const strata_record *record, strata_error *err)
{
    strata_admitted_records *self = context;
    strata_record admitted = *record;
    bool kept = true;
    STRATA_TRY(strata_admit_record(self->admission, &admitted,
                                   (strata_place_in_file){.file = self->file}, &kept, err));
    return kept ? self->out->push(self->out->context, &admitted, err)
                : count_dropped(self, record->file, err);
}

/* The condition on a status that stands first in the plan of a stream, in out; "" if there is none.
 */
static strata_status find_status(const char *plan, char out[STRATA_PLAN_TEXT], strata_error *err)
{
    static const char where[] = "where=";
    const char *word = strstr(plan, where);
    out[0] = '\0';
    if (word == NULL || (word != plan && word[-1] != ' ')) {
        return STRATA_OK;
    }
    word += sizeof where - 1;
    char conditions[STRATA_PLAN_TEXT];
    (void)snprintf(conditions, sizeof conditions, "%.*s", (int)strcspn(word, " "), word);
    strata_filter *filter = NULL;
    STRATA_TRY(strata_filter_new(conditions, &filter, err));
    for (size_t i = 0; i < strata_filter_count(filter) && out[0] == '\0'; i++) {
        if (strata_filter_asks_status(filter, i)) {
            (void)snprintf(out, STRATA_PLAN_TEXT, "%s", strata_filter_text(filter, i));
        }
    }
    strata_filter_free(filter);
    return STRATA_OK;
}

strata_status strata_admitting_check_plan(const strata_job *job, const char *plan, const char *path,
                                          strata_error *err)
{
    char condition[STRATA_PLAN_TEXT];
    if (!has_statuses(job)) {
        return STRATA_OK;
    }
    STRATA_TRY(find_status(plan, condition, err));
    return condition[0] == '\0'
               ? STRATA_OK
               : strata_fail_at(err, STRATA_E_USAGE, "status-year-late",
                                (strata_place_in_file){.file = path},
                                "its results were chosen by \"%.80s\" of their own year, but "
                                "--status-year makes groups by another; make the records without "
                                "it and give --where here",
                                condition);
}

const char *strata_admitting_status_word(const strata_job *job, char out[STRATA_STATUS_WORD])
{
    (void)snprintf(out, STRATA_STATUS_WORD, "%s%s", has_statuses(job) ? "status_year=" : "",
                   has_statuses(job) ? job->status_year : "");
    return out;
}

strata_status strata_admitting_refuse(const strata_job *job, const char *path, strata_error *err)
{
    const char *word = job->where != NULL         ? "--where"
                       : job->roster_path != NULL ? "--roster"
                       : has_statuses(job)        ? "--status-year"
                       : job->follow_successors   ? "--successors"
                                                  : NULL;
    return word == NULL
               ? STRATA_OK
               : strata_fail_at(err, STRATA_E_USAGE, "stage-order",
                                (strata_place_in_file){.file = path},
                                "has been counted already, so %s comes too late; give it where "
                                "extracts or records are read",
                                word);
}

static void add_line(strata_stream_header *header, const char *stage, const char *options)
{
    char line[sizeof header->stages[0]];
    (void)snprintf(line, sizeof line, "%s %s%s%s", stage, strata_version(),
                   options[0] != '\0' ? " " : "", options);
    strata_header_add_stage(header, line);
}

void strata_provenance_admitting(strata_stream_header *header, const strata_job *job,
                                 const strata_admitting *admitting)
{
    if (admitting->roster != NULL) {
        add_line(header, "roster", job->roster_wins ? "wins" : "");
    }
    if (admitting->successors != NULL) {
        add_line(header, "successors", "");
    }
    if (admitting->filter != NULL) {
        char text[sizeof header->stages[0]] = "";
        for (size_t i = 0; i < strata_filter_count(admitting->filter); i++) {
            const size_t len = strlen(text);
            (void)snprintf(text + len, sizeof text - len, "%s%s", i > 0 ? "," : "",
                           strata_filter_text(admitting->filter, i));
        }
        add_line(header, "where", text);
    }
}

void strata_provenance_statuses(strata_stream_header *header, const strata_job *job)
{
    if (has_statuses(job)) {
        add_line(header, "status-year", job->status_year);
    }
}
