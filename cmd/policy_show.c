/* Policies for people: the list of them, and one with its rules and their sources. */
#include "policy_show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "option.h"
#include "run/job.h"
#include "run/job_policy.h"
#include "table/printer.h"

static const char *last_value(const strata_call *call, strata_option_id id)
{
    const char *value = NULL;
    for (size_t at = 0; at < call->given_count; at++) {
        if (call->given[at].option == strata_option_at(id)) {
            value = call->given[at].value != NULL ? call->given[at].value : "";
        }
    }
    return value;
}

static bool wants_list(const strata_call *call)
{
    const char *policy = last_value(call, STRATA_OPTION_POLICY);
    return policy != NULL && strcmp(policy, "list") == 0;
}

bool strata_policy_is_asked(const strata_call *call)
{
    return wants_list(call) || last_value(call, STRATA_OPTION_SHOW) != NULL;
}

/* ---- the list ---- */

static void print_line(strata_printer *out, const char *id, const char *n, strata_slice title)
{
    strata_print_format(out, "%-16s %-9s ", id, n);
    strata_print_slice(out, title);
    strata_print(out, "\n");
}

static strata_status print_file(strata_printer *out, const strata_policy_files *files, size_t index,
                                const char *const *measures)
{
    const char *id = strata_policy_files_id(files, index);
    strata_policy_rules *rules = NULL;
    STRATA_TRY(strata_policy_files_load(files, id, measures, &rules, out->err));
    char n[24];
    (void)snprintf(n, sizeof n, "n >= %u", rules->min_n);
    print_line(out, id, n, rules->title);
    strata_policy_rules_free(rules);
    return out->status;
}

static strata_status print_list(const strata_call *call, strata_printer *out)
{
    for (size_t at = 0; at < strata_policy_count(); at++) {
        const strata_policy *policy = strata_policy_at(at);
        char n[24] = "";
        if (policy->min_n > 0) {
            (void)snprintf(n, sizeof n, "n >= %u", policy->min_n);
        }
        print_line(out, policy->id, n, strata_slice_of(policy->title));
    }
    const char *measures[STRATA_MEASURE_WORDS];
    strata_measure_words(measures);
    strata_policy_files *files = NULL;
    STRATA_TRY(strata_policy_files_new(call->job.schema_folders, call->job.schema_folder_count,
                                       &files, out->err));
    strata_status status = out->status;
    for (size_t at = 0; at < strata_policy_files_count(files) && status == STRATA_OK; at++) {
        status = print_file(out, files, at, measures);
    }
    strata_policy_files_free(files);
    return status;
}

/* ---- one policy ---- */

static void print_row(strata_printer *out, const char *name, const char *value)
{
    strata_print_format(out, "%-18s %s\n", name, value);
}

static void print_number(strata_printer *out, const char *name, uint32_t value)
{
    strata_print_format(out, "%-18s %u\n", name, value);
}

static void print_slices(strata_printer *out, const strata_slice *texts, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        strata_print(out, at > 0 ? ", " : "");
        strata_print_slice(out, texts[at]);
    }
}

static void print_band(strata_printer *out, const strata_policy_band *band)
{
    char n[48];
    if (band->n_to == STRATA_POLICY_NO_END) {
        (void)snprintf(n, sizeof n, "%" PRId64 " and more", band->n_from);
    } else if (band->n_to == band->n_from) {
        (void)snprintf(n, sizeof n, "%" PRId64, band->n_from);
    } else {
        (void)snprintf(n, sizeof n, "%" PRId64 "-%" PRId64, band->n_from, band->n_to);
    }
    strata_print_format(out, "  n %-14s", n);
    if (band->has_low) {
        strata_print_format(out, " <=%u", band->low);
    }
    for (uint32_t at = 0; at < band->range_count; at++) {
        strata_print_format(out, " %u-%u", band->ranges[at].lo, band->ranges[at].hi);
    }
    if (!band->has_ranges) {
        static const char *const numbers[STRATA_POLICY_DIGITS + 1] = {
            "whole percents", "percents to 0.1", "percents to 0.01"};
        strata_print_format(out, " %s", numbers[band->digits]);
    }
    if (band->has_high) {
        strata_print_format(out, " >=%u", band->high);
    }
    strata_print(out, "\n");
}

static void print_text(strata_printer *out, const char *name, strata_slice text)
{
    if (text.len > 0) {
        strata_print_format(out, "    %s: ", name);
        strata_print_slice(out, text);
        strata_print(out, "\n");
    }
}

static void print_origin(strata_printer *out, const strata_policy_origin *origin)
{
    strata_print(out, "  ");
    print_slices(out, origin->rules, origin->rule_count);
    strata_print(out, origin->confirmed ? ": confirmed\n" : ": not confirmed\n");
    print_text(out, "published", origin->text);
    print_text(out, "document", origin->document);
    print_text(out, "note", origin->note);
    print_text(out, "stricter here", origin->stricter);
}

static void print_document(strata_printer *out, const strata_policy_document *document)
{
    strata_print(out, "  ");
    strata_print_slice(out, document->title);
    strata_print(out, document->url.len > 0 ? ", " : "");
    strata_print_slice(out, document->url);
    strata_print(out, document->date.len > 0 ? ", " : "");
    strata_print_slice(out, document->date);
    strata_print(out, document->confirmed ? "\n" : " (not confirmed)\n");
}

static void print_choices(strata_printer *out, const strata_policy_rules *rules)
{
    static const char *const counts[] = {"enrolled", "tested", "scored"};
    print_number(out, "min_n", rules->min_n);
    print_row(out, "n", counts[rules->n]);
    print_row(out, "denominators", rules->shows_n ? "shown" : "hidden");
    print_row(out, "counts", rules->shows_counts ? "shown" : "hidden");
    print_number(out, "min_numerator", rules->min_numerator);
    print_row(out, "zeros", rules->hides_zeros ? "hidden" : "tail");
    print_row(out, "all_in_one_level", rules->hides_one_level ? "hidden" : "tail");
    print_row(out, "pairs", rules->hides_pairs ? "both" : "each");
    print_row(out, "collapse", rules->may_collapse ? "true" : "false");
    print_row(out, "symbol", rules->symbol);
    strata_print_format(out, "%-18s mean %u, sd %u\n", "digits", rules->mean_digits,
                        rules->sd_digits);
    print_number(out, "detail_min_n", rules->detail_min_n);
    print_number(out, "width", rules->width);
    print_row(out, "release", rules->is_yearly ? "yearly" : "nightly");
}

static void print_rules(strata_printer *out, const strata_policy_rules *rules)
{
    strata_print_format(out, "%s: ", rules->id);
    strata_print_slice(out, rules->title);
    strata_print(out, "\n");
    print_choices(out, rules);
    strata_print_format(out, "%-18s ", "measures");
    print_slices(out, rules->measures, rules->measure_count);
    strata_print(out, "\nbands\n");
    for (uint32_t at = 0; at < rules->band_count; at++) {
        print_band(out, &rules->bands[at]);
    }
    strata_print(out, rules->document_count > 0 ? "documents\n" : "");
    for (uint32_t at = 0; at < rules->document_count; at++) {
        print_document(out, &rules->documents[at]);
    }
    strata_print(out, "sources\n");
    for (uint32_t at = 0; at < rules->origin_count; at++) {
        print_origin(out, &rules->origins[at]);
    }
}

static strata_status print_shown(const strata_call *call, strata_printer *out)
{
    const strata_policy *built_in = strata_job_policy(&call->job);
    if (built_in != NULL) {
        strata_print_format(out, "%s: %s\n", built_in->id, built_in->title);
        return out->status;
    }
    strata_policy_rules *rules = NULL;
    const char *schema = call->job.schema != NULL ? call->job.schema : "";
    STRATA_TRY(strata_job_load_policy(&call->job, call->job.policy_name, schema, &rules, out->err));
    print_rules(out, rules);
    strata_policy_rules_free(rules);
    return out->status;
}

strata_status strata_policy_answer(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_apply(call, err));
    if (call->word_count > 0) {
        return strata_fail(err, STRATA_E_USAGE, "arguments",
                           "--policy list and --show only print and take no files");
    }
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    const strata_status status =
        wants_list(call) ? print_list(call, &out) : print_shown(call, &out);
    return strata_sink_end(sink, status, err);
}
