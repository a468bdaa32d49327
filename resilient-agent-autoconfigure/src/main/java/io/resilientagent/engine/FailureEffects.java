package io.resilientagent.engine;

import java.util.EnumMap;
import java.util.Map;

import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;

/** What each kind of failure does: its transience, its tries, and the circuits in which it counts. Immutable. */
public final class FailureEffects {

    /** In which of a provider's circuits a kind counts. */
    private enum Home {
        ACCOUNT,
        MODEL,
        /** The account's where the call says whose account it uses, else the model's. */
        ACCOUNT_IF_GIVEN,
        NOWHERE
    }

    private final Map<FailureKind, KindSettings> settings = new EnumMap<>(FailureKind.class);

    /** Creates the effects; kinds that are not in the map keep the built-in ones. */
    public FailureEffects(Map<FailureKind, KindSettings> settings) {
        this.settings.putAll(settings);
    }

    /** The failure with its configured transience. */
    Failure apply(Failure failure) {
        Boolean configured = of(failure.kind()).isTransient();
        return (configured != null) ? failure.withTransient(configured) : failure;
    }

    /** The most tries after this kind. */
    int maxAttempts(FailureKind kind) {
        Integer configured = of(kind).maxAttempts();
        return (configured != null) ? configured : Integer.MAX_VALUE;
    }

    /**
     * What a failure does to a circuit.
     *
     * @param scope what the circuit stands for
     * @param accountGiven whether the call says whose account it uses
     * @param alone whether the attempt has no other circuits than its method's own
     */
    CircuitEffect on(Failure failure, CircuitScope scope, boolean accountGiven, boolean alone) {
        CircuitEffect configured = of(failure.kind()).circuit();
        CircuitEffect effect = (configured != null) ? configured : builtIn(failure);
        if (effect == CircuitEffect.IGNORE) {
            return effect;
        }
        if (scope == CircuitScope.OWN) {
            return (effect == CircuitEffect.OPEN && !alone) ? CircuitEffect.FAILURE : effect;
        }
        return countsIn(scope, home(failure, configured != null), accountGiven) ? effect : CircuitEffect.IGNORE;
    }

    private KindSettings of(FailureKind kind) {
        return this.settings.getOrDefault(kind, KindSettings.NONE);
    }

    private static boolean countsIn(CircuitScope scope, Home home, boolean accountGiven) {
        return switch (home) {
            case NOWHERE -> false;
            case ACCOUNT -> scope != CircuitScope.MODEL;
            case MODEL -> scope != CircuitScope.ACCOUNT;
            case ACCOUNT_IF_GIVEN -> scope != (accountGiven ? CircuitScope.MODEL : CircuitScope.ACCOUNT);
        };
    }

    private static Home home(Failure failure, boolean configured) {
        return switch (failure.kind()) {
            case RATE_LIMITED -> Home.ACCOUNT_IF_GIVEN;
            case AUTHENTICATION, QUOTA_EXHAUSTED -> Home.ACCOUNT;
            case OVERLOADED, SERVER_ERROR, TIMEOUT, NETWORK, MODEL_NOT_FOUND, PERMISSION_DENIED -> Home.MODEL;
            case MALFORMED_RESPONSE -> failure.isFromProvider() ? Home.MODEL : Home.NOWHERE;
            case UNKNOWN -> Home.NOWHERE;
            default -> configured ? Home.MODEL : Home.NOWHERE;
        };
    }

    private static CircuitEffect builtIn(Failure failure) {
        return switch (failure.kind()) {
            case RATE_LIMITED, OVERLOADED, SERVER_ERROR, TIMEOUT, NETWORK, MALFORMED_RESPONSE, PERMISSION_DENIED ->
                CircuitEffect.FAILURE;
            case AUTHENTICATION, QUOTA_EXHAUSTED, MODEL_NOT_FOUND -> CircuitEffect.OPEN;
            case UNKNOWN -> failure.isFromProvider() ? CircuitEffect.FAILURE : CircuitEffect.IGNORE;
            default -> CircuitEffect.IGNORE;
        };
    }
}
