"""SPEC.md and schema.json name every key and word that the loader knows: specification.py ROOT."""
import json
import os
import re
import sys

ROOT = sys.argv[1]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def keys_in(node):
    """Names of all properties in a JSON Schema."""
    found = set()
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            found |= set(value.get("properties", {}))
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return found


loader = set()
for name in os.listdir(os.path.join(ROOT, "lib/schema")):
    for table in re.findall(r"const char \*const (?:strata_)?keys\[\] = \{([^}]*)\}",
                            read("lib/schema/" + name)):
        loader |= set(re.findall(r'"([^"]+)"', table))
targets = set(re.findall(r'^STRATA_TARGET\(\w+, "(\w+)"', read("lib/schema/targets.def"), re.M))
words = read("lib/schema/vocabulary.def")
groups = set(re.findall(r'^STRATA_[A-Z]+\(.*?"(\w+)"', words, re.M | re.S))

text = read("schemas/SPEC.md")
named = set(re.findall(r"[\w$]+", " ".join(re.findall(r"`([^`]*)`", text)))) | set(
    re.findall(r'"(\w+)"', text))
described = json.loads(read("schemas/schema.json"))
allowed = keys_in(described)
mapped = set(described["$defs"]["field"]["properties"]["strata"]["properties"]["to"]["enum"])

problems = [f"SPEC.md does not name {key}"
            for key in sorted((loader | targets | groups) - named)]
problems += [f"schema.json does not know the key {key}" for key in sorted(loader - allowed)]
problems += [f"the loader does not know the key {key} of schema.json"
             for key in sorted(allowed - loader)]
problems += [f"target {name} is only in one of targets.def and schema.json"
             for name in sorted(targets ^ mapped)]
for problem in problems:
    print(problem)
if len(loader) < 40 or len(targets) < 40 or len(groups) < 40:
    problems.append("too little was found: does the pattern still fit the code?")
    print(problems[-1])
sys.exit(1 if problems else 0)
