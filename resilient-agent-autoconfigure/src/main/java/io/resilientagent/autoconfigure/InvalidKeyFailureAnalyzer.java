package io.resilientagent.autoconfigure;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionException;

/**
 * Names an unknown key and the one that was meant, and the key of a value that is out of range. What cannot be
 * converted is left to Boot's own analyses.
 */
final class InvalidKeyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("resilient-agent");

    /** How all settings say what is wrong with a value. */
    private static final Pattern INVALID =
            Pattern.compile("Invalid '?([a-z-]+)'? \\((.*)\\): (must .*)", Pattern.DOTALL);

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!PREFIX.equals(cause.getName()) && !PREFIX.isAncestorOf(cause.getName())) {
            return null;
        }
        UnboundConfigurationPropertiesException unbound =
                findCause(cause, UnboundConfigurationPropertiesException.class);
        if (unbound != null) {
            return unknown(unbound.getUnboundProperties(), cause);
        }
        if (findCause(cause, ConversionException.class) != null) {
            return null;
        }
        BindException innermost = cause;
        Throwable root = cause;
        for (Throwable part = cause; part != null; part = part.getCause()) {
            innermost = (part instanceof BindException bind) ? bind : innermost;
            root = part;
        }
        return (root instanceof IllegalArgumentException && root.getMessage() != null)
                ? outOfRange(innermost, root.getMessage(), cause)
                : null;
    }

    private static FailureAnalysis unknown(Set<ConfigurationProperty> properties, BindException cause) {
        StringBuilder problem = new StringBuilder();
        StringBuilder cure = new StringBuilder();
        for (ConfigurationProperty property : properties) {
            String written = written(property);
            problem.append(problem.isEmpty() ? "" : "\n")
                    .append("Unknown key '")
                    .append(written)
                    .append("'");
            Origin place = place(property);
            problem.append((place != null) ? " (" + place + ")." : ".");
            cure.append(cure.isEmpty() ? "" : "\n").append(KnownKeys.instead(property.getName(), written));
        }
        return new FailureAnalysis(problem.toString(), cure.toString(), cause);
    }

    private static String written(ConfigurationProperty property) {
        return (property.getOrigin() instanceof PropertySourceOrigin origin)
                ? origin.getPropertyName()
                : property.getName().toString();
    }

    private static @Nullable Origin place(ConfigurationProperty property) {
        return (property.getOrigin() instanceof PropertySourceOrigin origin && origin.getOrigin() != null)
                ? origin.getOrigin()
                : property.getOrigin();
    }

    private static FailureAnalysis outOfRange(BindException innermost, String message, BindException cause) {
        Matcher invalid = INVALID.matcher(message);
        String problem = invalid.matches()
                ? "Invalid value of '%s.%s' (%s): %s"
                        .formatted(innermost.getName(), invalid.group(1), invalid.group(2), invalid.group(3))
                : "Invalid values below '%s': %s".formatted(innermost.getName(), message);
        ConfigurationProperty property = innermost.getProperty();
        String place = (property != null && place(property) != null) ? " (" + place(property) + ")" : "";
        return new FailureAnalysis(
                problem + place + ".", "Correct the value, or take it away to have the default.", cause);
    }
}
