"""cmd/packages.txt and the comments beside find_package and pkg_check_modules name the same."""
import re

from tree import finish, read

WITHOUT_SEARCH = {"libc6-dev", "libclang-rt-14-dev"}  # come with the compilers

listed = set(re.findall(r"^[a-z0-9][a-z0-9.+-]*$", read("cmd/packages.txt"), flags=re.M))
named = set()
for path in ("lib/cmake/dependencies.cmake", "tests/CMakeLists.txt"):
    named |= set(re.findall(r"# (lib\S+-dev|zlib1g-dev|pkg-config)\s*$", read(path), flags=re.M))
libraries = {name for name in listed if name.endswith("-dev")} - WITHOUT_SEARCH
problems = [f"{name} is looked for but not in cmd/packages.txt" for name in sorted(named - listed)]
problems += [f"{name} is in cmd/packages.txt but nothing looks for it"
             for name in sorted(libraries - named)]
finish(problems, "Add the package to the list, or the comment '# PACKAGE' behind the line that looks "
                 "for it.")
