#!/usr/bin/env bash
# clang-format 16 over our C++; refuses another version, for versions disagree.
cd "$(dirname "$0")/../.." || exit 1
command -v clang-format-16 >/dev/null || { echo "clang-format-16 is missing"; exit 1; }
bad=$(git ls-files '*.cpp' '*.h' | xargs clang-format-16 --dry-run 2>&1 | grep -c 'warning:')
[ "$bad" = 0 ] || { echo "$bad places are not formatted: run tools/checks/format.sh --fix"; [ "${1:-}" = --fix ] && git ls-files '*.cpp' '*.h' | xargs clang-format-16 -i; exit 1; }
echo "format: $(git ls-files '*.cpp' '*.h' | wc -l) files"
