/* Help and manual pages, made of the tables of commands and options. */
#ifndef STRATA_CMD_HELP_H
#define STRATA_CMD_HELP_H

#include "command.h"
#include "table/printer.h"

/** The help of a command: at most 24 lines of 80 characters. */
void strata_help_command(strata_printer *out, const strata_command *command);

/** The help of the program: its commands. */
void strata_help_program(strata_printer *out);

/** The manual page of a command, and of the program, as roff. */
void strata_man_command(strata_printer *out, const strata_command *command);
void strata_man_program(strata_printer *out);

/** Writes one of these texts to standard output. */
strata_status strata_help_print(const strata_command *command, bool as_man,
                                strata_error *err) STRATA_NODISCARD;

#endif
