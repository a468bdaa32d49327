package io.resilientagent.failure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A classified failure. Immutable.
 *
 * <p>Only kind, status and provider code are fit to leave the process; {@link #message()} has keys and tokens
 * redacted, {@link #cause()} is what the client threw, untouched.
 */
public final class Failure {

    private final FailureKind kind;

    private final boolean isTransient;

    private final @Nullable Duration retryAfter;

    private final @Nullable Integer status;

    private final @Nullable String providerCode;

    private final Billing billing;

    private final boolean fromProvider;

    private final @Nullable Throwable cause;

    private Failure(Builder builder) {
        this.kind = builder.kind;
        this.isTransient = (builder.isTransient != null) ? builder.isTransient : builder.kind.isTransientByDefault();
        this.retryAfter = builder.retryAfter;
        this.status = builder.status;
        this.providerCode = builder.providerCode;
        this.billing = builder.billing;
        this.fromProvider = builder.fromProvider;
        this.cause = builder.cause;
    }

    /** Starts a failure of a kind. */
    public static Builder of(FailureKind kind) {
        return new Builder(kind);
    }

    /** The kind. */
    public FailureKind kind() {
        return this.kind;
    }

    /** Whether a later try may succeed. */
    public boolean isTransient() {
        return this.isTransient;
    }

    /** How long the provider asked to wait, or null if it gave no usable advice. */
    public @Nullable Duration retryAfter() {
        return this.retryAfter;
    }

    /** The HTTP status, or null if there was none. */
    public @Nullable Integer status() {
        return this.status;
    }

    /** The provider's own code, at most 64 characters of {@code [A-Za-z0-9_.-]}, or null. */
    public @Nullable String providerCode() {
        return this.providerCode;
    }

    /** Whether the attempt cost money. */
    public Billing billing() {
        return this.billing;
    }

    /**
     * Whether there is evidence that a provider or the way to it was involved: a status, a client's exception, an I/O
     * error. An {@link FailureKind#UNKNOWN} without it is a bug of ours and never counts against a provider.
     */
    public boolean isFromProvider() {
        return this.fromProvider;
    }

    /**
     * Whether the provider, or the way to it, refused the request before any work was done: rate limited, overloaded,
     * connection refused, host unresolved. Such a request can be sent again without doing anything twice.
     */
    public boolean isRefusal() {
        return this.billing == Billing.NOT_BILLED
                && (this.kind == FailureKind.RATE_LIMITED
                        || this.kind == FailureKind.OVERLOADED
                        || this.kind == FailureKind.NETWORK);
    }

    /** The cause's message with keys and tokens redacted, for logs at DEBUG; empty without one. */
    public String message() {
        String message = (this.cause != null) ? Text.messageOf(this.cause) : null;
        return (message != null) ? Redaction.redact(message) : "";
    }

    /** What was thrown, or null. */
    public @Nullable Throwable cause() {
        return this.cause;
    }

    /** The same failure with another transience. */
    public Failure withTransient(boolean value) {
        return (value == this.isTransient)
                ? this
                : toBuilder(this.kind).isTransient(value).build();
    }

    /** A copy of another kind, with that kind's default transience, to change further. */
    public Builder toBuilder(FailureKind other) {
        Builder builder = new Builder(other).retryAfter(this.retryAfter).status(this.status);
        builder.providerCode = this.providerCode;
        return builder.billing(this.billing).fromProvider(this.fromProvider).cause(this.cause);
    }

    /** Kind, status and code: what may leave the process. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(this.kind.name());
        if (this.status != null) {
            text.append(' ').append(this.status);
        }
        if (this.providerCode != null) {
            text.append(' ').append(this.providerCode);
        }
        return text.toString();
    }

    /** Collects the parts of a {@link Failure}. Not thread-safe. */
    public static final class Builder {

        private final FailureKind kind;

        private @Nullable Boolean isTransient;

        private @Nullable Duration retryAfter;

        private @Nullable Integer status;

        private @Nullable String providerCode;

        private Billing billing = Billing.NOT_BILLED;

        private boolean fromProvider;

        private @Nullable Throwable cause;

        private Builder(FailureKind kind) {
            this.kind = kind;
        }

        /** Overrides the kind's default transience. */
        public Builder isTransient(boolean value) {
            this.isTransient = value;
            return this;
        }

        /** The advised delay; zero means at once, negative or null means none. */
        public Builder retryAfter(@Nullable Duration value) {
            this.retryAfter = (value != null && !value.isNegative()) ? value : null;
            return this;
        }

        /** The HTTP status. */
        public Builder status(@Nullable Integer value) {
            this.status = value;
            return this;
        }

        /** The provider's code; dropped unless it is 1 to 64 characters of {@code [A-Za-z0-9_.-]}. */
        public Builder providerCode(@Nullable String value) {
            this.providerCode = (value != null && Redaction.isCode(value)) ? value : null;
            return this;
        }

        /** Whether the attempt cost money; default {@link Billing#NOT_BILLED}. */
        public Builder billing(Billing value) {
            this.billing = value;
            return this;
        }

        /** Whether a provider or the way to it was involved; default false. */
        public Builder fromProvider(boolean value) {
            this.fromProvider = value;
            return this;
        }

        /** What was thrown. */
        public Builder cause(@Nullable Throwable value) {
            this.cause = value;
            return this;
        }

        /** Builds the failure. */
        public Failure build() {
            return new Failure(this);
        }
    }
}
