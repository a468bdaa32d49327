package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeCaches;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody ever gets an answer that was given to somebody else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TenantIsolationTests {

    private static final Authentication ALICE =
            UsernamePasswordAuthenticationToken.authenticated("alice", null, List.of());

    private static final Authentication BOB = UsernamePasswordAuthenticationToken.authenticated("bob", null, List.of());

    private final FakeCaches caches = new FakeCaches();

    private final ApplicationContextRunner runner = Guarded.by(new ManualTime(), Agent.class)
            .withBean(FakeCaches.class, () -> this.caches)
            .withPropertyValues("resilient-agent.calls.default.retry.max-attempts=1");

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void keepsTheAnswersOfPrincipalsApart() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            as(ALICE);
            agent.answer("x");
            this.caches.awaitKept(1);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            assertThat(agent.answer("x")).isEqualTo("answer to x");
            as(BOB);
            assertThat(agent.answer("x")).isEqualTo("busy");
            as(null);
            assertThat(agent.answer("x")).isEqualTo("busy");
            as(UsernamePasswordAuthenticationToken.unauthenticated("alice", null));
            assertThat(agent.answer("x")).isEqualTo("busy");
            as(new AnonymousAuthenticationToken("key", "alice", AuthorityUtils.createAuthorityList("ROLE_X")));
            assertThat(agent.answer("x")).isEqualTo("busy");
            as(new TestingAuthenticationToken("alice", null, "ROLE_X"));
            assertThat(agent.answer("x")).isEqualTo("busy");
        });
    }

    @Test
    void givesAnAnswerWithoutAPrincipalToNobodyWhoHasOne() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.answer("x");
            this.caches.awaitKept(1);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            as(ALICE);
            assertThat(agent.answer("x")).isEqualTo("busy");
            as(new AnonymousAuthenticationToken("key", "guest", AuthorityUtils.createAuthorityList("ROLE_X")));
            assertThat(agent.answer("x")).isEqualTo("answer to x");
        });
    }

    @Test
    void sharesThemWhereThatIsConfigured() {
        this.runner.withPropertyValues("resilient-agent.cache.scope=shared").run((context) -> {
            Agent agent = context.getBean(Agent.class);
            as(ALICE);
            agent.ofAccount(new Order("a", "x"));
            this.caches.awaitKept(1);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            as(BOB);
            assertThat(agent.ofAccount(new Order("b", "x"))).isEqualTo("answer to x");
            assertThat(agent.ofAccount(new Order(null, "x"))).isEqualTo("answer to x");
        });
    }

    @Test
    void keepsTheAnswersOfAccountsApart() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.ofAccount(new Order("a b", "x"));
            this.caches.awaitKept(1);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            assertThat(agent.ofAccount(new Order("a b", "x"))).isEqualTo("answer to x");
            assertThat(agent.ofAccount(new Order("a_b", "x"))).isEqualTo("busy");
            assertThat(agent.ofAccount(new Order("c", "x"))).isEqualTo("busy");
        });
    }

    @Test
    void neitherStoresNorLooksUpWhereNobodyKnowsTheAccount() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            agent.ofAccount(new Order(null, "x"));
            agent.ofAccount(new Order("throw", "x"));
            agent.ofAccount(new Order("a", "x"));
            this.caches.awaitKept(1);
            provider.outage(FailureKind.OVERLOADED);
            assertThat(agent.ofAccount(new Order(null, "x"))).isEqualTo("busy");
            assertThat(agent.ofAccount(new Order("throw", "x"))).isEqualTo("busy");
            assertThat(agent.ofAccount(new Order("a", "x"))).isEqualTo("answer to x");
        });
    }

    @Test
    void findsThePrincipalOfAPipelineInItsContext() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.mono("x").contextWrite(of(ALICE)).block();
            agent.flux("x").contextWrite(of(ALICE)).collectList().block();
            this.caches.awaitKept(2);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            assertThat(agent.mono("x").contextWrite(of(ALICE)).block()).isEqualTo("answer to x");
            assertThat(agent.flux("x").contextWrite(of(ALICE)).collectList().block())
                    .containsExactly("answer to x", "end");
            assertThat(agent.mono("x").contextWrite(of(BOB)).block()).isEqualTo("busy");
            assertThat(agent.flux("x").contextWrite(of(BOB)).collectList().block())
                    .containsExactly("busy");
            assertThat(agent.mono("x").block()).isEqualTo("busy");
        });
    }

    @Test
    void trustsTheContextOfAPipelineMoreThanItsThread() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.mono("x").contextWrite(of(ALICE)).block();
            this.caches.awaitKept(1);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            as(ALICE);
            assertThat(agent.mono("x").contextWrite(of(BOB)).block()).isEqualTo("busy");
            assertThat(agent.mono("x")
                            .contextWrite(ReactiveSecurityContextHolder.withSecurityContext(Mono.empty()))
                            .block())
                    .isEqualTo("busy");
            assertThat(agent.mono("x").block()).isEqualTo("answer to x");
        });
    }

    @Test
    void storesNothingAsLongAsThePrincipalOfAPipelineIsUnknown() {
        Sinks.One<SecurityContextImpl> late = Sinks.one();
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Context unknown = ReactiveSecurityContextHolder.withSecurityContext(late.asMono());
            Context broken = ReactiveSecurityContextHolder.withSecurityContext(Mono.error(new IllegalStateException()));
            assertThat(agent.mono("x").contextWrite(unknown).block()).isEqualTo("answer to x");
            assertThat(agent.mono("x").contextWrite(broken).block()).isEqualTo("answer to x");
            agent.mono("y").contextWrite(of(ALICE)).block();
            this.caches.awaitKept(1);
            context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
            assertThat(agent.mono("x").contextWrite(broken).block()).isEqualTo("busy");
            late.tryEmitValue(new SecurityContextImpl(ALICE)).orThrow();
            assertThat(agent.mono("y").contextWrite(unknown).block(Duration.ofSeconds(30)))
                    .isEqualTo("answer to y");
        });
    }

    @Test
    void worksWithoutSpringSecurity() {
        this.runner
                .withClassLoader(new FilteredClassLoader("org.springframework.security", "io.micrometer.context"))
                .run((context) -> {
                    Agent agent = context.getBean(Agent.class);
                    agent.answer("x");
                    agent.mono("x").block();
                    this.caches.awaitKept(2);
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThat(agent.answer("x")).isEqualTo("answer to x");
                    assertThat(agent.mono("x").block()).isEqualTo("answer to x");
                });
    }

    private static void as(@Nullable Authentication authentication) {
        SecurityContextHolder.clearContext();
        SecurityContextHolder.getContext().setAuthentication(authentication);
    }

    private static Context of(Authentication authentication) {
        return ReactiveSecurityContextHolder.withAuthentication(authentication);
    }

    /** An argument whose key has nothing of its tenant. */
    public record Order(@Nullable String tenant, String question) {

        public String account() {
            if ("throw".equals(this.tenant)) {
                throw new IllegalStateException("no tenant");
            }
            return this.tenant;
        }
    }

    public static class Agent {

        private final FakeProvider provider;

        public Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @Bean
        static CacheKey<Order> orderKey() {
            return new CacheKey<>() {
                @Override
                public Class<Order> type() {
                    return Order.class;
                }

                @Override
                public Object of(Order order) {
                    return order.question();
                }
            };
        }

        @LlmCall("answer")
        @Fallback(cached = true)
        @Fallback(text = "busy")
        public String answer(String question) {
            return this.provider.ask(question);
        }

        @LlmCall(value = "of-account", account = "#{#order.account()}")
        @Fallback(cached = true)
        @Fallback(text = "busy")
        public String ofAccount(Order order) {
            return this.provider.ask(order.question());
        }

        @LlmCall("mono")
        @Fallback(cached = true)
        @Fallback(text = "busy")
        public Mono<String> mono(String question) {
            return Mono.fromSupplier(() -> this.provider.ask(question));
        }

        @LlmCall("flux")
        @Fallback(cached = true)
        @Fallback(text = "busy")
        public Flux<String> flux(String question) {
            return Flux.defer(() -> Flux.just(this.provider.ask(question), "end"));
        }
    }
}
