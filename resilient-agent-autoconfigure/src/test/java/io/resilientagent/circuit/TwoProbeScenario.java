package io.resilientagent.circuit;

import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Two places. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class TwoProbeScenario extends ProbeScenario {

    public TwoProbeScenario() {
        super(2);
    }
}
