package io.resilientagent.sample.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a simulated provider does instead of answering. */
enum FaultKind {
    /** 429, with {@code Retry-After} on request. */
    RATE_LIMITED,
    /** 529 at Anthropic, 503 at OpenAI. */
    OVERLOADED,
    /** 500. */
    SERVER_ERROR,
    /** 401. */
    WRONG_KEY,
    /** The account has run dry: 429 {@code insufficient_quota} at OpenAI, 400 about the credit at Anthropic. */
    NO_QUOTA,
    /** 400: the prompt does not fit the model's window. */
    CONTEXT_OVERFLOW,
    /** Takes the request and never answers. */
    HANG,
    /** Answers rightly, but late. */
    SLOW,
    /** Cuts the connection without an answer. */
    RESET,
    /** Begins to answer, then cuts the connection: half of a body, or half of a stream. */
    CUT,
    /** 200 with JSON that breaks off. */
    MALFORMED,
    /** 200 with nothing in it. */
    EMPTY;

    /** The kind of that name; refuses any other. */
    static FaultKind named(String name) {
        for (FaultKind kind : values()) {
            if (kind.key().equals(name)) {
                return kind;
            }
        }
        throw new InvalidFaultException("Unknown fault '%s': must be healthy, %s"
                .formatted(name, Arrays.stream(values()).map(FaultKind::key).collect(Collectors.joining(", "))));
    }

    /** The name in JSON. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether this fault can say when to come back. */
    boolean advises() {
        return this == RATE_LIMITED || this == OVERLOADED;
    }
}
