/** An entry was performed. */
export const settleEntry = `
-- KEYS     lease, outbox
-- ARGV     owner, fence, place
-- RETURNS  1, or 0 when the lease is no longer held
-- RULES    ST-13, ST-20
local held = redis.call("HMGET", KEYS[1], "owner", "fence")
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end
redis.call("ZREMRANGEBYSCORE", KEYS[2], ARGV[3], ARGV[3])
return 1
`;

/** An entry failed and waits in its place. */
export const postponeEntry = `
-- KEYS     lease, outbox
-- ARGV     owner, fence, place, the entry as it is now
-- RETURNS  1, or 0 when the lease is no longer held
-- RULES    ST-14, ST-20
local held = redis.call("HMGET", KEYS[1], "owner", "fence")
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end
if redis.call("ZREMRANGEBYSCORE", KEYS[2], ARGV[3], ARGV[3]) > 0 then
  redis.call("ZADD", KEYS[2], ARGV[3], ARGV[3] .. "\\n" .. ARGV[4])
end
return 1
`;

/** An entry is given up. */
export const buryEntry = `
-- KEYS     lease, outbox
--          dead     sorted set by the turn's time: ids
--          letters  hash: id to "<place>\\n<entry>"
-- ARGV     owner, fence, place, the entry as it is now, its id, the turn's time
-- RETURNS  1, or 0 when the lease is no longer held
-- RULES    ST-15, ST-20
local held = redis.call("HMGET", KEYS[1], "owner", "fence")
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end
if redis.call("ZREMRANGEBYSCORE", KEYS[2], ARGV[3], ARGV[3]) > 0 then
  redis.call("ZADD", KEYS[3], ARGV[6], ARGV[5])
  redis.call("HSET", KEYS[4], ARGV[5], ARGV[3] .. "\\n" .. ARGV[4])
end
return 1
`;

/** A dead letter goes back to the end of the outbox. */
export const reviveEntry = `
-- KEYS     dead, letters, outbox, counters
-- ARGV     id, the entry as it is now, channel, partition
-- RETURNS  1, or 0 when there is none by that id
-- RULES    ST-16, ST-30
if redis.call("ZREM", KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call("HDEL", KEYS[2], ARGV[1])
local place = redis.call("HINCRBY", KEYS[4], "place", 1)
redis.call("ZADD", KEYS[3], place, place .. "\\n" .. ARGV[2])
redis.call("PUBLISH", ARGV[3], ARGV[4])
return 1
`;

/** A dead letter goes for good. */
export const discardEntry = `
-- KEYS     dead, letters
-- ARGV     id
-- RETURNS  1, or 0 when there is none by that id
-- RULES    ST-16
redis.call("HDEL", KEYS[2], ARGV[1])
return redis.call("ZREM", KEYS[1], ARGV[1])
`;
