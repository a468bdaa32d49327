package io.resilientagent.testing;

import java.time.Duration;

import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Classified;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** An exception that says itself what kind of failure it is, so that tests of policies need no HTTP. */
public final class Problem extends RuntimeException implements Classified {

    private final transient Failure failure;

    private Problem(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /** A provider's failure of a kind. */
    public static Problem of(FailureKind kind) {
        return new Problem(builder(kind).build());
    }

    /** A provider's failure of a kind, with its status. */
    public static Problem of(FailureKind kind, int status) {
        return new Problem(builder(kind).status(status).build());
    }

    /** A provider's failure of a kind, with its advice. */
    public static Problem advising(FailureKind kind, Duration advice) {
        return new Problem(builder(kind).retryAfter(advice).build());
    }

    /** A provider's failure that may have cost money. */
    public static Problem billed(FailureKind kind) {
        return new Problem(builder(kind).billing(Billing.POSSIBLY_BILLED).build());
    }

    private static Failure.Builder builder(FailureKind kind) {
        return Failure.of(kind).fromProvider(true);
    }

    @Override
    public Failure failure() {
        return this.failure;
    }
}
