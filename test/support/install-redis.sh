#!/bin/sh
# Fetches Debian's (or Ubuntu's) Redis into the folder named by the first argument, without root and without
# registering a service. The binary is then $1/root/usr/bin/redis-server, its libraries are in $1/root/usr/lib/*-linux-gnu.
set -eu
dest=$1
mkdir -p "$dest/lists/partial" "$dest/cache/archives/partial" "$dest/debs"
cd "$dest/debs"
apt="apt-get -o Dir::State::lists=$dest/lists -o Dir::Cache=$dest/cache -o Debug::NoLocking=1 -o APT::Sandbox::User="
$apt -qq update
$apt -qq download redis-tools libatomic1 liblzf1 libjemalloc2
for package in *.deb; do dpkg -x "$package" "$dest/root"; done
# One binary plays every role of Redis; the name it is called by selects the role.
ln -sf redis-check-rdb "$dest/root/usr/bin/redis-server"
rm -rf "$dest/lists" "$dest/cache" "$dest/debs"
