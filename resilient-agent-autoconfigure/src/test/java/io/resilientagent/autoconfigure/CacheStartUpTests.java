package io.resilientagent.autoconfigure;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.resilientagent.CacheKey;
import io.resilientagent.ResilientCalls;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.testing.FakeCaches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps for cached answers that cannot work stop the start. */
class CacheStartUpTests {

    @ParameterizedTest
    @ValueSource(classes = {OfPath.class, OfPaths.class, OfRecord.class, OfObject.class, OfAnyList.class})
    void refusesAnArgumentThatNobodyCanTellFromAnother(Class<?> agent) {
        String refusal = StartUp.refusal(StartUp.runner().withUserConfiguration(agent));
        assertThat(refusal)
                .contains(agent.getSimpleName() + ".answer")
                .contains("'file'")
                .contains("no CacheKey bean for")
                .contains("Declare a bean of type CacheKey<");
    }

    @ParameterizedTest
    @ValueSource(classes = {OfPath.class, OfPaths.class, OfRecord.class})
    void takesOneOfATypeWhoseKeyIsKnown(Class<?> agent) {
        StartUp.runner()
                .withUserConfiguration(agent, PathKey.class)
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void takesEverythingThatIsMadeOfPlainValues() {
        StartUp.runner()
                .withUserConfiguration(OfPlainValues.class)
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(classes = {Nothing.class, NoFuture.class})
    void refusesAMethodThatReturnsNothing(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner().withUserConfiguration(agent)))
                .contains("it has a fallback 'cached', but returns nothing");
    }

    @Test
    void refusesToStartWithoutACache() {
        String refusal = StartUp.refusal(StartUp.runner()
                .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
                .withUserConfiguration(OfText.class));
        assertThat(refusal)
                .contains("OfText.answer(String)")
                .contains("it has a fallback 'cached', but the application has no cache")
                .contains("com.github.ben-manes.caffeine:caffeine")
                .contains("a cache named 'resilient-agent'");
    }

    @Test
    void refusesALaterBeanWithoutACache() {
        StartUp.runner()
                .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
                .withUserConfiguration(Later.class)
                .run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("no cache"));
    }

    @Test
    void needsNoCacheWhereNobodyAsksForCachedAnswers() {
        StartUp.runner()
                .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
                .withUserConfiguration(Uncached.class)
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void needsNoCaffeineWhereTheApplicationHasSuchACache() {
        StartUp.runner()
                .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
                .withUserConfiguration(OfText.class)
                .withBean(FakeCaches.class)
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void takesNoCacheThatAManagerWouldMakeOnlyNow() {
        ConcurrentMapCacheManager dynamic = new ConcurrentMapCacheManager();
        StartUp.runner()
                .withUserConfiguration(OfText.class)
                .withBean(CacheManager.class, () -> dynamic)
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(OfText.class).answer("x")).isEqualTo("x");
                    assertThat(dynamic.getCacheNames()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "cache.max-entries, 0, 'max-entries'",
        "cache.ttl, -1s, 'ttl'",
        "cache.timeout, 0, 'timeout'",
        "calls.answer.cache.ttl, -1s, 'ttl'",
    })
    void refusesAValueOutOfRange(String key, String value, String named) {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withUserConfiguration(OfText.class)
                        .withPropertyValues("resilient-agent." + key + "=" + value)))
                .contains("resilient-agent." + key.substring(0, key.lastIndexOf('.')))
                .contains(named.replace("'", ""));
    }

    @Test
    void refusesAStepThatIsTwoThings() {
        assertThat(StartUp.refusal(StartUp.runner().withUserConfiguration(Both.class)))
                .contains("a @Fallback needs exactly one of 'value' (a method), 'cached' and 'text'");
        assertThat(StartUp.refusal(StartUp.runner()
                        .withUserConfiguration(Uncached.class)
                        .withPropertyValues("resilient-agent.calls.answer.fallback[0].cached=false")))
                .contains("exactly one of 'method', 'cached: true' and 'text'");
    }

    @Test
    void refusesToGuardANamedCallWithoutACache() {
        StartUp.runner()
                .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
                .withBean(NamedCaller.class)
                .withPropertyValues("resilient-agent.calls.named.fallback[0].cached=true")
                .run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("no cache"));
    }

    static class NamedCaller {

        NamedCaller(ResilientCalls calls) {
            calls.named("named", String.class);
        }
    }

    public static class OfText {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(String question) {
            return question;
        }
    }

    public static class Uncached {

        @LlmCall("answer")
        public String answer(Path file) {
            return "";
        }
    }

    static class Both {

        @LlmCall("answer")
        @Fallback(cached = true, text = "busy")
        public String answer(String question) {
            return question;
        }
    }

    static class Later {

        @Bean
        @Lazy
        OfText later() {
            return new OfText();
        }
    }

    static class OfPath {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(String question, Path file) {
            return question;
        }
    }

    static class OfPaths {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(Map<String, List<Path[]>> file) {
            return "";
        }
    }

    record Document(String name, Optional<Path> place, List<Document> parts) {}

    static class OfRecord {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(Document file) {
            return "";
        }
    }

    static class OfObject {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(Object file) {
            return "";
        }
    }

    static class OfAnyList {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(List<?> file) {
            return "";
        }
    }

    enum Tone {
        WARM
    }

    record Box<T>(T content) {}

    static class OfPlainValues {

        @LlmCall("answer")
        @Fallback(cached = true)
        public String answer(
                int number,
                CharSequence text,
                Tone tone,
                Map<String, List<Set<Long>>> map,
                Optional<Instant> time,
                Box<Box<String[]>> box,
                UUID id,
                double[] numbers,
                List<? extends Number> more) {
            return "";
        }
    }

    static class Nothing {

        @LlmCall("answer")
        @Fallback(cached = true)
        public void answer(String question) {}
    }

    static class NoFuture {

        @LlmCall("answer")
        @Fallback(cached = true)
        public CompletableFuture<Void> answer(String question) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static class PathKey implements CacheKey<Path> {

        @Override
        public Class<Path> type() {
            return Path.class;
        }

        @Override
        public Object of(Path argument) {
            return argument.toString();
        }
    }
}
