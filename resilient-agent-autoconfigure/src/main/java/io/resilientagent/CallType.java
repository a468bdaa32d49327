package io.resilientagent;

import java.time.Duration;

/** What a call asks a model for; decides the default limits. */
public enum CallType {

    /** Text: 30 s an attempt, 3 tries. */
    COMPLETION(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60), 3),

    /** Vectors: 10 s an attempt, 3 tries. */
    EMBEDDING(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60), 3),

    /** Models that think before they write: 5 min an attempt, 3 min to the first item of a stream, 2 tries. */
    REASONING(Duration.ofMinutes(5), Duration.ofMinutes(3), Duration.ofMinutes(2), 2);

    private final Duration timeout;

    private final Duration firstItemTimeout;

    private final Duration idleTimeout;

    private final int maxAttempts;

    CallType(Duration timeout, Duration firstItemTimeout, Duration idleTimeout, int maxAttempts) {
        this.timeout = timeout;
        this.firstItemTimeout = firstItemTimeout;
        this.idleTimeout = idleTimeout;
        this.maxAttempts = maxAttempts;
    }

    /** The default limit of one attempt. */
    public Duration timeout() {
        return this.timeout;
    }

    /** The default limit of one attempt of a stream, up to its first content. */
    public Duration firstItemTimeout() {
        return this.firstItemTimeout;
    }

    /** The default limit of a wait for a later item of a stream. */
    public Duration idleTimeout() {
        return this.idleTimeout;
    }

    /** The default number of tries, the first included. */
    public int maxAttempts() {
        return this.maxAttempts;
    }
}
