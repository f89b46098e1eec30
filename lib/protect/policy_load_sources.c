/* Where the rules of a policy come from, and how sure that is. */
#include "protect/policy_load_parts.h"

/* Keys of a file that are rules: somebody must answer for each. */
static const char *const rule_words[] = {"min_n",
                                         "n",
                                         "denominators",
                                         "counts",
                                         "bands",
                                         "min_numerator",
                                         "zeros",
                                         "pairs",
                                         "collapse",
                                         "symbol",
                                         "digits",
                                         "detail_min_n",
                                         "measures",
                                         "all_in_one_level",
                                         "width",
                                         "release",
                                         NULL};

static strata_status read_document(const strata_node *node, strata_policy_document *out)
{
    static const char *const keys[] = {"title", "url", "date", "confirmed", NULL};
    strata_node member;
    STRATA_TRY(strata_node_keys(node, keys));
    out->title = out->url = out->date = strata_slice_of("");
    STRATA_TRY(strata_node_text(node, "title", &out->title));
    STRATA_TRY(strata_node_text(node, "url", &out->url));
    STRATA_TRY(strata_node_text(node, "date", &out->date));
    STRATA_TRY(strata_node_flag(node, "confirmed", &out->confirmed));
    if (out->title.len == 0 || !strata_node_member(node, "confirmed", &member)) {
        return strata_node_fail(node, NULL, "needs \"title\" and \"confirmed\"");
    }
    return STRATA_OK;
}

static strata_status read_documents(const strata_node *file, strata_policy_rules *rules)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(file, "documents", sizeof(strata_policy_document), &list));
    strata_policy_document *documents = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_document(&node, &documents[at]));
    }
    rules->documents = documents;
    rules->document_count = (uint32_t)list.count;
    return STRATA_OK;
}

static const strata_policy_document *document_of(const strata_policy_rules *rules,
                                                 strata_slice title)
{
    for (uint32_t at = 0; at < rules->document_count; at++) {
        if (strata_slice_equal(rules->documents[at].title, title)) {
            return &rules->documents[at];
        }
    }
    return NULL;
}

static bool is_rule_word(strata_slice text)
{
    for (size_t at = 0; rule_words[at] != NULL; at++) {
        if (strata_slice_is(text, rule_words[at])) {
            return true;
        }
    }
    return false;
}

static strata_status read_rule_names(const strata_node *node, strata_policy_origin *out)
{
    strata_node array;
    size_t count = 0;
    STRATA_TRY(strata_node_texts(node, "rules", &out->rules, &out->rule_count));
    STRATA_TRY(strata_node_array(node, "rules", &array, &count));
    for (size_t at = 0; at < count; at++) {
        const strata_node element = strata_node_element(&array, at);
        if (!is_rule_word(out->rules[at])) {
            return strata_node_fail_word(&element, NULL, out->rules[at].text, "no rule",
                                         rule_words);
        }
    }
    return count > 0 ? STRATA_OK : strata_node_fail(node, NULL, "needs \"rules\"");
}

/* What is confirmed stands in a confirmed document; what is not says why. */
static strata_status check_origin(const strata_node *node, const strata_policy_rules *rules,
                                  const strata_policy_origin *origin)
{
    strata_node member;
    const strata_policy_document *document = document_of(rules, origin->document);
    if (!strata_node_member(node, "confirmed", &member)) {
        return strata_node_fail(node, NULL, "needs \"confirmed\": true or false");
    }
    if (origin->document.len > 0 && document == NULL) {
        return strata_node_fail(node, "document", "is no title among \"documents\"");
    }
    if (origin->confirmed && (document == NULL || !document->confirmed || origin->text.len == 0)) {
        return strata_node_fail(node, "confirmed",
                                "can be true only with a \"text\" and a \"document\" that is "
                                "confirmed");
    }
    if (!origin->confirmed && origin->note.len == 0) {
        return strata_node_fail(node, NULL, "needs a \"note\" that says what is not confirmed");
    }
    return STRATA_OK;
}

static strata_status read_origin(const strata_node *node, const strata_policy_rules *rules,
                                 strata_policy_origin *out)
{
    static const char *const keys[] = {"rules", "text",     "document", "confirmed",
                                       "note",  "stricter", NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    out->text = out->document = out->note = out->stricter = strata_slice_of("");
    STRATA_TRY(read_rule_names(node, out));
    STRATA_TRY(strata_node_text(node, "text", &out->text));
    STRATA_TRY(strata_node_text(node, "document", &out->document));
    STRATA_TRY(strata_node_flag(node, "confirmed", &out->confirmed));
    STRATA_TRY(strata_node_text(node, "note", &out->note));
    STRATA_TRY(strata_node_text(node, "stricter", &out->stricter));
    return check_origin(node, rules, out);
}

static bool has_origin(const strata_policy_rules *rules, const char *rule)
{
    for (uint32_t at = 0; at < rules->origin_count; at++) {
        if (strata_slice_is_among(strata_slice_of(rule), rules->origins[at].rules,
                                  rules->origins[at].rule_count)) {
            return true;
        }
    }
    return false;
}

strata_status strata_policy_load_sources(const strata_node *file, strata_policy_rules *rules)
{
    strata_node_list list;
    STRATA_TRY(read_documents(file, rules));
    STRATA_TRY(strata_node_list_of(file, "published", sizeof(strata_policy_origin), &list));
    strata_policy_origin *origins = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_origin(&node, rules, &origins[at]));
    }
    rules->origins = origins;
    rules->origin_count = (uint32_t)list.count;
    for (size_t at = 0; rule_words[at] != NULL; at++) {
        strata_node member;
        if (strata_node_member(file, rule_words[at], &member) &&
            !has_origin(rules, rule_words[at])) {
            return strata_node_fail(file, rule_words[at],
                                    "nothing in \"published\" says where this rule comes from");
        }
    }
    return STRATA_OK;
}
