package io.resilientagent.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters and observations, by name and keys. A tag without a value is {@code none}; none is ever left out. All
 * meters are there with zeros from the start, but for attempts that failed: each kind of failure of a target appears
 * with the first of it.
 *
 * <p>The tag {@code circuit} is the circuit's name. Circuits whose names are computed share meters, and {@code circuit}
 * is the template of their names; of two templates that share settings, the first.
 */
public enum AgentMeter implements MeterDocumentation, ObservationDocumentation {

    /** How long calls took; also the observation of a call. */
    CALL(
            "resilient.agent.call",
            Meter.Type.TIMER,
            "How long guarded calls took; of a stream, until its first content",
            AgentKey.CALL,
            AgentKey.OUTCOME,
            AgentKey.ROUTE,
            AgentKey.DEPTH),

    /** Attempts on targets. */
    ATTEMPTS(
            "resilient.agent.attempts",
            Meter.Type.COUNTER,
            "Attempts on targets, by how they failed",
            AgentKey.CALL,
            AgentKey.TARGET,
            AgentKey.KIND,
            AgentKey.TRANSIENT,
            AgentKey.BILLING),

    /** Targets on which a try failed. */
    RETRIES(
            "resilient.agent.retries",
            Meter.Type.COUNTER,
            "Targets on which a try failed, by what came of it",
            AgentKey.CALL,
            AgentKey.RESULT),

    /** Tokens of answers. */
    TOKENS(
            "resilient.agent.tokens",
            Meter.Type.COUNTER,
            "Tokens of questions and answers, as far as the answers say",
            AgentKey.TARGET,
            AgentKey.WASTED),

    /** How many circuits are in that state. */
    CIRCUIT_STATE(
            "resilient.agent.circuit.state",
            Meter.Type.GAUGE,
            "How many circuits are in that state: of a fixed name 1 for the state it is in, 0 for the others",
            AgentKey.CIRCUIT,
            AgentKey.STATE),

    /** Transitions of circuits. */
    CIRCUIT_TRANSITIONS(
            "resilient.agent.circuit.transitions",
            Meter.Type.COUNTER,
            "Transitions of circuits",
            AgentKey.CIRCUIT,
            AgentKey.FROM,
            AgentKey.TO),

    /** Calls that a circuit refused. */
    CIRCUIT_REJECTIONS(
            "resilient.agent.circuit.rejections", Meter.Type.COUNTER, "Calls that a circuit refused", AgentKey.CIRCUIT),

    /** Attempts that were given up on and still occupy a thread. */
    TIMEOUTS_ABANDONED(
            "resilient.agent.timeouts.abandoned",
            Meter.Type.GAUGE,
            "Attempts that were given up on and still occupy a thread"),

    /** The observation of an attempt, which is no meter. */
    ATTEMPT(
            "resilient.agent.attempt",
            Meter.Type.OTHER,
            "One attempt on a target",
            AgentKey.CALL,
            AgentKey.OPERATION,
            AgentKey.PROVIDER,
            AgentKey.MODEL);

    /** The value of a tag that has none. */
    static final String NONE = "none";

    private final String id;

    private final Meter.Type type;

    private final String description;

    private final AgentKey[] keys;

    AgentMeter(String id, Meter.Type type, String description, AgentKey... keys) {
        this.id = id;
        this.type = type;
        this.description = description;
        this.keys = keys;
    }

    /** The name of the meter. */
    public String id() {
        return this.id;
    }

    String description() {
        return this.description;
    }

    /** Whether it is an observation, or one too. */
    boolean isObserved() {
        return this == CALL || this == ATTEMPT;
    }

    /** Whether it is a meter, or one too. */
    boolean isMeter() {
        return this != ATTEMPT;
    }

    @Override
    public String getName() {
        return this.id;
    }

    @Override
    public Meter.Type getType() {
        return this.type;
    }

    @Override
    public String getPrefix() {
        return "";
    }

    @Override
    public KeyName[] getKeyNames() {
        return this.keys.clone();
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return isObserved() ? getKeyNames() : ObservationDocumentation.EMPTY;
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return switch (this) {
            case CALL -> new KeyName[] {AgentKey.CALL_ID, AgentKey.ERROR_TYPE};
            case ATTEMPT ->
                new KeyName[] {
                    AgentKey.CALL_ID,
                    AgentKey.ATTEMPT,
                    AgentKey.RESENDS,
                    AgentKey.ERROR_TYPE,
                    AgentKey.INPUT_TOKENS,
                    AgentKey.OUTPUT_TOKENS
                };
            default -> ObservationDocumentation.EMPTY;
        };
    }

    @Override
    public @Nullable Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
        return switch (this) {
            case CALL -> DefaultCallObservationConvention.class;
            case ATTEMPT -> DefaultAttemptObservationConvention.class;
            default -> null;
        };
    }
}
