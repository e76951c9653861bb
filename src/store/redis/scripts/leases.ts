/** Takes or renews a partition's lease. */
export const acquireLease = `
-- KEYS     lease  hash: owner ("" after a release), fence, expiresAt
-- ARGV     owner, now, expiresAt
-- RETURNS  the fence, or nil while somebody else holds it
-- RULES    ST-17 to ST-19
local held = redis.call("HMGET", KEYS[1], "owner", "fence", "expiresAt")
local owner = held[1] or ""
local fence = tonumber(held[2] or "0")
if owner ~= ARGV[1] then
  if owner ~= "" and tonumber(held[3]) > tonumber(ARGV[2]) then return nil end
  fence = fence + 1
end
redis.call("HSET", KEYS[1], "owner", ARGV[1], "fence", fence, "expiresAt", ARGV[3])
return fence
`;

/** Lets a lease go. The fence stays behind, so that the next holder's is larger. */
export const releaseLease = `
-- KEYS     lease
-- ARGV     owner, fence
-- RETURNS  1, or 0 when it is no longer held
-- RULES    ST-21
local held = redis.call("HMGET", KEYS[1], "owner", "fence")
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end
redis.call("HSET", KEYS[1], "owner", "", "expiresAt", 0)
return 1
`;
