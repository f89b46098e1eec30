/* Any bytes as the file of a schema: it loads or is refused in one line that names a place in it,
 * twice in the same way; what loads can be asked about headers. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* In memory where there is such a folder. */
static void write_file(char path[32], const uint8_t *bytes, size_t len)
{
    const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    (void)snprintf(path, 32, "%s/fuzz-XXXXXX", folder);
    const int descriptor = mkstemp(path);
    must(descriptor >= 0 && write(descriptor, bytes, len) == (ssize_t)len);
    must(close(descriptor) == 0);
}

static strata_status load(const char *path, strata_schema **out, strata_error *err)
{
    *err = (strata_error){0};
    const strata_status status = strata_schema_load(path, "fuzz/any", out, err);
    must(status == STRATA_OK || status == STRATA_E_USAGE || status == STRATA_E_INPUT);
    must((*out != NULL) == (status == STRATA_OK));
    must((err->text[0] != '\0') == (status != STRATA_OK));
    return status;
}

/* A row of all the names that a layout looks for is its header, unless one of them is forbidden. */
static void ask(const strata_layout *layout)
{
    enum {
        NAMES_MAX = 64
    };
    strata_slice names[NAMES_MAX];
    const uint32_t count = strata_layout_name_count(layout);
    must(layout->result_count > 0 && layout->field_count > 0);
    if (count == 0 || count > NAMES_MAX) {
        return;
    }
    for (uint32_t at = 0; at < count; at++) {
        names[at] = strata_layout_name(layout, at);
    }
    const strata_csv_row row = {.fields = names, .count = count, .number = 1, .line = 1};
    for (uint32_t at = 0; at < layout->signature_count; at++) {
        must(strata_layout_has_name(layout, at, &row));
    }
    (void)strata_layout_is_header(layout, &row);
    (void)strata_layout_knows_column(layout, names[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[32];
    strata_schema *first = NULL;
    strata_schema *second = NULL;
    strata_error once;
    strata_error again;
    write_file(path, bytes, len);
    const strata_status status = load(path, &first, &once);
    must(load(path, &second, &again) == status);
    must(once.line == again.line && once.column == again.column &&
         strcmp(once.text, again.text) == 0);
    if (first != NULL) {
        must(strcmp(first->digest, second->digest) == 0 &&
             first->layout_count == second->layout_count && first->layout_count > 0);
        for (uint32_t at = 0; at < first->layout_count; at++) {
            ask(&first->layouts[at]);
        }
    }
    strata_schema_free(first);
    strata_schema_free(second);
    must(unlink(path) == 0);
    return 0;
}
