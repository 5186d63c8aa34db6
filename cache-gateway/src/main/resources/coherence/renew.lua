-- Keeps a lease. KEYS[1]: prefix. ARGV: epoch, run id, cache and key hash, number, milliseconds. Answers 1 when it was still held.
local p = KEYS[1]
local meta = redis.call('HMGET', p .. 'meta', 'epoch', 'run')
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return 0 end
local name = p .. 'lease:' .. ARGV[1] .. ':' .. ARGV[3]
local there = redis.call('HMGET', name, 'number', 'done')
if there[1] ~= ARGV[4] or there[2] then return 0 end
redis.call('PEXPIRE', name, ARGV[5])
return 1
