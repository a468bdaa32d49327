package io.resilientagent.plan;

import java.util.List;
import java.util.Map;

import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.engine.ComputedName;
import io.resilientagent.engine.Guard;
import io.resilientagent.engine.GuardSource;
import io.resilientagent.engine.Guards;
import io.resilientagent.retry.BudgetSettings;
import org.jspecify.annotations.Nullable;

/** Makes the circuits that plans use, with what is configured for them. */
final class Circuits {

    private final NamedSettings<CircuitValues> configured;

    private final Guards guards;

    Circuits(Map<String, CircuitValues> configured, Guards guards) {
        this.configured = new NamedSettings<>(configured, CircuitValues::over);
        this.guards = guards;
    }

    List<String> unused() {
        return this.configured.unused();
    }

    /** A circuit of a fixed name. */
    GuardSource fixed(String name) {
        CircuitValues values = values(name);
        return new Fixed(name, this.guards.fixed(name, settings(name, values), budget(values)));
    }

    /** A circuit whose name is computed from the arguments, with the settings of a fixed one. */
    GuardSource computed(String template, String settingsName, ComputedName name) {
        return perCall(template, settingsName, (arguments, account) -> name.from(arguments));
    }

    /** The circuit of an account with a provider; of the provider where there is no account. */
    GuardSource account(String provider, boolean accountGiven) {
        return accountGiven
                ? perCall(
                        provider + "@*",
                        provider,
                        (arguments, account) -> (account != null) ? provider + "@" + account : null)
                : fixed(provider);
    }

    private GuardSource perCall(String template, String settingsName, NameOfCall name) {
        CircuitValues values = values(settingsName);
        CircuitSettings settings = settings(settingsName, values);
        BudgetSettings budget = budget(values);
        Guard shared = this.guards.fixed(settingsName, settings, budget);
        return new Computed(template, settingsName, name, settings, budget, shared, this.guards);
    }

    private CircuitValues values(String name) {
        CircuitValues common = this.configured.use(NamedSettings.DEFAULT);
        CircuitValues own = this.configured.use(name);
        CircuitValues base = (common != null) ? common : CircuitValues.NONE;
        return (own != null) ? own.over(base) : base;
    }

    private static CircuitSettings settings(String name, CircuitValues values) {
        try {
            return values.settings();
        } catch (IllegalArgumentException ex) {
            throw new InvalidGuardException(
                    "Key 'resilient-agent.circuits." + name + "'",
                    String.valueOf(ex.getMessage()),
                    "Correct the value there or under 'resilient-agent.circuits.default'");
        }
    }

    private static BudgetSettings budget(CircuitValues values) {
        return ((values.retryBudget() != null) ? values.retryBudget() : BudgetValues.NONE).settings();
    }

    private interface NameOfCall {

        @Nullable
        String name(Object[] arguments, @Nullable String account);
    }

    private record Fixed(String name, Guard guard) implements GuardSource {

        @Override
        public Guard guard(Object[] arguments, @Nullable String account) {
            return this.guard;
        }
    }

    private record Computed(
            String name,
            String settingsName,
            NameOfCall nameOfCall,
            CircuitSettings settings,
            BudgetSettings budget,
            Guard shared,
            Guards guards)
            implements GuardSource {

        @Override
        public Guard guard(Object[] arguments, @Nullable String account) {
            String computed = this.nameOfCall.name(arguments, account);
            return (computed == null)
                    ? this.shared
                    : this.guards.computed(computed, this.settingsName, this.settings, this.budget);
        }
    }
}
