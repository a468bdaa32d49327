package io.resilientagent.circuit;

/** What became of a probe. */
enum Verdict {
    NONE(0, 0, 0, false),
    SUCCEEDED(1, 0, 0, false),
    SUCCEEDED_SLOWLY(1, 0, 1, false),
    FAILED(0, 1, 0, false),
    FAILED_SLOWLY(0, 1, 1, false),
    RELEASED(0, 0, 0, true),
    EXPIRED(0, 0, 0, true),
    LATE(0, 0, 0, true);

    final int succeeded;

    final int failed;

    final int slow;

    /** Whether another probe may have the place. */
    final boolean leavesPlace;

    Verdict(int succeeded, int failed, int slow, boolean leavesPlace) {
        this.succeeded = succeeded;
        this.failed = failed;
        this.slow = slow;
        this.leavesPlace = leavesPlace;
    }
}
