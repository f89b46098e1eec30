/* The secret behind pseudonyms. */
#include "record/key.h"

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "output.h"

extern const strata_command strata_command_key;

static strata_status key(strata_call *call, strata_error *err)
{
    static const char what[] = "new FILE";
    STRATA_TRY(strata_call_expect_words(call, 2, 2, what, err));
    if (strcmp(call->words[0], "new") != 0) {
        return strata_call_expect_words(call, SIZE_MAX, SIZE_MAX, what, err);
    }
    strata_key made;
    STRATA_TRY(strata_key_create(call->words[1], &made, err));
    char text[64];
    (void)snprintf(text, sizeof text, "key_id %s\n", made.id);
    strata_wipe(&made, sizeof made);
    return strata_output_text(text, err);
}

static const char *const examples[] = {
    "strata key new new.key",
};

const strata_command strata_command_key = {
    .name = "key",
    .summary = "makes a key for pseudonyms of students",
    .usage = "new FILE",
    .description =
        "Writes a new random key to a file of mode 0600 and prints its public name, which the "
        "header of every stream of records carries. An existing file is never replaced.\n\n"
        "Who has the key can find out whose pseudonym is whose from a list of identifiers. "
        "Keep it apart from the tables, and keep it: without it new records do not match old "
        "ones.",
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = key,
};
