package io.resilientagent;

/** Whether a guarded method may be begun again, by a retry or for a later target. Ordered from loose to strict. */
public enum Repeat {

    /** Always; the default. */
    ALWAYS,

    /**
     * Only after a failure with which the provider refused the request before it did any work: rate limited,
     * overloaded, refused connection, unresolved host. For a body that makes exactly one request.
     */
    IF_REFUSED,

    /** Never: once the body has begun, it is not begun again. */
    NEVER;

    /** The stricter of the two. */
    public Repeat and(Repeat other) {
        return (compareTo(other) >= 0) ? this : other;
    }
}
