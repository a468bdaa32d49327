package io.resilientagent;

import java.time.Duration;

/** What a call asks a model for; decides the default limits. */
public enum CallType {

    /** Text: 30 s an attempt, 3 tries. */
    COMPLETION(Duration.ofSeconds(30), 3),

    /** Vectors: 10 s an attempt, 3 tries. */
    EMBEDDING(Duration.ofSeconds(10), 3),

    /** Models that think before they write: 5 min an attempt, 2 tries. */
    REASONING(Duration.ofMinutes(5), 2);

    private final Duration timeout;

    private final int maxAttempts;

    CallType(Duration timeout, int maxAttempts) {
        this.timeout = timeout;
        this.maxAttempts = maxAttempts;
    }

    /** The default limit of one attempt. */
    public Duration timeout() {
        return this.timeout;
    }

    /** The default number of tries, the first included. */
    public int maxAttempts() {
        return this.maxAttempts;
    }
}
