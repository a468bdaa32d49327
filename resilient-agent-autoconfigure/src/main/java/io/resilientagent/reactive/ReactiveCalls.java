package io.resilientagent.reactive;

import java.util.Objects;
import java.util.function.Function;

import io.resilientagent.AgentResult;
import io.resilientagent.CallContext;
import io.resilientagent.ResilientCall;
import io.resilientagent.plan.NamedCall;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes calls of names with bodies that answer with publishers: the same calls, settings and fallbacks as those of
 * {@link ResilientCall} itself. Nothing happens before a subscription, and each is a call of its own. A bean of this
 * type is there where Reactor is.
 *
 * <pre>{@code
 * Flux<String> answer(String prompt) {
 *     return this.reactive.flux(this.answer, (call) -> client(call.target()).stream(prompt));
 * }
 * }</pre>
 *
 * <p>The body is run again on each try; what it throws before there is a publisher is a failed try. All methods throw
 * {@link IllegalArgumentException} for a call that does not come from the bean {@code ResilientCalls}.
 */
public final class ReactiveCalls {

    /** The call with one answer. */
    public <T> Mono<T> mono(ResilientCall<T> call, Function<CallContext, ? extends Mono<? extends T>> body) {
        return deliver(Mono.class, call, false, body);
    }

    /** The call with one answer, as a result; where no route answered it is a failed one. */
    public <T> Mono<AgentResult<T>> monoResult(
            ResilientCall<T> call, Function<CallContext, ? extends Mono<? extends T>> body) {
        return deliver(Mono.class, call, true, body);
    }

    /**
     * The call with a stream of pieces. Has its answer with the first content, before which it may be tried again and
     * answered by others. A fallback of the code answers with one piece.
     */
    public <T> Flux<T> flux(ResilientCall<T> call, Function<CallContext, ? extends Publisher<? extends T>> body) {
        return deliver(Flux.class, call, false, body);
    }

    /**
     * The call with a stream of pieces in a result, which is there with the first content; where no route answered it is
     * a failed one. The stream can be subscribed to once.
     */
    public <T> Mono<AgentResult<Flux<T>>> fluxResult(
            ResilientCall<T> call, Function<CallContext, ? extends Publisher<? extends T>> body) {
        return deliver(Flux.class, call, true, body);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <P> P deliver(
            Class<?> container, ResilientCall<?> call, boolean result, Function<CallContext, ?> body) {
        Objects.requireNonNull(body, "A call needs a body");
        if (!(call instanceof NamedCall<?> named)) {
            throw new IllegalArgumentException("This call is no call of the bean ResilientCalls, but "
                    + ((call != null) ? "a " + call.getClass().getName() : "null")
                    + ": make it with ResilientCalls.named(name, type)");
        }
        ResilientCall.Body<Object, RuntimeException> made = body::apply;
        return (P) Objects.requireNonNull(named.deliver(container, result, made));
    }
}
