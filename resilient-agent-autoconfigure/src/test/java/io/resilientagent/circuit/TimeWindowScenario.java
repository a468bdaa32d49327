package io.resilientagent.circuit;

import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Outcomes of one second recorded by several threads, who also take buckets over from earlier seconds. */
public class TimeWindowScenario {

    private final Rules rules = new Rules(TestSettings.settings()
            .failureRate(60)
            .window(WindowType.TIME, 2, 2)
            .build());

    private final Window window = Window.of(this.rules.settings, 0, 0);

    public TimeWindowScenario() {
        this.window.record(true, true, 0, this.rules);
        this.window.record(true, false, 1_000_000_000L, this.rules);
    }

    /** Records. */
    @Operation
    public void record(
            @Param(gen = BooleanGen.class) boolean failed, @Param(gen = IntGen.class, conf = "2:3") int second) {
        this.window.record(failed, failed, second * 1_000_000_000L, this.rules);
    }

    /** Reads. */
    @Operation
    public int calls() {
        return this.window.figures(3_000_000_000L).calls();
    }
}
