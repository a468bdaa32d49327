package io.resilientagent.benchmarks.call;

/**
 * In which case a call is measured. All contenders have the same settings, where they know them: three attempts without
 * a wait; a circuit that opens at half of the last 20 calls, from 10 calls on, for an hour; a fallback method.
 */
enum Setting {
    /** The circuit is closed and the first attempt answers. */
    SUCCESS(50, true),

    /** The circuit is open, and there is no fallback. */
    REJECTED(50, false),

    /** The circuit is open, and the fallback answers. */
    REJECTED_WITH_FALLBACK(50, true),

    /** The third attempt answers. Two thirds of all attempts fail, so the circuit opens where all do. */
    FAILING_WITH_RETRY(100, true);

    static final int ATTEMPTS = 3;

    static final int WINDOW = 20;

    static final int MINIMUM = 10;

    private final int failureRate;

    private final boolean fallback;

    Setting(int failureRate, boolean fallback) {
        this.failureRate = failureRate;
        this.fallback = fallback;
    }

    /** At which percentage of failures the circuit opens. */
    int failureRate() {
        return this.failureRate;
    }

    /** How many failures in a full window that is. */
    int failures() {
        return WINDOW * this.failureRate / 100;
    }

    boolean hasFallback() {
        return this.fallback;
    }

    /** Opens the circuit of a contender where the case wants it open: by failures, as they all can do that. */
    void prepare(Contender contender) {
        if (this != REJECTED && this != REJECTED_WITH_FALLBACK) {
            return;
        }
        Work failing = new Work.Failing();
        for (int call = 0; call < 2 * WINDOW; call++) {
            outcome(contender, failing);
        }
        Object outcome = outcome(contender, new Work.Answering());
        boolean rejected = this.fallback ? Work.INSTEAD.equals(outcome) : outcome instanceof Exception;
        if (!rejected) {
            throw new IllegalStateException("The circuit of " + contender + " is not open: " + outcome);
        }
    }

    private static Object outcome(Contender contender, Work work) {
        try {
            return contender.call(work);
        } catch (Exception ex) {
            return ex;
        }
    }
}
