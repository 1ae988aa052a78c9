#!/usr/bin/env bash
# clang-format 16 over our C++ (another version is refused, for versions disagree) and Prettier, as package-lock.json names it,
# over the web's sources. usage: format.sh [--fix]
cd "$(dirname "$0")/../.." || exit 1
command -v clang-format-16 >/dev/null || { echo "clang-format-16 is missing"; exit 1; }
[ -x web/node_modules/.bin/prettier ] || { echo "Prettier is missing: npm --prefix web ci"; exit 1; }
mapfile -t cpp < <(git ls-files '*.cpp' '*.h')
web=(src e2e vite.config.ts)
if [ "${1:-}" = --fix ]; then
  clang-format-16 -i "${cpp[@]}"
  (cd web && node_modules/.bin/prettier --log-level warn --write "${web[@]}")
  exit
fi
bad=$(clang-format-16 --dry-run "${cpp[@]}" 2>&1 | grep -c 'warning:')
[ "$bad" = 0 ] || echo "$bad places are not formatted"
(cd web && node_modules/.bin/prettier --log-level warn --check "${web[@]}") || bad=1
[ "$bad" = 0 ] || { echo "run tools/checks/format.sh --fix"; exit 1; }
echo "format: ${#cpp[@]} C++ files and the web's sources"
