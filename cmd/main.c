/* The program: one command, one exit code. Nothing else ends the process. */
#include <jansson.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "base/alloc.h"
#include "command.h"
#include "help.h"
#include "interrupt.h"
#include "report.h"

/* Long blocks go back to the system as soon as they are freed; by itself the C library keeps more
 * of them the more there were, and the stages after reading have no use for those.
 */
static void tame_allocator(void)
{
#ifdef __GLIBC__
    enum {
        LONG_BLOCK = 256 * 1024
    };
    (void)mallopt(M_MMAP_THRESHOLD, LONG_BLOCK); /* fails for other sizes only */
#endif
}

/* Libraries that end the process, ask the system for memory on their own, or die of a closed pipe
 * or a file that may not grow.
 */
static strata_status tame_libraries(strata_error *err)
{
    (void)gsl_set_error_handler_off();
    json_set_alloc_funcs(strata_alloc, strata_free);
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    if (sigaction(SIGPIPE, &ignore, NULL) != 0 || sigaction(SIGXFSZ, &ignore, NULL) != 0) {
        return strata_fail(err, STRATA_E_INTERNAL, "signal",
                           "cannot ignore the signals of failed writes");
    }
    return strata_interrupt_start(err);
}

static strata_status run_command(strata_call *call, strata_error *err)
{
    if (call->wants_help || call->wants_man) {
        return strata_help_print(call->command, call->wants_man, err);
    }
    const strata_status status = call->command->run(call, err);
    strata_progress_end(&call->progress);
    return status;
}

/* The word of the command line that names the command; "--version" and the like are commands too.
 */
static const char *command_word(const char *word)
{
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        return "version";
    }
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ? "help" : word;
}

static strata_status run_program(strata_call *call, int argc, char **argv, strata_error *err)
{
    tame_allocator();
    STRATA_TRY(tame_libraries(err));
    if (argc < 2) {
        return strata_fail(err, STRATA_E_USAGE, "arguments", "no command given");
    }
    if (strcmp(argv[1], "--man") == 0) {
        return strata_help_print(NULL, true, err);
    }
    const strata_command *command = NULL;
    STRATA_TRY(strata_command_find(command_word(argv[1]), &command, err));
    strata_status status = strata_call_init(call, command, argc - 2, argv + 2, err);
    if (status == STRATA_OK) {
        status = run_command(call, err);
    }
    strata_call_free(call);
    return status;
}

int main(int argc, char **argv)
{
    strata_call call = {0};
    strata_error err = {0};
    const strata_status status = run_program(&call, argc, argv, &err);
    if (status == STRATA_OK || status == STRATA_E_PIPE) {
        return EXIT_SUCCESS; /* a reader that has seen enough is no failure */
    }
    strata_report_error(&call, &err);
    return (int)status;
}
