package io.resilientagent.micrometer;

/**
 * The meters, by name and tags. A tag without a value is {@code none}; none is ever left out. All are there with zeros
 * from the start, but for attempts that failed: each kind of failure of a target appears with the first of it.
 *
 * <p>The tag {@code circuit} is the circuit's name. Circuits whose names are computed share meters, and {@code circuit}
 * is the template of their names; of two templates that share settings, the first.
 */
public enum AgentMeter {

    /**
     * Timer: how long calls took. Tags: {@code call}, {@code outcome} (success, degraded, failed), {@code route},
     * {@code depth} (the place of the route, from 0).
     */
    CALL("resilient.agent.call"),

    /**
     * Counter: attempts on targets. Tags: {@code call}, {@code target}, {@code kind} of failure, {@code transient},
     * {@code billing}.
     */
    ATTEMPTS("resilient.agent.attempts"),

    /**
     * Counter: targets on which a try failed, by what came of it. Tags: {@code call}, {@code result} (recovered,
     * exhausted, budget, deadline, permanent, circuit-open).
     */
    RETRIES("resilient.agent.retries"),

    /**
     * Gauge: how many circuits are in that state: of a fixed name 1 for the state it is in, 0 for the others. Tags:
     * {@code circuit}, {@code state}.
     */
    CIRCUIT_STATE("resilient.agent.circuit.state"),

    /** Counter: transitions. Tags: {@code circuit}, {@code from}, {@code to}. */
    CIRCUIT_TRANSITIONS("resilient.agent.circuit.transitions"),

    /** Function counter: calls that a circuit refused. Tag: {@code circuit}. */
    CIRCUIT_REJECTIONS("resilient.agent.circuit.rejections"),

    /** Gauge: attempts that were given up on and still occupy a thread. */
    TIMEOUTS_ABANDONED("resilient.agent.timeouts.abandoned");

    /** The value of a tag that has none. */
    static final String NONE = "none";

    private final String id;

    AgentMeter(String id) {
        this.id = id;
    }

    /** The name of the meter. */
    public String id() {
        return this.id;
    }
}
