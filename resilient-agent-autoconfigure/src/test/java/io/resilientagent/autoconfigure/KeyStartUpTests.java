package io.resilientagent.autoconfigure;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Misspelt keys and values that cannot be meant stop the start. */
class KeyStartUpTests {

    @ParameterizedTest
    @CsvSource({
        "enabld=false, enabled",
        "unused-name=warn, unused-names",
        "max-circuit=3, max-circuits",
        "executor.max-thread=3, executor.max-threads",
        "failures.rate-limited.transent=true, failures.rate-limited.transient",
        "failures.rate-limited.max-attemps=3, failures.rate-limited.max-attempts",
        "classification.rule[0].status=418, classification.rules",
        "calls.support.timout=3s, calls.support.timeout",
        "calls.support.maxattempts=3, calls.support.retry.max-attempts",
        "calls.support.retry.max-attemps=3, calls.support.retry.max-attempts",
        "calls.support.retry-budget.capacty=3, calls.support.retry-budget.capacity",
        "calls.support.chain[0].targt=openai/gpt-4o, calls.support.chain[0].target",
        "calls.support.chains[0].target=openai/gpt-4o, calls.support.chain",
        "calls.support.fallback[0].txt=busy, calls.support.fallback[0].text",
        "calls.default.deadlin=3s, calls.default.deadline",
        "call.support.timeout=3s, calls",
        "circuits.db.failure-treshold=3, circuits.db.failure-threshold",
        "circuits.db.retry-budget.refil=3s, circuits.db.retry-budget.refill",
        "circuits.[openai/gpt-4.1].sliding-windowsize=3, circuits.[openai/gpt-4.1].sliding-window-size",
        "circuits.[openai/gpt-4.1].sliding-size=3, circuits[openai/gpt-4.1].sliding-window-size",
        "circuits.default.wait-duration=3s, circuits.default.wait-duration-in-open-state",
    })
    void misspeltKey(String written, String meant) {
        if (written.contains("windowsize")) {
            // Boot reads both spellings alike.
            runner(written).run((context) -> assertThat(context).hasNotFailed());
            return;
        }
        assertThat(refusal(written))
                .contains("resilient-agent." + written.substring(0, written.indexOf('=')))
                .contains("resilient-agent." + meant);
    }

    @Test
    void keyUnlikeAnyOtherIsToldWhichThereAre() {
        assertThat(refusal("executor.colour=red"))
                .contains("The keys of 'resilient-agent.executor' are [max-threads, queue-capacity, max-abandoned]");
        assertThat(refusal("calls.support.timeout.connect=3s"))
                .contains("'resilient-agent.calls.support.timeout' is a value and has no keys below it");
    }

    @Test
    void severalKeysAreToldAtOnce() {
        assertThat(refusal("enabld=true", "calls.support.timout=3s"))
                .contains("Unknown key 'resilient-agent.enabld'")
                .contains("Unknown key 'resilient-agent.calls.support.timout'");
    }

    @Test
    void keyOfAFileIsToldWithItsLine() {
        ApplicationContextRunner runner = runner().withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=classpath:start/misspelt.yml");
        assertThat(StartUp.refusal(runner))
                .contains("Unknown key 'resilient-agent.circuits.openai/gpt-4.1.failure-threshold'")
                .contains("misspelt.yml] - 4:26")
                .contains("\"[openai/gpt-4.1]\":");
    }

    @Test
    void misspeltEntryOfAClassificationRule() {
        assertThat(refusal("classification.rules[0].kind=overloaded", "classification.rules[0].stauts=418"))
                .contains("resilient-agent.classification.rules[0]")
                .contains("status");
    }

    @ParameterizedTest
    @CsvSource({
        "executor.max-threads=-1, 1 or more",
        "executor.max-threads=0, 1 or more",
        "executor.queue-capacity=-1, 0 or more",
        "executor.max-abandoned=0, 1 or more",
        "failures.overloaded.max-attempts=0, 1 to 100",
        "failures.overloaded.max-attempts=101, 1 to 100",
        "calls.support.timeout=-1s, not be negative",
        "calls.support.deadline=-1s, not be negative",
        "calls.support.reserve=-1s, not be negative",
        "calls.support.retry.max-attempts=0, 1 to 100",
        "calls.support.retry.max-attempts=101, 1 to 100",
        "calls.support.retry.delay=-1s, not be negative",
        "calls.support.retry.multiplier=0.5, 1 to 100",
        "calls.support.retry.max-delay=-1s, ''",
        "calls.support.retry.jitter=1.5, 0 to 1",
        "calls.support.retry.max-advised-wait=-1s, not be negative",
        "calls.support.retry-budget.capacity=-1, 0 to 1000000",
        "calls.support.retry-budget.per-success=-0.1, 0 to 1000",
        "calls.support.retry-budget.refill=-1s, not be negative",
        "calls.support.model=gpt-4o, <provider>/<model>",
        "calls.support.chain[0]=gpt-4o, <provider>/<model>",
        "calls.support.chain[0].target=gpt-4o, <provider>/<model>",
        "calls.default.timeout=-1s, not be negative",
        "circuits.db.failure-threshold=-1, from 0 to 1000",
        "circuits.db.failure-rate-threshold=101, a percentage",
        "circuits.db.sliding-window-size=0, from 1 to 1000",
        "circuits.db.minimum-number-of-calls=0, at least 1",
        "circuits.db.slow-call-duration-threshold=-1s, at least 0s",
        "circuits.db.slow-call-rate-threshold=-1, a percentage",
        "circuits.db.wait-duration-in-open-state=0s, at least 1ms",
        "circuits.db.wait-multiplier=0.9, from 1 to 1000",
        "circuits.db.max-wait-duration-in-open-state=1s, at least wait-duration-in-open-state",
        "circuits.db.permitted-number-of-calls-in-half-open-state=0, from 1 to 1000",
        "circuits.db.retry-budget.capacity=-1, 0 to 1000000",
        "circuits.default.failure-threshold=-1, from 0 to 1000",
        "circuits.[openai/gpt-4.1].failure-threshold=-1, from 0 to 1000",
    })
    void valueOutOfRange(String property, String rule) {
        String key = property.substring(0, property.indexOf('='));
        String last = key.substring(key.lastIndexOf('.') + 1);
        String group = key.substring(0, Math.max(0, key.length() - last.length() - 1));
        assertThat(refusal(property))
                .contains(("resilient-agent." + group).replace(".[", "["))
                .contains(last.replace("[0]", ""))
                .contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "enabled=perhaps, boolean",
        "unused-names=ignore, FAIL",
        "calls.support.type=chat, COMPLETION",
        "calls.support.repeat=sometimes, IF_REFUSED",
        "calls.support.timeout=soon, Duration",
        "calls.support.retry.max-attempts=many, ''",
        "failures.overloaded.circuit=shut, IGNORE",
        "circuits.db.sliding-window-type=calls, COUNT",
        "classification.rules[0].kind=slow, OVERLOADED",
    })
    void valueOfAnotherType(String property, String hint) {
        String key = property.substring(0, property.indexOf('='));
        assertThat(refusal(property)).contains("resilient-agent." + key).contains(hint);
    }

    @Test
    void unknownKindOfFailure() {
        assertThat(refusal("failures.rate-limitd.transient=true"))
                .contains("resilient-agent.failures")
                .contains("rate-limitd")
                .contains("RATE_LIMITED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calls.support.retry.delay=5s, calls.support.retry.max-delay=1s | max-delay | not be shorter than 'delay'",
                "calls.support.retry.max-delay=500ms | max-delay | not be shorter than 'delay'",
                "calls.default.retry.max-delay=500ms | max-delay | not be shorter than 'delay'",
                "circuits.db.sliding-window-type=time, circuits.db.sliding-window-size=501 | sliding-window-size | from 1 to 500",
                "circuits.default.sliding-window-type=time, circuits.db.sliding-window-size=501 | sliding-window-size | from 1 to 500",
                "calls.default.retry.delay=5s, calls.support.retry.max-delay=1s | max-delay | not be shorter than 'delay'",
                "classification.rules[0].kind=overloaded | classification.rules[0] | at least one of",
                "classification.rules[0].status=418 | rules[0] | needs a 'kind'",
                "classification.rules[0].message=(, classification.rules[0].kind=overloaded | classification.rules[0].message | Pattern",
            })
    void valuesThatContradict(String properties, String key, String rule) {
        assertThat(refusal(properties.split(", "))).contains(key).contains(rule);
    }

    private static String refusal(String... properties) {
        return StartUp.refusal(runner(properties));
    }

    private static ApplicationContextRunner runner(String... properties) {
        ApplicationContextRunner runner = StartUp.runner().withBean("agent", Agent.class);
        for (String property : properties) {
            runner = runner.withPropertyValues("resilient-agent." + property);
        }
        return runner;
    }

    static class Agent {

        @LlmCall(name = "support", model = "openai/gpt-4.1")
        @CircuitGuarded("db")
        public String answer(String question) {
            return question;
        }
    }
}
