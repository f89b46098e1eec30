/* What words in values mean: groups, subjects, grades, places, yes and no. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "schema/guess_parts.h"

enum {
    FLAT_SIZE = 96
};

/* A phrase without blanks and marks. */
typedef struct flat_phrase {
    const char *text;
    strata_group_key group;
} flat_phrase;

struct strata_guess_phrases {
    strata_arena *arena;
    flat_phrase *phrases;
    size_t count;
    size_t room;
};

typedef struct group_word {
    const char *text;
    const char *dim;
    const char *group;
} group_word;

typedef struct plain_word {
    const char *text;
    const char *to;
} plain_word;

static const group_word group_words[] = {
#define STRATA_GUESS_GROUP(text, dim, group) {text, dim, group},
#include "schema/guess_groups.def"
};
static const group_word code_words[] = {
#define STRATA_GUESS_CODE(dim, text, group) {text, dim, group},
#include "schema/guess_groups.def"
};
static const plain_word subject_words[] = {
#define STRATA_GUESS_SUBJECT(text, to) {text, to},
#include "schema/guess_groups.def"
};
static const plain_word place_words[] = {
#define STRATA_GUESS_PLACE(text, to) {text, to},
#include "schema/guess_groups.def"
};

/* Letters and digits only, small; false if that is nothing or does not fit. */
static bool flatten(strata_slice text, char out[FLAT_SIZE])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.text[i];
        if (isalnum(c) == 0 && c < 0x80) {
            continue;
        }
        if (len == FLAT_SIZE - 1) {
            return false;
        }
        out[len++] = (char)tolower(c);
    }
    out[len] = '\0';
    return len > 0;
}

static bool is_same(strata_slice text, const char *phrase)
{
    char a[FLAT_SIZE];
    char b[FLAT_SIZE];
    return flatten(text, a) && flatten(strata_slice_of(phrase), b) && strcmp(a, b) == 0;
}

static const char *find_plain(const plain_word *words, size_t count, strata_slice text)
{
    for (size_t i = 0; i < count; i++) {
        if (is_same(text, words[i].text)) {
            return words[i].to;
        }
    }
    return NULL;
}

static const flat_phrase *find_flat(const strata_guess_phrases *phrases, const char *flat)
{
    for (size_t i = 0; i < phrases->count; i++) {
        if (strcmp(phrases->phrases[i].text, flat) == 0) {
            return &phrases->phrases[i];
        }
    }
    return NULL;
}

static strata_status add(strata_guess_phrases *phrases, strata_slice text, strata_group_key group,
                         strata_error *err)
{
    char flat[FLAT_SIZE];
    if (!flatten(text, flat) || find_flat(phrases, flat) != NULL) {
        return STRATA_OK;
    }
    void *block = phrases->phrases;
    STRATA_TRY(
        strata_reserve(&block, &phrases->room, phrases->count + 1, sizeof(flat_phrase), err));
    phrases->phrases = block;
    const char *copy = strata_arena_copy(phrases->arena, flat, strlen(flat));
    if (copy == NULL) {
        return strata_fail_memory(err);
    }
    phrases->phrases[phrases->count++] = (flat_phrase){copy, group};
    return STRATA_OK;
}

static strata_status add_general(strata_guess_phrases *phrases, strata_error *err)
{
    for (size_t i = 0; i < sizeof group_words / sizeof group_words[0]; i++) {
        strata_group_key group;
        if (strata_group_key_parse(strata_slice_of(group_words[i].dim),
                                   strata_slice_of(group_words[i].group), &group)) {
            STRATA_TRY(add(phrases, strata_slice_of(group_words[i].text), group, err));
        }
    }
    return STRATA_OK;
}

/* A code says what it means only where it has two letters: 1 and M are other things elsewhere. */
static bool is_word(strata_slice code)
{
    size_t letters = 0;
    for (size_t i = 0; i < code.len; i++) {
        letters += isalpha((unsigned char)code.text[i]) != 0 ? 1 : 0;
    }
    return letters >= 2;
}

static strata_status add_map(strata_guess_phrases *phrases, const strata_map *map,
                             strata_error *err)
{
    for (uint32_t i = 0; map != NULL && i < map->count; i++) {
        const strata_map_entry *entry = &map->entries[i];
        const bool is_cross = entry->group.dim[1] != STRATA_DIM_ALL;
        if (!entry->drop && entry->to.len > 0 && !is_cross && is_word(entry->code)) {
            STRATA_TRY(add(phrases, entry->code, entry->group, err));
        }
    }
    return STRATA_OK;
}

static strata_status add_field(strata_guess_phrases *phrases, const strata_field *field,
                               strata_error *err)
{
    if (field->to == STRATA_TO_GROUP) {
        STRATA_TRY(add_map(phrases, field->map, err));
    }
    for (uint32_t p = 0; p < field->pattern_count; p++) {
        const strata_pattern *pattern = &field->patterns[p];
        for (uint32_t c = 0; c < pattern->capture_count; c++) {
            if (pattern->captures[c].to == STRATA_TO_GROUP) {
                STRATA_TRY(add_map(phrases, pattern->captures[c].map, err));
            }
        }
    }
    return STRATA_OK;
}

static strata_status add_schema(strata_guess_phrases *phrases, const strata_schema *schema,
                                strata_error *err)
{
    for (uint32_t l = 0; l < schema->layout_count; l++) {
        const strata_layout *layout = &schema->layouts[l];
        for (uint32_t f = 0; f < layout->field_count; f++) {
            STRATA_TRY(add_field(phrases, &layout->fields[f], err));
        }
    }
    return STRATA_OK;
}

strata_status strata_guess_phrases_new(const strata_catalog *catalog, strata_guess_phrases **out,
                                       strata_error *err)
{
    *out = NULL;
    strata_guess_phrases *phrases = strata_alloc_zero(1, sizeof *phrases);
    if (phrases == NULL) {
        return strata_fail_memory(err);
    }
    phrases->arena = strata_arena_new();
    strata_status status = phrases->arena != NULL ? STRATA_OK : strata_fail_memory(err);
    if (status == STRATA_OK) {
        status = add_general(phrases, err);
    }
    const size_t schemas = catalog != NULL ? strata_catalog_count(catalog) : 0;
    for (size_t i = 0; i < schemas && status == STRATA_OK; i++) {
        status = add_schema(phrases, strata_catalog_at(catalog, i), err);
    }
    if (status != STRATA_OK) {
        strata_guess_phrases_free(phrases);
        return status;
    }
    *out = phrases;
    return STRATA_OK;
}

void strata_guess_phrases_free(strata_guess_phrases *phrases)
{
    if (phrases != NULL) {
        strata_arena_free(phrases->arena);
        strata_free(phrases->phrases);
        strata_free(phrases);
    }
}

bool strata_guess_group(const strata_guess_phrases *phrases, strata_slice text,
                        strata_group_key *out)
{
    char flat[FLAT_SIZE];
    const flat_phrase *found = flatten(text, flat) ? find_flat(phrases, flat) : NULL;
    if (found == NULL) {
        return false;
    }
    *out = found->group;
    return true;
}

/* Groups end before a mark or blank, and something stands behind it. */
size_t strata_guess_group_prefix(const strata_guess_phrases *phrases, strata_slice header,
                                 strata_group_key *out)
{
    for (size_t len = header.len; len-- > 2;) {
        const bool is_end = isalnum((unsigned char)header.text[len]) == 0 &&
                            isalnum((unsigned char)header.text[len - 1]) != 0;
        if (is_end && strata_guess_group(phrases, (strata_slice){header.text, len}, out)) {
            return len;
        }
    }
    return 0;
}

/* "ELL: Yes" says yes of what stands before the colon. */
static strata_slice behind_colon(strata_slice text)
{
    const char *colon = text.len > 0 ? memchr(text.text, ':', text.len) : NULL;
    if (colon == NULL) {
        return text;
    }
    const size_t at = (size_t)(colon - text.text) + 1;
    return strata_slice_trim((strata_slice){text.text + at, text.len - at});
}

const char *strata_guess_yes_no(strata_slice text)
{
    static const plain_word known[] = {
        {"yes", "yes"}, {"y", "yes"}, {"true", "yes"}, {"1", "yes"}, {"t", "yes"},
        {"no", "no"},   {"n", "no"},  {"false", "no"}, {"0", "no"},  {"f", "no"}};
    return find_plain(known, sizeof known / sizeof known[0], behind_colon(text));
}

static bool has_code(const strata_guess_values *values, const char *word)
{
    bool is_there = false;
    for (uint32_t i = 0; i < values->code_count; i++) {
        is_there = is_there || is_same(behind_colon(values->codes[i].code), word);
    }
    return is_there;
}

static bool are_answers(const strata_guess_values *values)
{
    bool all = values->code_count > 0;
    for (uint32_t i = 0; i < values->code_count; i++) {
        all = all && strata_guess_yes_no(values->codes[i].code) != NULL;
    }
    return all;
}

/* F is false beside T, and free beside R and P: a letter or digit answers only beside its other. */
const char *strata_guess_answer(const strata_guess_values *values, strata_slice text)
{
    static const char *const pairs[][2] = {{"y", "n"}, {"1", "0"}, {"t", "f"}};
    const char *answer = strata_guess_yes_no(text);
    const strata_slice word = behind_colon(text);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0] && answer != NULL; i++) {
        if (is_same(word, pairs[i][0]) || is_same(word, pairs[i][1])) {
            const bool is_beside = has_code(values, pairs[i][0]) && has_code(values, pairs[i][1]);
            const bool is_alone = pairs[i][0][0] != 't' && are_answers(values);
            return is_beside || is_alone ? answer : NULL;
        }
    }
    return answer;
}

/* An answer in the words of a dimension; NULL for one that is no question. */
static const char *answer_of_dim(strata_dim dim, const strata_guess_values *values,
                                 strata_slice text)
{
    const bool is_question = dim != STRATA_DIM_RACE && dim != STRATA_DIM_GENDER;
    const char *answer = is_question ? strata_guess_answer(values, text) : NULL;
    if (answer == NULL || dim != STRATA_DIM_EL) {
        return answer;
    }
    return strcmp(answer, "yes") == 0 ? "current" : "history_unknown";
}

const char *strata_guess_dim_code(const strata_guess_phrases *phrases, strata_dim dim,
                                  const strata_guess_values *values, strata_slice text)
{
    const strata_slice word = behind_colon(text);
    const char *answer = answer_of_dim(dim, values, text);
    strata_group_key group;
    if (answer != NULL) {
        return answer;
    }
    for (size_t i = 0; i < sizeof code_words / sizeof code_words[0]; i++) {
        if (strcmp(code_words[i].dim, strata_dim_name(dim)) == 0 &&
            is_same(word, code_words[i].text)) {
            return code_words[i].group;
        }
    }
    if (strata_guess_group(phrases, word, &group) && group.dim[0] == dim) {
        return strata_group_name(dim, group.code[0]);
    }
    const strata_code own = strata_group_find(dim, word);
    return own != 0 && strata_group_kind_of(dim, own) != STRATA_GROUP_UNION
               ? strata_group_name(dim, own)
               : NULL;
}

const char *strata_guess_dim_letter(strata_dim dim, char letter)
{
    for (size_t i = 0; i < sizeof code_words / sizeof code_words[0]; i++) {
        if (strcmp(code_words[i].dim, strata_dim_name(dim)) == 0 &&
            code_words[i].text[0] == tolower((unsigned char)letter) &&
            code_words[i].text[1] == '\0') {
            return code_words[i].group;
        }
    }
    return NULL;
}

const char *strata_guess_subject(strata_slice text)
{
    return find_plain(subject_words, sizeof subject_words / sizeof subject_words[0], text);
}

const char *strata_guess_entity_level(strata_slice text)
{
    return find_plain(place_words, sizeof place_words / sizeof place_words[0], text);
}

/* The number in "3", "grade03", "3rdgrade", "gradehs11"; NULL if there is more or none. */
static const char *grade_digits(char *flat)
{
    static const char *const before[] = {"grade", "gr", "hs"};
    static const char *const behind[] = {"grade", "st", "nd", "rd", "th"};
    char *digits = flat;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        const size_t len = strlen(before[i]);
        digits += strncmp(digits, before[i], len) == 0 ? len : 0;
    }
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
        const size_t len = strlen(behind[i]);
        const size_t all = strlen(digits);
        if (all > len && strcmp(digits + all - len, behind[i]) == 0) {
            digits[all - len] = '\0';
        }
    }
    digits += digits[0] == '0' ? 1 : 0;
    const size_t len = strlen(digits);
    return len >= 1 && len <= 2 && strspn(digits, "0123456789") == len ? digits : NULL;
}

const char *strata_guess_grade(strata_slice text, char *out)
{
    static const plain_word known[] = {
        {"all grades", "all"}, {"all", "all"}, {"k", "K"},   {"kg", "K"},   {"kindergarten", "K"},
        {"pk", "PK"},          {"prek", "PK"}, {"hs", "HS"}, {"13", "all"}, {"high school", "HS"}};
    const char *word = find_plain(known, sizeof known / sizeof known[0], text);
    char flat[FLAT_SIZE] = "";
    if (word != NULL || text.len > 16 || !flatten(text, flat)) {
        return word;
    }
    const char *digits = grade_digits(flat);
    if (digits == NULL || digits[0] == '0' || (strlen(digits) == 2 && strcmp(digits, "12") > 0)) {
        return NULL;
    }
    (void)snprintf(out, 8, "%s%.2s", strlen(digits) == 1 ? "0" : "", digits);
    return out;
}
