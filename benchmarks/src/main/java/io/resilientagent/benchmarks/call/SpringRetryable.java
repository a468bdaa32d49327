package io.resilientagent.benchmarks.call;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

/** Spring Framework's own annotation. It knows retries, no circuit and no fallback. */
final class SpringRetryable implements Contender {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(Application.class, RetriedAgent.class);

    private final RetriedAgent agent = this.context.getBean(RetriedAgent.class);

    @Override
    public Object call(Work work) {
        return this.agent.answer(work);
    }

    @Override
    public void close() {
        this.context.close();
    }

    @EnableResilientMethods(proxyTargetClass = true)
    static class Application {}

    static class RetriedAgent {

        @Retryable(maxRetries = Setting.ATTEMPTS - 1, delay = 0)
        public String answer(Work work) {
            return work.answer();
        }
    }
}
