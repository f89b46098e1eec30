/* How fast a file of CSV is read on one core: by libcsv alone, by each engine of the reader, and by
 * the scanner with each kernel. Usage: perf_reader FILE [TURNS]. Prints the best of the turns. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <csv.h>

#include "io/csv_reader_parts.h"
#include "io/row_batch.h"

enum {
    BARE_BYTES = 256 * 1024,
    TURNS = 5
};

typedef struct counts {
    uint64_t rows;
    uint64_t fields;
    uint64_t bytes; /* of the contents of all fields, in their quotes if they have any */
} counts;

static double cpu_seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void count_field(void *bytes, size_t len, void *context)
{
    counts *seen = context;
    (void)bytes;
    seen->fields++;
    seen->bytes += len;
}

static void count_row(int terminator, void *context)
{
    counts *seen = context;
    (void)terminator;
    seen->rows++;
}

/* As the engine sets it: or libcsv takes blanks at the ends of fields away. */
static int is_never_space(unsigned char c)
{
    (void)c;
    return 0;
}

static bool read_bare(const char *path, bool keeps_blanks, counts *seen)
{
    char *bytes = malloc(BARE_BYTES);
    FILE *file = fopen(path, "rb");
    struct csv_parser parser;
    bool is_well = bytes != NULL && file != NULL && csv_init(&parser, CSV_STRICT) == 0;
    size_t got = 1;
    if (is_well) {
        (void)setvbuf(file, NULL, _IONBF, 0);
        csv_set_space_func(&parser, keeps_blanks ? is_never_space : NULL);
    }
    while (is_well && got > 0) {
        got = fread(bytes, 1, BARE_BYTES, file);
        is_well = csv_parse(&parser, bytes, got, count_field, count_row, seen) == got;
    }
    if (is_well) {
        is_well = csv_fini(&parser, count_field, count_row, seen) == 0;
        csv_free(&parser);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    free(bytes);
    return is_well;
}

/* Looks at where every field starts and ends. */
static void count_batch(const strata_row_batch *batch, counts *seen)
{
    for (uint32_t i = 0; i < batch->row_count; i++) {
        const strata_batch_row *row = &batch->rows[i];
        for (uint32_t f = 0; f < row->count; f++) {
            seen->bytes += strata_batch_raw_field(batch, row, f).len;
        }
        seen->fields += row->count;
    }
    seen->rows += batch->row_count;
}

static bool read_batches(strata_csv_reader *reader, counts *seen)
{
    strata_row_batch batch = {0};
    strata_status status = STRATA_OK;
    do {
        status = strata_csv_reader_batch(reader, &batch, NULL);
        if (status == STRATA_OK) {
            count_batch(&batch, seen);
        }
    } while (status == STRATA_OK && batch.row_count > 0);
    strata_row_batch_deinit(&batch);
    return status == STRATA_OK;
}

static bool read_rows(strata_csv_reader *reader, counts *seen)
{
    const strata_csv_row *row = NULL;
    strata_status status = STRATA_OK;
    do {
        status = strata_csv_reader_next(reader, &row, NULL);
        for (uint32_t f = 0; row != NULL && f < row->count; f++) {
            seen->fields++;
            seen->bytes += row->fields[f].len;
        }
        seen->rows += row != NULL ? 1 : 0;
    } while (status == STRATA_OK && row != NULL);
    return status == STRATA_OK;
}

/* One way of reading. */
typedef struct way {
    const char *name;
    bool (*read)(strata_csv_reader *reader, counts *seen); /* NULL: libcsv alone */
    strata_csv_engine engine;
    const strata_scan_kernel *kernel;
} way;

static bool read_once(const char *path, const way *by, counts *seen)
{
    if (by->read == NULL) {
        return read_bare(path, by->engine == STRATA_CSV_LIBCSV, seen);
    }
    const strata_csv_dialect dialect = {.engine = by->engine};
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    bool is_well =
        strata_source_open(path, &source, NULL) == STRATA_OK &&
        strata_csv_reader_open_kernel(source, &dialect, by->kernel, &reader, NULL) == STRATA_OK;
    is_well = is_well && by->read(reader, seen);
    strata_csv_reader_close(reader);
    strata_source_close(source);
    return is_well;
}

static void measure(const char *path, int turns, const way *by)
{
    double best = 0;
    uint64_t size = 0;
    counts seen = {0};
    for (int i = 0; i < turns; i++) {
        const double start = cpu_seconds();
        seen = (counts){0};
        if (!read_once(path, by, &seen)) {
            (void)fprintf(stderr, "%s: cannot be read\n", by->name);
            return;
        }
        const double took = cpu_seconds() - start;
        best = i == 0 || took < best ? took : best;
    }
    strata_source *source = NULL;
    if (strata_source_open(path, &source, NULL) == STRATA_OK) {
        size = strata_source_size(source);
    }
    strata_source_close(source);
    (void)printf("%-24s %7.3f s %7.2f GB/s %12llu rows %13llu fields %13llu bytes\n", by->name,
                 best, 1e-9 * (double)size / best, (unsigned long long)seen.rows,
                 (unsigned long long)seen.fields, (unsigned long long)seen.bytes);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        (void)fputs("usage: perf_reader FILE [TURNS]\n", stderr);
        return 2;
    }
    const int turns = argc > 2 ? (int)strtol(argv[2], NULL, 10) : TURNS;
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    measure(argv[1], turns, &(way){.name = "libcsv alone"});
    measure(argv[1], turns,
            &(way){.name = "libcsv alone, all blanks", .engine = STRATA_CSV_LIBCSV});
    measure(argv[1], turns, &(way){"libcsv, batches", read_batches, STRATA_CSV_LIBCSV, kernels});
    measure(argv[1], turns, &(way){"libcsv, rows", read_rows, STRATA_CSV_LIBCSV, kernels});
    const strata_scan_kernel *best = strata_scan_best();
    measure(argv[1], turns, &(way){"scanner, rows", read_rows, STRATA_CSV_SCANNER, best});
    for (size_t i = 0; i < count; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "scanner, batches, %s", kernels[i].name);
        if (kernels[i].can_run()) {
            measure(argv[1], turns, &(way){name, read_batches, STRATA_CSV_SCANNER, &kernels[i]});
        }
    }
    return 0;
}
