/* Runs a fuzz target once on every file of a folder: the corpus as an ordinary test. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    INPUT_MAX = 1024 * 1024
};

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *room = malloc(INPUT_MAX);
    uint8_t *exact = NULL;
    size_t len = 0;
    int result = -1;
    if (file != NULL && room != NULL) {
        len = fread(room, 1, INPUT_MAX, file);
        exact = malloc(len + 1); /* of its exact length, so that sanitizers see a byte too far */
    }
    if (exact != NULL && len > 0) {
        uint8_t *fitting = realloc(exact, len);
        exact = fitting != NULL ? fitting : exact;
        memcpy(exact, room, len);
        result = LLVMFuzzerTestOneInput(exact, len);
    }
    if (file != NULL && fclose(file) != 0) {
        result = -1;
    }
    free(exact);
    free(room);
    return result;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        (void)fputs("usage: replay CORPUS-FOLDER\n", stderr);
        return 2;
    }
    int count = 0;
    int failures = 0;
    for (const struct dirent *name = readdir(folder); name != NULL; name = readdir(folder)) {
        char path[4096];
        const int len = snprintf(path, sizeof path, "%s/%s", argv[1], name->d_name);
        if (name->d_name[0] != '.' && len > 0 && (size_t)len < sizeof path) {
            count++;
            failures += run_file(path) == 0 ? 0 : 1;
        }
    }
    (void)printf("%d inputs, %d failures\n", count, failures);
    return closedir(folder) == 0 && count > 0 && failures == 0 ? 0 : 1;
}
