package io.resilientagent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.resilientagent.AgentResult;
import io.resilientagent.CallContext;
import io.resilientagent.ModelTarget;
import io.resilientagent.ResilientCall;
import io.resilientagent.engine.CallDriver;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.GuardedInvocation;
import io.resilientagent.engine.MethodStep;
import io.resilientagent.engine.ResultShape;
import io.resilientagent.engine.Route;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.route.RouteCondition;
import org.jspecify.annotations.Nullable;

/**
 * The call of a name. Other rooms deliver its answers in types of their own: {@link #deliver}.
 *
 * @param <T> the type of the answer
 */
public final class NamedCall<T> implements ResilientCall<T> {

    private static final Object[] NO_ARGUMENTS = {};

    private final NamedPlan named;

    private final Function<Class<?>, CallDriver> drivers;

    private final Supplier<CallEngine> engine;

    /** By what the answer is delivered in; a plan differs in its shape and its driver only. */
    private final Map<Delivery, CallPlan> plans = new ConcurrentHashMap<>();

    NamedCall(NamedPlan named, Function<Class<?>, CallDriver> drivers, Supplier<CallEngine> engine) {
        this.named = named;
        this.drivers = drivers;
        this.engine = engine;
    }

    @Override
    public String name() {
        return this.named.plan().name();
    }

    /** Whom it may ask, in order; empty where it has neither a chain nor a model. */
    public List<ModelTarget> targets() {
        return this.named.plan().targets().stream()
                .map(TargetRoute::target)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <X extends Exception> T call(Body<? extends T, X> body) throws X {
        return (T) make(this.named.plan(), null, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <X extends Exception> T call(Object key, Body<? extends T, X> body) throws X {
        return (T) make(this.named.plan(), key, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <X extends Exception> AgentResult<T> result(Body<? extends T, X> body) throws X {
        return (AgentResult<T>) deliver(Object.class, true, null, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <X extends Exception> AgentResult<T> result(Object key, Body<? extends T, X> body) throws X {
        return (AgentResult<T>) deliver(Object.class, true, key, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public CompletableFuture<T> callAsync(Body<? extends CompletionStage<? extends T>, ?> body) {
        return (CompletableFuture<T>) deliver(CompletableFuture.class, false, null, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public CompletableFuture<T> callAsync(Object key, Body<? extends CompletionStage<? extends T>, ?> body) {
        return (CompletableFuture<T>) deliver(CompletableFuture.class, false, key, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public CompletableFuture<AgentResult<T>> resultAsync(Body<? extends CompletionStage<? extends T>, ?> body) {
        return (CompletableFuture<AgentResult<T>>) deliver(CompletableFuture.class, true, null, body);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public CompletableFuture<AgentResult<T>> resultAsync(
            Object key, Body<? extends CompletionStage<? extends T>, ?> body) {
        return (CompletableFuture<AgentResult<T>>) deliver(CompletableFuture.class, true, key, body);
    }

    @Override
    public ResilientCall<T> withFallback(Fallback<? extends T> fallback, FailureKind... kinds) {
        if (!this.named.takesFallbacks()) {
            return this;
        }
        List<Route> steps = new ArrayList<>(this.named.plan().steps());
        String label = steps.isEmpty() ? "fallback" : "fallback-" + (steps.size() + 1);
        RouteCondition condition = new RouteCondition(Set.copyOf(List.of(kinds)), Set.of(), List.of());
        steps.add(new MethodStep(label, condition, new InlineFallback(fallback)));
        return new NamedCall<>(this.named.with(steps), this.drivers, this.engine);
    }

    /**
     * Makes the call.
     *
     * @param container the type in which body and call deliver the answer; one that no driver knows is as it is
     * @param result whether the caller gets an {@link AgentResult} in it
     * @param key all that the answer depends on, or null if it is not to be cached
     * @return the container, or the answer as it is
     */
    public @Nullable Object deliver(Class<?> container, boolean result, @Nullable Object key, Body<?, ?> body) {
        return make(this.plans.computeIfAbsent(new Delivery(container, result), this::plan), key, body);
    }

    private CallPlan plan(Delivery delivery) {
        CallDriver driver = this.drivers.apply(delivery.container());
        boolean stream = driver.streams().contains(delivery.container());
        CallPlan plan = stream ? this.named.streamed().get() : this.named.plan();
        ResultShape shape = plan.shape();
        return plan.with(
                plan.steps(), new ResultShape(delivery.result(), shape.optional(), shape.text(), stream), driver);
    }

    private @Nullable Object make(CallPlan plan, @Nullable Object key, Body<?, ?> body) {
        try {
            return this.engine.get().call(plan, new Invocation(this, key, body));
        } catch (Throwable ex) {
            throw NamedCall.<RuntimeException>asIs(ex);
        }
    }

    /** What the body may throw is known to its caller. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private record Delivery(Class<?> container, boolean result) {}

    private record Invocation(Object proxy, @Nullable Object key, Body<?, ?> body) implements GuardedInvocation {

        @Override
        public @Nullable Object proceed() throws Throwable {
            return this.body.run(CallContext.current());
        }

        @Override
        public Object[] arguments() {
            return NO_ARGUMENTS;
        }

        @Override
        public Object @Nullable [] question() {
            return (this.key != null) ? new Object[] {this.key} : null;
        }

        @Override
        public @Nullable Object target() {
            return null;
        }
    }
}
