package io.resilientagent.aop;

import java.util.function.Supplier;

import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.GuardedInvocation;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/** Stands before one guarded method and hands its calls to the engine. Knows its plan, so it looks nothing up. */
final class CallInterceptor implements MethodInterceptor {

    private final CallPlan plan;

    private final Supplier<CallEngine> engine;

    CallInterceptor(CallPlan plan, Supplier<CallEngine> engine) {
        this.plan = plan;
        this.engine = engine;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return this.engine
                .get()
                .call(this.plan, new ProxiedInvocation((ProxyMethodInvocation) invocation, Thread.currentThread()));
    }

    private record ProxiedInvocation(ProxyMethodInvocation invocation, Thread caller) implements GuardedInvocation {

        @Override
        public @Nullable Object proceed() throws Throwable {
            // An invocation can be used once only.
            MethodInvocation attempt = this.invocation.invocableClone();
            // Advice of aspects further in looks for the invocation on its own thread.
            return (Thread.currentThread() == this.caller)
                    ? attempt.proceed()
                    : ExposeInvocationInterceptor.INSTANCE.invoke(attempt);
        }

        @Override
        public Object[] arguments() {
            return this.invocation.getArguments();
        }

        @Override
        public Object proxy() {
            return this.invocation.getProxy();
        }

        @Override
        public @Nullable Object target() {
            return this.invocation.getThis();
        }
    }
}
