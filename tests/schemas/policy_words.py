"""policy/SPEC.md and policy.json name every key and word that the loader of policies knows, and
SPEC.md every preset: policy_words.py ROOT."""
import glob
import json
import os
import re
import sys

ROOT = sys.argv[1]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def tables(path, name):
    """The words of each array of that name in a C file, ended by NULL."""
    found = re.findall(name + r"\[\] = \{([^}]*)NULL\}", read(path))
    return [frozenset(re.findall(r'"([^"]+)"', table)) for table in found]


def objects_in(node):
    """The names of each object's properties, and every list of words, in a JSON Schema."""
    objects, words = [], []
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if "properties" in value and value.get("type") == "object":
                objects.append(frozenset(value["properties"]))
            if "enum" in value:
                words.append(frozenset(value["enum"]))
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return objects, words


sources = ["lib/protect/policy_load.c", "lib/protect/policy_load_bands.c",
           "lib/protect/policy_load_sources.c"]
keys = [table for path in sources for table in tables(path, "keys")]
choices = [table for name in ("shown", "coded", "sides", "rhythm", "counts")
           for table in tables(sources[0], name)]
rules = tables(sources[2], "rule_words")
described, enumerated = objects_in(json.loads(read("schemas/policy/policy.json")))
text = read("schemas/policy/SPEC.md")
named = set(re.findall(r"[\w$.-]+", " ".join(re.findall(r"`([^`]*)`", text))))
presets = {os.path.basename(path)[:-len(".json")]
           for path in glob.glob(os.path.join(ROOT, "schemas/policy/*.json"))} - {"policy"}

problems = [f"SPEC.md does not name {word}"
            for word in sorted(set().union(*keys, *choices, presets) - named - {"$schema"})]
problems += [f"only one of the loader and policy.json has an object of {', '.join(sorted(table))}"
             for table in set(keys) ^ set(described)]
problems += [f"only one of the loader and policy.json has the words {', '.join(sorted(table))}"
             for table in set(choices + rules) ^ set(enumerated)]
if len(keys) != 5 or len(choices) != 5 or len(rules) != 1 or len(presets) < 10:
    problems.append("too little was found: do the patterns still fit the code?")
for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
