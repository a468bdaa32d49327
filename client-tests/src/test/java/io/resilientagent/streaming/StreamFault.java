package io.resilientagent.streaming;

/** How one streamed answer goes wrong. */
enum StreamFault {
    /** Not at all. */
    NONE,
    /** Not at all, but its pieces come slowly. */
    DRIP,
    /** Not even the status line comes. */
    HANG_BEFORE_HEADERS,
    /** The head of the answer comes, then comments that keep the connection alive. */
    HANG_AFTER_HEADERS,
    /** Some text comes, then comments that keep the connection alive. */
    STALL,
    CUT_BEFORE_CONTENT,
    CUT_AFTER_CONTENT,
    ERROR_BEFORE_CONTENT,
    ERROR_AFTER_CONTENT,
    /** It ends well, without a word. */
    NO_CONTENT,
    RATE_LIMITED(429, "1"),
    OVERLOADED(529, "0.4"),
    UNAVAILABLE(503, "0.4");

    private final int status;

    private final String retryAfter;

    StreamFault() {
        this(200, "");
    }

    StreamFault(int status, String retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return this.status;
    }

    String retryAfter() {
        return this.retryAfter;
    }

    /** Whether the answer has some text before it goes wrong. */
    boolean hasContent() {
        return this == STALL || this == CUT_AFTER_CONTENT || this == ERROR_AFTER_CONTENT;
    }

    /** Whether nothing comes that anybody could use. */
    boolean isHanging() {
        return this == HANG_BEFORE_HEADERS || this == HANG_AFTER_HEADERS;
    }
}
