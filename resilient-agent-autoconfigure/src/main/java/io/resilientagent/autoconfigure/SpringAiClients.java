package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.resilientagent.CallType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What Spring AI's clients are set to where nobody else has set it: no retries of their own, and a timeout above every
 * limit of ours, as it ends streams too.
 */
final class SpringAiClients {

    /** What lies between the longest limit of ours and that of a client, so that ours is the one that ends an attempt. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration LONGEST_STREAM = Duration.ofMinutes(15);

    private static final ConfigurationPropertyName CALLS = ConfigurationPropertyName.of("resilient-agent.calls");

    private static final ConfigurationPropertyName DEFAULT_STREAM =
            ConfigurationPropertyName.of("resilient-agent.calls.default.max-stream-duration");

    /** Keys of a call, without dashes, that say how long one attempt may take. */
    private static final Set<String> LIMITS = Set.of("timeout", "firstitemtimeout", "idletimeout", "maxstreamduration");

    private static final Map<String, String> PROVIDERS = Map.of(
            "openai", "org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration",
            "anthropic", "org.springframework.ai.model.anthropic.autoconfigure.AnthropicChatAutoConfiguration");

    private static final String RETRY = "org.springframework.ai.retry.autoconfigure.SpringAiRetryAutoConfiguration";

    private final Environment environment;

    private final Binder binder;

    private final @Nullable ClassLoader classLoader;

    SpringAiClients(Environment environment, @Nullable ClassLoader classLoader) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.classLoader = classLoader;
    }

    /** Whether clients are to be left alone. */
    boolean areLeftAlone() {
        return isOff("resilient-agent.enabled") || isOff("resilient-agent.disable-client-retries");
    }

    private boolean isOff(String key) {
        return this.binder
                .bind(key, String.class)
                .map("false"::equalsIgnoreCase)
                .orElse(false);
    }

    /** The values for all keys that nobody has set. */
    Map<String, Object> missingValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        Stream.of("openai", "anthropic").filter(this::isPresent).forEach((provider) -> {
            values.put("spring.ai." + provider + ".max-retries", "0");
            values.put(timeoutKey(provider), timeout().toSeconds() + "s");
        });
        if (ClassUtils.isPresent(RETRY, this.classLoader)) {
            // Spring AI 2 takes the number of attempts for that of retries
            values.put("spring.ai.retry.max-attempts", "0");
        }
        values.keySet().removeIf((key) -> this.binder.bind(key, String.class).isBound());
        return values;
    }

    /** The clients' timeout where it is the one that was set here; null where there is none or another. */
    @Nullable
    Duration timeoutSet() {
        Duration timeout = timeout();
        String value = timeout.toSeconds() + "s";
        return PROVIDERS.keySet().stream()
                        .filter(this::isPresent)
                        .anyMatch((provider) -> value.equals(this.environment.getProperty(timeoutKey(provider))))
                ? timeout
                : null;
    }

    private boolean isPresent(String provider) {
        return ClassUtils.isPresent(PROVIDERS.getOrDefault(provider, ""), this.classLoader);
    }

    private static String timeoutKey(String provider) {
        return "spring.ai." + provider + ".timeout";
    }

    private Duration timeout() {
        Duration longest = duration(DEFAULT_STREAM);
        longest = (longest != null) ? longest : LONGEST_STREAM;
        for (CallType type : CallType.values()) {
            longest = longer(longest, type.timeout());
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                longest = longest(iterable, longest);
            }
        }
        // in whole seconds, which every duration can be written in
        return Duration.ofSeconds(longest.plus(MARGIN).plusMillis(999).toSeconds());
    }

    private Duration longest(IterableConfigurationPropertySource source, Duration atLeast) {
        return source.stream()
                .filter((name) -> CALLS.isAncestorOf(name) && LIMITS.contains(name.getLastElement(Form.UNIFORM)))
                .map((name) -> longer(atLeast, duration(name)))
                .reduce(atLeast, SpringAiClients::longer);
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return (other != null && other.compareTo(one) > 0) ? other : one;
    }

    /** The value of a key; one that is no duration is reported where it is used. */
    private @Nullable Duration duration(ConfigurationPropertyName name) {
        try {
            return this.binder.bind(name, Bindable.of(Duration.class)).orElse(null);
        } catch (BindException ex) {
            return null;
        }
    }
}
