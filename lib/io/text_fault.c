/* What to do about it is the same everywhere: say the encoding. */
#include "io/text_fault.h"

#include "io/encoding_guess.h"

strata_status strata_fail_text(strata_error *err, const strata_text_fault *fault)
{
    const bool is_nul = fault->line.text[fault->good] == '\0';
    const unsigned long long offset = fault->offset;
    const char *guess = strata_encoding_guess(fault->line);
    if (is_nul && strncmp(guess, "UTF-16", strlen("UTF-16")) != 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "csv-nul", fault->at,
                              "a NUL byte at byte %llu, expected text; export the file again",
                              offset);
    }
    return strata_fail_at(
        err, STRATA_E_INPUT, is_nul ? "csv-nul" : "encoding", fault->at,
        "%s at byte %llu; is it %s? say --encoding %s, or encoding = %s in a [file] section, or "
        "save the file as CSV UTF-8",
        is_nul ? "a NUL byte, expected text," : "not UTF-8", offset, guess, guess, guess);
}
