/* All schemas at hand, and which of them (and which of its layouts) a file is written in. */
#ifndef STRATA_SCHEMA_CATALOG_H
#define STRATA_SCHEMA_CATALOG_H

#include "io/source.h"
#include "schema/schema.h"

typedef struct strata_catalog strata_catalog;

/** Loads every schema below the folders (deeper folders included; policy/ and schema.json left
 * out). A later folder's schema replaces an earlier one's of the same id.
 *  @param folders  folders[count]; one that does not exist is STRATA_E_USAGE
 *  @return         STRATA_OK, STRATA_E_USAGE, STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_catalog_open(const char *const *folders, size_t count, strata_catalog **out,
                                  strata_error *err) STRATA_NODISCARD;
void strata_catalog_free(strata_catalog *catalog);

size_t strata_catalog_count(const strata_catalog *catalog);
/** Sorted by id. */
const strata_schema *strata_catalog_at(const strata_catalog *catalog, size_t index);

/** The schema of that id, or of that file if the text ends in ".json" (which is then loaded and
 * kept). STRATA_E_USAGE for an unknown id, naming the nearest. */
strata_status strata_catalog_find(strata_catalog *catalog, const char *id,
                                  const strata_schema **out, strata_error *err) STRATA_NODISCARD;

/** A file's first rows seen through one layout. */
typedef struct strata_choice {
    const strata_schema *schema;
    const strata_layout *layout;
    char why[256]; /* "header has County Code, Demographic ID ...; 2 of 31 schemas fit, this names
                      most columns" */
} strata_choice;

/** Finds the layout by the header among all schemas, or among the layouts of `only` if that is not
 * NULL. Peeks; the source stays at its beginning. Of several that fit, the one whose signature is
 * longest wins; a tie is an error that names them.
 *  @return STRATA_OK; STRATA_E_INPUT: none fits (the message tells the header seen - column names,
 * never values - and the nearest schema with what it misses), or two fit equally; STRATA_E_MEMORY
 */
strata_status strata_catalog_detect(const strata_catalog *catalog, const strata_schema *only,
                                    strata_source *source, strata_choice *out,
                                    strata_error *err) STRATA_NODISCARD;

/** The word among words[count] nearest to text (edit distance at most 2, or a third of its length),
 * or NULL. */
const char *strata_nearest(const char *text, const char *const *words, size_t count);

/** Whether a text is almost the word and not the word: one slip of the pen, two in 12 letters or
 * more, or the word without its vowels (lvl). Where less than five letters are left only the usual
 * slips count: the first letter is right, and another one swapped, doubled, or one that sounds
 * alike or lies beside it on a keyboard; one more or less in a word of four. Another number in it
 * is another word. */
bool strata_is_misspelt(const char *text, const char *word);

/** Refuses a word of an option or a configuration: names the nearest of words[count], also where
 * people outside say another word for it (district for lea), and lists all of them.
 *  @param kind  what the word should have been, "trend model"
 *  @return      STRATA_E_USAGE ("word") */
strata_status strata_fail_word(strata_error *err, const char *kind, const char *text,
                               const char *const *words, size_t count);

#endif
