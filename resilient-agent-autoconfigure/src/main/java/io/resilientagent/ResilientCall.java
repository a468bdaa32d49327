package io.resilientagent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/**
 * A guarded call of a name, ready to be made any number of times. Immutable and thread-safe. Its body is run again on
 * each try, with the context that tells it which target to ask.
 *
 * @param <T> the type of the answer
 */
public interface ResilientCall<T> {

    /** The name: the key under {@code resilient-agent.calls}. */
    String name();

    /**
     * Makes the call and waits for its answer.
     *
     * @throws X what the body threw last, if no route answered
     */
    <X extends Exception> T call(Body<? extends T, X> body) throws X;

    /**
     * Makes the call and waits for its answer, which may come from a cache.
     *
     * @param key all that the answer depends on, such as the prompt: of the types that {@link CacheKey} names, or of one
     *     for which there is such a bean. Without a key, or with one of another type, a step {@code cached} is skipped
     * @throws X what the body threw last, if no route answered
     */
    <X extends Exception> T call(Object key, Body<? extends T, X> body) throws X;

    /** Makes the call and waits for a result; where no route answered it is a failed one. */
    <X extends Exception> AgentResult<T> result(Body<? extends T, X> body) throws X;

    /** The same, with a key as for {@link #call(Object, Body)}. */
    <X extends Exception> AgentResult<T> result(Object key, Body<? extends T, X> body) throws X;

    /** Makes the call with a body that answers with a future. Nobody waits; cancelling the future ends the call. */
    CompletableFuture<T> callAsync(Body<? extends CompletionStage<? extends T>, ?> body);

    /** The same, with a key as for {@link #call(Object, Body)}. */
    CompletableFuture<T> callAsync(Object key, Body<? extends CompletionStage<? extends T>, ?> body);

    /** Makes the call with a body that answers with a future; where no route answered the result is a failed one. */
    CompletableFuture<AgentResult<T>> resultAsync(Body<? extends CompletionStage<? extends T>, ?> body);

    /** The same, with a key as for {@link #call(Object, Body)}. */
    CompletableFuture<AgentResult<T>> resultAsync(Object key, Body<? extends CompletionStage<? extends T>, ?> body);

    /**
     * The same call with one more fallback, which is asked after those it has. Does nothing where fallbacks are configured
     * for this name, as these replace those of the code, and where the call is switched off.
     *
     * @param fallback runs once and without a timeout; is not begun after the deadline
     * @param kinds the kinds of failure after which it is asked; none is all of them
     */
    ResilientCall<T> withFallback(Fallback<? extends T> fallback, FailureKind... kinds);

    /**
     * What is done on each try.
     *
     * @param <T> the type of the answer
     * @param <X> what may be thrown
     */
    @FunctionalInterface
    interface Body<T, X extends Exception> {

        /** Asks the target of this try. */
        T run(CallContext call) throws X;
    }

    /**
     * Answers when no target did.
     *
     * @param <T> the type of the answer
     */
    @FunctionalInterface
    interface Fallback<T> {

        /** Answers after the last failure of an attempt. */
        T answer(Failure failure) throws Exception;
    }
}
