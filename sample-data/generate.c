/* generate_sample: makes the files of sample-data/, and student files of any size for benchmarks.
 * The same arguments give the same bytes on every machine. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"

static const char usage[] =
    "usage: generate_sample FOLDER\n"
    "       generate_sample --students N --years Y --districts D [--seed S] [--shuffle] FILE\n"
    "The first form writes the files of sample-data/. The second writes a student file, gz if\n"
    "FILE ends in .gz, standard output if it is '-': N students who pass through D districts in\n"
    "Y years, two rows for each year in a tested grade, by year and school, or in random order\n"
    "with --shuffle.\n";

typedef struct size_options {
    uint64_t students;
    int years;
    int districts;
    uint64_t seed;
    bool shuffle;
    const char *path;
} size_options;

static bool write_shipped(const char *folder)
{
    world w;
    if (!world_shipped(&w)) {
        (void)fputs("generate_sample: out of memory\n", stderr);
        return false;
    }
    char students[4096];
    const int len = snprintf(students, sizeof students, "%s/students.csv.gz", folder);
    const bool good = len > 0 && (size_t)len < sizeof students &&
                      write_students(&w, students, 2017) && write_corrections(&w, folder) &&
                      write_entities(&w, folder) && write_caaspp_entities(&w, folder, 2022) &&
                      write_partners(&w, folder) && write_research_2016(&w, folder) &&
                      write_research_2022(&w, folder);
    world_deinit(&w);
    return good;
}

static bool write_sized(const size_options *options)
{
    world w;
    if (!world_sized(&w, options->students, options->years, options->districts, options->seed)) {
        (void)fputs("generate_sample: the truth has not so many years, or there is no memory\n",
                    stderr);
        return false;
    }
    const bool good = options->shuffle ? write_students_shuffled(&w, options->path)
                                       : write_students(&w, options->path, 0);
    world_deinit(&w);
    return good;
}

/* A whole number from 1 on. */
static bool read_number(const char *text, uint64_t *out)
{
    char *end = NULL;
    *out = text == NULL ? 0 : strtoull(text, &end, 10);
    return *out > 0 && *end == '\0' && text[0] != '-';
}

/* Reads one option with its value at argv[*at]. */
static bool read_option(char **argv, int *at, size_options *out)
{
    uint64_t number = 0;
    const char *name = argv[*at];
    if (strcmp(name, "--shuffle") == 0) {
        out->shuffle = true;
        return true;
    }
    ++*at;
    if (argv[*at] == NULL || !read_number(argv[*at], &number)) {
        return false;
    }
    if (strcmp(name, "--students") == 0) {
        out->students = number;
    } else if (strcmp(name, "--years") == 0 && number < YEARS_MAX) {
        out->years = (int)number;
    } else if (strcmp(name, "--districts") == 0 && number < 10000) {
        out->districts = (int)number;
    } else if (strcmp(name, "--seed") == 0) {
        out->seed = number;
    } else {
        return false;
    }
    return true;
}

static bool read_options(int argc, char **argv, size_options *out)
{
    for (int i = 1; i < argc; ++i) {
        if (strncmp(argv[i], "--", 2) == 0) {
            if (!read_option(argv, &i, out)) {
                return false;
            }
        } else if (out->path == NULL) {
            out->path = argv[i];
        } else {
            return false;
        }
    }
    return out->path != NULL && out->students > 0 && out->years > 0 && out->districts > 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && argv[1][0] != '-') {
        return write_shipped(argv[1]) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    size_options options = {.seed = 1};
    if (!read_options(argc, argv, &options)) {
        (void)fputs(usage, stderr);
        return 2;
    }
    return write_sized(&options) ? EXIT_SUCCESS : EXIT_FAILURE;
}
