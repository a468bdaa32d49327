package io.resilientagent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where a fallback method can be, when it is asked, and in what it can answer. */
class FallbackBeanTests {

    @Test
    void prototypeIsMadeForEachCall() {
        with(Faqs.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.prototype()).isEqualTo("faq 1");
            assertThat(agent.prototype()).isEqualTo("faq 2");
        });
    }

    @Test
    void lazyBeanIsMadeWhenItIsAsked() {
        with(Faqs.class).run((context) -> {
            assertThat(context.getBeanFactory().containsSingleton("lazyFaq")).isFalse();
            assertThat(context.getBean(Agent.class).lazy()).startsWith("faq ");
            assertThat(context.getBeanFactory().containsSingleton("lazyFaq")).isTrue();
        });
    }

    @Test
    void scopedBeanIsAskedThroughItsProxy() {
        with(Faqs.class)
                .run((context) -> assertThat(context.getBean(Agent.class).scoped())
                        .isEqualTo(context.getBean(Agent.class).scoped())
                        .startsWith("faq "));
    }

    @Test
    void ownAnnotationHandsOnItsAttributes() {
        with(Faqs.class)
                .run((context) ->
                        assertThat(context.getBean(Agent.class).composed()).isEqualTo("try later"));
    }

    @Test
    void stepsAreChosenByKindAndException() {
        with(Faqs.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.chosen(Problem.of(FailureKind.AUTHENTICATION))).isEqualTo("wrong key");
            assertThat(agent.chosen(new IllegalStateException("ours"))).isEqualTo("ours");
            assertThat(agent.chosen(Problem.of(FailureKind.QUOTA_EXHAUSTED))).isEqualTo("another");
            Problem overflow = Problem.of(FailureKind.CONTEXT_OVERFLOW);
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> agent.chosen(overflow))
                    .isSameAs(overflow);
        });
    }

    @Test
    void plainValueAnswersInEveryShape() {
        assertAnswer((agent) -> agent.future().join());
        assertAnswer((agent) -> agent.mono().block(Duration.ofSeconds(10)));
        assertAnswer((agent) -> agent.flux().blockLast(Duration.ofSeconds(10)));
        assertAnswer((agent) -> agent.optional().orElseThrow());
        assertAnswer(
                (agent) -> agent.resultInMono().block(Duration.ofSeconds(10)).data());
    }

    @Test
    void sameShapeAnswersToo() {
        assertAnswer((agent) -> agent.futureByFuture().join());
        assertAnswer((agent) -> agent.monoByMono().block(Duration.ofSeconds(10)));
        assertAnswer((agent) -> agent.fluxByFlux().blockLast(Duration.ofSeconds(10)));
    }

    @Test
    void failureOfAllNamesEachRouteAndTheFirstIsItsCause() {
        with(Faqs.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(agent::nobody)
                    .withMessageContainingAll("nobody: AUTHENTICATION", "thrower:")
                    .satisfies((thrown) -> assertThat(thrown.getCause()).isInstanceOf(Problem.class))
                    .satisfies((thrown) -> assertThat(thrown.getSuppressed())
                            .doesNotContain(thrown, thrown.getCause())
                            .hasSizeLessThanOrEqualTo(10))
                    .satisfies((thrown) -> assertThat(thrown.failures()).hasSize(2));
        });
    }

    private static void assertAnswer(Function<Shapes, Object> call) {
        with(Faqs.class, Shapes.class)
                .run((context) ->
                        assertThat(call.apply(context.getBean(Shapes.class))).isEqualTo("plain"));
    }

    private static ApplicationContextRunner with(Class<?>... beans) {
        return Guarded.by(new ManualTime(), beans)
                .withBean(Agent.class)
                .withInitializer(
                        (context) -> context.getBeanFactory().registerScope("thread", new SimpleThreadScope()));
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @LlmCall("composed")
    @Fallback
    @interface Answering {
        @AliasFor(annotation = Fallback.class, attribute = "text")
        String otherwise();
    }

    static class Agent {
        @Fallback("prototypeFaq.search")
        public String prototype() {
            throw Problem.of(FailureKind.AUTHENTICATION);
        }

        @Fallback("lazyFaq.search")
        public String lazy() {
            throw Problem.of(FailureKind.AUTHENTICATION);
        }

        @Fallback("scopedFaq.search")
        public String scoped() {
            throw Problem.of(FailureKind.AUTHENTICATION);
        }

        @Answering(otherwise = "try later")
        public String composed() {
            throw Problem.of(FailureKind.AUTHENTICATION);
        }

        @Fallback(text = "wrong key", when = FailureKind.AUTHENTICATION)
        @Fallback(text = "ours", whenException = IllegalStateException.class)
        @Fallback(text = "another", unless = FailureKind.CONTEXT_OVERFLOW)
        public String chosen(RuntimeException failure) {
            throw failure;
        }

        @Fallback("thrower")
        public String nobody() {
            throw Problem.of(FailureKind.AUTHENTICATION);
        }

        private String thrower() {
            throw new IllegalStateException("no answer");
        }
    }

    static class Shapes {
        @Fallback("plain")
        public CompletableFuture<String> future() {
            return CompletableFuture.failedFuture(Problem.of(FailureKind.AUTHENTICATION));
        }

        @Fallback("plain")
        public Mono<String> mono() {
            return Mono.error(Problem.of(FailureKind.AUTHENTICATION));
        }

        @Fallback("plain")
        public Flux<String> flux() {
            return Flux.error(Problem.of(FailureKind.AUTHENTICATION));
        }

        @Fallback("plainOptional")
        public Optional<String> optional() {
            throw Problem.of(FailureKind.AUTHENTICATION);
        }

        @Fallback("plain")
        public Mono<AgentResult<String>> resultInMono() {
            return Mono.error(Problem.of(FailureKind.AUTHENTICATION));
        }

        @Fallback("inFuture")
        public CompletableFuture<String> futureByFuture() {
            return CompletableFuture.failedFuture(Problem.of(FailureKind.AUTHENTICATION));
        }

        @Fallback("inMono")
        public Mono<String> monoByMono() {
            return Mono.error(Problem.of(FailureKind.AUTHENTICATION));
        }

        @Fallback("inFlux")
        public Flux<String> fluxByFlux() {
            return Flux.error(Problem.of(FailureKind.AUTHENTICATION));
        }

        private String plain() {
            return "plain";
        }

        private Optional<String> plainOptional() {
            return Optional.of("plain");
        }

        private CompletableFuture<String> inFuture() {
            return CompletableFuture.completedFuture("plain");
        }

        private Mono<String> inMono() {
            return Mono.just("plain");
        }

        private Flux<String> inFlux() {
            return Flux.just("very", "plain");
        }
    }

    static class Faq {
        private final int number;

        Faq(int number) {
            this.number = number;
        }

        public String search() {
            return "faq " + this.number;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Faqs {
        private final AtomicInteger made = new AtomicInteger();

        @Bean
        @Scope(BeanDefinition.SCOPE_PROTOTYPE)
        Faq prototypeFaq() {
            return new Faq(this.made.incrementAndGet());
        }

        @Bean
        @Lazy
        Faq lazyFaq() {
            return new Faq(this.made.incrementAndGet());
        }

        @Bean
        @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        ScopedFaq scopedFaq() {
            return new ScopedFaq(this.made.incrementAndGet());
        }
    }

    static class ScopedFaq extends Faq {
        ScopedFaq(int number) {
            super(number);
        }
    }
}
