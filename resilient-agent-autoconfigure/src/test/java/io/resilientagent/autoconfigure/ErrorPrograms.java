package io.resilientagent.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.resilientagent.AgentResult;
import io.resilientagent.CallType;
import io.resilientagent.ResilientCalls;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.springframework.beans.factory.annotation.AutowiredAnnotationBeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The smallest programs that cannot start. Their sources are printed in {@code docs/errors.md}. */
@SuppressWarnings("unused")
final class ErrorPrograms {

    private ErrorPrograms() {}

    static class Agent {
        @LlmCall("answer")
        public String answer(String question) {
            return question;
        }
    }

    static class PrivateMethod {
        @LlmCall("answer")
        private String answer() {
            return "";
        }
    }

    static final class FinalClass {
        @LlmCall("answer")
        public String answer() {
            return "";
        }
    }

    static final class FinalSupplier implements Supplier<String> {
        @Override
        @LlmCall("answer")
        public String get() {
            return "";
        }
    }

    static final class OtherMethod implements Supplier<String> {
        @Override
        public String get() {
            return "";
        }

        @LlmCall("answer")
        public String answer() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AsksForTheClass {
        @Bean
        String greeting(FinalSupplier agent) {
            return agent.get();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TooEarly {
        @Bean
        static AutowiredAnnotationBeanPostProcessor processor(Agent agent) {
            return new AutowiredAnnotationBeanPostProcessor();
        }
    }

    interface OneContract {
        @LlmCall("one")
        String answer();
    }

    interface OtherContract {
        @LlmCall("other")
        String answer();
    }

    static class Disagreeing implements OneContract, OtherContract {
        @Override
        public String answer() {
            return "";
        }
    }

    static class InvalidName {
        @LlmCall("my agent")
        public String answer() {
            return "";
        }
    }

    static class NamedDefault {
        @LlmCall("default")
        public String answer() {
            return "";
        }
    }

    static class AlmostSameName {
        @LlmCall("ans_wer")
        public String answer() {
            return "";
        }
    }

    static class TooManyAttempts {
        @LlmCall(maxAttempts = 200)
        public String answer() {
            return "";
        }
    }

    static class NoDuration {
        @LlmCall(timeout = "soon")
        public String answer() {
            return "";
        }
    }

    static class NoModel {
        @LlmCall(model = "gpt-4o-mini")
        public String answer() {
            return "";
        }
    }

    static class NoValue {
        @LlmCall(timeout = "${agent.timeout}")
        public String answer() {
            return "";
        }
    }

    static class UnknownArgument {
        @LlmCall(account = "#{#tenat}")
        public String answer(String tenant) {
            return "";
        }
    }

    static class MoreThanArguments {
        @LlmCall(account = "#{T(java.lang.System).getenv('USER')}")
        public String answer(String tenant) {
            return "";
        }
    }

    static class Unparsable {
        @LlmCall(account = "#{#tenant")
        public String answer(String tenant) {
            return "";
        }
    }

    static class NoCircuitName {
        @CircuitGuarded
        public String answer() {
            return "";
        }
    }

    static class NoSettings {
        @CircuitGuarded("tenant-#{#tenant}")
        public String answer(String tenant) {
            return "";
        }
    }

    static class NeedlessSettings {
        @CircuitGuarded(name = "orders", settings = "tenants")
        public String answer(String tenant) {
            return "";
        }
    }

    static class AlmostSameCircuit {
        @CircuitGuarded("orders")
        public String one() {
            return "";
        }

        @CircuitGuarded("or-ders")
        public String other() {
            return "";
        }
    }

    static class CircuitDefault {
        @CircuitGuarded("default")
        public String answer() {
            return "";
        }
    }

    static class UnknownFallback {
        @Fallback("chaeper")
        public String answer(String question) {
            return "";
        }
    }

    static class UnknownFallbackBean {
        @Fallback("faq.search")
        public String answer(String question) {
            return "";
        }
    }

    static class WrongFallback {
        @Fallback("cheaper")
        public String answer(String question) {
            return "";
        }

        String cheaper(int number) {
            return "";
        }
    }

    static class AmbiguousFallback {
        @Fallback("cheaper")
        public String answer(String question, String language) {
            return "";
        }

        String cheaper(Object question, String language) {
            return "";
        }

        String cheaper(String question, Object language) {
            return "";
        }
    }

    static class InertFallback {
        @Fallback("cheaper")
        public String answer(String question) {
            return "";
        }

        @LlmCall
        public final String cheaper(String question) {
            return "";
        }
    }

    static class Faq {
        private String search(String question) {
            return "";
        }
    }

    static class PrivateOfAnother {
        @Fallback("faq.search")
        public String answer(String question) {
            return "";
        }
    }

    static class Circle {
        @Fallback("other")
        public String one() {
            return "";
        }

        @Fallback("one")
        public String other() {
            return "";
        }
    }

    static class TwoThings {
        @Fallback(value = "cheaper", text = "We are busy.")
        public String answer() {
            return "";
        }
    }

    static class TextForANumber {
        @Fallback(text = "We are busy.")
        public int count() {
            return 1;
        }
    }

    static class TooEarlyReturned {
        @LlmCall
        public Stream<String> answer() {
            return Stream.of();
        }
    }

    static class Nested {
        @LlmCall
        public AgentResult<AgentResult<String>> answer() {
            return AgentResult.success(AgentResult.success(""));
        }
    }

    static class NamedFuture {
        NamedFuture(ResilientCalls calls) {
            calls.named("answer", CompletableFuture.class);
        }
    }

    static class Named {
        Named(ResilientCalls calls) {
            calls.named("answer", String.class);
        }
    }

    static class Gateway {
        public String ask(String question) {
            return question;
        }

        public final String find(String question) {
            return question;
        }
    }

    static final class FinalGateway {
        public String ask(String question) {
            return question;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneRedis {
        @Bean
        RedisConnectionFactory redis() {
            return new LettuceConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoRedis {
        @Bean
        RedisConnectionFactory cache() {
            return new LettuceConnectionFactory();
        }

        @Bean
        RedisConnectionFactory sessions() {
            return new LettuceConnectionFactory();
        }
    }

    static class Embedder {
        @LlmCall(value = "embed", type = CallType.EMBEDDING)
        public float[] embed(String text) {
            return new float[0];
        }
    }
}
