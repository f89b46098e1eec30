/* The folder in which a publication is built, out of sight until it is whole. */
#ifndef STRATA_RUN_BUILD_FOLDER_H
#define STRATA_RUN_BUILD_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/hash.h"
#include "io/sink.h"
#include "table/columns.h"

/** A table of a publication. Texts and columns live for ever. */
typedef struct strata_table_kind_info {
    const char *name;  /* "gaps" */
    const char *title; /* one line for people */
    const strata_column *columns;
    size_t column_count;
} strata_table_kind_info;

/** One file of the publication. */
typedef struct strata_written {
    const char *path;             /* within the publication, "tables/gaps.csv" */
    const char *format;           /* "csv", "tsv", "jsonl", "md", "json" */
    strata_table_kind_info table; /* column_count 0: not a table */
    uint64_t bytes;
    char sha256[STRATA_SHA256_TEXT];
} strata_written;

typedef struct strata_build_folder {
    strata_arena *arena;
    const char *directory; /* of all publications */
    const char *path;      /* directory/.run-XXXXXX */
    int descriptor;  /* of path, open as long as it is there: who has to clean up can find it */
    bool is_private; /* files 0600, folders 0700 */
    bool is_held;    /* keeps its place among the runs, but `current` goes on pointing elsewhere */
    strata_written *files;
    size_t count;
    size_t room;
} strata_build_folder;

/** Whether a file is for the owner alone although the publication is for all: those in quality/,
 * which tell how many results each condition left and the like. Not even their digest may be told:
 * who tries out all small counts would find the one that fits. */
bool strata_build_folder_withholds(const strata_build_folder *build, const char *name);

/** Makes .run-XXXXXX with tables/ and quality/ in an existing directory; quality/ is always 0700.
 *  @return STRATA_OK, STRATA_E_INPUT, STRATA_E_MEMORY; _discard is right after all of them */
strata_status strata_build_folder_open(strata_build_folder *build, const char *directory,
                                       bool is_private, strata_error *err) STRATA_NODISCARD;

/** A path inside the build folder; NULL when out of memory. Lives as long as the folder. */
const char *strata_build_folder_path(const strata_build_folder *build, const char *name);

/** Opens a file of the publication for writing; those in quality/ are always 0600. */
strata_status strata_build_folder_create(const strata_build_folder *build, const char *name,
                                         strata_sink **out, strata_error *err) STRATA_NODISCARD;

/** Notes a file that is finished, with its size and SHA-256; path is copied. */
strata_status strata_build_folder_note(strata_build_folder *build, strata_written file,
                                       strata_error *err) STRATA_NODISCARD;

/** Gives the folder its name directory/runs/ID (ID-2, ... if taken) and lets `current` point to it,
 *  unless is_held.
 *  @param folder  out, folder[size]: the path of the publication */
strata_status strata_build_folder_publish(strata_build_folder *build, const char *id, char *folder,
                                          size_t size, strata_error *err) STRATA_NODISCARD;

/** Removes the folder unless it was published, and frees. */
void strata_build_folder_discard(strata_build_folder *build);

/** Removes a build folder with all that is in it; true if it is gone. */
bool strata_build_folder_remove(const char *path);

/** Removes build folders that killed runs have left. Only for the holder of the lock. */
void strata_build_folder_sweep(const char *directory);

/** SHA-256 and size of a file as it lies on the disk. */
strata_status strata_file_sha256(const char *path, char out[STRATA_SHA256_TEXT], uint64_t *bytes,
                                 strata_error *err) STRATA_NODISCARD;

#endif
