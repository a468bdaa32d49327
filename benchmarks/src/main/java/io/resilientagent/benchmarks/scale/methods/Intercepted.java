package io.resilientagent.benchmarks.scale.methods;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;

/** A method with an interceptor that only proceeds. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Intercepted {

    /** Makes it so; to be a bean. */
    final class Interception {

        private Interception() {}

        static Advisor advisor() {
            return new DefaultPointcutAdvisor(
                    AnnotationMatchingPointcut.forMethodAnnotation(Intercepted.class),
                    (MethodInterceptor) (invocation) -> invocation.proceed());
        }
    }
}
