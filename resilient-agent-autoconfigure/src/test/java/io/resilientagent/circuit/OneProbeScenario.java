package io.resilientagent.circuit;

import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** One place. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class OneProbeScenario extends ProbeScenario {

    public OneProbeScenario() {
        super(1);
    }
}
