/* The list of members is made when the archive is opened; each member is then reached by an
 * unpacker of its own, so that members can be read in any order and more than once. */
#include "io/archive.h"

#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "io/archive_name.h"
#include "io/source_parts.h"

enum {
    COPY_BYTES = 64 * 1024
};

typedef struct member {
    const char *name;  /* whole */
    uint32_t position; /* in the archive, from 0 */
} member;

struct strata_archive {
    strata_archive_kind kind;
    strata_archive_bytes bytes;
    strata_scratch *scratch; /* NULL: the file itself or memory */
    strata_arena *arena;
    char *name;
    member *members; /* members[count] */
    size_t count;
    size_t room;
    const char **skipped; /* skipped[skipped_count], whole names */
    size_t skipped_count;
    size_t skipped_room;
};

void strata_archive_close(strata_archive *archive)
{
    if (archive != NULL) {
        strata_scratch_close(archive->scratch);
        strata_arena_free(archive->arena);
        strata_free(archive->members);
        strata_free(archive->skipped);
        strata_free(archive);
    }
}

static strata_status fail(const strata_archive *archive, const char *rule, const char *what,
                          strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, rule, (strata_place_in_file){.file = archive->name},
                          "%s", what);
}

/* NULL when out of memory. */
static strata_archive *new_archive(const char *name, strata_archive_kind kind)
{
    strata_archive *archive = strata_alloc_zero(1, sizeof *archive);
    strata_arena *arena = strata_arena_new();
    char *copy = arena != NULL ? strata_arena_copy(arena, name, strlen(name)) : NULL;
    if (archive == NULL || copy == NULL) {
        strata_arena_free(arena);
        strata_free(archive);
        return NULL;
    }
    *archive =
        (strata_archive){.kind = kind, .bytes = {.name = copy}, .arena = arena, .name = copy};
    return archive;
}

static strata_status check_name(const strata_archive *archive, const char *name, strata_error *err)
{
    static const char workbook[] = "/[Content_Types].xml";
    if (strcmp(name + strlen(archive->name), workbook) == 0) {
        return fail(archive, "format",
                    "is an Excel workbook: save it as CSV UTF-8 and give that file", err);
    }
    for (size_t i = 0; i < archive->count; i++) {
        if (strcmp(archive->members[i].name, name) == 0) {
            return strata_fail_at(err, STRATA_E_INPUT, "archive",
                                  (strata_place_in_file){.file = name},
                                  "the archive has two members of this name; unpack it and give "
                                  "the one that counts");
        }
    }
    return STRATA_OK;
}

static strata_status add_member(strata_archive *archive, const char *name, uint32_t position,
                                strata_error *err)
{
    if (archive->count == STRATA_ARCHIVE_MEMBERS) {
        return fail(archive, "archive", "has more than 10,000 members; unpack it first", err);
    }
    STRATA_TRY(strata_reserve(&archive->members, &archive->room, archive->count + 1,
                              sizeof *archive->members, err));
    archive->members[archive->count++] = (member){name, position};
    return STRATA_OK;
}

static strata_status skip_entry(strata_archive *archive, const char *name, strata_error *err)
{
    if (archive->skipped_count == STRATA_ARCHIVE_MEMBERS) {
        return STRATA_OK; /* enough to see what is wrong */
    }
    STRATA_TRY(strata_reserve(&archive->skipped, &archive->skipped_room, archive->skipped_count + 1,
                              sizeof *archive->skipped, err));
    archive->skipped[archive->skipped_count++] = name;
    return STRATA_OK;
}

static strata_status take_entry(strata_archive *archive, const strata_archive_entry *entry,
                                uint32_t position, strata_error *err)
{
    if (entry->is_folder) {
        return STRATA_OK;
    }
    const char *name = strata_archive_name(archive->arena, archive->name, entry->name);
    if (name == NULL) {
        return strata_fail_memory(err);
    }
    if (!entry->is_file || strata_archive_name_is_hidden(name + strlen(archive->name) + 1)) {
        return skip_entry(archive, name, err);
    }
    if (entry->is_encrypted) {
        return strata_fail_at(err, STRATA_E_INPUT, "archive-encrypted",
                              (strata_place_in_file){.file = name},
                              "is encrypted; unpack the archive with its password and give the "
                              "files");
    }
    STRATA_TRY(check_name(archive, name, err));
    return add_member(archive, name, position, err);
}

static strata_status list_members(strata_archive *archive, strata_unpacker *unpacker,
                                  strata_error *err)
{
    strata_archive_entry entry = {0};
    STRATA_TRY(strata_unpacker_next(unpacker, &entry, err));
    for (uint32_t position = 0; entry.name != NULL; position++) {
        STRATA_TRY(take_entry(archive, &entry, position, err));
        STRATA_TRY(strata_unpacker_next(unpacker, &entry, err));
    }
    if (archive->count == 0) {
        return fail(archive, "archive-empty",
                    "is an archive with no file to read (folders, hidden files and links do not "
                    "count); expected CSV in it",
                    err);
    }
    return STRATA_OK;
}

static strata_status list(strata_archive *archive, strata_error *err)
{
    strata_unpacker *unpacker = NULL;
    STRATA_TRY(strata_unpacker_new(&archive->bytes, archive->kind, archive->name, &unpacker, err));
    const strata_status status = list_members(archive, unpacker, err);
    strata_unpacker_free(unpacker);
    return status;
}

/* The rest of a source, from its beginning, into scratch space. */
static strata_status copy_all(strata_source *source, strata_archive *archive, strata_error *err)
{
    STRATA_TRY(strata_scratch_open(NULL, &archive->scratch, err));
    archive->bytes.scratch = archive->scratch;
    unsigned char *piece = strata_arena_alloc(archive->arena, COPY_BYTES);
    if (piece == NULL) {
        return strata_fail_memory(err);
    }
    size_t got = 1;
    while (got > 0) {
        uint64_t offset = 0;
        STRATA_TRY(strata_source_read(source, piece, COPY_BYTES, &got, err));
        STRATA_TRY(strata_scratch_append(archive->scratch, piece, got, &offset, err));
        archive->bytes.size += got;
    }
    return STRATA_OK;
}

static strata_status reach_bytes(strata_source *source, strata_archive *archive, strata_error *err)
{
    if (!strata_source_is_plain_file(source)) {
        return copy_all(source, archive, err);
    }
    archive->bytes.path = archive->name;
    archive->bytes.size = strata_source_size(source);
    return STRATA_OK;
}

/* Ends both ways of opening: lists the members and hands the archive out, or closes it. */
static strata_status hand_out(strata_archive *archive, strata_status status, strata_archive **out,
                              strata_error *err)
{
    status = status == STRATA_OK ? list(archive, err) : status;
    if (status != STRATA_OK) {
        strata_archive_close(archive);
        return status;
    }
    *out = archive;
    return STRATA_OK;
}

static strata_status open_as(strata_archive_kind kind, strata_source *source, strata_archive **out,
                             strata_error *err)
{
    strata_archive *archive = new_archive(strata_source_name(source), kind);
    if (archive == NULL) {
        return strata_fail_memory(err);
    }
    return hand_out(archive, reach_bytes(source, archive, err), out, err);
}

strata_status strata_archive_open(const char *path, strata_archive **out, strata_source **source,
                                  strata_error *err)
{
    *out = NULL;
    *source = NULL;
    strata_source *opened = NULL;
    const unsigned char *bytes = NULL;
    size_t got = 0;
    STRATA_TRY(strata_source_open_any(path, &opened, err));
    strata_status status = strata_source_peek(opened, &bytes, &got, err);
    const strata_archive_kind kind =
        status == STRATA_OK ? strata_archive_kind_of(bytes, got) : STRATA_ARCHIVE_NONE;
    if (status == STRATA_OK && kind == STRATA_ARCHIVE_NONE) {
        *source = opened;
        return STRATA_OK;
    }
    status = status == STRATA_OK ? open_as(kind, opened, out, err) : status;
    strata_source_close(opened);
    return status;
}

strata_status strata_archive_memory(const char *name, const void *bytes, size_t len,
                                    strata_archive **out, strata_error *err)
{
    *out = NULL;
    const strata_archive_kind kind = strata_archive_kind_of(bytes, len);
    if (kind == STRATA_ARCHIVE_NONE) {
        return STRATA_OK;
    }
    strata_archive *archive = new_archive(name, kind);
    if (archive == NULL) {
        return strata_fail_memory(err);
    }
    archive->bytes.bytes = bytes;
    archive->bytes.size = len;
    return hand_out(archive, STRATA_OK, out, err);
}

size_t strata_archive_count(const strata_archive *archive)
{
    return archive->count;
}

size_t strata_archive_skipped_count(const strata_archive *archive)
{
    return archive->skipped_count;
}

const char *strata_archive_skipped_name(const strata_archive *archive, size_t index)
{
    return archive->skipped[index];
}

const char *strata_archive_member_name(const strata_archive *archive, size_t index)
{
    return archive->members[index].name;
}

const char *strata_archive_member_within(const strata_archive *archive, size_t index)
{
    return archive->members[index].name + strlen(archive->name) + 1;
}

/* Goes to the member and checks that it is still the one that was listed. */
static strata_status go_to(const strata_archive *archive, const member *wanted,
                           strata_unpacker *unpacker, strata_archive_entry *entry,
                           strata_error *err)
{
    for (uint32_t position = 0; position <= wanted->position; position++) {
        STRATA_TRY(strata_unpacker_next(unpacker, entry, err));
        if (entry->name == NULL) {
            return fail(archive, "archive", "has changed while it was read; start again", err);
        }
    }
    strata_arena *arena = strata_arena_new();
    const char *name =
        arena != NULL ? strata_archive_name(arena, archive->name, entry->name) : NULL;
    const bool is_same = name != NULL && strcmp(name, wanted->name) == 0;
    const bool is_out_of_memory = name == NULL;
    strata_arena_free(arena);
    if (is_out_of_memory) {
        return strata_fail_memory(err);
    }
    return is_same ? STRATA_OK
                   : fail(archive, "archive", "has changed while it was read; start again", err);
}

strata_status strata_archive_source(const strata_archive *archive, size_t index,
                                    strata_source **out, strata_error *err)
{
    *out = NULL;
    const member *wanted = &archive->members[index];
    strata_unpacker *unpacker = NULL;
    strata_archive_entry entry = {0};
    STRATA_TRY(strata_unpacker_new(&archive->bytes, archive->kind, wanted->name, &unpacker, err));
    const strata_status status = go_to(archive, wanted, unpacker, &entry, err);
    if (status != STRATA_OK) {
        strata_unpacker_free(unpacker);
        return status;
    }
    return strata_source_of_member(wanted->name, unpacker, entry.size, out, err);
}
