package io.resilientagent.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.resilientagent.CacheKey;
import io.resilientagent.autoconfigure.ResilientAgentProperties.CacheProperties;
import io.resilientagent.cache.CacheThreads;
import io.resilientagent.cache.CaffeineStore;
import io.resilientagent.cache.SpringCacheStore;
import io.resilientagent.context.SecurityCaller;
import io.resilientagent.engine.AnswerStore;
import io.resilientagent.engine.CachedAnswers;
import io.resilientagent.engine.CallerIdentity;
import io.resilientagent.plan.AnswerCaching;
import io.resilientagent.reactive.ReactiveCaller;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;

/** Cached answers: who asks, where they are, and on which threads. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    private static final String CACHE = "resilient-agent";

    @Bean
    CacheThreads resilientAgentCacheThreads() {
        return new CacheThreads();
    }

    /** The cache manager is asked for late: it may need beans that are guarded. */
    @Bean
    AnswerCaching resilientAgentAnswerCaching(
            ResilientAgentProperties properties,
            CacheThreads threads,
            ObjectProvider<CacheManager> managers,
            ObjectProvider<AnswerStore> own,
            ObjectProvider<CallerIdentity> callers,
            ObjectProvider<Clock> clock,
            ObjectProvider<CacheKey<?>> keys) {
        CacheProperties cache = properties.cache();
        Supplier<@Nullable AnswerStore> store = SingletonSupplier.ofNullable(() -> {
            AnswerStore shared = shared(managers);
            return (shared != null) ? shared : own.getIfAvailable();
        });
        return new AnswerCaching(
                cache.version(),
                cache.scope() == CacheProperties.Scope.SHARED,
                cache.ttl(),
                SingletonSupplier.of(() -> keys.orderedStream().toList()),
                new CachedAnswers(
                        store,
                        callers.getIfAvailable(() -> (receiver) -> receiver.accept(null)),
                        threads.lookUps(),
                        threads.stores(),
                        clock.getIfUnique(Clock::systemUTC),
                        cache.timeout()));
    }

    /** Not one that a manager would make only now: nobody would have said how many entries it keeps. */
    private static @Nullable AnswerStore shared(ObjectProvider<CacheManager> managers) {
        for (CacheManager manager : managers.orderedStream().toList()) {
            Cache cache = manager.getCacheNames().contains(CACHE) ? manager.getCache(CACHE) : null;
            if (cache != null) {
                return new SpringCacheStore(cache);
            }
        }
        return null;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Caffeine.class)
    static class Caffeines {

        @Bean
        @ConditionalOnMissingBean
        AnswerStore resilientAgentCaffeineStore(ResilientAgentProperties properties, ObjectProvider<Ticker> ticker) {
            return new CaffeineStore(properties.cache().maxEntries(), ticker.getIfAvailable(Ticker::system));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class Security {

        @Bean
        @ConditionalOnMissingBean
        CallerIdentity resilientAgentSecurityCaller() {
            return new SecurityCaller();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SecurityContextHolder.class, Mono.class})
    static class ReactiveSecurity {

        @Bean
        @ConditionalOnMissingBean
        ReactiveCaller resilientAgentReactiveCaller() {
            return SecurityCaller.reactive();
        }
    }
}
