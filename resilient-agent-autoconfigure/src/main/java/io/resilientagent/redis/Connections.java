package io.resilientagent.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** Where connections come from: as the application's do, but own ones where that is possible. */
final class Connections implements AutoCloseable {

    private static final boolean LETTUCE =
            ClassUtils.isPresent("io.lettuce.core.RedisClient", Connections.class.getClassLoader());

    private final RedisConnectionFactory given;

    private @Nullable LettuceConnectionFactory own;

    Connections(RedisConnectionFactory given) {
        this.given = given;
    }

    RedisConnectionFactory factory() {
        if (this.own == null && LETTUCE && this.given instanceof LettuceConnectionFactory lettuce) {
            this.own = OwnConnections.like(lettuce);
        }
        return (this.own != null) ? this.own : this.given;
    }

    @Override
    public void close() {
        if (this.own != null) {
            this.own.destroy();
            this.own = null;
        }
    }
}
