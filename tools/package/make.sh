#!/usr/bin/env bash
# Makes a .deb and a tarball that install and run without internet and compiler: the program, the libraries it needs beyond
# glibc, a systemd unit with a user of its own, data under /var/lib/luodi. Tries the tarball in a scratch root at the end.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^project(luodi VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
arch=$(dpkg --print-architecture)
out=build/package
stage=$out/stage
rm -rf "$out"; mkdir -p "$stage/opt/luodi/bin" "$stage/opt/luodi/lib" "$stage/lib/systemd/system" "$stage/usr/bin" "$stage/usr/share/doc/luodi"
install -m 755 build/release/luodi "$stage/opt/luodi/bin/luodi"
strip "$stage/opt/luodi/bin/luodi"
# Every library but glibc's own parts travels with the program, so that no package server is needed.
ldd build/release/luodi | awk '$3 ~ /^\//{print $3}' | grep -Ev '/(libc|libm|libdl|libpthread|librt|libresolv|ld-linux[^/]*)\.so' | sort -u | while read -r lib; do install -m 644 "$lib" "$stage/opt/luodi/lib/"; done
cat > "$stage/usr/bin/luodi" <<'W'
#!/bin/sh
# The libraries that came with the program come first.
exec env LD_LIBRARY_PATH="/opt/luodi/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" /opt/luodi/bin/luodi "$@"
W
chmod 755 "$stage/usr/bin/luodi"
cp README.md README.zh-CN.md LICENSE NOTICE CHANGELOG.md "$stage/usr/share/doc/luodi/"
cat > "$stage/lib/systemd/system/luodi.service" <<'U'
[Unit]
Description=Luodi (落地)
After=network.target

[Service]
User=luodi
Group=luodi
StateDirectory=luodi
StateDirectoryMode=0700
Environment=LUODI_DATA=/var/lib/luodi
ExecStart=/usr/bin/luodi serve --address 0.0.0.0 --port 8080
Restart=on-failure
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
U
tar -C "$stage" --owner=0 --group=0 -czf "$out/luodi_${version}_${arch}.tar.gz" .
mkdir -p "$stage/DEBIAN"
cat > "$stage/DEBIAN/control" <<C
Package: luodi
Version: $version
Architecture: $arch
Maintainer: Luodi developers <developers@luodi.invalid>
Depends: libc6 (>= 2.36), adduser
Recommends: poppler-utils, poppler-data
Suggests: libreoffice-writer
Section: misc
Priority: optional
Description: from a sentence of the executive meeting to a commitment
 Reads papers of county executive meetings, keeps a ledger, serves the screens.
C
cat > "$stage/DEBIAN/postinst" <<'P'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
  getent passwd luodi >/dev/null || adduser --system --group --home /var/lib/luodi --no-create-home luodi
  mkdir -p /var/lib/luodi; chown luodi:luodi /var/lib/luodi; chmod 700 /var/lib/luodi
  if [ -d /run/systemd/system ]; then systemctl daemon-reload; systemctl enable --now luodi.service; fi
  echo "The one-time login link stands in: journalctl -u luodi"
fi
P
cat > "$stage/DEBIAN/prerm" <<'P'
#!/bin/sh
set -e
if [ -d /run/systemd/system ]; then systemctl disable --now luodi.service || true; fi
P
chmod 755 "$stage/DEBIAN/postinst" "$stage/DEBIAN/prerm"
dpkg-deb --root-owner-group --build "$stage" "$out/luodi_${version}_${arch}.deb" >/dev/null
tools/package/try.sh "$out/luodi_${version}_${arch}.tar.gz" "$out/luodi_${version}_${arch}.deb"
ls -l "$out"/*.deb "$out"/*.tar.gz
