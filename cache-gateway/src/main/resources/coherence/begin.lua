-- Begins an epoch with an empty log, unless a later one has begun. KEYS[1]: prefix. ARGV: epoch, run id. Answers the epoch that is.
local p = KEYS[1]
local now = redis.call('HGET', p .. 'meta', 'epoch')
if now and tonumber(now) >= tonumber(ARGV[1]) then return now end
for _, cache in ipairs(redis.call('HKEYS', p .. 'wide')) do
  redis.call('DEL', p .. 'tags:' .. cache, p .. 'bans:' .. cache)
  redis.call('DEL', p .. 'soft:' .. cache, p .. 'soft-bans:' .. cache, p .. 'soft-times:' .. cache)
end
for _, name in ipairs({'log', 'keys', 'intents', 'newest-intent', 'wide', 'generations', 'tier-generations', 'floors', 'tag-floors', 'soft-generations'}) do
  redis.call('DEL', p .. name)
end
redis.call('DEL', p .. 'meta')
redis.call('HSET', p .. 'meta', 'epoch', ARGV[1], 'run', ARGV[2], 'last', '0', 'base', '0')
return ARGV[1]
