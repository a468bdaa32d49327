package io.resilientagent.engine;

import java.time.Duration;
import java.util.List;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.AllFallbacksFailedException;
import io.resilientagent.CallCancelledException;
import io.resilientagent.ResponseRejectedException;
import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** How a call ends: makes the answer or the exception that its caller gets, and tells those who want to know. */
final class Ending {

    private Ending() {}

    static Step answer(CallRun run, Route route, @Nullable Object returned, @Nullable String innerNote, long now) {
        String who = (route instanceof TextStep) ? "fixed text" : route.label();
        return answer(run, route, who, returned, innerNote, now);
    }

    /** The same, with other words for who answers. */
    static Step answer(
            CallRun run, Route route, String who, @Nullable Object returned, @Nullable String innerNote, long now) {
        AgentResult<?> body = (returned instanceof AgentResult<?> result) ? result : null;
        boolean best = isBest(run, route);
        boolean success = best && innerNote == null && (body == null || body.status() == Status.SUCCESS);
        Status status = success ? Status.SUCCESS : Status.DEGRADED;
        String note = (success || !needsNote(run)) ? null : note(run, who, best, body, innerNote);
        if (note != null) {
            run.engine().log().degraded(run, note);
            if (run.parent() != null) {
                run.parent().innerDegraded(note);
            }
        }
        observe(run, status, route, reasonOf(run), now);
        Question question = run.question();
        if (success && question != null) {
            question.answered(returned);
        }
        Object value = returned;
        if (run.plan().shape().result()) {
            Object data = (body != null) ? body.data() : returned;
            FailureKind reason = (body != null) ? body.reason() : null;
            value = result(run, status, data, reason, note, route.label(), now);
        }
        return new Step.Answer(value);
    }

    /** No route answered. */
    static Step allFailed(CallRun run, long now) {
        FailureLog log = run.failures();
        if (run.plan().shape().result()) {
            int routes = (log != null) ? log.routes() : 0;
            String note = ((routes == 1) ? "The only route failed: " : "All " + routes + " routes failed: ")
                    + ((log != null) ? log.summary() : "");
            run.engine().log().failed(run, note);
            observe(run, Status.FAILED, null, reasonOf(run), now);
            return new Step.Answer(result(run, Status.FAILED, null, null, note, lastRoute(run), now));
        }
        Throwable thrown = (log != null) ? log.toThrow() : null;
        Throwable primary = (log != null) ? log.primary() : null;
        Failure failure = (log != null) ? log.last() : null;
        if ((run.hasFailedStep() || run.hasMissed()) && primary != null && failure != null && log != null) {
            String message = "LLM call '%s': all %d routes failed: %s"
                    .formatted(run.plan().name(), log.routes(), log.summary());
            thrown = new AllFallbacksFailedException(message, failure, primary, log.attempts());
            log.suppressIn(thrown, primary);
        }
        if (thrown == null) {
            thrown = new IllegalStateException(
                    "Call '%s' has no route".formatted(run.plan().name()));
        }
        return fail(run, thrown, now);
    }

    static Step fail(CallRun run, Throwable thrown, long now) {
        boolean isGone = thrown instanceof CallCancelledException;
        observe(run, Status.FAILED, null, isGone ? FailureKind.CANCELLED : reasonOf(run), now);
        if (run.parent() != null) {
            run.parent().innerFailed(thrown);
        }
        return new Step.Fail(thrown);
    }

    /** What a result stands for that a body returned instead of an answer. */
    static Failure failureOf(AgentResult<?> failed) {
        FailureKind reason = failed.reason();
        if (reason == null || reason == FailureKind.APPLICATION || reason == FailureKind.CANCELLED) {
            reason = FailureKind.UNKNOWN;
        }
        boolean answered = reason == FailureKind.MALFORMED_RESPONSE;
        return Failure.of(reason)
                .isTransient(false)
                .billing(answered ? Billing.BILLED : Billing.NOT_BILLED)
                .build();
    }

    /** Why an answer is refused, or null. */
    static @Nullable Throwable flaw(CallRun run, Attempt attempt, @Nullable Object value) {
        try {
            boolean blank = attempt.needsContent() && run.plan().shape().isBlank(value);
            return blank ? rejected(run, "it is blank") : null;
        } catch (Throwable ex) {
            // The text is a type of the application, and its own methods may throw.
            return ex;
        }
    }

    static ResponseRejectedException rejected(CallRun run, String reason) {
        return new ResponseRejectedException(run.plan().name(), reason);
    }

    /** Whether anybody reads why an answer is degraded. */
    private static boolean needsNote(CallRun run) {
        return run.plan().shape().result()
                || run.parent() != null
                || run.engine().log().tellsOfDegraded();
    }

    private static boolean isBest(CallRun run, Route route) {
        return route instanceof TargetRoute target && (run.position() == 0 || target.equivalent());
    }

    private static String note(
            CallRun run, String who, boolean best, @Nullable AgentResult<?> body, @Nullable String innerNote) {
        if (body != null && body.note() != null) {
            return body.note();
        }
        if (best) {
            return (innerNote != null) ? innerNote : "The method answered degraded";
        }
        FailureLog log = run.failures();
        return "Using " + who + ((log != null) ? ": " + log.summary() : "");
    }

    private static @Nullable String lastRoute(CallRun run) {
        List<String> routes = run.plan().routes();
        return routes.get(routes.size() - 1);
    }

    private static AgentResult<?> result(
            CallRun run,
            Status status,
            @Nullable Object data,
            @Nullable FailureKind ofBody,
            @Nullable String note,
            @Nullable String route,
            long now) {
        Failure last = run.lastProblem();
        FailureKind reason = (last != null) ? last.kind() : ofBody;
        FailureLog log = run.failures();
        return new AgentResult<>(
                status,
                data,
                note,
                (status == Status.SUCCESS) ? null : reason,
                route,
                run.attempts(),
                Duration.ofNanos(run.elapsed(now)),
                (log != null) ? log.attempts() : List.of());
    }

    private static @Nullable FailureKind reasonOf(CallRun run) {
        Failure last = run.lastProblem();
        return (last != null) ? last.kind() : null;
    }

    private static void observe(
            CallRun run, Status status, @Nullable Route route, @Nullable FailureKind reason, long now) {
        CallObservers observers = run.engine().observers();
        if (!observers.isEmpty()) {
            CallOutcome outcome = new CallOutcome(
                    status,
                    (route != null) ? route.label() : null,
                    (route != null) ? run.position() : -1,
                    reason,
                    run.elapsed(now));
            observers.callEnded(run.plan(), outcome);
            ObservedCall observed = run.observed();
            if (observed != null) {
                observed.ended(outcome);
            }
        }
    }
}
