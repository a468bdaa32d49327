package io.resilientagent.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Drives methods that answer with a future. Nobody waits: each step begins where the one before it ended. */
public final class FutureDriver implements CallDriver {

    private final AsyncTools tools;

    public FutureDriver(AsyncTools tools) {
        this.tools = tools;
    }

    @Override
    public Set<Class<?>> containers() {
        return Set.of(CompletionStage.class, CompletableFuture.class);
    }

    @Override
    public Object drive(CallEngine engine, CallPlan plan, GuardedInvocation invocation) {
        FutureDelivery delivery = new FutureDelivery();
        AsyncCall call = new AsyncCall(engine.run(plan, invocation), this.tools, delivery);
        Object answer = delivery.of(call);
        call.begin();
        return answer;
    }
}
