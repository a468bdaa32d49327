package io.resilientagent.circuit;

import io.resilientagent.failure.FailureKind;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;

/** Threads that fight for the places of a half-open circuit; some do not come back in time. */
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class ProbeScenario {

    private static final long NOW = 60_000_000_000L;

    private final Circuit circuit;

    private final @Nullable Lease[] leases = new @Nullable Lease[8];

    ProbeScenario(int places) {
        CircuitSettings settings = TestSettings.settings()
                .failureThreshold(1)
                .window(WindowType.COUNT, 2, 2)
                .permitted(places)
                .build();
        this.circuit = new Circuit("c", "c", new Rules(settings), new CircuitListener() {}, 0);
        this.circuit.force(CircuitState.OPEN, null, 0);
    }

    /** A call asks; its lease is over in the future, or at once. */
    @Operation
    public String acquire(@Param(name = "thread") int thread, @Param(gen = BooleanGen.class) boolean expired) {
        Lease lease = this.circuit.acquire(NOW, expired ? 0 : 1);
        this.leases[thread] = lease;
        return (lease == null) ? "refused" : (lease.isProbe() ? "probe" : "admitted");
    }

    /** The thread's call ends well. */
    @Operation
    public void succeed(@Param(name = "thread") int thread) {
        Lease lease = this.leases[thread];
        if (lease != null) {
            lease.succeed(NOW, 0);
        }
    }

    /** The thread's call ends badly. */
    @Operation
    public void fail(@Param(name = "thread") int thread) {
        Lease lease = this.leases[thread];
        if (lease != null) {
            lease.fail(FailureKind.TIMEOUT, NOW, 0, 0);
        }
    }

    /** The thread's call gives no verdict. */
    @Operation
    public void release(@Param(name = "thread") int thread) {
        Lease lease = this.leases[thread];
        if (lease != null) {
            lease.release(NOW);
        }
    }

    /** Somebody looks. */
    @Operation
    public String state() {
        return this.circuit.state(NOW).toString();
    }
}
