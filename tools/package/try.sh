#!/usr/bin/env bash
# Tries the packages in scratch roots that hold nothing but glibc, a shell and env: no compiler, no other library, no network.
# usage: try.sh TARBALL DEB
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "scratch roots need root; not tried"; exit 0; }
for package in "$@"; do
  root=$(mktemp -d /tmp/luodi-root-XXXXXX)
  trap 'rm -rf "$root"' EXIT
  case "$package" in *.deb) dpkg-deb -x "$package" "$root" ;; *) tar -C "$root" -xzf "$package" ;; esac
  for file in /bin/sh /usr/bin/env $(ldd /bin/sh /usr/bin/env /usr/lib/x86_64-linux-gnu/libm.so.6 /usr/lib/x86_64-linux-gnu/libresolv.so.2 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | sort -u) \
      /lib/x86_64-linux-gnu/libm.so.6 /lib/x86_64-linux-gnu/libresolv.so.2 /lib/x86_64-linux-gnu/libdl.so.2 /lib/x86_64-linux-gnu/libpthread.so.0; do
    [ -e "$file" ] && { mkdir -p "$root$(dirname "$file")"; cp -L "$file" "$root$file"; }
  done
  mkdir -p "$root/tmp" "$root/var/lib/luodi"
  printf '会议要求，要抓好落实。\n' > "$root/tmp/paper.txt"
  [ "$(chroot "$root" /usr/bin/luodi mend /tmp/paper.txt)" = "会议要求，要抓好落实。" ]
  chroot "$root" /usr/bin/luodi import demo --data /var/lib/luodi >/dev/null
  chroot "$root" /usr/bin/luodi verify --data /var/lib/luodi
  unshare -n chroot "$root" /usr/bin/luodi serve --data /var/lib/luodi --port 0 > "$root/tmp/out" & server=$!
  for _ in $(seq 50); do grep -q 'http://' "$root/tmp/out" && break; sleep 0.1; done
  grep -q 'setup#' "$root/tmp/out"
  kill "$server"; wait "$server" 2>/dev/null || true
  rm -rf "$root"; trap - EXIT
  echo "$(basename "$package"): installs and runs in a scratch root"
done
