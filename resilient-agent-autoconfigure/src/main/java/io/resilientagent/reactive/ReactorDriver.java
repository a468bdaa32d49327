package io.resilientagent.reactive;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.resilientagent.StreamContent;
import io.resilientagent.engine.AsyncCall;
import io.resilientagent.engine.AsyncDelivery;
import io.resilientagent.engine.AsyncTools;
import io.resilientagent.engine.CallDriver;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.CallRun;
import io.resilientagent.engine.CallerIdentity;
import io.resilientagent.engine.GuardedInvocation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Drives methods that answer with a publisher. Nothing happens before a subscription, and each is a call of its own. */
public final class ReactorDriver implements CallDriver {

    private final AsyncTools tools;

    private final Contents contents;

    private final ReactiveCaller caller;

    /**
     * Creates a driver.
     *
     * @param contents asked for at the first stream, not before
     * @param caller says who makes the call of a pipeline
     */
    public ReactorDriver(AsyncTools tools, Supplier<List<StreamContent<?>>> contents, ReactiveCaller caller) {
        this.tools = tools;
        this.contents = new Contents(contents);
        this.caller = caller;
    }

    @Override
    public Set<Class<?>> containers() {
        return Set.of(Mono.class, Flux.class);
    }

    @Override
    public Set<Class<?>> streams() {
        return Set.of(Flux.class);
    }

    @Override
    public Object drive(CallEngine engine, CallPlan plan, GuardedInvocation invocation) {
        Calls calls = (delivery, context) -> {
            CallerIdentity who = (plan.cache() != null) ? this.caller.from(context) : null;
            CallRun run = engine.run(
                    plan,
                    invocation,
                    ReactiveCallContext.around(context),
                    (key) -> context.getOrDefault(key, null),
                    who);
            return new AsyncCall(run, this.tools, delivery);
        };
        Streams streams = new Streams(this.contents, plan.limits().stream());
        if (!plan.shape().stream()) {
            return Mono.create((sink) -> new MonoDelivery(sink).begin(calls));
        }
        return plan.shape().result()
                ? Mono.create((sink) -> new StreamResultDelivery(sink, streams).begin(calls))
                : new GuardedFlux(calls, streams);
    }

    /** Makes a call for each subscription. */
    @FunctionalInterface
    interface Calls {

        AsyncCall of(AsyncDelivery delivery, ContextView context);
    }
}
