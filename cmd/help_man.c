/* Manual pages in roff's man macros. */
#include <string.h>

#include "help.h"
#include "strata/version.h"

/* Text with what roff would take for its own made harmless: backslashes, dashes, and a point or an
 * apostrophe at the start of a line. */
static void print_roff(strata_printer *out, strata_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.text[i];
        const bool at_start = i == 0 || text.text[i - 1] == '\n';
        if (c == '\\') {
            strata_print(out, "\\e");
        } else if (c == '-') {
            strata_print(out, "\\-");
        } else if (at_start && (c == '.' || c == '\'')) {
            strata_print_format(out, "\\&%c", c);
        } else {
            strata_print_char(out, c);
        }
    }
}

static void print_line(strata_printer *out, const char *text)
{
    print_roff(out, strata_slice_of(text));
    strata_print(out, "\n");
}

/* Paragraphs are parted by empty lines. */
static void print_paragraphs(strata_printer *out, const char *text)
{
    while (*text != '\0') {
        const char *end = strstr(text, "\n\n");
        const size_t len = end != NULL ? (size_t)(end - text) : strlen(text);
        strata_print(out, ".PP\n");
        print_roff(out, (strata_slice){.text = text, .len = len});
        strata_print(out, "\n");
        text += len + (end != NULL ? strlen("\n\n") : 0);
    }
}

static void print_option(strata_printer *out, const strata_option *option)
{
    strata_print(out, ".TP\n");
    if (option->letter != '\0') {
        strata_print_format(out, "\\fB\\-%c\\fR, ", option->letter);
    }
    strata_print(out, "\\fB\\-\\-");
    print_roff(out, strata_slice_of(option->name));
    strata_print(out, "\\fR");
    if (option->argument != NULL) {
        strata_print_format(out, " \\fI%s\\fR", option->argument);
    }
    strata_print(out, "\n");
    print_line(out, option->help);
    if (option->environment != NULL) {
        strata_print_format(out, "(environment: %s)\n", option->environment);
    }
}

static void print_options(strata_printer *out, const strata_option_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_option(out, strata_option_at(ids[i]));
    }
}

static void print_examples(strata_printer *out, const strata_command *command)
{
    strata_print(out, ".SH EXAMPLES\n.nf\n");
    for (size_t i = 0; i < command->example_count; i++) {
        print_line(out, command->examples[i]);
    }
    strata_print(out, ".fi\n");
}

static void print_exit_codes(strata_printer *out)
{
    static const char *const codes[][2] = {
        {"0", "done, also when the reader of the output has gone away"},
        {"1", "done, but more rows were rejected than allowed, or a check failed"},
        {"2", "wrong option, configuration or schema"},
        {"3", "input, output or format, a full disk included"},
        {"4", "totals do not add up; nothing is published"},
        {"5", "refused in order to protect small groups"},
        {"6", "out of memory"},
        {"70", "a fault of the program"},
        {"75", "another run is publishing to the same directory"},
        {"128+n", "ended by signal n"},
    };
    strata_print(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < STRATA_COUNT_OF(codes); i++) {
        strata_print_format(out, ".TP\n.B %s\n%s\n", codes[i][0], codes[i][1]);
    }
}

/* What the words in tables mean. */
static void print_words(strata_printer *out)
{
    strata_print(out, ".SH WORDS IN TABLES\n");
    for (size_t list = 0; list < strata_help_list_count(); list++) {
        strata_print(out, ".SS ");
        print_line(out, strata_help_list_title(list));
        for (size_t i = 0; i < strata_help_word_count(list); i++) {
            const strata_help_word word = strata_help_word_at(list, i);
            strata_print_format(out, ".TP\n.B %s\n", word.word);
            print_line(out, word.meaning);
        }
    }
}

void strata_man_command(strata_printer *out, const strata_command *command)
{
    strata_print_format(out, ".TH \"STRATA\\-%s\" \"1\" \"\" \"strata %s\" \"strata\"\n",
                        command->name, strata_version());
    strata_print_format(out, ".SH NAME\nstrata\\-%s \\- %s\n", command->name, command->summary);
    strata_print_format(out, ".SH SYNOPSIS\n.B strata %s\n", command->name);
    print_line(out, command->usage);
    strata_print(out, ".SH DESCRIPTION\n");
    print_paragraphs(out, command->description);
    strata_print(out, ".SH OPTIONS\n");
    print_options(out, command->options, command->option_count);
    print_options(out, command->more, command->more_count);
    print_option(out, strata_option_at(STRATA_OPTION_HELP));
    print_examples(out, command);
    print_exit_codes(out);
    strata_print(out, ".SH SEE ALSO\n.BR strata (1)\n");
}

void strata_man_program(strata_printer *out)
{
    strata_print_format(out, ".TH \"STRATA\" \"1\" \"\" \"strata %s\" \"strata\"\n",
                        strata_version());
    strata_print(out, ".SH NAME\nstrata \\- state assessment extracts into equity tables\n"
                      ".SH SYNOPSIS\n.B strata\nCOMMAND [options] [FILE...]\n.SH COMMANDS\n");
    for (size_t i = 0; i < strata_command_count(); i++) {
        const strata_command *command = strata_command_at(i);
        strata_print_format(out, ".TP\n.BR strata\\-%s (1)\n%s\n", command->name, command->summary);
    }
    print_words(out);
    print_exit_codes(out);
}
