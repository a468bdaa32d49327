package io.resilientagent.circuit;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CircuitSettingsTests {

    @ParameterizedTest
    @MethodSource
    void refusesWithKeyValueAndRule(TestSettings settings, String message) {
        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessage("Invalid " + message);
    }

    static Stream<Arguments> refusesWithKeyValueAndRule() {
        return Stream.of(
                Arguments.of(settings().failureThreshold(-1), "failure-threshold (-1): must be from 0 to 1000"),
                Arguments.of(settings().failureThreshold(1001), "failure-threshold (1001): must be from 0 to 1000"),
                Arguments.of(
                        settings().failureRate(100.5),
                        "failure-rate-threshold (100.5): must be a percentage from 0 (off) to 100"),
                Arguments.of(
                        settings().failureRate(Double.NaN),
                        "failure-rate-threshold (NaN): must be a percentage from 0 (off) to 100"),
                Arguments.of(
                        settings().window(WindowType.COUNT, 0, 1), "sliding-window-size (0): must be from 1 to 1000"),
                Arguments.of(
                        settings().window(WindowType.TIME, 501, 1), "sliding-window-size (501): must be from 1 to 500"),
                Arguments.of(
                        settings().window(WindowType.COUNT, 1, 0), "minimum-number-of-calls (0): must be at least 1"),
                Arguments.of(
                        settings().slow(Duration.ofMillis(-1), 50),
                        "slow-call-duration-threshold (PT-0.001S): must be at least 0s (off)"),
                Arguments.of(
                        settings().slow(null, -1),
                        "slow-call-rate-threshold (-1.0): must be a percentage from 0 (off) to 100"),
                Arguments.of(
                        settings().wait(Duration.ZERO), "wait-duration-in-open-state (PT0S): must be at least 1ms"),
                Arguments.of(
                        settings().maxWait(Duration.ofDays(366)).wait(Duration.ofDays(366)),
                        "wait-duration-in-open-state (PT8784H): must be at most 365d"),
                Arguments.of(settings().multiplier(0.5), "wait-multiplier (0.5): must be from 1 to 1000"),
                Arguments.of(
                        settings().maxWait(Duration.ofSeconds(30)),
                        "max-wait-duration-in-open-state (PT30S): must be at least wait-duration-in-open-state"
                                + " (PT1M), or 0 (no limit)"),
                Arguments.of(
                        settings().permitted(0),
                        "permitted-number-of-calls-in-half-open-state (0): must be from 1 to 1000"));
    }

    @Test
    void hasTheDocumentedDefaults() {
        CircuitSettings defaults = CircuitSettings.defaults();
        assertThat(defaults)
                .isEqualTo(settings().failureThreshold(5).failureRate(50).build());
    }
}
