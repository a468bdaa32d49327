package io.resilientagent.plan;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.engine.FallbackInvoker;
import io.resilientagent.engine.GuardedInvocation;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A fallback method with all its overloads, the most specific first.
 *
 * @param overloads never empty
 * @param beanName the bean that has it
 * @param bean the other bean that has it, or null if it is the guarded method's own
 */
record ResolvedFallback(
        List<FallbackMethod> overloads,
        String beanName,
        @Nullable Supplier<Object> bean) implements FallbackInvoker {

    @Override
    public boolean handles(Throwable thrown) {
        return overloadFor(thrown) != null;
    }

    @Override
    public @Nullable Object invoke(GuardedInvocation invocation, Failure failure, Throwable thrown) throws Throwable {
        FallbackMethod overload = overloadFor(thrown);
        if (overload == null) {
            throw new IllegalStateException(
                    "No overload of the fallback takes " + thrown.getClass().getName());
        }
        return overload.invoke(receiver(overload, invocation), invocation.arguments(), failure, thrown);
    }

    private @Nullable FallbackMethod overloadFor(Throwable thrown) {
        for (FallbackMethod overload : this.overloads) {
            if (overload.handles(thrown)) {
                return overload;
            }
        }
        return null;
    }

    private Object receiver(FallbackMethod overload, GuardedInvocation invocation) {
        if (this.bean != null) {
            return this.bean.get();
        }
        Object proxy = invocation.proxy();
        Object target = invocation.target();
        boolean throughProxy = overload.isOverridable()
                && overload.method().getDeclaringClass().isInstance(proxy);
        return (throughProxy || target == null) ? proxy : target;
    }
}
