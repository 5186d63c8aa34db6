package dev.terrace.gateway.tier.redis;

/**
 * What has to be one atomic step. Positions are compared byte by byte: {@code <} on Lua strings follows the server's locale, and a double
 * does not hold 64 bits. Offsets are those of {@link dev.terrace.gateway.codec.Layout}, counted from 1: the flags at 4, the stamp at 5 to 20,
 * the expiry at 41, the etag's length at 77.
 *
 * <p>A cache's head ({@link Head}) is 41 bytes: whether the floor is known at 1, incarnation at 2, generation at 10, floor at 26.
 */
final class Scripts {
    private static final String BEFORE = """
            local function before(a, i, b, j, n)
              for k = 0, n - 1 do
                local x, y = a:byte(i + k), b:byte(j + k)
                if x ~= y then return x < y end
              end
              return false
            end
            """;

    /** KEYS head; ARGV new incarnation, generation, floor or nothing. Raises both, never lowers; the head afterwards. */
    static final Script RAISE = Script.of(BEFORE + """
            local h = redis.call('GET', KEYS[1])
            local mark, inc, gen, floor = '0', ARGV[1], ARGV[2], string.rep('\\0', 16)
            if h and #h == 41 then
              mark, inc, floor = h:sub(1, 1), h:sub(2, 9), h:sub(26, 41)
              if before(gen, 1, h, 10, 16) then gen = h:sub(10, 25) end
            end
            if #ARGV[3] == 16 then
              if mark == '0' or before(floor, 1, ARGV[3], 1, 16) then floor = ARGV[3] end
              mark = '1'
            end
            h = mark .. inc .. gen .. floor
            redis.call('SET', KEYS[1], h)
            return h
            """);

    /** KEYS head, value; ARGV incarnation, generation, entry, milliseconds. 1 stored, 0 refused, -1 the floor is not known. */
    static final Script STORE = Script.of(BEFORE + """
            local h = redis.call('GET', KEYS[1])
            if not h or #h ~= 41 or h:sub(1, 1) ~= '1' then return -1 end
            if h:sub(2, 9) ~= ARGV[1] or h:sub(10, 25) ~= ARGV[2] then return 0 end
            if before(ARGV[3], 5, h, 26, 16) or before(ARGV[3], 5, h, 10, 16) then return 0 end
            local there = redis.call('GETRANGE', KEYS[2], 0, 19)
            if #there == 20 and before(ARGV[3], 5, there, 5, 16) then return 0 end
            redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
            return 1
            """);

    /** KEYS head, value; ARGV generation, mark, milliseconds. The mark takes the place of what is older; -2 in another generation. */
    static final Script REMOVE = Script.of(BEFORE + """
            local h = redis.call('GET', KEYS[1])
            if h and #h == 41 and h:sub(10, 25) ~= ARGV[1] then return -2 end
            local there = redis.call('GETRANGE', KEYS[2], 0, 19)
            if #there == 20 and not before(there, 5, ARGV[2], 5, 16) then return 0 end
            redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
            return 1
            """);

    /** KEYS head, values; ARGV generation, a mark's stamp for each value. Deletes those that are older; how many, -2 in another generation. */
    static final Script PURGE = Script.of(BEFORE + """
            local h = redis.call('GET', KEYS[1])
            if h and #h == 41 and h:sub(10, 25) ~= ARGV[1] then return -2 end
            local gone = 0
            for i = 2, #KEYS do
              local there = redis.call('GETRANGE', KEYS[i], 4, 19)
              if #there == 16 and before(there, 1, ARGV[i], 1, 16) then gone = gone + redis.call('DEL', KEYS[i]) end
            end
            return gone
            """);

    /** KEYS value; ARGV its first bytes. Deletes it if it still is what was read. */
    static final Script DROP = Script.of("""
            if redis.call('GETRANGE', KEYS[1], 0, #ARGV[1] - 1) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """);

    /**
     * KEYS record, fence; ARGV entry or mark, milliseconds, now in 8 bytes, condition (A always, E exists, N is
     * absent, M matches), etags. 0 nothing was there, 1 something was, 2 the condition failed, 3 something later is there, 4 the same, but
     * this cannot count as done before it: it has a condition, or what is there had one (the fence says so).
     */
    static final Script WRITE = Script.of(BEFORE + """
            local there = redis.call('GETRANGE', KEYS[1], 0, 77)
            local live = #there == 78 and math.floor(there:byte(4) / 4) % 2 == 0 and before(ARGV[3], 1, there, 41, 8)
            local ok = ARGV[4] == 'A' or (ARGV[4] == 'N' and not live) or (ARGV[4] == 'E' and live)
            if ARGV[4] == 'M' and live then
              local n = there:byte(77) * 256 + there:byte(78)
              local etag = n > 0 and redis.call('GETRANGE', KEYS[1], 78, 77 + n) or ''
              for i = 5, #ARGV do ok = ok or ARGV[i] == etag end
            end
            if not ok then return 2 end
            if #there >= 20 and before(ARGV[1], 5, there, 5, 16) then
              if ARGV[4] ~= 'A' then return 4 end
              local fence = redis.call('GET', KEYS[2])
              return fence and before(ARGV[1], 5, fence, 1, 16) and 4 or 3
            end
            if ARGV[4] ~= 'A' then redis.call('SET', KEYS[2], ARGV[1]:sub(5, 20), 'PX', 60000) end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return live and 1 or 0
            """);

    /**
     * KEYS record, fence, once; ARGV entry, milliseconds, now in 8 bytes, the seen one's stamp (empty: none), its etag, what was asked (empty:
     * not to be remembered), count, milliseconds to remember, another etag it may bear (empty: none). 0 nothing was there, 1 something was, 4 a later deletion is there, 5 something
     * else is there; a string is what was remembered.
     */
    static final Script SWAP = Script.of(BEFORE + """
            if #ARGV[6] > 0 then
              local known = redis.call('GET', KEYS[3])
              if known then return known end
            end
            local there = redis.call('GETRANGE', KEYS[1], 0, 77)
            local live = #there == 78 and math.floor(there:byte(4) / 4) % 2 == 0 and before(ARGV[3], 1, there, 41, 8)
            if live ~= (#ARGV[4] > 0) then return 5 end
            if live then
              local n = there:byte(77) * 256 + there:byte(78)
              local etag = n > 0 and redis.call('GETRANGE', KEYS[1], 78, 77 + n) or ''
              if there:sub(5, 20) ~= ARGV[4] or (etag ~= ARGV[5] and (#ARGV[9] == 0 or etag ~= ARGV[9])) then return 5 end
            end
            if #there >= 20 and before(ARGV[1], 5, there, 5, 16) then return 4 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('SET', KEYS[2], ARGV[1]:sub(5, 20), 'PX', 60000)
            if #ARGV[6] > 0 then redis.call('SET', KEYS[3], ARGV[7] .. ' ' .. ARGV[6], 'PX', ARGV[8]) end
            return live and 1 or 0
            """);

    /** KEYS record; ARGV first bytes that were read, mark, milliseconds. 1 when the mark took its place, 0 when it was another by now. */
    static final Script BURY = Script.of("""
            if redis.call('GETRANGE', KEYS[1], 0, #ARGV[1] - 1) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """);

    private Scripts() {}
}
