#!/usr/bin/env bash
# clang-tidy 16 with .clang-tidy's checks: on the C++ files the working tree and the last commit changed, with --all on every
# one of them, or on the files named. What it says inside headers of the system (Boost.Asio's coroutines) is theirs. usage: tidy.sh [--all | FILE…]
cd "$(dirname "$0")/../.." || exit 1
ours() { grep '\.cpp$' | grep -v '_test\.cpp$' | grep -Ev '^(fuzz|bench|tools)/' | sort -u; }
case "${1:-}" in
  --all) mapfile -t files < <(git ls-files | ours) ;;
  "") mapfile -t files < <({ git diff --name-only HEAD; git diff --name-only HEAD~1 HEAD 2>/dev/null; } | ours | while read -r f; do [ -e "$f" ] && echo "$f"; done) ;;
  *) files=("$@") ;;
esac
[ ${#files[@]} = 0 ] && { echo "tidy: nothing changed"; exit 0; }
[ -e build/dev/compile_commands.json ] || { echo "tidy: build the dev preset first"; exit 1; }
run() { xargs -r -P 2 -I{} clang-tidy-16 -p build/dev --quiet "$@" --extra-arg=-Wno-unknown-warning-option {} 2>/dev/null; }
# Following optionals is exponential in functions of many branches: in the reader's rules it takes more than seven minutes a file.
out=$({ printf '%s\n' "${files[@]}" | grep '^src/reading/' | run --checks=-bugprone-unchecked-optional-access
        printf '%s\n' "${files[@]}" | grep -v '^src/reading/' | run; } | grep -E '(error|warning):' | grep -v '^/usr/include/')
[ -z "$out" ] || { echo "$out" | sort -u | head -40; exit 1; }
echo "tidy: ${#files[@]} files"
