/**
 * Redis's own clock decides, so that processes whose clocks differ do not take each other's leases; its time is asked inside the
 * script, which is replicated by its effects.
 */
const now = `
local clock = redis.call("TIME")
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
`;

/** Notes who is alive. */
export const attendRelays = `
-- KEYS     relays  sorted set by when each is no longer alive: names
-- ARGV     owner, ms
-- RETURNS  the names of all that are alive, in order
-- RULES    ST-40
${now}
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now)
if tonumber(ARGV[2]) > 0 then
  redis.call("ZADD", KEYS[1], now + ARGV[2], ARGV[1])
else
  redis.call("ZREM", KEYS[1], ARGV[1])
end
local alive = redis.call("ZRANGE", KEYS[1], 0, -1)
table.sort(alive)
return alive
`;

/** Takes or renews a partition's lease. */
export const acquireLease = `
-- KEYS     lease  hash: owner ("" after a release), fence, ms, expiresAt
-- ARGV     owner, ms
-- RETURNS  the fence, or nil while somebody else holds it
-- RULES    ST-17 to ST-19, ST-41
${now}
local held = redis.call("HMGET", KEYS[1], "owner", "fence", "ms", "expiresAt")
local owner = held[1] or ""
local fence = tonumber(held[2] or "0")
if owner ~= ARGV[1] then
  local left = tonumber(held[4] or "0") - now
  if owner ~= "" and left > 0 and left <= tonumber(held[3] or ARGV[2]) then return nil end
  fence = fence + 1
end
redis.call("HSET", KEYS[1], "owner", ARGV[1], "fence", fence, "ms", ARGV[2], "expiresAt", now + ARGV[2])
return fence
`;

/** Lets a lease go. The fence stays behind, so that the next holder's is larger. */
export const releaseLease = `
-- KEYS     lease
-- ARGV     owner, fence, channel, partition
-- RETURNS  1, or 0 when it is no longer held
-- RULES    ST-21, ST-30
local held = redis.call("HMGET", KEYS[1], "owner", "fence")
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end
redis.call("HSET", KEYS[1], "owner", "", "expiresAt", 0)
redis.call("PUBLISH", ARGV[3], ARGV[4])
return 1
`;
