package io.resilientagent.sample.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What {@code /actuator/agentcircuits} shows, as far as the story needs it.
 *
 * @param circuits every circuit by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Circuits(Map<String, Circuit> circuits) {

    static final String CLOSED = "CLOSED";

    /**
     * One circuit.
     *
     * @param state {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Circuit(String state) {}

    /** The state of a circuit; {@code absent} if there is none of that name. */
    String state(String name) {
        Circuit circuit = this.circuits.get(name);
        return (circuit != null) ? circuit.state() : "absent";
    }

    boolean allClosed() {
        return this.circuits.values().stream()
                .allMatch((circuit) -> circuit.state().equals(CLOSED));
    }

    boolean anyOpen() {
        return this.circuits.values().stream()
                .anyMatch((circuit) -> circuit.state().equals("OPEN"));
    }

    /** The circuits that are not closed, in one line. */
    String describe() {
        if (allClosed()) {
            return "all closed";
        }
        return new TreeMap<>(this.circuits)
                .entrySet().stream()
                        .filter((entry) -> !entry.getValue().state().equals(CLOSED))
                        .map((entry) -> entry.getKey() + " " + entry.getValue().state())
                        .collect(Collectors.joining(", "));
    }
}
