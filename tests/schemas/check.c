/* check ID LIST: the schema of that id loads, and among all schemas it is the one that is chosen
 * for each of its files in the list. Ends with 77 (skipped) if all of them are beside the project
 * and none is there. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "schema/catalog.h"

enum {
    SKIPPED = 77,
    LINE_SIZE = 512
};

typedef struct tally {
    unsigned right;
    unsigned wrong;
    unsigned absent;
} tally;

static bool say(const strata_error *err)
{
    char text[1024];
    (void)puts(strata_error_format(err, text, sizeof text));
    return false;
}

static bool is_choice(const strata_catalog *catalog, strata_source *source, const char *id,
                      const char *layout)
{
    strata_choice choice;
    strata_error err = {0};
    if (strata_catalog_detect(catalog, NULL, source, &choice, &err) != STRATA_OK) {
        return say(&err);
    }
    (void)printf("%s: %s (%s): %s\n", strata_source_name(source), choice.schema->id,
                 choice.layout->id.text, choice.why);
    return strcmp(choice.schema->id, id) == 0 && strata_slice_is(choice.layout->id, layout);
}

static void check_file(const strata_catalog *catalog, const char *id, const char *layout,
                       const char *file, tally *count)
{
    char path[LINE_SIZE + sizeof STRATA_TEST_SOURCE];
    (void)snprintf(path, sizeof path, "%s/%s", STRATA_TEST_SOURCE, file);
    if (strncmp(file, "../", 3) == 0 && access(path, R_OK) != 0) {
        (void)printf("skipped: %s is not there\n", path);
        count->absent++;
        return;
    }
    strata_source *source = NULL;
    strata_error err = {0};
    bool is_right = strata_source_open(path, &source, &err) == STRATA_OK || say(&err);
    is_right = is_right && is_choice(catalog, source, id, layout);
    strata_source_close(source);
    count->right += is_right ? 1 : 0;
    count->wrong += is_right ? 0 : 1;
}

static void check_files(const strata_catalog *catalog, const char *id, FILE *list, tally *count)
{
    char line[LINE_SIZE];
    while (fgets(line, sizeof line, list) != NULL) {
        char schema[LINE_SIZE];
        char layout[LINE_SIZE];
        char file[LINE_SIZE];
        if (sscanf(line, "%511s %511s %511s", schema, layout, file) == 3 &&
            strcmp(schema, id) == 0) {
            check_file(catalog, id, layout, file, count);
        }
    }
}

int main(int argc, char **argv)
{
    const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    strata_catalog *catalog = NULL;
    const strata_schema *schema = NULL;
    strata_error err = {0};
    FILE *list = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (list == NULL) {
        (void)puts("usage: schemas_check ID LIST");
        return 2;
    }
    tally count = {0};
    if (strata_catalog_open(folders, 1, &catalog, &err) == STRATA_OK &&
        strata_catalog_find(catalog, argv[1], &schema, &err) == STRATA_OK) {
        check_files(catalog, argv[1], list, &count);
    } else {
        count.wrong = say(&err) ? 0 : 1;
    }
    strata_catalog_free(catalog);
    (void)fclose(list);
    if (count.wrong > 0) {
        return 1;
    }
    return count.right == 0 && count.absent > 0 ? SKIPPED : 0;
}
