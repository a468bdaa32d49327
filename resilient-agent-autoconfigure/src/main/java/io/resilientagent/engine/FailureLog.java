package io.resilientagent.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.resilientagent.AgentResult;
import io.resilientagent.FailedAttempt;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** What went wrong in one call, bounded. Not thread-safe. */
final class FailureLog {

    private static final int MAX_SUPPRESSED = 10;

    private final List<FailedAttempt> attempts = new ArrayList<>(4);

    private final Map<String, String> problems = new LinkedHashMap<>();

    private final List<Throwable> thrown = new ArrayList<>(4);

    // An attempt is one on a target; a fallback step that fails does not change why it was asked.
    private @Nullable Failure lastOfAttempt;

    private @Nullable Throwable lastThrown;

    private @Nullable Throwable firstOfTarget;

    private @Nullable Failure refusal;

    private @Nullable Throwable refusedWith;

    /** An attempt ran and failed. */
    void failed(Route route, int number, Failure failure, Throwable cause, long elapsed) {
        this.problems.put(route.label(), add(route, number, failure, elapsed).describe());
        if (route instanceof TargetRoute) {
            this.lastOfAttempt = failure;
            this.lastThrown = cause;
            this.firstOfTarget = (this.firstOfTarget != null) ? this.firstOfTarget : cause;
        }
        if (this.thrown.size() <= MAX_SUPPRESSED) {
            this.thrown.add(cause);
        }
    }

    /** A route was skipped: nothing ran. An attempt of it that failed before is the better explanation. */
    void skipped(Route route, Failure failure, Throwable why, String problem) {
        add(route, 0, failure, 0);
        this.problems.putIfAbsent(route.label(), problem);
        this.refusal = (this.refusal != null) ? this.refusal : failure;
        this.refusedWith = (this.refusedWith != null) ? this.refusedWith : why;
    }

    /** A cache had no answer: nothing failed that had been asked. */
    void missed(CachedStep route, String problem) {
        this.problems.put(route.label(), route.label() + ": " + problem);
    }

    private FailedAttempt add(Route route, int number, Failure failure, long elapsed) {
        FailedAttempt attempt = new FailedAttempt(
                route.label(),
                number,
                failure.kind(),
                failure.status(),
                failure.providerCode(),
                Duration.ofNanos(elapsed));
        if (this.attempts.size() < AgentResult.MAX_FAILURES) {
            this.attempts.add(attempt);
        }
        return attempt;
    }

    List<FailedAttempt> attempts() {
        return this.attempts;
    }

    /** The last failure of an attempt; of a refusal only where no attempt was made. */
    @Nullable
    Failure last() {
        return (this.lastOfAttempt != null) ? this.lastOfAttempt : this.refusal;
    }

    /** The last failure of an attempt. */
    @Nullable
    Failure lastOfAttempt() {
        return this.lastOfAttempt;
    }

    /** What belongs to {@link #last()}. */
    @Nullable
    Throwable lastThrown() {
        return (this.lastThrown != null) ? this.lastThrown : this.refusedWith;
    }

    /** What the first target threw, or why none was asked. */
    @Nullable
    Throwable primary() {
        return (this.firstOfTarget != null) ? this.firstOfTarget : this.refusedWith;
    }

    /** What the caller gets who has no fallback: the last throwable of a target, with the earlier ones suppressed. */
    @Nullable
    Throwable toThrow() {
        Throwable last = this.lastThrown;
        if (last == null) {
            return this.refusedWith;
        }
        suppressIn(last, last);
        return last;
    }

    /** Keeps with what is thrown what was thrown before, except what it tells of already. */
    void suppressIn(Throwable last, Throwable told) {
        for (Throwable earlier : this.thrown) {
            if (earlier != told && last.getSuppressed().length < MAX_SUPPRESSED && !isSuppressedIn(last, earlier)) {
                last.addSuppressed(earlier);
            }
        }
    }

    private static boolean isSuppressedIn(Throwable last, Throwable earlier) {
        return Arrays.stream(last.getSuppressed()).anyMatch((suppressed) -> suppressed == earlier);
    }

    /** One problem for each route that did not answer. */
    String summary() {
        return String.join("; ", this.problems.values());
    }

    int routes() {
        return this.problems.size();
    }
}
