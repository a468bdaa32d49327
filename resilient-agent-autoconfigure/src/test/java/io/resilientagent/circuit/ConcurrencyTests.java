package io.resilientagent.circuit;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever threads do at the same time looks as if they had done it one after the other: Lincheck tries interleavings,
 * switch by switch and by brute force. {@code -Dcircuit.scenarios=50
 * -Dcircuit.invocations=1000} makes it look longer.
 */
@Tag("lincheck")
class ConcurrencyTests {

    private static final int INVOCATIONS = Integer.getInteger("circuit.invocations", 60);

    private static final int SCENARIOS = Integer.getInteger("circuit.scenarios", 5);

    @ParameterizedTest
    @ValueSource(
            classes = {
                CountWindowScenario.class,
                TimeWindowScenario.class,
                ClosedScenario.class,
                AdoptionScenario.class,
                ReplaceScenario.class,
                OneProbeScenario.class,
                TwoProbeScenario.class
            })
    void everyInterleavingIsExplained(Class<?> scenario) {
        LinChecker.check(
                scenario,
                new ModelCheckingOptions()
                        .iterations(SCENARIOS)
                        .invocationsPerIteration(INVOCATIONS)
                        .threads(2)
                        .actorsBefore(2)
                        .actorsPerThread(3)
                        .actorsAfter(1)
                        .checkObstructionFreedom(true)
                        .loopIterationsBeforeThreadSwitch(50));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CountWindowScenario.class,
                TimeWindowScenario.class,
                ClosedScenario.class,
                AdoptionScenario.class,
                ReplaceScenario.class,
                OneProbeScenario.class,
                TwoProbeScenario.class
            })
    void stressIsExplained(Class<?> scenario) {
        LinChecker.check(
                scenario,
                new StressOptions()
                        .iterations(SCENARIOS)
                        .invocationsPerIteration(10 * INVOCATIONS)
                        .threads(3)
                        .actorsBefore(2)
                        .actorsPerThread(3)
                        .actorsAfter(1));
    }
}
