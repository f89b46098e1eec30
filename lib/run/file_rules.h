/* What the job says of single files: which of its globs mean a file, what they say together, and
 * whether the file is left out. */
#ifndef STRATA_RUN_FILE_RULES_H
#define STRATA_RUN_FILE_RULES_H

#include "run/pipeline.h"

/** A file of the job, or a member of an archive among them. Texts are borrowed. */
typedef struct strata_named_file {
    const char *file;   /* as the job names it */
    const char *member; /* within that archive, "folder/a.csv"; NULL: it is no member */
    const char *path;   /* of both, "archive.zip/folder/a.csv"; of a file of its own the same as
                           file */
} strata_named_file;

/** What all rules that mean a file say together: of each thing the first that says it. Left out is
 * also what a glob of job->skips means.
 *  @param used  used[job->rule_count + job->skip_count]: gets true for those rules, and for those
 *               globs behind them */
strata_file_rule strata_file_rules_of(const strata_job *job, const strata_named_file *named,
                                      bool *used);

#endif
