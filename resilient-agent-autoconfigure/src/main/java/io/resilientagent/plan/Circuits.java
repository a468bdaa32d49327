package io.resilientagent.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.engine.ComputedName;
import io.resilientagent.engine.Guard;
import io.resilientagent.engine.GuardSource;
import io.resilientagent.engine.Guards;
import io.resilientagent.retry.BudgetSettings;
import org.jspecify.annotations.Nullable;

/** Makes the circuits that plans use, with what is configured for them. */
final class Circuits {

    private volatile NamedSettings<CircuitValues> configured;

    private final Guards guards;

    private final Map<String, String> names = new ConcurrentHashMap<>();

    Circuits(Map<String, CircuitValues> configured, Guards guards) {
        this.configured = new NamedSettings<>(configured, CircuitValues::over);
        this.guards = guards;
    }

    /**
     * Changes the numbers of all circuits that plans use to what is configured now, or none if one is wrong.
     *
     * @throws InvalidGuardException if a value is wrong; nothing is changed then
     */
    void refresh(Map<String, CircuitValues> now) {
        NamedSettings<CircuitValues> next = new NamedSettings<>(now, CircuitValues::over);
        Map<String, CircuitSettings> settings = new LinkedHashMap<>();
        this.names
                .values()
                .forEach((name) -> settings.put(name, values(next, name).settings()));
        this.configured = next;
        settings.forEach(this.guards::replace);
    }

    void explainUnused(UnusedNames unused) {
        List<String> known = this.names.values().stream().sorted().toList();
        unused.add(
                "resilient-agent.circuits", List.copyOf(this.configured.unused().keySet()), known);
    }

    /** A circuit of a fixed name. */
    GuardSource fixed(CallSite guarded, String name) {
        CircuitValues values = values(guarded, name);
        return new Fixed(name, this.guards.fixed(name, values.settings(), budget(values)));
    }

    /** A circuit whose name is computed from the arguments, with the settings of a fixed one. */
    GuardSource computed(CallSite guarded, String template, String settingsName, ComputedName name) {
        return perCall(guarded, template, settingsName, (arguments, account) -> name.from(arguments));
    }

    /** The circuit of an account with a provider; of the provider where there is no account. */
    GuardSource account(CallSite guarded, String provider, boolean accountGiven) {
        return accountGiven
                ? perCall(
                        guarded,
                        provider + "@*",
                        provider,
                        (arguments, account) -> (account != null) ? provider + "@" + account : null)
                : fixed(guarded, provider);
    }

    private GuardSource perCall(CallSite guarded, String template, String settingsName, NameOfCall name) {
        CircuitValues values = values(guarded, settingsName);
        CircuitSettings settings = values.settings();
        BudgetSettings budget = budget(values);
        Guard shared = this.guards.fixed(settingsName, settings, budget);
        return new Computed(template, settingsName, name, settings, budget, shared, this.guards);
    }

    private CircuitValues values(CallSite guarded, String name) {
        check(guarded, name);
        return values(this.configured, name);
    }

    private static CircuitValues values(NamedSettings<CircuitValues> configured, String name) {
        CircuitValues common = configured.use(NamedSettings.DEFAULT);
        CircuitValues own = configured.use(name);
        CircuitValues base = (common != null) ? common : CircuitValues.NONE;
        try {
            CircuitValues merged = (own != null) ? own.over(base) : base;
            merged.settings();
            return merged;
        } catch (IllegalArgumentException ex) {
            throw new InvalidGuardException(
                    null,
                    "'" + NamedSettings.key("resilient-agent.circuits", name) + "': " + ex.getMessage(),
                    "Correct the value there or under 'resilient-agent.circuits.default'");
        }
    }

    private void check(CallSite guarded, String name) {
        String canonical = CanonicalName.of(name);
        if (canonical.equals(NamedSettings.DEFAULT)) {
            throw guarded.invalid(
                    "the circuit name '" + name + "' is the key of what all circuits inherit", "Choose another name");
        }
        String known = this.names.putIfAbsent(canonical, name);
        // Models that differ by a dot or a hyphen only are nobody's mistake, as long as no key means both.
        boolean isMistake = name.indexOf('/') < 0 || this.configured.has(name);
        if (known != null && !known.equals(name) && isMistake) {
            throw guarded.invalid(
                    "the circuit names '" + name + "' and '" + known + "' are the same key in configuration",
                    "Write both alike if they are one circuit, else choose other words");
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
