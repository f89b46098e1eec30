/* Manual pages in roff's man macros. */
#include <string.h>

#include "help.h"
#include "strata/version.h"

/* Text with what roff would take for its own made harmless: backslashes, dashes, and a point or an
 * apostrophe at the start of a line. */
static strata_status write_roff(strata_sink *sink, const char *text, strata_error *err)
{
    bool at_start = true;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\\') {
            STRATA_TRY(strata_sink_text(sink, "\\e", err));
        } else if (*c == '-') {
            STRATA_TRY(strata_sink_text(sink, "\\-", err));
        } else if (at_start && (*c == '.' || *c == '\'')) {
            STRATA_TRY(strata_sink_format(sink, err, "\\&%c", *c));
        } else {
            STRATA_TRY(strata_sink_write(sink, c, 1, err));
        }
        at_start = *c == '\n';
    }
    return STRATA_OK;
}

static strata_status write_line(strata_sink *sink, const char *text, strata_error *err)
{
    STRATA_TRY(write_roff(sink, text, err));
    return strata_sink_text(sink, "\n", err);
}

/* Paragraphs are parted by empty lines. */
static strata_status write_paragraphs(strata_sink *sink, const char *text, strata_error *err)
{
    while (*text != '\0') {
        const char *end = strstr(text, "\n\n");
        const size_t len = end != NULL ? (size_t)(end - text) : strlen(text);
        char paragraph[2048];
        const size_t kept = len < sizeof paragraph ? len : sizeof paragraph - 1;
        memcpy(paragraph, text, kept);
        paragraph[kept] = '\0';
        STRATA_TRY(strata_sink_text(sink, ".PP\n", err));
        STRATA_TRY(write_line(sink, paragraph, err));
        text += len + (end != NULL ? 2 : 0);
    }
    return STRATA_OK;
}

static strata_status write_option(strata_sink *sink, const strata_option *option, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, ".TP\n", err));
    if (option->letter != '\0') {
        STRATA_TRY(strata_sink_format(sink, err, "\\fB\\-%c\\fR, ", option->letter));
    }
    STRATA_TRY(strata_sink_text(sink, "\\fB\\-\\-", err));
    STRATA_TRY(write_roff(sink, option->name, err));
    STRATA_TRY(strata_sink_text(sink, "\\fR", err));
    if (option->argument != NULL) {
        STRATA_TRY(strata_sink_format(sink, err, " \\fI%s\\fR", option->argument));
    }
    STRATA_TRY(strata_sink_text(sink, "\n", err));
    STRATA_TRY(write_line(sink, option->help, err));
    return option->environment == NULL
               ? STRATA_OK
               : strata_sink_format(sink, err, "(environment: %s)\n", option->environment);
}

static strata_status write_options(strata_sink *sink, const strata_option_id *ids, size_t count,
                                   strata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        STRATA_TRY(write_option(sink, strata_option_at(ids[i]), err));
    }
    return STRATA_OK;
}

static strata_status write_examples(strata_sink *sink, const strata_command *command,
                                    strata_error *err)
{
    if (command->example_count == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_sink_text(sink, ".SH EXAMPLES\n.nf\n", err));
    for (size_t i = 0; i < command->example_count; i++) {
        STRATA_TRY(write_line(sink, command->examples[i], err));
    }
    return strata_sink_text(sink, ".fi\n", err);
}

static strata_status write_exit_codes(strata_sink *sink, strata_error *err)
{
    static const char *const codes[][2] = {
        {"0", "done, also when the reader of the output has gone away"},
        {"1", "done, but more rows were rejected than allowed"},
        {"2", "wrong option, configuration or schema"},
        {"3", "input, output or format, a full disk included"},
        {"4", "totals do not add up; nothing is published"},
        {"5", "refused in order to protect small groups"},
        {"6", "out of memory"},
        {"70", "a fault of the program"},
        {"75", "another run is publishing to the same directory"},
        {"128+n", "ended by signal n"},
    };
    STRATA_TRY(strata_sink_text(sink, ".SH EXIT STATUS\n", err));
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        STRATA_TRY(strata_sink_format(sink, err, ".TP\n.B %s\n%s\n", codes[i][0], codes[i][1]));
    }
    return STRATA_OK;
}

strata_status strata_man_command(const strata_command *command, strata_sink *sink,
                                 strata_error *err)
{
    STRATA_TRY(strata_sink_format(
        sink, err, ".TH \"STRATA\\-%s\" \"1\" \"\" \"strata %s\" \"strata\"\n.SH NAME\n",
        command->name, strata_version()));
    STRATA_TRY(strata_sink_format(sink, err, "strata\\-%s \\- %s\n.SH SYNOPSIS\n", command->name,
                                  command->summary));
    STRATA_TRY(strata_sink_format(sink, err, ".B strata %s\n", command->name));
    STRATA_TRY(write_line(sink, command->usage, err));
    STRATA_TRY(strata_sink_text(sink, ".SH DESCRIPTION\n", err));
    STRATA_TRY(write_paragraphs(sink, command->description, err));
    STRATA_TRY(strata_sink_text(sink, ".SH OPTIONS\n", err));
    STRATA_TRY(write_options(sink, command->options, command->option_count, err));
    STRATA_TRY(write_options(sink, command->more, command->more_count, err));
    STRATA_TRY(write_option(sink, strata_option_at(STRATA_OPTION_HELP), err));
    STRATA_TRY(write_examples(sink, command, err));
    STRATA_TRY(write_exit_codes(sink, err));
    return strata_sink_text(sink, ".SH SEE ALSO\n.BR strata (1)\n", err);
}

strata_status strata_man_program(strata_sink *sink, strata_error *err)
{
    STRATA_TRY(strata_sink_format(sink, err,
                                  ".TH \"STRATA\" \"1\" \"\" \"strata %s\" \"strata\"\n.SH NAME\n"
                                  "strata \\- state assessment extracts into equity tables\n"
                                  ".SH SYNOPSIS\n.B strata\nCOMMAND [options] [FILE...]\n"
                                  ".SH COMMANDS\n",
                                  strata_version()));
    for (size_t i = 0; i < strata_command_count(); i++) {
        const strata_command *command = strata_command_at(i);
        STRATA_TRY(strata_sink_format(sink, err, ".TP\n.BR strata\\-%s (1)\n%s\n", command->name,
                                      command->summary));
    }
    return write_exit_codes(sink, err);
}
