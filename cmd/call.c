/* A call from the command line, the environment and the place of the program. */
#include "call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/number.h"
#include "command.h"
#include "run/job.h"

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The folder of the program with its last slash, "" if the system does not tell. */
static void find_program(char out[STRATA_FOLDER_TEXT])
{
    const ssize_t len = readlink("/proc/self/exe", out, STRATA_FOLDER_TEXT - 1);
    out[len > 0 ? len : 0] = '\0';
    char *slash = strrchr(out, '/');
    out[slash != NULL ? slash - out + 1 : 0] = '\0';
}

/* Beside the program as installed, beside it in a build folder, then where it was to be installed.
 */
static void find_schemas(strata_call *call)
{
    char program[STRATA_FOLDER_TEXT];
    find_program(program);
    static const char *const beside[] = {"../share/strata/schemas", "share/strata/schemas"};
    for (size_t i = 0; program[0] != '\0' && i < sizeof beside / sizeof beside[0]; i++) {
        const int len = snprintf(call->schemas, sizeof call->schemas, "%s%s", program, beside[i]);
        if (len > 0 && (size_t)len < sizeof call->schemas && is_folder(call->schemas)) {
            return;
        }
    }
    (void)snprintf(call->schemas, sizeof call->schemas, "%s", STRATA_SCHEMA_FOLDER);
    if (!is_folder(call->schemas)) {
        call->schemas[0] = '\0';
    }
}

strata_status strata_call_init(strata_call *call, const strata_command *command, int argc,
                               char **argv, strata_error *err)
{
    *call = (strata_call){.command = command, .output = "-"};
    strata_job_init(&call->job);
    strata_progress_start(&call->progress, command->name);
    find_schemas(call);
    if (call->schemas[0] != '\0') {
        call->folders[call->folder_count++] = call->schemas;
    }
    const size_t count = argc > 0 ? (size_t)argc : 0;
    size_t bytes = 1;
    for (size_t i = 0; i < count; i++) {
        bytes += strlen(argv[i]) + 1;
    }
    call->words = strata_alloc_zero(count + 1, sizeof *call->words);
    call->given = strata_alloc_zero(bytes, sizeof *call->given);
    if (call->words == NULL || call->given == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_options_parse(call, count, argv, err));
    for (size_t i = 0; i < call->given_count; i++) {
        const strata_option *option = call->given[i].option;
        call->wants_help = call->wants_help || option == strata_option_at(STRATA_OPTION_HELP);
        call->wants_man = call->wants_man || option == strata_option_at(STRATA_OPTION_MAN);
        call->is_quiet = call->is_quiet || option == strata_option_at(STRATA_OPTION_QUIET);
    }
    return STRATA_OK;
}

void strata_call_free(strata_call *call)
{
    strata_free(call->words);
    strata_free(call->given);
    call->words = NULL;
    call->given = NULL;
}

int64_t strata_call_now(void)
{
    uint64_t given = 0;
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (text != NULL && strata_count_parse(strata_slice_of(text), &given) && given < INT32_MAX) {
        return (int64_t)given;
    }
    return (int64_t)time(NULL);
}

static strata_status apply_environment(strata_call *call, const strata_option_id *ids, size_t count,
                                       strata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const strata_option *option = strata_option_at(ids[i]);
        const char *value = option->environment != NULL ? getenv(option->environment) : NULL;
        if (value != NULL && value[0] != '\0') {
            STRATA_TRY(option->set(call, value, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_call_apply(strata_call *call, strata_error *err)
{
    const strata_command *command = call->command;
    STRATA_TRY(apply_environment(call, command->options, command->option_count, err));
    STRATA_TRY(apply_environment(call, command->more, command->more_count, err));
    for (size_t i = 0; i < call->given_count; i++) {
        STRATA_TRY(call->given[i].option->set(call, call->given[i].value, err));
    }
    call->job.schema_folders = call->folders;
    call->job.schema_folder_count = call->folder_count;
    if (!call->is_quiet && strata_progress_is_wanted(&call->progress)) {
        call->job.progress = strata_progress_show;
        call->job.progress_context = &call->progress;
    }
    return STRATA_OK;
}

strata_status strata_call_take_files(strata_call *call, strata_error *err)
{
    if (call->word_count == 0 && isatty(STDIN_FILENO) == 1) {
        return strata_fail(err, STRATA_E_USAGE, "arguments",
                           "no input file given, and nothing comes in by a pipe");
    }
    if (call->word_count == 0) {
        call->words[call->word_count++] = "-";
    }
    call->job.files = call->words;
    call->job.file_count = call->word_count;
    return STRATA_OK;
}

strata_status strata_call_expect_words(const strata_call *call, size_t least, size_t most,
                                       const char *what, strata_error *err)
{
    if (call->word_count >= least && call->word_count <= most) {
        return STRATA_OK;
    }
    if (most == 0) {
        return strata_fail(err, STRATA_E_USAGE, "arguments", "strata %s takes no arguments",
                           call->command->name);
    }
    return strata_fail(err, STRATA_E_USAGE, "arguments", "expected: strata %s %s",
                       call->command->name, what);
}
