/* Globs against the names of a file. */
#include "run/file_rules.h"

#include <fnmatch.h>

#include "run/path.h"

/* A glob may name the archive, and then holds for all its members, or a member. */
static bool is_path(const char *glob, const strata_named_file *named)
{
    return fnmatch(glob, named->path, FNM_PATHNAME) == 0 ||
           fnmatch(glob, named->file, FNM_PATHNAME) == 0;
}

static bool is_in_archive(const char *glob, const strata_named_file *named)
{
    return named->member != NULL && (fnmatch(glob, named->member, FNM_PATHNAME) == 0 ||
                                     fnmatch(glob, strata_base_name(named->member), 0) == 0);
}

static bool is_meant(const strata_file_rule *rule, const strata_named_file *named)
{
    return rule->glob == NULL || is_path(rule->glob, named) ||
           (rule->member_glob != NULL && is_in_archive(rule->member_glob, named));
}

static void add_word(const char **into, const char *from)
{
    *into = *into != NULL ? *into : from;
}

static void add_rule(strata_file_rule *all, const strata_file_rule *rule)
{
    if (all->year == 0) {
        all->year = rule->year;
    }
    if (all->skip == STRATA_UNKNOWN) {
        all->skip = rule->skip;
    }
    add_word(&all->term, rule->term);
    add_word(&all->schema, rule->schema);
    add_word(&all->assessment, rule->assessment);
    add_word(&all->subject, rule->subject);
    add_word(&all->grade, rule->grade);
    add_word(&all->encoding, rule->encoding);
}

strata_file_rule strata_file_rules_of(const strata_job *job, const strata_named_file *named,
                                      bool *used)
{
    strata_file_rule all = {.year = 0};
    for (size_t i = 0; i < job->rule_count; i++) {
        if (is_meant(&job->rules[i], named)) {
            used[i] = true;
            add_rule(&all, &job->rules[i]);
        }
    }
    for (size_t i = 0; i < job->skip_count; i++) {
        const char *glob = job->skips[i];
        if (is_path(glob, named) || is_in_archive(glob, named) ||
            fnmatch(glob, strata_base_name(named->path), 0) == 0) {
            used[job->rule_count + i] = true;
            all.skip = STRATA_YES;
        }
    }
    return all;
}
