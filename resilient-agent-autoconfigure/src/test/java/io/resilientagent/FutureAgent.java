package io.resilientagent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;

/** Answers with futures, as a test scripts it; with "answer" where it does not. */
class FutureAgent {

    private final Queue<Body> script = new ConcurrentLinkedQueue<>();

    private final List<Try> tries = new CopyOnWriteArrayList<>();

    /** Lets the next tries do this, one each. */
    void next(Body... bodies) {
        this.script.addAll(List.of(bodies));
    }

    /** Lets the next tries answer with futures that have failed with these kinds, one each. */
    void failNext(FailureKind... kinds) {
        for (FailureKind kind : kinds) {
            this.script.add(() -> CompletableFuture.failedFuture(Problem.of(kind)));
        }
    }

    List<Try> tries() {
        return this.tries;
    }

    private CompletableFuture<String> run() throws Exception {
        CallContext call = CallContext.current();
        this.tries.add(new Try(
                Thread.currentThread(),
                call.attempt(),
                call.callId(),
                MDC.get("order"),
                LocaleContextHolder.getLocale()));
        Body next = this.script.poll();
        return (next != null) ? next.run() : CompletableFuture.completedFuture("answer");
    }

    @LlmCall("answer")
    @CircuitGuarded("own")
    public CompletableFuture<String> answer() throws Exception {
        return run();
    }

    @LlmCall("plain")
    public CompletionStage<String> stage() throws Exception {
        return run();
    }

    @LlmCall("minimal")
    @CircuitGuarded("own")
    public CompletionStage<String> minimalStage() throws Exception {
        return run().minimalCompletionStage();
    }

    @LlmCall("result")
    public CompletableFuture<AgentResult<String>> result() throws Exception {
        return run().thenApply(AgentResult::success);
    }

    @LlmCall("optional")
    public CompletableFuture<Optional<String>> optional() throws Exception {
        return run().thenApply(Optional::ofNullable);
    }

    @LlmCall("nothing")
    public CompletableFuture<Void> nothing() throws Exception {
        return run().thenAccept((answer) -> {});
    }

    @LlmCall("never")
    @Fallback(text = "busy")
    @SuppressWarnings("NullAway")
    public CompletableFuture<String> text() throws Exception {
        return run();
    }

    @LlmCall(value = "once", repeat = Repeat.NEVER)
    public CompletableFuture<String> once() throws Exception {
        return run();
    }

    @LlmCall("tool")
    public CompletableFuture<String> tool() throws Exception {
        CallContext.current().noRepeat();
        return run();
    }

    @LlmCall("to-future")
    @Fallback("laterFallback")
    public CompletableFuture<AgentResult<String>> fallsBackToAFuture() throws Exception {
        return run().thenApply(AgentResult::success);
    }

    CompletableFuture<String> laterFallback(Failure failure) {
        return CompletableFuture.completedFuture("later after " + failure.kind());
    }

    @LlmCall("to-value")
    @Fallback("valueFallback")
    public CompletableFuture<String> fallsBackToAValue() throws Exception {
        return run();
    }

    String valueFallback(Problem problem) {
        return "value after " + problem.failure().kind();
    }

    @LlmCall("to-nothing")
    @Fallback("nullFallback")
    public CompletableFuture<String> fallsBackToNoFuture() throws Exception {
        return run();
    }

    @SuppressWarnings("NullAway")
    CompletableFuture<String> nullFallback() {
        return null;
    }

    /** What one try does. */
    interface Body {

        CompletableFuture<String> run() throws Exception;
    }

    record Try(Thread thread, int attempt, String callId, String order, Locale locale) {}
}
