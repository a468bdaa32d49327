package io.resilientagent.failure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** All that a cause chain says, before anything is decided. Not thread-safe. */
final class Evidence {

    private static final Codes.Weight[] WEIGHTS = Codes.Weight.values();

    final List<Throwable> chain;

    final Report report = new Report();

    /** Messages that are nobody's in particular. */
    List<String> messages = List.of();

    /** The HTTP status, also where it is no error. */
    @Nullable
    Integer status;

    @Nullable
    Object headers;

    /** The most telling type of the chain. */
    @Nullable
    Trait trait;

    /** Whether the exception of a client is in the chain. */
    boolean client;

    Evidence(List<Throwable> chain) {
        this.chain = chain;
    }

    void message(String text) {
        this.messages = this.messages.isEmpty() ? new ArrayList<>(1) : this.messages;
        this.messages.add(text);
    }

    boolean hasErrorStatus() {
        return this.status != null && this.status >= 300;
    }

    /** The status that counts: that of the answer, or what its body says where the answer itself was no error. */
    @Nullable
    Integer effectiveStatus() {
        return (hasErrorStatus() || this.report.status == null) ? this.status : this.report.status;
    }

    void trait(@Nullable Trait candidate) {
        if (candidate != null && (this.trait == null || candidate.rank().compareTo(this.trait.rank()) < 0)) {
            this.trait = candidate;
        }
    }

    /** The provider's most telling code that is fit to be shown, or null. */
    @Nullable
    String code() {
        for (Codes.Weight weight : WEIGHTS) {
            int index = this.report.first(weight);
            if (index >= 0) {
                return Codes.shown(this.report.codes.get(index));
            }
        }
        return this.report.codes.isEmpty() ? null : Codes.shown(this.report.codes.get(0));
    }

    /** Whether what was asked for may have to be paid. */
    Billing billing(FailureKind kind) {
        return switch (kind) {
            case MALFORMED_RESPONSE -> Billing.BILLED;
            case CANCELLED -> Billing.POSSIBLY_BILLED;
            case CONTENT_FILTERED -> inAnswer() ? Billing.BILLED : Billing.NOT_BILLED;
            case RATE_LIMITED, OVERLOADED, SERVER_ERROR, TIMEOUT, NETWORK, UNKNOWN -> cut();
            default -> Billing.NOT_BILLED;
        };
    }

    private Billing cut() {
        Status known = Status.of(this.status);
        if (known != null) {
            return known.billing();
        }
        if (inAnswer()) {
            return Billing.POSSIBLY_BILLED;
        }
        return (this.trait != null) ? this.trait.billing() : Billing.NOT_BILLED;
    }

    /** Whether the failure came inside an answer that had begun well. */
    boolean inAnswer() {
        return this.status != null && this.status < 300;
    }

    boolean isFromProvider(Verdict verdict) {
        boolean remote = this.client || hasErrorStatus() || inAnswer() || (this.trait != null && this.trait.remote());
        return switch (verdict.kind()) {
            case APPLICATION, CIRCUIT_OPEN, SATURATED -> false;
            case CANCELLED -> hasErrorStatus() || verdict.told();
            default -> remote || verdict.told();
        };
    }
}
