package io.resilientagent.benchmarks.call;

import java.util.Map;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.common.retry.configuration.RetryConfigCustomizer;
import io.github.resilience4j.retry.annotation.Retry;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;

/** Resilience4j as a Spring Boot application has it: a retry around a circuit breaker, the fallback at the retry. */
final class Resilience4jAnnotations implements Contender {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final Contender agent;

    Resilience4jAnnotations(Setting setting) {
        Class<?> type = setting.hasFallback() ? AnsweredAgent.class : PlainAgent.class;
        this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("call", properties(setting)));
        this.context.register(type, Application.class);
        this.context.refresh();
        this.agent = setting.hasFallback()
                ? this.context.getBean(AnsweredAgent.class)::answer
                : this.context.getBean(PlainAgent.class)::answer;
    }

    private static Map<String, Object> properties(Setting setting) {
        String breaker = "resilience4j.circuitbreaker.instances.circuit.";
        String retry = "resilience4j.retry.instances.circuit.";
        return Map.of(
                breaker + "sliding-window-size",
                Setting.WINDOW,
                breaker + "minimum-number-of-calls",
                Setting.MINIMUM,
                breaker + "failure-rate-threshold",
                setting.failureRate(),
                breaker + "wait-duration-in-open-state",
                "1h",
                breaker + "permitted-number-of-calls-in-half-open-state",
                1,
                retry + "max-attempts",
                Setting.ATTEMPTS,
                retry + "ignore-exceptions",
                CallNotPermittedException.class.getName());
    }

    @Override
    public Object call(Work work) throws Exception {
        return this.agent.call(work);
    }

    @Override
    public void close() {
        this.context.close();
    }

    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        CircuitBreakerAutoConfiguration.class,
        RetryAutoConfiguration.class
    })
    static class Application {

        /** No wait at all, as for all contenders. */
        @Bean
        RetryConfigCustomizer withoutWait() {
            return RetryConfigCustomizer.of("circuit", (retry) -> retry.intervalFunction((attempt) -> 0L));
        }
    }

    static class AnsweredAgent {

        @Retry(name = "circuit", fallbackMethod = "instead")
        @CircuitBreaker(name = "circuit")
        public String answer(Work work) {
            return work.answer();
        }

        String instead(Work work, Exception failure) {
            return Work.INSTEAD;
        }
    }

    static class PlainAgent {

        @Retry(name = "circuit")
        @CircuitBreaker(name = "circuit")
        public String answer(Work work) {
            return work.answer();
        }
    }
}
