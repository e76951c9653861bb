/** Commits one turn of one machine, or says why not. Everything lies in one slot and is written by this one script. */
export const commitTurn = `
-- KEYS     machine   hash: version, state, birth (a number no other life of the same key has)
--          token     string: the reply committed under this token
--          outbox    sorted set by place: "<place>\\n<entry>"
--          timers    sorted set by due time: "<birth>\\n<timer>"
--          counters  hash: place, birth
-- ARGV     expected, state, reply, token's ms, machine's ms ("": kept), channel, partition, number of entries,
--          the entries, then pairs of timer and due time ("": cancelled)
-- RETURNS  {"committed", version} | {"conflict", version} | {"duplicate", reply}
-- RULES    ST-1 to ST-6, ST-10, ST-11, ST-23 to ST-28, ST-30
local machine, token, outbox, timers, counters = unpack(KEYS)
local reply = redis.call("GET", token)
if reply then return {"duplicate", reply} end

local found = redis.call("HMGET", machine, "version", "birth")
local version = tonumber(found[1] or "0")
if version ~= tonumber(ARGV[1]) then return {"conflict", version} end

local birth = found[2] or redis.call("HINCRBY", counters, "birth", 1)
redis.call("HSET", machine, "version", version + 1, "state", ARGV[2], "birth", birth)
if ARGV[5] == "" then
  redis.call("PERSIST", machine)
else
  redis.call("PEXPIRE", machine, ARGV[5])
end
redis.call("SET", token, ARGV[3], "PX", ARGV[4])

local last = 8 + tonumber(ARGV[8])
local wakes = last > 8
for i = 9, last do
  local place = redis.call("HINCRBY", counters, "place", 1)
  redis.call("ZADD", outbox, place, place .. "\\n" .. ARGV[i])
end
for i = last + 1, #ARGV, 2 do
  local timer = birth .. "\\n" .. ARGV[i]
  if ARGV[i + 1] == "" then
    redis.call("ZREM", timers, timer)
  else
    redis.call("ZADD", timers, ARGV[i + 1], timer)
    wakes = true
  end
end
if wakes then redis.call("PUBLISH", ARGV[6], ARGV[7]) end
return {"committed", version + 1}
`;
