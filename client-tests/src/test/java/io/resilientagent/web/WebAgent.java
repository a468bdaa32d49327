package io.resilientagent.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.resilientagent.AgentResult;
import io.resilientagent.CallContext;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Guarded methods of all shapes whose provider is down, and some whose provider is well. */
class WebAgent {

    /** Where a filter leaves something for the guarded method. */
    static final String ORDER = "order";

    private final CountDownLatch cancelled = new CountDownLatch(1);

    /** The endless stream was cancelled. */
    CountDownLatch cancelled() {
        return this.cancelled;
    }

    @LlmCall("value")
    @Fallback(text = "fallback")
    public String value() {
        throw new ModelDownException();
    }

    @LlmCall("result")
    @Fallback(text = "fallback")
    public AgentResult<String> result() {
        throw new ModelDownException();
    }

    @LlmCall("future")
    @Fallback(text = "fallback")
    public CompletableFuture<String> future() {
        return CompletableFuture.failedFuture(new ModelDownException());
    }

    @LlmCall("mono")
    @Fallback(text = "fallback")
    public Mono<String> mono() {
        return Mono.error(ModelDownException::new);
    }

    @LlmCall("mono-result")
    @Fallback(text = "fallback")
    public Mono<AgentResult<String>> monoResult() {
        return Mono.error(ModelDownException::new);
    }

    @LlmCall("flux")
    @Fallback(text = "fallback")
    public Flux<String> flux() {
        return Flux.error(ModelDownException::new);
    }

    @LlmCall(value = "endless", model = "stub/endless")
    public Flux<String> endless() {
        return Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .map((number) -> "piece " + number)
                .doOnCancel(this.cancelled::countDown);
    }

    @LlmCall("hanging")
    public Mono<String> hanging() {
        return Mono.never();
    }

    /** What is there at the second try, which runs on another thread. */
    @LlmCall(value = "threads-context", maxAttempts = 2)
    public String threadsContext() {
        failFirst();
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        return MDC.get(ORDER) + " " + request.getAttribute(ORDER, RequestAttributes.SCOPE_REQUEST);
    }

    /** What is there at the second try. */
    @LlmCall(value = "reactor-context", maxAttempts = 2)
    public Mono<String> reactorContext() {
        failFirst();
        return Mono.deferContextual((context) -> Mono.just(context.get(ORDER)));
    }

    private static void failFirst() {
        if (CallContext.current().attempt() == 1) {
            throw new ModelDownException();
        }
    }
}
