package io.resilientagent.sample.live;

import java.time.InstantSource;

import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitTransition;

/** The last transitions of circuits. */
class RecentTransitions extends Recent<TransitionSeen> implements CircuitListener {

    private static final int SIZE = 20;

    private final InstantSource clock;

    RecentTransitions(InstantSource clock) {
        super(SIZE);
        this.clock = clock;
    }

    @Override
    public void onTransition(CircuitTransition transition) {
        add(TransitionSeen.of(this.clock.instant(), transition));
    }
}
