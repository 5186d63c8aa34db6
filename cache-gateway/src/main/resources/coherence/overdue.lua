-- Intents whose time is over. KEYS[1]: prefix. Answers members of the set: offset, key hash, cache, key, with blanks between.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1] .. 'intents', '-inf', string.format('%.0f', now), 'LIMIT', 0, 200)
