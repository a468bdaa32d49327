package io.resilientagent.redis;

import java.nio.charset.StandardCharsets;

/** What Redis decides by itself, so that of two instances that write at the same moment the right one wins. */
final class Scripts {

    /**
     * Stores news unless what is there counts more, and tells everybody. Answers its order or 0, and what Redis has
     * refused. The order is the time, or one more than the last: so it never goes back, not where the clock was set back,
     * nor where Redis was emptied or could not write.
     * Of what is stored, only the time that Redis itself has measured since counts. The slack keeps the same word from
     * being told again and again; one that says something else needs none. What one instance tells comes in order.
     */
    static final byte[] TELL = bytes("""
            local slack = tonumber(ARGV[6])
            local problem = ''
            local time = redis.call('TIME')
            local micros = time[1] * 1000000 + time[2]
            local order = redis.pcall('GET', KEYS[3])
            order = type(order) == 'string' and tonumber(order) or 0
            if not (order > 0 and order < 9000000000000000) then
              order = 0
            end
            local stored = redis.pcall('GET', KEYS[1])
            if type(stored) == 'table' then
              problem = stored.err or 'UNKNOWN'
            elseif stored then
              local ok, old = pcall(cjson.decode, stored)
              if ok and type(old) == 'table' and type(old.order) == 'number'
                  and old.order > order and old.order < 9000000000000000 then
                order = old.order
              end
              if ok and type(old) == 'table' and type(old.keep) == 'number' and type(old.age) == 'number'
                  and old.age >= 0 then
                local ttl = redis.call('PTTL', KEYS[1])
                if ttl > 0 and old.keep >= ttl then
                  local wins
                  if old.operator == false and old.state == 'OPEN' and ARGV[5] == 'OPEN' then
                    wins = tonumber(ARGV[4]) > ttl + slack
                  elseif old.operator and slack == 0 and old.from == ARGV[8] then
                    wins = true
                  else
                    local left = tonumber(ARGV[4])
                    if old.operator and (old.state ~= ARGV[5] or (old.left == -1) ~= (left == -1)
                        or (left ~= -1 and math.abs(left - ttl) > slack)) then
                      slack = 0
                    end
                    wins = tonumber(ARGV[3]) + slack <= old.age + old.keep - ttl
                  end
                  if not wins then
                    return {0, problem}
                  end
                end
              end
            end
            order = math.max(math.floor(order) + 1, micros)
            redis.pcall('SET', KEYS[3], string.format('%.0f', order))
            local news = string.format('{"order":%.0f,', order) .. string.sub(ARGV[1], 2)
            if problem == '' then
              local set = redis.pcall('SET', KEYS[1], news, 'PX', ARGV[2])
              if set.err then
                problem = set.err
              else
                local now = time[1] * 1000 + math.floor(time[2] / 1000)
                local added = redis.pcall('ZADD', KEYS[2], now + ARGV[2], KEYS[1])
                if type(added) == 'table' then
                  problem = added.err or 'UNKNOWN'
                else
                  redis.pcall('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
                  redis.pcall('ZREMRANGEBYRANK', KEYS[2], 0, -4001)
                end
              end
            end
            redis.call('PUBLISH', ARGV[7], news)
            return {order, problem}
            """);

    /** All that is stored: key, value and milliseconds left of each; a key that is empty has an error as its value. */
    static final byte[] READ = bytes("""
            local names = redis.pcall('ZRANGE', KEYS[1], 0, 3999)
            if names.err then
              return {'', names.err, 0}
            end
            local all = {}
            for _, name in ipairs(names) do
              if string.len(name) > string.len(ARGV[1]) + 137 then
                redis.pcall('ZREM', KEYS[1], name)
              elseif string.sub(name, 1, string.len(ARGV[1])) == ARGV[1] then
                local value = redis.pcall('GET', name)
                if type(value) == 'table' then
                  table.insert(all, '')
                  table.insert(all, value.err or 'UNKNOWN')
                  table.insert(all, 0)
                elseif not value then
                  redis.pcall('ZREM', KEYS[1], name)
                else
                  table.insert(all, name)
                  table.insert(all, string.sub(value, 1, 1025))
                  table.insert(all, redis.call('PTTL', name))
                end
              end
            end
            return all
            """);

    private Scripts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
