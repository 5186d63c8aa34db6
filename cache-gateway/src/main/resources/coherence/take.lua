-- Takes the lease of a key, if nobody has it. KEYS[1]: prefix. ARGV: epoch, run id, cache and key hash with a blank between, milliseconds,
-- cache. A lease that was given before a mark which covers the key is nobody's any more: what it brings will not be kept.
-- Answers 1, number, last position of the log, whether a lease of the key was released just now; or 0, milliseconds that are left, 0, 0.
local p = KEYS[1]
local meta = redis.call('HMGET', p .. 'meta', 'epoch', 'run', 'last')
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return redis.error_reply('EPOCH') end
local name = p .. 'lease:' .. ARGV[1] .. ':' .. ARGV[3]
local there = redis.call('HMGET', name, 'number', 'done', 'asof', 'waited')
local newest = math.max(
  tonumber(redis.call('ZSCORE', p .. 'keys', ARGV[3]) or '0'), tonumber(redis.call('HGET', p .. 'wide', ARGV[5]) or '0'))
if there[1] and not there[2] and newest <= tonumber(there[3]) then
  redis.call('HSET', name, 'waited', '1')
  return {0, redis.call('PTTL', name), 0, 0}
end
local number = redis.call('HINCRBY', p .. 'meta', 'leases', 1)
redis.call('DEL', name)
redis.call('HSET', name, 'number', number, 'asof', meta[3])
if there[4] and not there[2] then redis.call('HSET', name, 'waited', '1') end
redis.call('PEXPIRE', name, ARGV[4])
return {1, number, tonumber(meta[3]), there[2] and 1 or 0}
