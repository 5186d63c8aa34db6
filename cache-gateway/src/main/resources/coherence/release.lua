-- Ends a lease and tells those who wait. KEYS[1]: prefix. ARGV: epoch, run id, cache and key hash, number, outcome, offset of the load's
-- asOf, milliseconds for which the result is remembered. Answers 1 when it was still held.
local p = KEYS[1]
local meta = redis.call('HMGET', p .. 'meta', 'epoch', 'run')
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return 0 end
local name = p .. 'lease:' .. ARGV[1] .. ':' .. ARGV[3]
local there = redis.call('HMGET', name, 'number', 'done', 'waited')
if there[1] ~= ARGV[4] or there[2] then return 0 end
redis.call('HSET', name, 'done', ARGV[5])
redis.call('PEXPIRE', name, ARGV[7])
if there[3] then redis.call('PUBLISH', p .. 'leases', ARGV[3] .. ' ' .. ARGV[5] .. ' ' .. ARGV[1] .. ' ' .. ARGV[6]) end
return 1
