/* Help and manual pages, made of the tables of commands and options. */
#ifndef STRATA_CMD_HELP_H
#define STRATA_CMD_HELP_H

#include "command.h"

/** The help of a command: at most 24 lines of 80 characters. */
strata_status strata_help_command(const strata_command *command, strata_sink *sink,
                                  strata_error *err) STRATA_NODISCARD;

/** The help of the program: its commands. */
strata_status strata_help_program(strata_sink *sink, strata_error *err) STRATA_NODISCARD;

/** The manual page of a command, and of the program, as roff. */
strata_status strata_man_command(const strata_command *command, strata_sink *sink,
                                 strata_error *err) STRATA_NODISCARD;
strata_status strata_man_program(strata_sink *sink, strata_error *err) STRATA_NODISCARD;

/** Writes one of these texts to standard output. */
strata_status strata_help_print(const strata_command *command, bool as_man,
                                strata_error *err) STRATA_NODISCARD;

#endif
