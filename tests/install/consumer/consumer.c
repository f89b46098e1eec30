/* A program of somebody else's: uses the installed headers and nothing more. */
#include <stdio.h>
#include <strata/status.h>
#include <strata/version.h>
#include <string.h>

int main(void)
{
    const strata_error err = {.status = STRATA_E_INPUT, .file = "x.csv", .line = 3, .text = "no"};
    char text[512];
    (void)strata_error_format(&err, text, sizeof text);
    (void)printf("%s\n%s\n", strata_version(), text);
    return strcmp(text, "x.csv:3: error: no") == 0 ? 0 : 1;
}
