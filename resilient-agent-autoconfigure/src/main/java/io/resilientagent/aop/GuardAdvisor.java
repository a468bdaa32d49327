package io.resilientagent.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Supplier;

import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.CallPlan;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;

/** Puts the interceptor of one plan before exactly its method. */
final class GuardAdvisor extends DefaultPointcutAdvisor {

    /** Inside security, so that a denied caller gets no answer; outside transactions, so that each try has its own. */
    static final int ORDER = Ordered.LOWEST_PRECEDENCE - 100;

    private static final long serialVersionUID = 1L;

    private final transient Method guarded;

    GuardAdvisor(Method method, CallPlan plan, Supplier<CallEngine> engine) {
        super(new GuardedMethodPointcut(method), new CallInterceptor(plan, engine));
        setOrder(ORDER);
        this.guarded = method;
    }

    /** The method before which it stands. */
    Method guarded() {
        return this.guarded;
    }

    /** Whether its method has a guard already, as that of a bean which has two names. */
    boolean isIn(Advised advised) {
        return Arrays.stream(advised.getAdvisors())
                .anyMatch((present) -> present instanceof GuardAdvisor other && other.guarded.equals(this.guarded));
    }

    private static final class GuardedMethodPointcut extends StaticMethodMatcherPointcut {

        private final Method guarded;

        GuardedMethodPointcut(Method guarded) {
            this.guarded = guarded;
        }

        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            return method.equals(this.guarded)
                    || (!Proxy.isProxyClass(targetClass)
                            && AopUtils.getMostSpecificMethod(method, targetClass)
                                    .equals(this.guarded));
        }
    }
}
