/* Defaults of a job, and its choices from words. */
#include "run/job.h"

#include <stdio.h>
#include <string.h>

#include "base/in_order.h"
#include "base/number.h"
#include "record/filter.h"

static const char *const on_error_names[] = {"reject", "skip", "stop"};

enum {
    ON_ERROR_COUNT = 3
};

void strata_job_init(strata_job *job)
{
    *job = (strata_job){.on_error = STRATA_ON_ERROR_REJECT, .max_errors = UINT64_MAX};
    strata_plan_default(&job->plan);
    strata_gap_options_default(&job->gaps);
    strata_trend_options_default(&job->trends);
}

static unsigned unit_shift(char unit)
{
    switch (unit) {
    case 'K':
    case 'k':
        return 10;
    case 'M':
    case 'm':
        return 20;
    case 'G':
    case 'g':
        return 30;
    case 'T':
    case 't':
        return 40;
    default:
        return 0;
    }
}

strata_status strata_job_set_memory(strata_job *job, const char *text, strata_error *err)
{
    strata_slice digits = strata_slice_of(text);
    const unsigned shift = digits.len > 0 ? unit_shift(text[digits.len - 1]) : 0;
    digits.len -= shift > 0 ? 1 : 0;
    uint64_t count = 0;
    if (!strata_count_parse(digits, &count) || count == 0 || count > UINT64_MAX >> shift) {
        return strata_fail(err, STRATA_E_USAGE, "memory-size",
                           "\"%.40s\" is no amount of memory, expected such as 512M or 2G", text);
    }
    job->memory = count << shift;
    return STRATA_OK;
}

strata_status strata_job_set_threads(strata_job *job, const char *text, strata_error *err)
{
    uint64_t count = 0;
    const bool is_auto = strcmp(text, "auto") == 0;
    if (!is_auto && (!strata_count_parse(strata_slice_of(text), &count) || count == 0 ||
                     count > STRATA_THREADS_MAX)) {
        return strata_fail(err, STRATA_E_USAGE, "threads",
                           "\"%.40s\" is no number of threads, expected 1 to %d or auto", text,
                           STRATA_THREADS_MAX);
    }
    job->threads = (size_t)count;
    return STRATA_OK;
}

size_t strata_job_threads(const strata_job *job)
{
    return job->threads > 0 ? job->threads : strata_processors();
}

strata_status strata_job_set_reader(strata_job *job, const char *text, strata_error *err)
{
    static const char *const words[] = {[STRATA_CSV_AUTO] = "auto",
                                        [STRATA_CSV_LIBCSV] = "libcsv",
                                        [STRATA_CSV_SCANNER] = "scanner"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i]) == 0) {
            job->reader = (strata_csv_engine)i;
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "reader", text, words, sizeof words / sizeof words[0]);
}

const char *strata_on_error_name(strata_on_error on_error)
{
    return on_error_names[on_error];
}

strata_status strata_job_set_on_error(strata_job *job, const char *text, strata_error *err)
{
    for (size_t i = 0; i < ON_ERROR_COUNT; i++) {
        if (strcmp(text, on_error_names[i]) == 0) {
            job->on_error = (strata_on_error)i;
            return STRATA_OK;
        }
    }
    return strata_fail(err, STRATA_E_USAGE, "on-error",
                       "\"%.40s\" is no way to treat a bad row, expected stop, skip or reject",
                       text);
}

strata_status strata_job_set_max_errors(strata_job *job, const char *text, strata_error *err)
{
    uint64_t count = UINT64_MAX;
    if (strcmp(text, "any") != 0 && !strata_count_parse(strata_slice_of(text), &count)) {
        return strata_fail(err, STRATA_E_USAGE, "max-errors",
                           "\"%.40s\" is no number of rows, expected a whole number or any", text);
    }
    job->max_errors = count;
    return STRATA_OK;
}

void strata_job_set_policy(strata_job *job, const char *text)
{
    job->policy = strata_policy_find(text);
    job->policy_name = job->policy != NULL ? NULL : text;
}

strata_status strata_job_set_refs(strata_job *job, const char *text, strata_error *err)
{
    while (*text != '\0') {
        char word[STRATA_GROUP_TEXT];
        const size_t len = strcspn(text, ",");
        (void)snprintf(word, sizeof word, "%.*s", (int)(len < sizeof word ? len : sizeof word - 1),
                       text);
        STRATA_TRY(strata_gap_options_ref(&job->gaps, word, err));
        text += len + (text[len] == ',' ? 1 : 0);
    }
    return STRATA_OK;
}

strata_status strata_job_set_where(strata_job *job, const char *text, strata_error *err)
{
    strata_filter *filter = NULL; /* made again where it is needed; here its faults are told */
    STRATA_TRY(strata_filter_new(text, &filter, err));
    strata_filter_free(filter);
    job->where = text;
    return STRATA_OK;
}

strata_status strata_job_set_status_year(strata_job *job, const char *text, strata_error *err)
{
    strata_status_year of = {.rule = STRATA_STATUS_OWN};
    STRATA_TRY(strata_status_year_parse(text, &of, err));
    job->status_year = text;
    return STRATA_OK;
}

strata_status strata_year_parse(const char *text, int16_t *out, strata_error *err)
{
    uint64_t year = 0;
    if (!strata_count_parse(strata_slice_of(text), &year) || year < STRATA_YEAR_MIN ||
        year > STRATA_YEAR_MAX) {
        return strata_fail(
            err, STRATA_E_USAGE, "year",
            "\"%.40s\" is no school year, expected a year such as 2017 (spring of the "
            "school year)",
            text);
    }
    *out = (int16_t)year;
    return STRATA_OK;
}

const strata_policy *strata_job_policy(const strata_job *job)
{
    if (strata_job_names_policy(job)) {
        return job->policy;
    }
    return strata_policy_find(job->internal ? "none" : "draft");
}

bool strata_job_names_policy(const strata_job *job)
{
    return job->policy != NULL || job->policy_name != NULL;
}

bool strata_job_is_confidential(const strata_job *job)
{
    const strata_policy *policy = strata_job_policy(job);
    return policy != NULL && policy->confidential;
}
