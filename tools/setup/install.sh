# Installs what the project needs on Debian 12; sourced by ./run and ./test. Says what it does; does nothing twice.
# Packages are listed once, here.
luodi_build_packages="build-essential cmake ninja-build ccache mold pkg-config git ca-certificates nodejs npm
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libsqlite3-dev libpq-dev libexpected-dev libicu-dev libzip-dev libxlsxwriter-dev
  libexpat1-dev libpugixml-dev libgumbo-dev libsodium-dev libssl-dev libcli11-dev libtomlplusplus-dev opencc libopencc-dev python3-jieba sunpinyin-data sunpinyin-utils
  poppler-utils poppler-data"
luodi_test_packages="libgtest-dev libbenchmark-dev libopencc-dev postgresql-15 chromium fonts-noto-cjk zip libreoffice-writer-nogui clang-format-16 clang-tidy-16 clang-16 libclang-rt-16-dev python3"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# need PACKAGE…: installs the missing ones.
need() {
  missing=""
  for p in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null | grep -q '^installed$' && continue
    # A compiler or node that came another way counts.
    case "$p" in
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
      build-essential) command -v g++ >/dev/null && command -v make >/dev/null && continue ;;
      cmake) command -v cmake >/dev/null && continue ;;
      python3) command -v python3 >/dev/null && continue ;;
    esac
    missing="$missing $p"
  done
  [ -z "$missing" ] && return 0
  echo "installing:$missing" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}

# modern_node: Debian 12 has node 18; Vite wants 20.19. The npm package "node" brings one into build/tools.
modern_node() {
  if ! node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' 2>/dev/null; then
    if [ ! -x "$luodi_root/build/tools/node_modules/node/bin/node" ]; then
      mkdir -p "$luodi_root/build/tools"
      (cd "$luodi_root/build/tools" && npm install --no-audit --no-fund --loglevel=error node@22) >&2
    fi
    PATH="$luodi_root/build/tools/node_modules/node/bin:$PATH"
    export PATH
  fi
}

# build_web: node_modules and dist, only when their sources are newer.
build_web() {
  web="$luodi_root/web"
  if [ ! -e "$web/node_modules/.luodi" ] || [ "$web/package-lock.json" -nt "$web/node_modules/.luodi" ]; then
    # "install", not "ci": npm leaves other platforms' optional packages out of the lock file, and ci then refuses it.
    (cd "$web" && npm install --no-audit --no-fund --loglevel=error) >&2
    touch "$web/node_modules/.luodi"
  fi
  if [ ! -e "$web/dist/index.html" ] || [ -n "$(find "$web/src" "$web/public" "$web/index.html" "$web/vite.config.ts" "$web/package-lock.json" "$luodi_root/presets/act_names.csv" -newer "$web/dist/index.html" -print -quit)" ]; then
    (cd "$web" && npm run build) >&2
  fi
}

# build_program PRESET: configures once, then builds.
build_program() {
  [ -e "$luodi_root/build/$1/build.ninja" ] || cmake --preset "$1" -S "$luodi_root" >&2
  cmake --build "$luodi_root/build/$1" >&2
}
