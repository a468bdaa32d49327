package io.resilientagent.sample.demo;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AskedTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Asked asked = new Asked(
            new Answer("DEGRADED", "Tomorrow.", "Anthropic is down", "OVERLOADED", "openai/gpt", 2, SECOND),
            SECOND,
            new Circuits(Map.of("openai", new Circuits.Circuit("CLOSED"), "anthropic", new Circuits.Circuit("OPEN"))));

    @Test
    void passesWhatIsAsExpected() {
        assertThatNoException()
                .isThrownBy(() -> this.asked
                        .status("DEGRADED")
                        .route("openai/gpt")
                        .reason("OVERLOADED")
                        .tries(2)
                        .withNote()
                        .notBefore(SECOND)
                        .within(SECOND)
                        .circuit("openai", "CLOSED"));
    }

    @Test
    void refusesWhatIsNot() {
        refused(() -> this.asked.status("SUCCESS"), "expected status SUCCESS but it was DEGRADED");
        refused(() -> this.asked.tries(1), "expected tries 1 but it was 2");
        refused(this.asked::withoutNote, "expected no note but it was Anthropic is down");
        refused(this.asked::allCircuitsClosed, "expected all circuits closed but it was anthropic OPEN");
        refused(() -> this.asked.circuit("azure", "OPEN"), "expected circuit azure OPEN but it was absent");
        refused(() -> this.asked.within(Duration.ofMillis(1)), "expected at most PT0.001S but it was PT1S");
    }

    private static void refused(Runnable expectation, String message) {
        assertThatExceptionOfType(UnexpectedOutcomeException.class)
                .isThrownBy(expectation::run)
                .withMessage(message);
    }
}
