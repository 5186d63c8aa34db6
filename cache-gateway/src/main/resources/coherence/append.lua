-- Appends marks in order, all or nothing. KEYS[1]: prefix with the log's hash tag.
-- ARGV: epoch, run id, most key marks, most entries, most tag marks a cache, most bans a cache, then five fields a mark:
-- kind (k key, w key of a journalled write, i intent, t tag, b ban, a all, s soft, g tier generation, f floor), cache, selector, key hash,
-- number.
-- Answers three numbers a mark: offset, whether something else was appended for the key since its intent, newest wide mark before it.
local p = KEYS[1]
local meta = redis.call('HMGET', p .. 'meta', 'epoch', 'run', 'last')
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return redis.error_reply('EPOCH') end
local last = tonumber(meta[3])
local function s(n) return string.format('%.0f', n) end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function stream(kind, cache, selector, hash, number)
  redis.call('XADD', p .. 'log', ARGV[1] .. '-' .. s(last), 'k', kind, 'c', cache, 's', selector, 'h', hash, 'n', number)
end
local answers = {}
local function bound(name, most, floors, cache)
  if redis.call('ZCARD', name) <= most then return '0' end
  local dropped = redis.call('ZPOPMIN', name)[2]
  redis.call('HSET', floors, cache, dropped)
  return dropped
end
-- A soft mark's selector begins with what it is; its number is a time. Where the oldest is dropped, everything older than it is stale.
local function soft(name, most, cache, selector, time)
  redis.call('ZADD', name, s(last), selector)
  redis.call('HSET', p .. 'soft-times:' .. cache, selector, time)
  if redis.call('ZCARD', name) <= most then return '0' end
  local dropped = redis.call('ZPOPMIN', name)
  redis.call('HDEL', p .. 'soft-times:' .. cache, dropped[1])
  local before = redis.call('HGET', p .. 'soft-generations', cache)
  if not before or tonumber(string.match(before, '^%d+')) < tonumber(dropped[2]) then
    redis.call('HSET', p .. 'soft-generations', cache, s(dropped[2]) .. ' ' .. time)
  end
  return s(dropped[2])
end
for i = 7, #ARGV, 5 do
  local kind, cache, selector, hash, number = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  last = last + 1
  local others = 0
  local wide = tonumber(redis.call('HGET', p .. 'wide', cache) or '0')
  if kind == 'k' or kind == 'w' then
    if kind == 'k' and number ~= '0' then
      local newest = redis.call('ZSCORE', p .. 'keys', cache .. ' ' .. hash)
      local intent = redis.call('HGET', p .. 'newest-intent', hash)
      if (newest and tonumber(newest) > tonumber(number)) or intent ~= number then others = 1 end
      redis.call('ZREM', p .. 'intents', number .. ' ' .. hash .. ' ' .. cache .. ' ' .. selector)
      if intent == number then redis.call('HDEL', p .. 'newest-intent', hash) end
    end
    redis.call('ZADD', p .. 'keys', s(last), cache .. ' ' .. hash)
  elseif kind == 'i' then
    redis.call('ZADD', p .. 'intents', s(now + number), s(last) .. ' ' .. hash .. ' ' .. cache .. ' ' .. selector)
    redis.call('HSET', p .. 'newest-intent', hash, s(last))
  elseif kind == 't' then
    redis.call('ZADD', p .. 'tags:' .. cache, s(last), selector)
    redis.call('HSET', p .. 'wide', cache, s(last))
    number = bound(p .. 'tags:' .. cache, tonumber(ARGV[5]), p .. 'tag-floors', cache)
  elseif kind == 'b' then
    redis.call('ZADD', p .. 'bans:' .. cache, s(last), selector)
    redis.call('HSET', p .. 'wide', cache, s(last))
    number = bound(p .. 'bans:' .. cache, tonumber(ARGV[6]), p .. 'generations', cache)
  elseif kind == 'a' then
    redis.call('HSET', p .. 'generations', cache, s(last))
    redis.call('HSET', p .. 'wide', cache, s(last))
    redis.call('DEL', p .. 'tags:' .. cache, p .. 'bans:' .. cache)
    redis.call('DEL', p .. 'soft:' .. cache, p .. 'soft-bans:' .. cache, p .. 'soft-times:' .. cache)
  elseif kind == 's' then
    local what = string.sub(selector, 1, 1)
    redis.call('HSET', p .. 'wide', cache, s(last))
    if what == 'a' then
      redis.call('HSET', p .. 'soft-generations', cache, s(last) .. ' ' .. number)
      redis.call('DEL', p .. 'soft:' .. cache, p .. 'soft-bans:' .. cache, p .. 'soft-times:' .. cache)
    elseif what == 'b' then
      hash = soft(p .. 'soft-bans:' .. cache, tonumber(ARGV[6]), cache, selector, number)
    else
      hash = soft(p .. 'soft:' .. cache, tonumber(ARGV[5]), cache, selector, number)
    end
  elseif kind == 'g' then
    redis.call('HSET', p .. 'tier-generations', cache .. ' ' .. selector, s(last))
  elseif kind == 'f' then
    redis.call('ZREMRANGEBYSCORE', p .. 'keys', '-inf', number)
    -- A sweeper that comes late retires less than has been: a floor never sinks.
    for name in string.gmatch(selector, '[^,]+') do
      local before = tonumber(redis.call('HGET', p .. 'floors', name) or '0')
      if before < tonumber(number) then redis.call('HSET', p .. 'floors', name, number) end
    end
    redis.call('XTRIM', p .. 'log', 'MINID', ARGV[1] .. '-' .. number)
  end
  stream(kind, cache, selector, hash, number)
  answers[#answers + 1] = s(last)
  answers[#answers + 1] = others
  answers[#answers + 1] = s(wide)
end
local most, entries = tonumber(ARGV[3]), tonumber(ARGV[4])
local base = 0
if redis.call('ZCARD', p .. 'keys') > most then
  local dropped = redis.call('ZPOPMIN', p .. 'keys', math.ceil(most / 10))
  base = tonumber(dropped[#dropped])
end
if redis.call('XLEN', p .. 'log') > entries then
  redis.call('XTRIM', p .. 'log', 'MAXLEN', math.floor(entries * 9 / 10))
  local first = redis.call('XRANGE', p .. 'log', '-', '+', 'COUNT', 1)[1][1]
  base = math.max(base, tonumber(string.match(first, '-(%d+)$')) - 1)
  redis.call('ZREMRANGEBYSCORE', p .. 'keys', '-inf', s(base))
end
if base > 0 then
  last = last + 1
  redis.call('HSET', p .. 'meta', 'base', s(base))
  stream('z', '', '', '0', s(base))
end
redis.call('HSET', p .. 'meta', 'last', s(last))
return answers
