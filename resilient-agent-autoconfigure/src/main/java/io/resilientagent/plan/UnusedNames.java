package io.resilientagent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** What is configured for names that nothing uses, and what to do about it. */
final class UnusedNames {

    private static final Log logger = LogFactory.getLog(UnusedNames.class);

    private final BeanTypes beans;

    private final List<String> problems = new ArrayList<>();

    private final List<String> cures = new ArrayList<>();

    UnusedNames(BeanTypes beans) {
        this.beans = beans;
    }

    void addCalls(NamedSettings<CallSettings> calls, List<String> known) {
        Map<String, CallSettings> unused = calls.unused();
        List<String> mistyped = new ArrayList<>();
        unused.forEach((name, settings) -> {
            String key = NamedSettings.key("resilient-agent.calls", name);
            if (settings.pointcut() != null) {
                this.problems.add(
                        key + " (its pointcut " + settings.pointcut() + " selects no public method of a bean)");
                this.cures.add("Compare the package, the class and the method in '" + key + ".pointcut' with the code");
            } else if (settings.bean() != null) {
                addBean(key, settings.bean());
            } else {
                mistyped.add(name);
            }
        });
        add("resilient-agent.calls", mistyped, known);
    }

    private void addBean(String key, String bean) {
        boolean exists = this.beans.names().contains(bean);
        this.problems.add(
                key + " (its bean '" + bean + "' " + (exists ? "is not made by Spring" : "does not exist") + ")");
        if (!exists) {
            this.cures.add(Spelling.nearest(bean, this.beans.names())
                    .map((meant) -> "Write '" + key + ".bean: " + meant + "'")
                    .orElse("Name a bean of the application in '" + key + ".bean', or take '" + key + "' away"));
        } else {
            this.cures.add("Make it with a @Bean method, or call it through ResilientCalls");
        }
    }

    void add(String group, List<String> unused, List<String> known) {
        for (String name : unused) {
            this.problems.add(NamedSettings.key(group, name));
            Spelling.nearest(name, known)
                    .ifPresent((meant) -> this.cures.add("Write '" + NamedSettings.yaml(meant) + ":' instead of '"
                            + NamedSettings.yaml(name) + ":'"));
        }
        if (!unused.isEmpty()) {
            this.cures.add("The names under '" + group + "' can be "
                    + known.stream().map(NamedSettings::yaml).toList());
        }
    }

    /** Stops the start, or warns. */
    void tell(PlanSettings.UnusedNames way) {
        if (this.problems.isEmpty()) {
            return;
        }
        String problem = "configured, but used by no guarded method: " + String.join(", ", this.problems);
        this.cures.add(
                "A name of ResilientCalls has to be asked for while the application starts, as in a constructor");
        this.cures.add("'resilient-agent.unused-names: warn' turns this into a warning");
        String cure = String.join(". ", this.cures);
        if (way == PlanSettings.UnusedNames.FAIL) {
            throw new InvalidGuardException(null, problem, cure);
        }
        logger.warn("Names are " + problem + ". " + cure);
    }
}
