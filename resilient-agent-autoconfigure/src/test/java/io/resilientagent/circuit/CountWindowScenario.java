package io.resilientagent.circuit;

import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Outcomes recorded by several threads: none may be lost or counted twice, and each crossing is seen by its recorder. */
public class CountWindowScenario {

    private static final TestSettings SETTINGS =
            TestSettings.settings().failureThreshold(3).failureRate(60).window(WindowType.COUNT, 3, 2);

    private final Rules rules = new Rules(SETTINGS.build());

    private final Window window = Window.of(this.rules.settings, 0, 0);

    /** Records. */
    @Operation
    public boolean record(@Param(gen = BooleanGen.class) boolean failed, @Param(gen = BooleanGen.class) boolean slow) {
        return this.window.record(failed, slow, 0, this.rules);
    }

    /** Reads. */
    @Operation
    public String figures() {
        return this.window.figures(0).toString();
    }
}
