/* Help and manual pages, made of the tables of commands and options. */
#ifndef STRATA_CMD_HELP_H
#define STRATA_CMD_HELP_H

#include "command.h"
#include "table/printer.h"

/** The help of a command: at most 24 lines of 80 characters. */
void strata_help_command(strata_printer *out, const strata_command *command);

/** The help of the program: its commands. */
void strata_help_program(strata_printer *out);

/** Every option there is, a line each. */
void strata_help_options(strata_printer *out);

/** What every word of the columns status, flags and source means, a line each. */
void strata_help_flags(strata_printer *out);

/** A word that rows of tables carry, and what it means, for people. */
typedef struct strata_help_word {
    const char *word;    /* "n_unknown" */
    const char *meaning; /* one line, never empty */
} strata_help_word;

/** The lists of such words: list < strata_help_list_count(), index < strata_help_word_count(list).
 */
size_t strata_help_list_count(void);
const char *strata_help_list_title(size_t list);
size_t strata_help_word_count(size_t list);
strata_help_word strata_help_word_at(size_t list, size_t index);

/** The manual page of a command, and of the program, as roff. */
void strata_man_command(strata_printer *out, const strata_command *command);
void strata_man_program(strata_printer *out);

/** Writes one of these texts to standard output. */
strata_status strata_help_print(const strata_command *command, bool as_man,
                                strata_error *err) STRATA_NODISCARD;

/** Writes what a function prints to standard output. */
strata_status strata_help_print_text(void (*print)(strata_printer *out),
                                     strata_error *err) STRATA_NODISCARD;

#endif
