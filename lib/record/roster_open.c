/* Looks at the header of each member of an archive. */
#include "record/roster_open.h"

#include "record/extract.h"

const char *strata_roster_schema(const strata_catalog *catalog, strata_source *source)
{
    strata_choice best = {.schema = NULL};
    for (size_t at = 0; at < strata_catalog_count(catalog); at++) {
        const strata_schema *schema = strata_catalog_at(catalog, at);
        strata_choice choice = {.schema = NULL};
        if (schema->kind == STRATA_KIND_ROSTER &&
            strata_catalog_detect(catalog, schema, source, &choice, NULL) == STRATA_OK &&
            (best.schema == NULL ||
             choice.layout->signature_count > best.layout->signature_count)) {
            best = choice;
        }
    }
    return best.schema != NULL ? best.schema->id : NULL;
}

/* A member that cannot be opened is no roster; if it was meant to be one, none is found. */
static bool is_roster(const strata_archive *archive, size_t index, const strata_catalog *catalog)
{
    strata_source *source = NULL;
    if (strata_archive_source(archive, index, &source, NULL) != STRATA_OK) {
        return false;
    }
    const bool fits = strata_roster_schema(catalog, source) != NULL;
    strata_source_close(source);
    return fits;
}

/* The one roster among the members, the number of which is > 1. */
static strata_status find_member(const strata_archive *archive, const char *path,
                                 const strata_catalog *catalog, size_t *out, strata_error *err)
{
    size_t found = 0;
    for (size_t i = 0; i < strata_archive_count(archive); i++) {
        if (is_roster(archive, i, catalog)) {
            *out = i;
            found++;
        }
    }
    return found == 1 ? STRATA_OK
                      : strata_fail_at(err, STRATA_E_INPUT, "roster-members",
                                       (strata_place_in_file){.file = path},
                                       "holds %zu files, %zu of them rosters, expected one roster; "
                                       "unpack the archive and give the roster",
                                       strata_archive_count(archive), found);
}

static strata_status note_others(const strata_archive *archive, size_t roster,
                                 strata_issues *issues, strata_error *err)
{
    for (size_t i = 0; i < strata_archive_count(archive); i++) {
        const strata_place_in_file at = {.file = strata_archive_member_name(archive, i)};
        if (i != roster) {
            STRATA_TRY(
                strata_issues_add(issues, STRATA_SEVERITY_NOTE, "member-skipped", at, "", err));
        }
    }
    return STRATA_OK;
}

strata_status strata_roster_bytes_open(const char *path, const strata_catalog *catalog,
                                       strata_issues *issues, strata_roster_bytes *out,
                                       strata_error *err)
{
    size_t roster = 0;
    STRATA_TRY(strata_archive_open(path, &out->archive, &out->source, err));
    if (out->archive == NULL) {
        return STRATA_OK;
    }
    if (strata_archive_count(out->archive) > 1) {
        STRATA_TRY(find_member(out->archive, path, catalog, &roster, err));
    }
    STRATA_TRY(note_others(out->archive, roster, issues, err));
    return strata_archive_source(out->archive, roster, &out->source, err);
}

void strata_roster_bytes_close(strata_roster_bytes *bytes)
{
    strata_source_close(bytes->source);
    strata_archive_close(bytes->archive);
    *bytes = (strata_roster_bytes){.source = NULL};
}
