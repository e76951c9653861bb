/** Commits one turn of one machine, or says why not. Everything lies in one slot and is written by this one script. */
export const commitTurn = `
-- KEYS     machine   hash: version, state, birth (a number no other life of the same key has), stamp (names its last commit)
--          token     string: the reply committed under this token
--          outbox    sorted set by place: "<place>\\n<entry>"
--          timers    sorted set by due time: "<birth>\\n<timer>"
--          counters  hash: place, birth
--          further tokens, whose replies are empty
-- ARGV     expected, expected stamp ("": any), new stamp, state, reply, token's ms, machine's ms ("": kept), channel, partition,
--          number of entries, the entries, then pairs of timer and due time ("": cancelled)
-- RETURNS  {"committed", version, place of the last entry (0: none)} | {"conflict", version, state, stamp} | {"duplicate", reply}
-- RULES    ST-1 to ST-6, ST-10, ST-11, ST-23 to ST-28, ST-30, ST-47, ST-49
local machine, token, outbox, timers, counters = unpack(KEYS, 1, 5)
local tokens = {token, unpack(KEYS, 6)}
for _, one in ipairs(tokens) do
  local reply = redis.call("GET", one)
  if reply then return {"duplicate", reply} end
end

local found = redis.call("HMGET", machine, "version", "birth", "stamp")
local version, stamp = tonumber(found[1] or "0"), found[3] or ""
if version ~= tonumber(ARGV[1]) or (ARGV[2] ~= "" and ARGV[2] ~= stamp) then
  return {"conflict", version, redis.call("HGET", machine, "state") or "", stamp}
end

local birth = found[2] or redis.call("HINCRBY", counters, "birth", 1)
redis.call("HSET", machine, "version", version + 1, "state", ARGV[4], "birth", birth, "stamp", ARGV[3])
if ARGV[7] == "" then
  redis.call("PERSIST", machine)
else
  redis.call("PEXPIRE", machine, ARGV[7])
end
for i, one in ipairs(tokens) do
  redis.call("SET", one, i == 1 and ARGV[5] or "", "PX", ARGV[6])
end

local last = 10 + tonumber(ARGV[10])
local place = 0
for i = 11, last do
  place = redis.call("HINCRBY", counters, "place", 1)
  redis.call("ZADD", outbox, place, place .. "\\n" .. ARGV[i])
end
local due
for i = last + 1, #ARGV, 2 do
  local timer = birth .. "\\n" .. ARGV[i]
  if ARGV[i + 1] == "" then
    redis.call("ZREM", timers, timer)
  else
    redis.call("ZADD", timers, ARGV[i + 1], timer)
    if not due or tonumber(ARGV[i + 1]) < tonumber(due) then due = ARGV[i + 1] end
  end
end
if place > 0 then redis.call("PUBLISH", ARGV[8], ARGV[9] .. "  " .. ARGV[3]) end
if due then redis.call("PUBLISH", ARGV[8], ARGV[9] .. " " .. due .. " " .. ARGV[3]) end
return {"committed", version + 1, place}
`;
