package io.resilientagent.benchmarks.call;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;

/** Spring's proxies, made as ours are. */
final class Proxies {

    private Proxies() {}

    static Agent agent(MethodInterceptor interceptor) {
        ProxyFactory factory = new ProxyFactory(new Agent());
        factory.setProxyTargetClass(true);
        factory.addAdvice(interceptor);
        return (Agent) factory.getProxy();
    }
}
