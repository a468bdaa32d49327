package io.resilientagent.benchmarks.call;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.EnableAspectJAutoProxy;

/** An aspect that only proceeds, and is not even handed the annotation that it looks for. */
final class EmptyAspect implements Contender {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(Configuration.class, Proceeding.class, MarkedAgent.class);

    private final MarkedAgent agent = this.context.getBean(MarkedAgent.class);

    @Override
    public Object call(Work work) {
        return this.agent.answer(work);
    }

    @Override
    public void close() {
        this.context.close();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Marked {}

    static class MarkedAgent {

        @Marked
        public String answer(Work work) {
            return work.answer();
        }
    }

    @EnableAspectJAutoProxy(proxyTargetClass = true)
    static class Configuration {}

    @Aspect
    static class Proceeding {

        @Around("@annotation(io.resilientagent.benchmarks.call.EmptyAspect.Marked)")
        public Object proceed(ProceedingJoinPoint point) throws Throwable {
            return point.proceed();
        }
    }
}
