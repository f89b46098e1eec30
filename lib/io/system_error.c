/* errno becomes a status and a message. */
#include "io/system_error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

strata_status strata_fail_system(strata_error *err, const char *file, int number, const char *what)
{
    if (number == ENOMEM) {
        return strata_fail_memory(err);
    }
    char text[128];
    if (strerror_r(number, text, sizeof text) != 0) {
        (void)snprintf(text, sizeof text, "system error %d", number);
    }
    const strata_status status = number == EPIPE ? STRATA_E_PIPE : STRATA_E_INPUT;
    return strata_fail_at(err, status, "io", (strata_place_in_file){.file = file}, "%s: %s", what,
                          text);
}
