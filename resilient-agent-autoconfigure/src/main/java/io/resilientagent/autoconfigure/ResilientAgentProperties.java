package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.resilientagent.engine.CircuitEffect;
import io.resilientagent.engine.KindSettings;
import io.resilientagent.failure.ClassificationRule;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.plan.CallSettings;
import io.resilientagent.plan.CircuitValues;
import io.resilientagent.plan.PlanSettings.UnusedNames;
import io.resilientagent.redis.SharingSettings;
import io.resilientagent.springai.ProviderBeans;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.Assert;

/**
 * All keys under {@code resilient-agent}. A key that is not here stops the start.
 *
 * @param enabled Whether calls are guarded. If not, each is one attempt on its first target, without any policy.
 * @param disableClientRetries Whether the retries of Spring AI's clients are turned off and their timeouts lifted above
 *     those of all calls, where nobody has set them.
 * @param unusedNames What happens with a configured name that no guarded method uses.
 * @param maxCircuits How many circuits with computed names are kept; from 1.
 * @param health What open circuits say about the application's health.
 * @param executor Threads on which limited attempts run.
 * @param failures What is changed about a kind of failure, by kind.
 * @param classification How failures are told apart.
 * @param cache Cached answers, of calls with a fallback step "cached".
 * @param providers The model beans of providers, by the name that targets have before their slash; for ResilientModels.
 * @param calls What is configured for a call, by name; "default" is inherited by all.
 * @param circuits What is configured for a circuit, by name; "default" is inherited by all.
 * @param sharing Circuits that instances share through Redis.
 */
@ConfigurationProperties(prefix = "resilient-agent", ignoreUnknownFields = false)
record ResilientAgentProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean disableClientRetries,
        @DefaultValue("fail") UnusedNames unusedNames,
        @DefaultValue("1000") int maxCircuits,
        @DefaultValue HealthProperties health,
        @DefaultValue ExecutorProperties executor,
        @DefaultValue Map<FailureKind, KindProperties> failures,
        @DefaultValue ClassificationProperties classification,
        @DefaultValue CacheProperties cache,
        @DefaultValue Map<String, ProviderProperties> providers,
        @DefaultValue Map<String, CallSettings> calls,
        @DefaultValue Map<String, CircuitValues> circuits,
        @DefaultValue SharingProperties sharing) {

    ResilientAgentProperties {
        Assert.isTrue(maxCircuits >= 1, () -> "Invalid 'max-circuits' (" + maxCircuits + "): must be 1 or more");
    }

    /**
     * Circuits that instances share through Redis.
     *
     * @param enabled Whether circuits are shared; needs Spring Data Redis.
     * @param keyPrefix What keys in Redis begin with, after "resilient-agent:"; applications with the same prefix share
     *     their circuits. By default the application's name.
     * @param circuits Names of the circuits that are shared; an asterisk stands for any characters.
     */
    record SharingProperties(
            @DefaultValue("false") boolean enabled,
            @Nullable String keyPrefix,
            @DefaultValue("*") List<String> circuits) {

        SharingProperties {
            new SharingSettings((keyPrefix != null) ? keyPrefix : "default", circuits);
        }
    }

    /**
     * What open circuits say about the application's health.
     *
     * @param openCircuitStatus The status while a circuit is open or forced open.
     */
    record HealthProperties(@DefaultValue("up") OpenCircuitStatus openCircuitStatus) {

        /** What the application's health may be. */
        enum OpenCircuitStatus {
            UP,
            OUT_OF_SERVICE
        }
    }

    /**
     * Threads on which limited attempts run.
     *
     * @param maxThreads How many platform threads there are at most, from 1; not used where the JDK has virtual threads.
     * @param queueCapacity How many attempts may wait for a platform thread; not used where the JDK has virtual threads.
     * @param maxAbandoned How many attempts that were given up on may still run before no new one is begun; from 1.
     */
    record ExecutorProperties(
            @DefaultValue("200") int maxThreads,
            @DefaultValue("0") int queueCapacity,
            @DefaultValue("100") int maxAbandoned) {

        ExecutorProperties {
            Assert.isTrue(maxThreads >= 1, () -> "Invalid 'max-threads' (" + maxThreads + "): must be 1 or more");
            Assert.isTrue(
                    queueCapacity >= 0, () -> "Invalid 'queue-capacity' (" + queueCapacity + "): must be 0 or more");
            Assert.isTrue(maxAbandoned >= 1, () -> "Invalid 'max-abandoned' (" + maxAbandoned + "): must be 1 or more");
        }
    }

    /**
     * What is changed about a kind of failure.
     *
     * @param isTransient Whether a later try may succeed.
     * @param maxAttempts The most tries after this kind, 1 to 100; the smaller of this and the call's own is used.
     * @param circuit What it does to circuits.
     */
    record KindProperties(
            @Name("transient") @Nullable Boolean isTransient,
            @Nullable Integer maxAttempts,
            @Nullable CircuitEffect circuit) {

        KindProperties {
            new KindSettings(isTransient, maxAttempts, circuit);
        }

        KindSettings settings() {
            return new KindSettings(this.isTransient, this.maxAttempts, this.circuit);
        }
    }

    /**
     * Cached answers, of calls with a fallback step "cached".
     *
     * @param maxEntries How many answers are kept in this process, from 1; not used where the application has a cache
     *     named "resilient-agent".
     * @param ttl How long an answer is of use; 0 is for ever. An application's own cache may forget it sooner.
     * @param timeout How long a call waits for a look-up; from 1ms.
     * @param version Part of every key: change it to have none of the answers so far, as after a change of their type.
     * @param scope Who gets an answer again.
     */
    record CacheProperties(
            @DefaultValue("10000") long maxEntries,
            @DefaultValue("24h") Duration ttl,
            @DefaultValue("250ms") Duration timeout,
            @DefaultValue("1") String version,
            @DefaultValue("caller") Scope scope) {

        CacheProperties {
            Assert.isTrue(maxEntries >= 1, () -> "Invalid 'max-entries' (" + maxEntries + "): must be 1 or more");
            Assert.isTrue(!ttl.isNegative(), () -> "Invalid 'ttl' (" + ttl + "): must not be negative; 0 is for ever");
            Assert.isTrue(
                    timeout.toMillis() >= 1,
                    () -> "Invalid 'timeout' (" + timeout + "): must be 1ms or more, as a cache may hang");
        }

        /** Who gets an answer again. */
        enum Scope {

            /** The same authenticated caller, for the same account. */
            CALLER,

            /** Everybody who asks the same. */
            SHARED
        }
    }

    /**
     * The model beans of a provider.
     *
     * @param chatModel The name of its chat model; "none" if it has none. By default the bean that is named after the
     *     provider, such as anthropicChatModel.
     * @param embeddingModel The name of its embedding model; "none" if it has none. By default the bean that is named after
     *     the provider, such as openAiEmbeddingModel.
     */
    record ProviderProperties(
            @Nullable String chatModel, @Nullable String embeddingModel) {

        ProviderBeans beans() {
            return new ProviderBeans(this.chatModel, this.embeddingModel);
        }
    }

    /**
     * How failures are told apart.
     *
     * @param rules Own rules, asked before all others, in order.
     */
    record ClassificationProperties(@DefaultValue List<ClassificationRule> rules) {

        ClassificationProperties {
            for (int i = 0; i < rules.size(); i++) {
                String rule = "'rules[" + i + "]'";
                Assert.notNull(rules.get(i).kind(), () -> rule + " needs a 'kind'");
            }
        }
    }
}
