/** Forgets a machine at once, with its replies. Its timers die with its birth. */
export const eraseMachine = `
-- KEYS     machine
--          its tokens, as many as there are
-- ARGV     version
-- RETURNS  1, or 0 when it is at another version or not there
-- RULES    ST-45, ST-46
if redis.call("HGET", KEYS[1], "version") ~= ARGV[1] then return 0 end
for i = 2, #KEYS do
  redis.call("SET", KEYS[i], "", "XX", "KEEPTTL")
end
return redis.call("DEL", KEYS[1])
`;
