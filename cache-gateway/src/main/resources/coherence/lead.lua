-- Takes or renews the sweeper's lease. KEYS[1]: prefix. ARGV: node, milliseconds. Answers 1 when this node has it.
local name = KEYS[1] .. 'sweeper'
local holder = redis.call('GET', name)
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', name, ARGV[1], 'PX', ARGV[2])
return 1
