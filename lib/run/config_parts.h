/* The inside of a configuration. Part of lib/run/config*.c and of nothing else. */
#ifndef STRATA_RUN_CONFIG_PARTS_H
#define STRATA_RUN_CONFIG_PARTS_H

#include "base/arena.h"
#include "run/config.h"

/** A growing list of texts in the arena of the configuration. */
typedef struct strata_texts {
    const char **items; /* items[count] */
    size_t count;
    size_t room;
} strata_texts;

struct strata_config {
    strata_arena *arena;
    const char *path;
    const char *folder; /* of the file, "" if it is the current one, else with a slash at the end */
    strata_job job;
    strata_texts files;
    strata_texts entities;
    strata_file_rule *rules; /* rules[job.rule_count] */
    size_t rule_room;
    const char *directory;
    const char *formats[STRATA_FORMATS_MAX];
    size_t format_count;
};

/** One key: where it stands, and what its text does. */
typedef struct strata_setting {
    const char *section;
    const char *name;
    bool is_list; /* may be given on several lines, which are joined by commas */
    /** NULL: a word of the final design that does not work yet. */
    strata_status (*set)(strata_config *config, const char *text, strata_error *err);
} strata_setting;

size_t strata_setting_count(void);
const strata_setting *strata_setting_at(size_t index);

/** Sets a key of [file "glob"]: a member of strata_file_rule.
 *  @return STRATA_OK, STRATA_E_USAGE for a bad value or an unknown name */
strata_status strata_file_rule_set(strata_config *config, strata_file_rule *rule, const char *name,
                                   const char *text, strata_error *err) STRATA_NODISCARD;

/** A path of the configuration as seen from the current folder; NULL when out of memory. */
const char *strata_config_resolve(const strata_config *config, const char *path);

/** The same for a glob: special characters of the folder's own name are escaped. */
const char *strata_config_resolve_glob(const strata_config *config, const char *glob);

strata_status strata_texts_add(strata_texts *list, const char *text,
                               strata_error *err) STRATA_NODISCARD;

/** Adds every file that one of the globs matches, each once. Globs are separated by commas or
 * blanks; one with blanks stands in double quotes.
 *  @return STRATA_OK; STRATA_E_USAGE ("no-match") if a glob matches nothing; STRATA_E_INPUT;
 *          STRATA_E_MEMORY */
strata_status strata_texts_add_globs(strata_texts *list, const strata_config *config,
                                     const char *globs, strata_error *err) STRATA_NODISCARD;

/** "all, el,, race," without blanks and empty items; NULL when out of memory. */
const char *strata_config_compact(const strata_config *config, const char *text);

#endif
