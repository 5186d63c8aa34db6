-- Takes the lease of a key, if nobody has it. KEYS[1]: prefix. ARGV: epoch, run id, cache and key hash with a blank between, milliseconds.
-- Answers 1, number, last position of the log, whether a lease of the key was released just now; or 0, milliseconds that are left, 0, 0.
local p = KEYS[1]
local meta = redis.call('HMGET', p .. 'meta', 'epoch', 'run', 'last')
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return redis.error_reply('EPOCH') end
local name = p .. 'lease:' .. ARGV[1] .. ':' .. ARGV[3]
local there = redis.call('HMGET', name, 'number', 'done')
if there[1] and not there[2] then
  redis.call('HSET', name, 'waited', '1')
  return {0, redis.call('PTTL', name), 0, 0}
end
local number = redis.call('HINCRBY', p .. 'meta', 'leases', 1)
redis.call('DEL', name)
redis.call('HSET', name, 'number', number)
redis.call('PEXPIRE', name, ARGV[4])
return {1, number, tonumber(meta[3]), there[2] and 1 or 0}
