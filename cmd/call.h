/* One call of the program: what the command line asked for, and what the outside world gives. */
#ifndef STRATA_CMD_CALL_H
#define STRATA_CMD_CALL_H

#include "io/sink.h"
#include "progress.h"
#include "protect/audit.h"
#include "run/pipeline.h"
#include "table/table.h"

struct strata_command;
struct strata_option;

enum {
    STRATA_FOLDERS_MAX = 32,
    STRATA_ENTITIES_MAX = 64,
    STRATA_SKIPS_MAX = 64,
    STRATA_KNOWN_MAX = 64,
    STRATA_FOLDER_TEXT = 4096
};

/** Digits as asked for. */
typedef enum strata_digits_wish {
    STRATA_DIGITS_AS_FITS, /* full where the table is confidential */
    STRATA_DIGITS_ALWAYS_PRINTED,
    STRATA_DIGITS_ALWAYS_FULL
} strata_digits_wish;

/** An option and its value, in the order of the command line. */
typedef struct strata_given {
    const struct strata_option *option;
    const char *value; /* NULL for a switch */
} strata_given;

/** What strata audit is given besides its output. */
typedef struct strata_audit_call {
    const char *cells; /* NULL: not given */
    const char *links;
    const char *certificates; /* NULL: none are asked for */
    const char *cells_out;    /* the release as such files; NULL: not asked for */
    const char *links_out;
    const char *known[STRATA_KNOWN_MAX]; /* files that readers have besides */
    size_t known_count;
    bool is_incomplete; /* students may be in no part of a sum where nothing says so */
    strata_knowledge knowledge;
    int64_t width; /* 0: the default */
} strata_audit_call;

typedef struct strata_call {
    const struct strata_command *command; /* NULL: none was named */
    const char **words;                   /* words[word_count]: what is no option */
    size_t word_count;
    strata_given *given; /* given[given_count] */
    size_t given_count;
    /* set by options */
    strata_job job;
    strata_file_rule rule; /* --year, --term ...: for every file */
    bool has_where;        /* --where was given */
    const char *folders[STRATA_FOLDERS_MAX];
    size_t folder_count;
    const char *entities[STRATA_ENTITIES_MAX];
    size_t entities_count;
    const char *skips[STRATA_SKIPS_MAX];
    size_t skip_count;
    const char *output;                /* "-": standard output */
    const char *directory;             /* run: instead of the configuration's; NULL: that */
    const strata_table_writer *format; /* NULL: by the name of the output */
    strata_table_kind kind;
    strata_digits_wish digits;
    bool is_bare;
    bool wants_stats;           /* cells: the achievement table */
    bool wants_totals;          /* cells: what that adds up to */
    strata_quantiles quantiles; /* with columns in it */
    bool wants_timings;
    bool is_long;        /* schema list: with layouts */
    const char *rows_of; /* schema guess: what its rows are about; NULL: found out */
    bool wants_update;   /* schema test: writes what is expected */
    bool wants_show;     /* protect: prints the policy and does no more */
    const char *explain; /* protect: the cell that is asked about; NULL: none */
    strata_audit_call audit;
    bool is_quiet;
    bool is_verbose;
    bool wants_help;
    bool wants_man;
    strata_progress progress;
    char schemas[STRATA_FOLDER_TEXT]; /* the folder that came with the program, "" if not found */
} strata_call;

/** Splits the command line into options and words and looks for the schemas. argv is borrowed.
 *  @return STRATA_OK; STRATA_E_USAGE (unknown option, missing value); STRATA_E_MEMORY. To be freed
 *          whatever is returned */
strata_status strata_call_init(strata_call *call, const struct strata_command *command, int argc,
                               char **argv, strata_error *err) STRATA_NODISCARD;
void strata_call_free(strata_call *call);

/** Seconds since 1970; the environment variable SOURCE_DATE_EPOCH makes runs that can be compared.
 */
int64_t strata_call_now(void);

/** Lets environment and options act on the job, in this order. */
strata_status strata_call_apply(strata_call *call, strata_error *err) STRATA_NODISCARD;

/** The words become the files of the job; none is standard input.
 *  @return STRATA_OK; STRATA_E_USAGE: no word, and standard input is a terminal */
strata_status strata_call_take_files(strata_call *call, strata_error *err) STRATA_NODISCARD;

/** Refuses words where a command takes none, and more or fewer than it takes.
 *  @param what  "CONFIG": named in the message */
strata_status strata_call_expect_words(const strata_call *call, size_t least, size_t most,
                                       const char *what, strata_error *err) STRATA_NODISCARD;

#endif
