package io.resilientagent.sample.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/** Hears all that is said through a Redis, and reads all that is kept there. */
final class Eavesdropper implements AutoCloseable {

    private final RedisClient client;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Eavesdropper(RedisClient client) {
        this.client = client;
    }

    static Eavesdropper at(RealRedis redis) {
        Eavesdropper eavesdropper = new Eavesdropper(RedisClient.create(RedisURI.create("127.0.0.1", redis.port())));
        eavesdropper.listen();
        return eavesdropper;
    }

    private void listen() {
        StatefulRedisPubSubConnection<String, String> connection = this.client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {

            @Override
            public void message(String pattern, String channel, String message) {
                Eavesdropper.this.heard.add(channel + " " + message);
            }
        });
        connection.sync().psubscribe("*");
    }

    /** Channel and text of each message so far. */
    List<String> heard() {
        return List.copyOf(this.heard);
    }

    /** Name and content of each key. */
    List<String> kept() {
        try (StatefulRedisConnection<String, String> connection = this.client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            List<String> kept = new ArrayList<>();
            redis.keys("*").forEach((key) -> kept.add(key + " " + content(redis, key)));
            return kept;
        }
    }

    private static Object content(RedisCommands<String, String> redis, String key) {
        String type = redis.type(key);
        return switch (type) {
            case "string" -> String.valueOf(redis.get(key));
            case "hash" -> redis.hgetall(key);
            case "zset" -> redis.zrange(key, 0, -1); // without the scores: these are by the one clock of Redis
            case "none" -> "expired";
            default -> throw new IllegalStateException("Key '%s' is a %s".formatted(key, type));
        };
    }

    @Override
    public void close() {
        this.client.shutdown();
    }
}
