/* Options of the command line: one table from which parsing, help and man pages are made. */
#ifndef STRATA_CMD_OPTION_H
#define STRATA_CMD_OPTION_H

#include "call.h"

/** Every option there is; a command lists those it takes. */
typedef enum strata_option_id {
    STRATA_OPTION_SCHEMA,
    STRATA_OPTION_SCHEMAS,
    STRATA_OPTION_KEY,
    STRATA_OPTION_MEMORY,
    STRATA_OPTION_THREADS,
    STRATA_OPTION_READER,
    STRATA_OPTION_REJECTS,
    STRATA_OPTION_ON_ERROR,
    STRATA_OPTION_MAX_ERRORS,
    STRATA_OPTION_CHECK,
    STRATA_OPTION_CONTROL,
    STRATA_OPTION_YEAR,
    STRATA_OPTION_TERM,
    STRATA_OPTION_ASSESSMENT,
    STRATA_OPTION_SUBJECT,
    STRATA_OPTION_GRADE,
    STRATA_OPTION_ENCODING,
    STRATA_OPTION_SKIP,
    STRATA_OPTION_ROSTER,
    STRATA_OPTION_ROSTER_WINS,
    STRATA_OPTION_WHERE,
    STRATA_OPTION_STATUS_YEAR,
    STRATA_OPTION_SUCCESSORS,
    STRATA_OPTION_ENTITIES,
    STRATA_OPTION_BY,
    STRATA_OPTION_LEVELS,
    STRATA_OPTION_GRADES,
    STRATA_OPTION_GROUPS,
    STRATA_OPTION_RACE_SCHEME,
    STRATA_OPTION_KEEP_MASKS,
    STRATA_OPTION_POPULATION,
    STRATA_OPTION_MEAL_RULE,
    STRATA_OPTION_POLICY,
    STRATA_OPTION_STATE,
    STRATA_OPTION_EXPLAIN,
    STRATA_OPTION_SHOW,
    STRATA_OPTION_INTERNAL,
    STRATA_OPTION_MEASURE,
    STRATA_OPTION_REF,
    STRATA_OPTION_MODEL,
    STRATA_OPTION_OUTPUT,
    STRATA_OPTION_DIRECTORY,
    STRATA_OPTION_FORMAT,
    STRATA_OPTION_ONLY,
    STRATA_OPTION_DIGITS,
    STRATA_OPTION_STATS,
    STRATA_OPTION_TOTALS,
    STRATA_OPTION_QUANTILES,
    STRATA_OPTION_BARE,
    STRATA_OPTION_LONG,
    STRATA_OPTION_UPDATE,
    STRATA_OPTION_KIND,
    STRATA_OPTION_CELLS,
    STRATA_OPTION_LINKS,
    STRATA_OPTION_KNOWLEDGE,
    STRATA_OPTION_WIDTH,
    STRATA_OPTION_CERTIFICATES,
    STRATA_OPTION_KNOWN,
    STRATA_OPTION_INCOMPLETE,
    STRATA_OPTION_CELLS_OUT,
    STRATA_OPTION_LINKS_OUT,
    STRATA_OPTION_TIMINGS,
    STRATA_OPTION_PROGRESS,
    STRATA_OPTION_QUIET,
    STRATA_OPTION_VERBOSE,
    STRATA_OPTION_HELP,
    STRATA_OPTION_MAN
} strata_option_id;

/** How extracts are read and counted: what every command takes that may have to do so. */
#define STRATA_OPTIONS_OF_COUNTING                                                                 \
    STRATA_OPTION_SCHEMA, STRATA_OPTION_SCHEMAS, STRATA_OPTION_KEY, STRATA_OPTION_MEMORY,          \
        STRATA_OPTION_THREADS, STRATA_OPTION_READER, STRATA_OPTION_REJECTS,                        \
        STRATA_OPTION_ON_ERROR, STRATA_OPTION_MAX_ERRORS, STRATA_OPTION_CHECK,                     \
        STRATA_OPTION_CONTROL, STRATA_OPTION_YEAR, STRATA_OPTION_TERM, STRATA_OPTION_ASSESSMENT,   \
        STRATA_OPTION_SUBJECT, STRATA_OPTION_GRADE, STRATA_OPTION_ENCODING, STRATA_OPTION_SKIP,    \
        STRATA_OPTION_ROSTER, STRATA_OPTION_ROSTER_WINS, STRATA_OPTION_WHERE,                      \
        STRATA_OPTION_STATUS_YEAR, STRATA_OPTION_SUCCESSORS, STRATA_OPTION_GROUPS,                 \
        STRATA_OPTION_RACE_SCHEME, STRATA_OPTION_KEEP_MASKS, STRATA_OPTION_POPULATION,             \
        STRATA_OPTION_MEAL_RULE

typedef struct strata_option {
    const char *name;        /* "measure" for --measure */
    char letter;             /* 'o' for -o, 0: none */
    const char *argument;    /* "FILE"; NULL: a switch */
    const char *environment; /* variable with the same meaning; NULL: none */
    const char *help;        /* half a line */
    /** Acts on the call; value is NULL for a switch. */
    strata_status (*set)(strata_call *call, const char *value, strata_error *err);
} strata_option;

/** What an id stands for. */
const strata_option *strata_option_at(strata_option_id id);

/** True if the command line has the option, whatever its value. */
bool strata_option_is_given(const strata_call *call, strata_option_id id);

/** Splits args[count] into call->given and call->words. words has room for count entries, given for
 *  one entry for each byte of the arguments, since letters may stand together.
 *  "--name VALUE", "--name=VALUE", "-oVALUE", "-qv"; "--" ends the options; "-" is a word.
 *  @return STRATA_OK; STRATA_E_USAGE for an option the command does not take (the nearest is
 * named), for a missing value and for a value given to a switch */
strata_status strata_options_parse(strata_call *call, size_t count, char **args,
                                   strata_error *err) STRATA_NODISCARD;

#endif
