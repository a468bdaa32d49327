package io.resilientagent.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.resilientagent.AgentResult;
import io.resilientagent.FailedAttempt;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** What went wrong in one call, bounded. Not thread-safe. */
final class FailureLog {

    private static final int MAX_SUPPRESSED = 10;

    /** As many as a call may make attempts, which the configuration limits. */
    private final List<Problem> problems = new ArrayList<>(2);

    private final List<Throwable> thrown = new ArrayList<>();

    // An attempt is one on a target; a fallback step that fails does not change why it was asked.
    private @Nullable Failure lastOfAttempt;

    private @Nullable Throwable lastThrown;

    private @Nullable Throwable firstOfTarget;

    private @Nullable Failure refusal;

    private @Nullable Throwable refusedWith;

    /** An attempt ran and failed. */
    void failed(Route route, int number, Failure failure, Throwable cause, long elapsed) {
        add(route, number, failure, elapsed, null);
        if (route instanceof TargetRoute) {
            this.lastOfAttempt = failure;
            this.lastThrown = cause;
            this.firstOfTarget = (this.firstOfTarget != null) ? this.firstOfTarget : cause;
        }
        if (this.thrown.size() <= MAX_SUPPRESSED) {
            this.thrown.add(cause);
        }
    }

    /** A route was skipped: nothing ran. */
    void skipped(Route route, Failure failure, Throwable why, Supplier<String> text) {
        add(route, 0, failure, 0, text);
        this.refusal = (this.refusal != null) ? this.refusal : failure;
        this.refusedWith = (this.refusedWith != null) ? this.refusedWith : why;
    }

    private void add(Route route, int number, Failure failure, long elapsed, @Nullable Supplier<String> text) {
        this.problems.add(
                new Problem(route, number, failure.kind(), failure.status(), failure.providerCode(), elapsed, text));
    }

    /** A cache had no answer: nothing failed that had been asked. */
    void missed(CachedStep route, String problem) {
        this.problems.add(new Problem(route, 0, null, null, null, 0, () -> route.label() + ": " + problem));
    }

    List<FailedAttempt> attempts() {
        return this.problems.stream()
                .map(Problem::attempt)
                .filter(Objects::nonNull)
                .limit(AgentResult.MAX_FAILURES)
                .toList();
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
        return String.join("; ", ofRoutes().values());
    }

    int routes() {
        return ofRoutes().size();
    }

    /** The last problem of each route; that it was skipped explains less than an attempt that had failed before. */
    private Map<String, String> ofRoutes() {
        Map<String, Problem> last = new LinkedHashMap<>();
        for (Problem problem : this.problems) {
            boolean skipped = problem.number() == 0 && problem.kind() != null;
            if (!skipped || !last.containsKey(problem.route().label())) {
                last.put(problem.route().label(), problem);
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        last.forEach((route, problem) -> texts.put(route, problem.describe()));
        return texts;
    }
}
