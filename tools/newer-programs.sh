#!/usr/bin/env bash
# Unpacks programs that are newer than those of the Debian in use into the folder .programs, for the tests:
# the client programs of PostgreSQL 18, and PgBouncer with support for prepared statements. Nothing is installed. Each
# program in .programs/bin starts with the libraries of its own release.
set -euo pipefail
cd "$(dirname "$0")/.."

release=forky
programs=$PWD/.programs
[ -x "$programs/bin/pgbouncer" ] && exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work"/{preferences,sources,lists/partial,archives/partial}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" \
  >"$work/sources/$release.list"
touch "$work/status"
# A mirror that is some weeks old will do.
newer() {
  apt-get -qq -o Dir::Etc::main=/dev/null -o Dir::Etc::parts=/dev/null -o Dir::Etc::sourcelist=/dev/null \
    -o Dir::Etc::sourceparts="$work/sources" -o Dir::Etc::preferencesparts="$work/preferences" \
    -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" \
    -o Dir::Cache::archives="$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o Acquire::Check-Valid-Until=false "$@"
}
newer update
newer install --yes --download-only postgresql-client-18 pgbouncer

rm -rf "$programs"
mkdir -p "$programs/files" "$programs/bin"
for package in "$work"/archives/*.deb; do dpkg-deb --extract "$package" "$programs/files"; done
libraries=$programs/files/usr/lib/x86_64-linux-gnu
for program in "$programs"/files/usr/lib/postgresql/18/bin/{pg_dump,pg_restore,psql,pg_isready,pg_basebackup} \
  "$programs/files/usr/sbin/pgbouncer"; do
  name=$(basename "$program")
  printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
    "$programs/files/usr/lib64/ld-linux-x86-64.so.2" "$libraries" "$program" >"$programs/bin/$name.new"
  chmod +x "$programs/bin/$name.new"
  # The last one is the sign that all are there.
  mv "$programs/bin/$name.new" "$programs/bin/$name"
done
