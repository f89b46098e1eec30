/* Every option and what it does to the call. */
#include <string.h>

#include "option.h"
#include "option_audit.h"
#include "option_input.h"
#include "option_policy.h"
#include "option_work.h"
#include "run/job.h"

static strata_status set_schema(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.schema = value;
    return STRATA_OK;
}

static strata_status set_schemas(strata_call *call, const char *value, strata_error *err)
{
    if (call->folder_count == STRATA_FOLDERS_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "schemas", "more than %d folders of schemas",
                           STRATA_FOLDERS_MAX);
    }
    call->folders[call->folder_count++] = value;
    return STRATA_OK;
}

static strata_status set_key(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.key_file = value;
    return STRATA_OK;
}

static strata_status set_rejects(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.rejects_path = value;
    return STRATA_OK;
}

static strata_status set_on_error(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_on_error(&call->job, value, err);
}

static strata_status set_max_errors(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_max_errors(&call->job, value, err);
}

static strata_status set_check(strata_call *call, const char *value, strata_error *err)
{
    return strata_checks_set(&call->job.checks, value, err);
}

static strata_status set_control(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.control_path = value;
    return STRATA_OK;
}

static strata_status set_by(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_schemes(&call->job.plan, value, err);
}

static strata_status set_levels(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_levels(&call->job.plan, value, err);
}

static strata_status set_grades(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_grades(&call->job.plan, value, err);
}

static strata_status set_race_scheme(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_race(&call->job.plan, value, err);
}

static strata_status set_keep_masks(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->job.plan.keep_masks = true;
    return STRATA_OK;
}

static strata_status set_population(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_population(&call->job.plan, value, err);
}

static strata_status set_meal_rule(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_meals(&call->job.plan, value, err);
}

static strata_status set_measure(strata_call *call, const char *value, strata_error *err)
{
    return strata_gap_options_measures(&call->job.gaps, value, err);
}

static strata_status set_ref(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_refs(&call->job, value, err);
}

static strata_status set_model(strata_call *call, const char *value, strata_error *err)
{
    return strata_trend_options_models(&call->job.trends, value, err);
}

static strata_status set_output(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->output = value;
    return STRATA_OK;
}

static strata_status set_directory(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->directory = value;
    return STRATA_OK;
}

static strata_status set_format(strata_call *call, const char *value, strata_error *err)
{
    call->format = strata_table_writer_find(value);
    return call->format != NULL
               ? STRATA_OK
               : strata_fail(err, STRATA_E_USAGE, "format-unknown",
                             "there is no format \"%.40s\", expected csv, tsv, jsonl, md or text",
                             value);
}

/* The place of value among words[count], or STRATA_E_USAGE. */
static strata_status choose(const char *value, const char *const *words, size_t count, size_t *out,
                            strata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            *out = i;
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "word", value, words, count);
}

static strata_status set_only(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"all", "achievement", "gaps", "trends"};
    size_t chosen = 0;
    STRATA_TRY(choose(value, words, sizeof words / sizeof words[0], &chosen, err));
    call->kind = (strata_table_kind)chosen;
    return STRATA_OK;
}

static strata_status set_digits(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"auto", "printed", "full"};
    size_t chosen = 0;
    STRATA_TRY(choose(value, words, sizeof words / sizeof words[0], &chosen, err));
    call->digits = (strata_digits_wish)chosen;
    return STRATA_OK;
}

static strata_status set_bare(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_bare = true;
    return STRATA_OK;
}

static strata_status set_stats(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_stats = true;
    return STRATA_OK;
}

static strata_status set_totals(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_totals = true;
    return STRATA_OK;
}

static strata_status set_quantiles(strata_call *call, const char *value, strata_error *err)
{
    return strata_quantiles_parse(value, &call->quantiles, err);
}

static strata_status set_long(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_long = true;
    return STRATA_OK;
}

static strata_status set_update(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_update = true;
    return STRATA_OK;
}

static strata_status set_progress(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"auto", "always", "never"};
    size_t chosen = 0;
    STRATA_TRY(choose(value, words, sizeof words / sizeof words[0], &chosen, err));
    call->progress.mode = (strata_progress_mode)chosen;
    return STRATA_OK;
}

static strata_status set_help(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_help = true;
    return STRATA_OK;
}

static strata_status set_man(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_man = true;
    return STRATA_OK;
}

static const strata_option options[] = {
    [STRATA_OPTION_SCHEMA] = {"schema", 0, "ID|FILE", "STRATA_SCHEMA",
                              "how extracts are read [auto: by their header]", set_schema},
    [STRATA_OPTION_SCHEMAS] = {"schemas", 0, "DIR", "STRATA_SCHEMAS",
                               "a folder with more schemas; may be repeated", set_schemas},
    [STRATA_OPTION_KEY] = {"key", 0, "FILE", "STRATA_KEY_FILE",
                           "key of the pseudonyms, see strata key", set_key},
    [STRATA_OPTION_MEMORY] = {"memory", 0, "SIZE", "STRATA_MEMORY",
                              "memory for results before they go to disk [48M]", strata_set_memory},
    [STRATA_OPTION_THREADS] = {"threads", 'j', "N", "STRATA_THREADS",
                               "threads to work with [one for each processor]", strata_set_threads},
    [STRATA_OPTION_READER] = {"reader", 0, "auto|libcsv|scanner", NULL,
                              "what finds the fields of delimited files [auto]", strata_set_reader},
    [STRATA_OPTION_REJECTS] = {"rejects", 0, "FILE", NULL,
                               "list of the rows that could not be read", set_rejects},
    [STRATA_OPTION_ON_ERROR] = {"on-error", 0, "stop|skip|reject", NULL,
                                "what to do with a bad row [reject]", set_on_error},
    [STRATA_OPTION_MAX_ERRORS] = {"max-errors", 0, "N|any", NULL,
                                  "exit 1 if more rows are bad [any]", set_max_errors},
    [STRATA_OPTION_CHECK] = {"check", 0, "RULE=WORD", NULL,
                             "error, warning, note or ignore; may be repeated", set_check},
    [STRATA_OPTION_CONTROL] = {"control", 0, "FILE", NULL,
                               "what each file should hold: rows, digests, sums", set_control},
    [STRATA_OPTION_YEAR] = {"year", 0, "YEAR", NULL, "year of files that do not say it",
                            strata_set_year},
    [STRATA_OPTION_TERM] = {"term", 0, "TERM", NULL, "term of files that do not say it",
                            strata_set_term},
    [STRATA_OPTION_ASSESSMENT] = {"assessment", 0, "ID", NULL,
                                  "assessment of files that do not say it", strata_set_assessment},
    [STRATA_OPTION_SUBJECT] = {"subject", 0, "ID", NULL, "subject of files that do not say it",
                               strata_set_subject},
    [STRATA_OPTION_GRADE] = {"grade", 0, "GRADE", NULL, "grade of files that do not say it",
                             strata_set_grade},
    [STRATA_OPTION_ENCODING] = {"encoding", 0, "NAME", NULL,
                                "encoding of the extracts [as the schema says]",
                                strata_set_encoding},
    [STRATA_OPTION_SKIP] = {"skip", 0, "GLOB", NULL,
                            "leave out the files and members so named; may be repeated",
                            strata_set_skip},
    [STRATA_OPTION_ROSTER] = {"roster", 0, "FILE", NULL,
                              "who the students are: fills in what extracts leave open",
                              strata_set_roster},
    [STRATA_OPTION_ROSTER_WINS] = {"roster-wins", 0, NULL, NULL,
                                   "the roster also replaces what extracts say",
                                   strata_set_roster_wins},
    [STRATA_OPTION_WHERE] = {"where", 0, "LIST", NULL,
                             "only results for which all hold: el:ever,grade:03|04",
                             strata_set_where},
    [STRATA_OPTION_STATUS_YEAR] = {"status-year", 0, "WORD", NULL,
                                   "whose statuses make groups: own, first, last, YEAR [own]",
                                   strata_set_status_year},
    [STRATA_OPTION_SUCCESSORS] = {"successors", 0, NULL, NULL,
                                  "closed schools become their successors (--entities)",
                                  strata_set_successors},
    [STRATA_OPTION_ENTITIES] = {"entities", 0, "FILE", NULL, "names of places; may be repeated",
                                strata_set_entities},
    [STRATA_OPTION_BY] = {"by", 0, "LIST", NULL,
                          "all,el,race,el*frl [the total and each dimension]", set_by},
    [STRATA_OPTION_LEVELS] = {"levels", 0, "LIST", NULL,
                              "places: state,county,lea,school [every level]", set_levels},
    [STRATA_OPTION_GRADES] = {"grades", 0, "LIST", NULL,
                              "each grade, all grades together, or both [each,all]", set_grades},
    [STRATA_OPTION_GROUPS] = {"groups", 0, "WORD", NULL,
                              "all; recorded: a student's one status, no others [all]",
                              strata_set_groups},
    [STRATA_OPTION_RACE_SCHEME] = {"race-scheme", 0, "WORD", NULL,
                                   "ed2007, alone-or-combination, combinations or multi2024 "
                                   "[ed2007]",
                                   set_race_scheme},
    [STRATA_OPTION_KEEP_MASKS] = {"keep-masks", 0, NULL, NULL,
                                  "every set of races too, as dim race_mask", set_keep_masks},
    [STRATA_OPTION_POPULATION] = {"population", 0, "LIST", NULL,
                                  "all_tested, accountability (full academic year) [all_tested]",
                                  set_population},
    [STRATA_OPTION_MEAL_RULE] = {"meal-rule", 0, "on|off", NULL,
                                 "off: frl even where meals are free for all [on]", set_meal_rule},
    [STRATA_OPTION_POLICY] = {"policy", 0, "ID|FILE", "STRATA_POLICY",
                              "protection of small groups: auto, draft ... [draft]",
                              strata_set_policy},
    [STRATA_OPTION_STATE] = {"state", 0, "DIR", NULL,
                             "earlier releases: compared with, and added to", strata_set_state},
    [STRATA_OPTION_EXPLAIN] = {"explain", 0, "CELL", NULL, "only say why a cell is hidden or shown",
                               strata_set_explain},
    [STRATA_OPTION_SHOW] = {"show", 0, NULL, NULL, "only print the rules of the policy",
                            strata_set_show},
    [STRATA_OPTION_INTERNAL] = {"internal", 0, NULL, NULL,
                                "allow confidential output, in files of mode 0600",
                                strata_set_internal},
    [STRATA_OPTION_MEASURE] = {"measure", 0, "LIST", NULL, "what to compute, see strata measures",
                               set_measure},
    [STRATA_OPTION_REF] = {"ref", 0, "DIM=GROUP", NULL,
                           "reference group: race=white, frl=complement", set_ref},
    [STRATA_OPTION_MODEL] = {"model", 0, "LIST", NULL, "trend models, see strata measures",
                             set_model},
    [STRATA_OPTION_OUTPUT] = {"output", 'o', "FILE", NULL,
                              "where to write; .gz compresses [standard output]", set_output},
    [STRATA_OPTION_DIRECTORY] = {"directory", 0, "DIR", NULL,
                                 "publish here instead of [output] directory", set_directory},
    [STRATA_OPTION_FORMAT] = {"format", 0, "ID", NULL,
                              "csv, tsv, jsonl, md or text [by the name of FILE]", set_format},
    [STRATA_OPTION_ONLY] = {"only", 0, "KIND", NULL, "all, achievement, gaps or trends [all]",
                            set_only},
    [STRATA_OPTION_DIGITS] = {"digits", 0, "WORD", NULL,
                              "printed, full (with --internal) or auto [auto]", set_digits},
    [STRATA_OPTION_STATS] = {"stats", 0, NULL, NULL,
                             "plain table of n, mean, SD, percent; frl as recorded", set_stats},
    [STRATA_OPTION_TOTALS] = {"totals", 0, NULL, NULL, "one row: what --stats adds up to",
                              set_totals},
    [STRATA_OPTION_QUANTILES] = {"quantiles", 0, "LIST", NULL,
                                 "of the scores too, in --stats: 10,25,50,75,90", set_quantiles},
    [STRATA_OPTION_BARE] = {"bare", 0, NULL, NULL, "leave the # lines of a stream out", set_bare},
    [STRATA_OPTION_LONG] = {"long", 0, NULL, NULL, "list: also the layouts", set_long},
    [STRATA_OPTION_UPDATE] = {"update", 0, NULL, NULL, "test: write EXPECTED instead of comparing",
                              set_update},
    [STRATA_OPTION_KIND] = {"kind", 0, "WORD", NULL,
                            "guess: students, published or entities [by its signs]",
                            strata_set_kind},
    [STRATA_OPTION_CELLS] = {"cells", 0, "FILE", NULL, "cell_id,value and any of symbol,lo,hi,part",
                             strata_set_cells},
    [STRATA_OPTION_LINKS] = {"links", 0, "FILE", NULL, "eq_id,total_cell,part_cell",
                             strata_set_links},
    [STRATA_OPTION_KNOWLEDGE] = {"knowledge", 0, "WORD", NULL,
                                 "what readers know: none, zeros-shown, symbols [none]",
                                 strata_set_knowledge},
    [STRATA_OPTION_WIDTH] = {"width", 0, "N", NULL,
                             "highest less lowest possible count of a safe cell [4]",
                             strata_set_width},
    [STRATA_OPTION_CERTIFICATES] = {"certificates", 0, "FILE", NULL,
                                    "the proof for safe cells, for strata-certify",
                                    strata_set_certificates},
    [STRATA_OPTION_KNOWN] = {"known", 0, "FILE", NULL, "what readers have besides; may be repeated",
                             strata_set_known},
    [STRATA_OPTION_INCOMPLETE] = {"incomplete", 0, NULL, NULL,
                                  "values or schools of students may be missing anywhere",
                                  strata_set_incomplete},
    [STRATA_OPTION_CELLS_OUT] = {"cells-out", 0, "FILE", NULL,
                                 "what was attacked, as a file for --cells", strata_set_cells_out},
    [STRATA_OPTION_LINKS_OUT] = {"links-out", 0, "FILE", NULL,
                                 "what adds up to what, as a file for --links",
                                 strata_set_links_out},
    [STRATA_OPTION_TIMINGS] = {"timings", 0, NULL, NULL,
                               "seconds of every stage, and the most memory it took",
                               strata_set_timings},
    [STRATA_OPTION_PROGRESS] = {"progress", 0, "auto|always|never", NULL,
                                "a line on the terminal while it runs [auto]", set_progress},
    [STRATA_OPTION_QUIET] = {"quiet", 'q', NULL, NULL, "errors only: no summary, no warnings",
                             strata_set_quiet},
    [STRATA_OPTION_VERBOSE] = {"verbose", 'v', NULL, NULL,
                               "also how each file was read, and every note", strata_set_verbose},
    [STRATA_OPTION_HELP] = {"help", 'h', NULL, NULL, "this text", set_help},
    [STRATA_OPTION_MAN] = {"man", 0, NULL, NULL, "the manual page, as roff", set_man},
};

const strata_option *strata_option_at(strata_option_id id)
{
    return &options[id];
}
