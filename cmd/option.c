/* Splitting a command line. */
#include "option.h"

#include <string.h>

#include "command.h"
#include "schema/catalog.h"

enum {
    NAMES_MAX = 64
};

/* A parse on its way through the arguments. */
typedef struct parse {
    strata_call *call;
    char **args;
    size_t count;
    size_t at; /* next argument */
} parse;

bool strata_option_is_given(const strata_call *call, strata_option_id id)
{
    for (size_t at = 0; at < call->given_count; at++) {
        if (call->given[at].option == strata_option_at(id)) {
            return true;
        }
    }
    return false;
}

/* All options of a command, those of every command included. */
static size_t option_list(const strata_command *command, const strata_option **out)
{
    static const strata_option_id everywhere[] = {STRATA_OPTION_HELP, STRATA_OPTION_MAN};
    size_t count = 0;
    for (size_t i = 0; i < command->option_count; i++) {
        out[count++] = strata_option_at(command->options[i]);
    }
    for (size_t i = 0; i < command->more_count; i++) {
        out[count++] = strata_option_at(command->more[i]);
    }
    for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++) {
        out[count++] = strata_option_at(everywhere[i]);
    }
    return count;
}

static const strata_option *find_name(const strata_command *command, strata_slice name)
{
    const strata_option *options[NAMES_MAX];
    const size_t count = option_list(command, options);
    for (size_t i = 0; i < count; i++) {
        if (strata_slice_is(name, options[i]->name)) {
            return options[i];
        }
    }
    return NULL;
}

static const strata_option *find_letter(const strata_command *command, char letter)
{
    const strata_option *options[NAMES_MAX];
    const size_t count = option_list(command, options);
    for (size_t i = 0; i < count; i++) {
        if (options[i]->letter == letter) {
            return options[i];
        }
    }
    return NULL;
}

static strata_status unknown_name(const strata_command *command, strata_slice name,
                                  strata_error *err)
{
    const strata_option *options[NAMES_MAX];
    const char *names[NAMES_MAX];
    char text[64] = "";
    const size_t count = option_list(command, options);
    for (size_t i = 0; i < count; i++) {
        names[i] = options[i]->name;
    }
    memcpy(text, name.text, name.len < sizeof text ? name.len : sizeof text - 1);
    const char *nearest = strata_nearest(text, names, count);
    return strata_fail(err, STRATA_E_USAGE, "option-unknown", "there is no option --%s%s%s", text,
                       nearest != NULL ? "; the nearest is --" : "",
                       nearest != NULL ? nearest : "");
}

static void give(parse *p, const strata_option *option, const char *value)
{
    p->call->given[p->call->given_count++] = (strata_given){.option = option, .value = value};
}

/* The value of an option that stands in the next argument. */
static strata_status next_value(parse *p, const strata_option *option, strata_error *err)
{
    if (p->at == p->count) {
        return strata_fail(err, STRATA_E_USAGE, "option-value", "--%s needs a value: --%s %s",
                           option->name, option->name, option->argument);
    }
    give(p, option, p->args[p->at++]);
    return STRATA_OK;
}

static strata_status take_long(parse *p, const char *text, strata_error *err)
{
    const strata_slice name = {.text = text, .len = strcspn(text, "=")};
    const strata_option *option = find_name(p->call->command, name);
    if (option == NULL) {
        return unknown_name(p->call->command, name, err);
    }
    const bool has_value = text[name.len] == '=';
    if (option->argument == NULL && has_value) {
        return strata_fail(err, STRATA_E_USAGE, "option-value", "--%s takes no value",
                           option->name);
    }
    if (option->argument != NULL && !has_value) {
        return next_value(p, option, err);
    }
    give(p, option, has_value ? text + name.len + 1 : NULL);
    return STRATA_OK;
}

/* "qv" or "oFILE": the letters behind a single dash. */
static strata_status take_letters(parse *p, const char *letters, strata_error *err)
{
    for (; *letters != '\0'; letters++) {
        const strata_option *option = find_letter(p->call->command, *letters);
        if (option == NULL) {
            const bool is_plain = *letters > ' ' && *letters < 0x7f;
            return strata_fail(err, STRATA_E_USAGE, "option-unknown", "there is no option -%c",
                               is_plain ? *letters : '?');
        }
        if (option->argument != NULL && letters[1] != '\0') {
            give(p, option, letters + 1);
            return STRATA_OK;
        }
        if (option->argument != NULL) {
            return next_value(p, option, err);
        }
        give(p, option, NULL);
    }
    return STRATA_OK;
}

static strata_status take_option(parse *p, const char *arg, strata_error *err)
{
    return arg[1] == '-' ? take_long(p, arg + 2, err) : take_letters(p, arg + 1, err);
}

strata_status strata_options_parse(strata_call *call, size_t count, char **args, strata_error *err)
{
    parse p = {.call = call, .args = args, .count = count};
    bool is_open = true; /* options may come */
    while (p.at < count) {
        const char *arg = args[p.at++];
        if (!is_open || arg[0] != '-' || arg[1] == '\0') {
            call->words[call->word_count++] = arg;
        } else if (strcmp(arg, "--") == 0) {
            is_open = false;
        } else {
            STRATA_TRY(take_option(&p, arg, err));
        }
    }
    return STRATA_OK;
}
