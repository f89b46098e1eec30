/* Help that fits a terminal. */
#include <stdio.h>
#include <string.h>

#include "help.h"
#include "io/sink.h"

enum {
    WIDTH = 80,
    NAME_WIDTH = 24, /* "  --on-error stop|skip" and a gap */
    LINE_TEXT = 256,
    INDENT = 5
};

/* "-o, --output FILE" in out[LINE_TEXT]. */
static void option_words(const strata_option *option, char *out)
{
    char letter[8] = "";
    if (option->letter != '\0') {
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    }
    (void)snprintf(out, LINE_TEXT, "%s--%s%s%s", letter, option->name,
                   option->argument != NULL ? " " : "",
                   option->argument != NULL ? option->argument : "");
}

static void print_option(strata_printer *out, const strata_option *option)
{
    char words[LINE_TEXT];
    option_words(option, words);
    if (strlen(words) < NAME_WIDTH - 2) {
        strata_print_format(out, "  %-*s%s\n", NAME_WIDTH - 2, words, option->help);
    } else {
        strata_print_format(out, "  %s\n%*s%s\n", words, NAME_WIDTH, "", option->help);
    }
}

static void print_options(strata_printer *out, const strata_command *command)
{
    for (size_t i = 0; i < command->option_count; i++) {
        print_option(out, strata_option_at(command->options[i]));
    }
}

/* The other options by name only, as many as fit into a line. */
static void print_more(strata_printer *out, const strata_command *command)
{
    static const char head[] = "also (strata help options):";
    size_t column = 0;
    for (size_t i = 0; i < command->more_count; i++) {
        const strata_option *option = strata_option_at(command->more[i]);
        char words[LINE_TEXT];
        (void)snprintf(words, sizeof words, " --%s%s%s", option->name,
                       option->argument != NULL ? " " : "",
                       option->argument != NULL ? option->argument : "");
        if (i == 0 || column + strlen(words) >= WIDTH) {
            strata_print(out, i == 0 ? head : "\n     ");
            column = i == 0 ? sizeof head - 1 : INDENT;
        }
        strata_print(out, words);
        column += strlen(words);
    }
    strata_print(out, command->more_count > 0 ? "\n" : "");
}

void strata_help_command(strata_printer *out, const strata_command *command)
{
    strata_print_format(out, "strata %s: %s\n", command->name, command->summary);
    strata_print_format(out, "usage: strata %s%s%s\n", command->name,
                        command->usage[0] != '\0' ? " " : "", command->usage);
    print_options(out, command);
    print_more(out, command);
    strata_print(out, "examples:\n");
    for (size_t i = 0; i < command->example_count; i++) {
        strata_print_format(out, "  %s\n", command->examples[i]);
    }
}

void strata_help_program(strata_printer *out)
{
    strata_print(out, "strata: state assessment extracts into equity tables\n"
                      "usage: strata COMMAND [options] [FILE...]\n");
    for (size_t i = 0; i < strata_command_count(); i++) {
        const strata_command *command = strata_command_at(i);
        strata_print_format(out, "  %-10s%s\n", command->name, command->summary);
    }
    strata_print(out,
                 "'strata COMMAND --help' tells more. A command that is given the input of an\n"
                 "earlier stage runs the stages between as well. 'strata help flags' says what\n"
                 "the words in tables mean, 'strata help options' what every option does.\n");
}

void strata_help_options(strata_printer *out)
{
    strata_print(out, "every option; strata COMMAND --help names those that a command takes\n");
    for (strata_option_id id = 0; id <= STRATA_OPTION_MAN; id++) {
        print_option(out, strata_option_at(id));
    }
}

strata_status strata_help_print_text(void (*print)(strata_printer *out), strata_error *err)
{
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    print(&out);
    return strata_sink_end(sink, out.status, err);
}

strata_status strata_help_print(const strata_command *command, bool as_man, strata_error *err)
{
    if (command == NULL) {
        return strata_help_print_text(as_man ? strata_man_program : strata_help_program, err);
    }
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    if (as_man) {
        strata_man_command(&out, command);
    } else {
        strata_help_command(&out, command);
    }
    return strata_sink_end(sink, out.status, err);
}
