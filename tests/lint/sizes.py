"""Files of at most 400 lines, functions of at most 60."""
from tree import CODE, files, finish, functions, read

FILE_LINES = 400
FUNCTION_LINES = 60

problems = []
for path in files(CODE + (".sh", ".py", ".cmake", ".txt", ".def"), ("cmd", "lib", "tests", "")):
    text = read(path)
    if "/" in path and path.endswith(".txt") and not path.endswith("CMakeLists.txt"):
        continue
    if text is not None and text.count("\n") > FILE_LINES:
        problems.append(f"{path}: {text.count(chr(10))} lines, at most {FILE_LINES}")
sources = files(CODE, ("cmd", "lib", "tests", "sample-data"))
for path in files(CODE, ("sample-data",)):
    if read(path).count("\n") > FILE_LINES:
        problems.append(f"{path}: more than {FILE_LINES} lines")
for path, name, first, last, _ in functions(sources):
    if last - first + 1 > FUNCTION_LINES:
        problems.append(f"{path}:{first}: {name} has {last - first + 1} lines, "
                        f"at most {FUNCTION_LINES}")
finish(problems, "Split by idea: a file holds one, a function does one thing.")
