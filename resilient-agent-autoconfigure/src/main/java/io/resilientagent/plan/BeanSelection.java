package io.resilientagent.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which methods get a call by configuration, since they cannot be annotated; null where nothing is configured.
 *
 * @param bean the name of a bean
 * @param methods the names of its methods, with all their overloads
 * @param pointcut an expression in AspectJ's language; selects public methods of beans
 */
public record BeanSelection(
        @Nullable String bean,
        @Nullable List<String> methods,
        @Nullable String pointcut) {

    /**
     * The selections of all calls, by name.
     *
     * @param configured as they are written
     * @throws InvalidGuardException if one says too little or too much
     */
    public static Map<String, BeanSelection> byName(Map<String, BeanSelection> configured) {
        Map<String, BeanSelection> selections = new LinkedHashMap<>();
        new NamedSettings<>(configured, BeanSelection::over).byName().forEach((name, selection) -> {
            selection.check(name);
            selections.put(name, selection);
        });
        return selections;
    }

    private BeanSelection over(BeanSelection lower) {
        return new BeanSelection(
                CallSettings.first(this.bean, lower.bean),
                CallSettings.first(this.methods, lower.methods),
                CallSettings.first(this.pointcut, lower.pointcut));
    }

    private void check(String name) {
        String key = NamedSettings.key("resilient-agent.calls", name);
        if (CanonicalName.of(name).equals(NamedSettings.DEFAULT)) {
            throw InvalidGuardException.ofKey(
                    key, "it selects methods, but is what all calls inherit", "Write it under the name of one call");
        }
        boolean methodsGiven = this.methods != null && !this.methods.isEmpty();
        if ((this.bean != null) != methodsGiven) {
            throw InvalidGuardException.ofKey(
                    key,
                    "it has '" + (methodsGiven ? "methods" : "bean") + "' without '"
                            + (methodsGiven ? "bean" : "methods") + "'",
                    "Write both, such as 'bean: openAiChatModel' and 'methods: [call]'");
        }
        if (this.bean != null && this.pointcut != null) {
            throw InvalidGuardException.ofKey(
                    key, "it has both 'bean' and 'pointcut'", "Keep one of them, or give the other a call of its own");
        }
    }
}
