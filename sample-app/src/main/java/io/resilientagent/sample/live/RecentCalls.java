package io.resilientagent.sample.live;

import java.time.InstantSource;

import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;

/** The last calls. */
class RecentCalls extends Recent<CallSeen> implements CallObserver {

    private static final int SIZE = 20;

    private final InstantSource clock;

    RecentCalls(InstantSource clock) {
        super(SIZE);
        this.clock = clock;
    }

    @Override
    public void callEnded(CallPlan plan, CallOutcome outcome) {
        add(CallSeen.of(this.clock.instant(), plan, outcome));
    }
}
