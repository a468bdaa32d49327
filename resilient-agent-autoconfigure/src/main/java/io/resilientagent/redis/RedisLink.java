package io.resilientagent.redis;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.util.CustomizableThreadCreator;

/** One connection for commands and one that listens; when either fails, both are of no use. */
final class RedisLink implements AutoCloseable {

    private final RedisConnection commands;

    private final RedisConnection subscription;

    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    /** Connects, and throws if that is not possible. */
    RedisLink(RedisConnectionFactory factory) {
        this.commands = factory.getConnection();
        try {
            this.commands.ping();
            this.subscription = factory.getConnection();
        } catch (RuntimeException | Error ex) {
            this.commands.close();
            throw ex;
        }
    }

    /** Some clients block the thread that subscribes for as long as it listens, so it is one of its own. */
    void subscribe(MessageListener listener, byte[]... channels) {
        CustomizableThreadCreator threads = new CustomizableThreadCreator("resilient-agent-sharing-listen-");
        threads.setDaemon(true);
        threads.createThread(() -> {
                    try {
                        this.subscription.subscribe(listener, channels);
                    } catch (RuntimeException ex) {
                        this.lost.completeExceptionally(ex);
                    }
                })
                .start();
    }

    void publish(byte[] channel, byte[] message) {
        if (this.lost.isCompletedExceptionally()) {
            this.lost.join();
        }
        this.commands.publish(channel, message);
    }

    List<Object> run(byte[] script, int keys, byte[]... arguments) {
        List<Object> answer = this.commands.eval(script, ReturnType.MULTI, keys, arguments);
        return Objects.requireNonNull(answer);
    }

    @Override
    public void close() {
        for (RedisConnection connection : List.of(this.subscription, this.commands)) {
            try {
                connection.close();
            } catch (RuntimeException ex) {
                this.lost.completeExceptionally(ex);
            }
        }
    }
}
