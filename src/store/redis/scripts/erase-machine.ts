/** Forgets a machine at once. Its timers die with its birth. */
export const eraseMachine = `
-- KEYS     machine
-- ARGV     version
-- RETURNS  1, or 0 when it is at another version or not there
-- RULES    ST-45
if redis.call("HGET", KEYS[1], "version") ~= ARGV[1] then return 0 end
return redis.call("DEL", KEYS[1])
`;
