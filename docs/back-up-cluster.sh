#!/bin/sh
# Has all masters of a Redis Cluster write a dump.rdb of one and the same moment, beside a line at work: writes wait meanwhile, for as long as Redis
# takes to fork. Without that a machine's message to one of another node would be in neither copy, and the books would never agree again.
#
#     sh docs/back-up-cluster.sh 10.0.0.11:6379 > nodes.txt
#
# The address is that of any node. Prints CLUSTER NODES, which is kept with the copies. A password is read from REDISCLI_AUTH; REDIS_CLI may have
# options, such as "redis-cli --tls". Ends with 1, and says why, when a copy is not to be used.
set -eu

cli() {
  at=$1 && shift
  ${REDIS_CLI:-redis-cli} -h "${at%:*}" -p "${at##*:}" "$@"
}
field() { cli "$1" INFO persistence | tr -d '\r' | sed -n "s/^$2://p"; }
fail() { echo "No back-up: $1" >&2; exit 1; }

nodes=$(cli "$1" CLUSTER NODES)
# Those that have slots: "<id> <host>:<port>@<port> master … <slots>".
masters=$(echo "$nodes" | awk '$3 ~ /master/ && NF > 8 { sub(/@.*/, "", $2); print $2 }')
[ -n "$masters" ] || fail "$1 names no masters: $nodes"

goes_on() { for one in $masters; do cli "$one" CLIENT UNPAUSE > /dev/null || true; done; }
trap goes_on EXIT
began=$(date +%s)
for one in $masters; do
  [ "$(cli "$one" CLIENT PAUSE 10000 WRITE)" = OK ] || fail "$one does not pause."
done
for one in $masters; do
  answer=$(cli "$one" BGSAVE)
  [ "$answer" = "Background saving started" ] || fail "$one says: $answer"
done
[ $(($(date +%s) - began)) -lt 9 ] || fail "Redis took longer to begin than writes wait. Try at a quieter hour."
goes_on

for one in $masters; do
  while [ "$(field "$one" rdb_bgsave_in_progress)" != 0 ]; do sleep 0.2; done
  [ "$(field "$one" rdb_last_bgsave_status)" = ok ] || fail "$one could not write it."
done
echo "$nodes"
