package io.resilientagent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.AfterReturning;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where guards stand among the advice of Spring's own annotations and of the application's aspects. */
class AdvisorPlaceTests {

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = Guarded.by(this.time, Agent.class);

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void deniesBeforeItGuards() {
        this.runner.withUserConfiguration(MethodSecurity.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            logIn("GUEST");
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> agent.secured("x"));
            assertThat(provider.calls()).isZero();
            CircuitSnapshot circuit = snapshot(context, "secured");
            assertThat(circuit.bufferedCalls()).isZero();
            assertThat(circuit.ignoredCalls()).isZero();
            logIn("ADMIN");
            assertThat(agent.secured("x")).isEqualTo("busy");
        });
    }

    @Test
    void neverAnswersForACallerWhoIsDeniedInside() {
        this.runner.withUserConfiguration(MethodSecurity.class).run((context) -> {
            logIn("GUEST");
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).deniedInside("x"));
            assertThat(snapshot(context, "denied").failedCalls()).isZero();
        });
    }

    @Test
    void givesEachTryATransactionOfItsOwn() {
        this.runner.withUserConfiguration(Transactions.class).run((context) -> {
            CountingTransactions transactions = context.getBean(CountingTransactions.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED, FailureKind.NETWORK);
            assertThat(context.getBean(Agent.class).transactional("x")).isEqualTo("answer to x in a transaction");
            assertThat(transactions.log).containsExactly("begin", "rollback", "begin", "rollback", "begin", "commit");
        });
    }

    @Test
    void asksTheCacheInsideEachTry() {
        this.runner.withUserConfiguration(Caching.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(agent.cached("x")).isEqualTo("answer to x");
            assertThat(agent.cached("x")).isEqualTo("answer to x");
            assertThat(provider.calls()).isEqualTo(2);
            assertThat(snapshot(context, "cached").bufferedCalls()).isEqualTo(3);
        });
    }

    @Test
    void doesNotCacheWhatAFallbackAnswered() {
        this.runner.withUserConfiguration(Caching.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.AUTHENTICATION);
            assertThat(agent.cachedWithFallback("x")).isEqualTo("busy");
            assertThat(agent.cachedWithFallback("x")).isEqualTo("answer to x");
        });
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void guardsOnTheThreadOfAnAsynchronousMethod() {
        this.runner.withUserConfiguration(Asynchronous.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED);
            agent.asynchronous("x");
            assertThat(provider.calls()).isZero();
            agent.proceed();
            agent.awaitDone();
            assertThat(provider.asked()).containsExactly("x", "x");
        });
    }

    @Test
    void letsTheApplicationsAspectsRunOnTheWorkersThread() {
        this.runner.withUserConfiguration(Aspects.class).run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(Agent.class).observed("x")).isEqualTo("answer to x, seen");
            assertThat(context.getBean(Watcher.class).log)
                    .containsExactly("around", "before", "around", "before", "after answer to x");
        });
    }

    private static void logIn(String role) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("somebody", "secret", "ROLE_" + role));
    }

    private static CircuitSnapshot snapshot(ApplicationContext context, String circuit) {
        return context.getBean(CircuitRegistry.class)
                .find(circuit)
                .orElseThrow()
                .snapshot(context.getBean(ManualTime.class).nanos());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class MethodSecurity {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        CountingTransactions transactionManager() {
            return new CountingTransactions();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {}

    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy
    static class Aspects {

        @Bean
        Watcher watcher() {
            return new Watcher();
        }
    }

    @Aspect
    static class Watcher {

        private static final String METHOD = "execution(String *..Agent.observed(String))";

        final List<String> log = new ArrayList<>();

        @Before(METHOD + " && args(question)")
        void before(String question) {
            this.log.add("before");
        }

        @AfterReturning(pointcut = METHOD, returning = "answer")
        void after(String answer) {
            this.log.add("after " + answer);
        }

        @Around(METHOD)
        Object around(ProceedingJoinPoint point) throws Throwable {
            this.log.add("around");
            return point.proceed() + ", seen";
        }
    }

    static class CountingTransactions extends AbstractPlatformTransactionManager implements PlatformTransactionManager {

        final List<String> log = new ArrayList<>();

        @Override
        protected Object doGetTransaction() {
            return "transaction";
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            this.log.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            this.log.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            this.log.add("rollback");
        }
    }

    static class Agent {

        private final CountDownLatch proceed = new CountDownLatch(1);

        private final CountDownLatch done = new CountDownLatch(1);

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        void proceed() {
            this.proceed.countDown();
        }

        void awaitDone() throws InterruptedException {
            this.done.await();
        }

        @LlmCall("secured")
        @CircuitGuarded("secured")
        @Fallback(text = "busy")
        @PreAuthorize("hasRole('ADMIN')")
        public String secured(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("denied")
        @CircuitGuarded("denied")
        @Fallback(text = "busy")
        public String deniedInside(String question) {
            throw new AccessDeniedException("not yours");
        }

        @LlmCall("transactional")
        @Transactional
        public String transactional(String question) {
            boolean active = TransactionSynchronizationManager.isActualTransactionActive();
            return this.provider.ask(question) + (active ? " in a transaction" : "");
        }

        @LlmCall("cached")
        @CircuitGuarded("cached")
        @Cacheable("answers")
        public String cached(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("cached-with-fallback")
        @Fallback(text = "busy")
        @Cacheable("other")
        public String cachedWithFallback(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("asynchronous")
        @Async
        public void asynchronous(String question) throws InterruptedException {
            this.proceed.await();
            this.provider.ask(question);
            this.done.countDown();
        }

        @LlmCall("observed")
        public String observed(String question) {
            return this.provider.ask(question);
        }
    }
}
