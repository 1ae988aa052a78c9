#!/usr/bin/env bash
# clang-tidy 16 on the C++ files the working tree and the last commit changed (or the files named), with .clang-tidy's checks.
# Files of most rooms take 5 to 20 s each, so ./test looks at what changed only. usage: tidy.sh [FILE…]
cd "$(dirname "$0")/../.." || exit 1
if [ $# -gt 0 ]; then files=("$@"); else
  mapfile -t files < <({ git diff --name-only HEAD; git diff --name-only HEAD~1 HEAD 2>/dev/null; } | grep '\.cpp$' | grep -v '_test\.cpp$' | grep -Ev '^(fuzz|bench|tools)/' | sort -u | head -6)
fi
[ ${#files[@]} = 0 ] && { echo "tidy: nothing changed"; exit 0; }
out=$(printf '%s\n' "${files[@]}" | xargs -P 2 -I{} clang-tidy-16 -p build/dev --quiet --extra-arg=-Wno-unknown-warning-option {} 2>/dev/null | grep -E '(error|warning):')
[ -z "$out" ] || { echo "$out" | sort -u | head -40; exit 1; }
echo "tidy: ${#files[@]} files"
