package io.resilientagent.circuit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * All circuits of an application, by name. Look-ups of circuits that exist take no lock.
 *
 * <p>Circuits with static names live as long as the registry. Those with computed names, which come with the calls
 * (tenants, accounts), are limited in number: to make room, the one that was closed and unused for longest, at least a
 * minute, is forgotten; failing that, a half-open one that nobody used for an hour; never an open or forced one. Where
 * there is none, further names share the circuit {@code <settings>#overflow}.
 */
public final class CircuitRegistry {

    private static final Duration MAX_DURATION = CircuitDecision.LONGEST;

    /** After a search for room in vain there is none for so long: a flood of new names must not search each time. */
    private static final long SEARCH_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Object lock = new Object();

    private final Ticker ticker;

    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    private final ComputedCircuits computed;

    private final KeptDecisions kept;

    private final Map<String, Rules> replacements = new ConcurrentHashMap<>();

    private final CircuitListeners listeners = new CircuitListeners();

    private volatile long nextSearch;

    /**
     * Creates an empty registry.
     *
     * @param ticker the source of time
     * @param maxCircuits how many circuits with computed names to keep; must be positive
     */
    public CircuitRegistry(Ticker ticker, int maxCircuits) {
        if (maxCircuits < 1) {
            throw new IllegalArgumentException("Invalid max-circuits (" + maxCircuits + "): must be at least 1");
        }
        this.ticker = ticker;
        this.computed = new ComputedCircuits(maxCircuits);
        this.kept = new KeptDecisions(maxCircuits);
        this.nextSearch = ticker.nanos();
    }

    /**
     * Returns the circuit of that static name. It is created if need be, and never forgotten.
     *
     * @param settings its numbers, unless it exists or {@link #replace} has set others
     */
    public Circuit circuit(String name, CircuitSettings settings) {
        Circuit present = this.circuits.get(name);
        if (present != null && !this.computed.contains(name)) {
            return present;
        }
        Circuit circuit;
        synchronized (this.lock) {
            circuit = getOrCreate(name, name, settings);
            if (this.computed.remove(name)) {
                circuit.standAlone(rules(name, name, settings), this.ticker.nanos());
            }
        }
        return adoptKept(circuit);
    }

    /**
     * Returns the circuit of a name that was computed from a call. The name is cut to 128 characters, and characters
     * other than {@code [A-Za-z0-9._:/@-]} become an underscore. An empty name means the settings' own circuit.
     *
     * @param name the name as computed
     * @param settingsName whose settings the circuit has
     * @param settings its numbers, unless it exists or {@link #replace} has set others
     */
    public Circuit computed(String name, String settingsName, CircuitSettings settings) {
        String sanitised = CircuitNames.sanitise(name);
        if (sanitised.isEmpty()) {
            return circuit(settingsName, settings);
        }
        Circuit present = this.circuits.get(sanitised);
        if (present != null) {
            return present;
        }
        long now = this.ticker.nanos();
        Circuit overflow = this.circuits.get(overflowName(settingsName));
        return (overflow != null && now - this.nextSearch < 0)
                ? overflow
                : createComputed(sanitised, settingsName, settings, now);
    }

    private Circuit createComputed(String name, String settingsName, CircuitSettings settings, long now) {
        Optional<Circuit> evicted = Optional.empty();
        Circuit result;
        synchronized (this.lock) {
            Circuit present = this.circuits.get(name);
            if (present != null) {
                return present;
            }
            if (this.computed.isFull()) {
                evicted = this.computed.idle(now).filter((idle) -> forget(idle, now));
                if (evicted.isEmpty()) {
                    this.nextSearch = now + SEARCH_PAUSE;
                    return getOrCreate(overflowName(settingsName), settingsName, settings);
                }
            }
            result = getOrCreate(name, settingsName, settings);
            this.computed.add(result);
        }
        evicted.ifPresent((circuit) -> this.listeners.onEvicted(circuit.name()));
        return adoptKept(result);
    }

    /** False if somebody was faster and uses it, or forced a state upon it. */
    private boolean forget(Circuit idle, long now) {
        this.circuits.remove(idle.name());
        if (!this.computed.isIdle(idle, now)) {
            this.circuits.put(idle.name(), idle);
            return false;
        }
        return this.computed.remove(idle.name());
    }

    private Circuit getOrCreate(String name, String settingsName, CircuitSettings settings) {
        return this.circuits.computeIfAbsent(
                name,
                (key) -> new Circuit(
                        key, settingsName, rules(key, settingsName, settings), this.listeners, this.ticker.nanos()));
    }

    private Rules rules(String name, String settingsName, CircuitSettings settings) {
        Rules replaced = this.replacements.get(name);
        if (replaced == null) {
            replaced = this.replacements.get(settingsName);
        }
        return (replaced != null) ? replaced : new Rules(settings);
    }

    private static String overflowName(String settingsName) {
        return settingsName + "#overflow";
    }

    /** Returns the circuit of that name, if there is one now. */
    public Optional<Circuit> find(String name) {
        return Optional.ofNullable(this.circuits.get(name));
    }

    /** Returns the circuits that there are now, in no order. */
    public Collection<Circuit> all() {
        return List.copyOf(this.circuits.values());
    }

    /** Looks at each circuit that there is, in no order and without a copy of them all. */
    public void forEach(Consumer<? super Circuit> action) {
        this.circuits.values().forEach(action);
    }

    /**
     * Puts a circuit into a state, with an empty window and the base wait, whatever state it is in.
     *
     * @param state any but {@link CircuitState#HALF_OPEN}
     * @param duration after which {@link CircuitState#OPEN} becomes HALF_OPEN and the forced states become CLOSED; null
     *     = the settings' wait for OPEN, no end for the others; none is allowed for CLOSED
     * @throws IllegalArgumentException if there is no such circuit, or the state or duration is not allowed
     */
    public Circuit force(String name, CircuitState state, @Nullable Duration duration) {
        if (state == CircuitState.HALF_OPEN) {
            throw new IllegalArgumentException(
                    "Invalid state (HALF_OPEN): must be CLOSED, OPEN, FORCED_OPEN or DISABLED");
        }
        if (duration != null && state == CircuitState.CLOSED) {
            throw new IllegalArgumentException("Invalid duration (" + duration + "): CLOSED has none");
        }
        if (duration != null && (duration.isZero() || duration.isNegative() || duration.compareTo(MAX_DURATION) > 0)) {
            throw new IllegalArgumentException(
                    "Invalid duration (" + duration + "): must be positive and at most 365d");
        }
        while (true) {
            Circuit circuit =
                    find(name).orElseThrow(() -> new IllegalArgumentException("There is no circuit '" + name + "'"));
            circuit.force(state, duration, this.ticker.nanos());
            // else it was forgotten at that moment
            if (this.circuits.get(name) == circuit) {
                return circuit;
            }
        }
    }

    /**
     * Closes a circuit, with an empty window and the base wait.
     *
     * @throws IllegalArgumentException if there is no such circuit
     */
    public Circuit reset(String name) {
        return force(name, CircuitState.CLOSED, null);
    }

    /** Closes all circuits, with empty windows and base waits. */
    public void resetAll() {
        this.circuits.values().forEach((circuit) -> circuit.force(CircuitState.CLOSED, null, this.ticker.nanos()));
    }

    /**
     * Changes the numbers of the circuit of that name and of all that have its settings (computed names, the overflow),
     * now and to come; numbers set for a computed name itself go before those that it shares. States are kept; so are windows, unless their size or type changes: then only the failures in a row are. A
     * wait or half-open phase that has begun goes on as it began.
     */
    public void replace(String name, CircuitSettings settings) {
        Rules rules = new Rules(settings);
        synchronized (this.lock) {
            this.replacements.put(name, rules);
            for (Circuit circuit : this.circuits.values()) {
                boolean shares = circuit.settingsName().equals(name) && !this.replacements.containsKey(circuit.name());
                if (shares || circuit.name().equals(name)) {
                    circuit.replace(rules, this.ticker.nanos());
                }
            }
        }
    }

    /**
     * Lets a circuit take over what another instance has decided. A forced state outranks outcomes of calls; so does
     * another word of an operator, unless they are newer. The word that is told later replaces the one before, unless it
     * is older by more than 5 s, or the one before was said here and is not {@linkplain OperatorWord#settle() settled}.
     * Of two open times the one that ends later is taken. A success elsewhere closes a circuit that is open or half
     * open, not one that is forced open. A
     * circuit that does not exist yet is not created: what it has to know is kept for when it is, of as many circuits as
     * may have computed names.
     *
     * @param name the circuit's name
     * @param decision what was decided
     * @param slackNanos by how much the decision must be newer, or an open time longer, than the circuit's own to count:
     *     0 for news; more for what may have been told before, whose age is not exact. An operator's word that says
     *     something else than the last one needs no such distance, the same one again at least 100 ms
     * @param spreadNanos how much longer the circuit stays open here, so that instances do not probe all at once
     * @return whether it counted
     */
    public boolean adopt(String name, CircuitDecision decision, long slackNanos, long spreadNanos) {
        long now = this.ticker.nanos();
        Adoption adoption = new Adoption(decision, slackNanos, spreadNanos);
        Circuit circuit = this.circuits.get(name);
        // else it was forgotten at that moment, or does not exist yet
        if (circuit != null && circuit.adopt(adoption, now) && this.circuits.get(name) == circuit) {
            return true;
        }
        if (circuit != null && this.circuits.get(name) == circuit) {
            return false;
        }
        this.kept.put(name, adoption, now);
        Circuit late = this.circuits.get(name);
        if (late != null) {
            adoptKept(late);
        }
        return false;
    }

    private Circuit adoptKept(Circuit circuit) {
        long now = this.ticker.nanos();
        this.kept.take(circuit.name(), now).forEach((adoption) -> circuit.adopt(adoption, now));
        return circuit;
    }

    /** Adds a listener, which hears of all circuits from now on. */
    public void addListener(CircuitListener listener) {
        this.listeners.add(listener);
    }
}
