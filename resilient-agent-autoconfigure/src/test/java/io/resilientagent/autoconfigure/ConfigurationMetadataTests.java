package io.resilientagent.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.CircuitEffect;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What an editor shows of the keys is whole and true, and each key does something. */
class ConfigurationMetadataTests {

    private static final Pattern BOOLEAN_WORD = Pattern.compile("y|n|yes|no|on|off|true|false");

    /** What else an element of a list needs. */
    private static final Map<String, Map<String, String>> NEEDED = Map.of(
            "calls.default.chain[0].", Map.of("target", "some/model"),
            "calls.default.fallback[0].", Map.of("method", "other"),
            "classification.rules[0].", Map.of("kind", "network", "exception", "java.lang.Error"));

    private static final Map<Class<?>, String> SAMPLES = Map.ofEntries(
            Map.entry(Integer.class, "7"),
            Map.entry(Long.class, "7"),
            Map.entry(Double.class, "7"),
            Map.entry(String.class, "sample"),
            Map.entry(Duration.class, "7s"),
            Map.entry(Pattern.class, "try .* later"),
            Map.entry(Set.class, "overloaded,timeout"),
            Map.entry(List.class, "java.io.IOException"));

    private static Map<String, Map<String, Object>> metadata = Map.of();

    private static Map<String, Map<String, Object>> hints = Map.of();

    @BeforeAll
    static void read() throws IOException {
        metadata = ConfigurationMetadata.read("properties");
        hints = ConfigurationMetadata.read("hints");
    }

    static List<ConfigurationKey> keys() {
        return ConfigurationKey.all();
    }

    static List<ConfigurationKey> keysWithAValue() {
        return keys().stream().filter((key) -> !key.isContainer()).toList();
    }

    @Test
    void tellsOfEveryKeyAndOfNoOther() {
        assertThat(metadata.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        keys().stream().map(ConfigurationKey::name).toList());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void describesTheKey(ConfigurationKey key) {
        Map<String, Object> entry = metadata.get(key.name());
        assertThat(entry.get("description"))
                .asString()
                .endsWith(".")
                .hasSizeGreaterThan(10)
                .doesNotContain("{@code", "{@link", "  ");
        assertThat(entry.get("type"))
                .asString()
                .startsWith(ClassUtils.resolvePrimitiveIfNecessary(key.type().toClass())
                        .getName());
    }

    /** What has no value of its own unless it is set, and then means what its description says. */
    private static final Pattern UNSET = Pattern.compile(
            ".*\\.(max-attempts|slow-call-duration-threshold|wait-multiplier)"
                    + "|calls\\.default\\.(retry-budget|cache|chain\\[0]|fallback\\[0])\\..*|classification\\.rules\\[0]\\..*");

    @ParameterizedTest
    @MethodSource("keysWithAValue")
    void tellsTheDefaultOfEveryNumberSwitchAndDuration(ConfigurationKey key) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(key.type().toClass());
        boolean simple =
                type == Boolean.class || Number.class.isAssignableFrom(type) || type == Duration.class || type.isEnum();
        assertThat(metadata.get(key.name()).containsKey("defaultValue")
                        || !simple
                        || UNSET.matcher(key.name()).matches())
                .as("%s has a default, or is one of those that are unset", key.name())
                .isTrue();
    }

    @Test
    void namesNoKeyWithABooleanWord() {
        assertThat(metadata.keySet())
                .flatMap((key) -> List.of(key.split("\\.")))
                .noneMatch((element) -> BOOLEAN_WORD.matcher(element).matches());
    }

    @Test
    void hintsAtExistingKeys() {
        assertThat(hints).isNotEmpty();
        assertThat(hints.keySet()).allMatch((name) -> metadata.containsKey(name.replaceFirst("\\.(keys|values)$", "")));
    }

    @Test
    void hintsAtEveryKindOfFailure() {
        List<Object> hinted = new ArrayList<>();
        ((List<?>) hints.get("failures.keys").get("values"))
                .forEach((value) -> hinted.add(((Map<?, ?>) value).get("value")));
        assertThat(hinted)
                .containsExactly(Stream.of(FailureKind.values())
                        .map(ConfigurationKey::kebab)
                        .toArray());
    }

    /** Each key alone, in a variable of the environment, with the name "default" and with another one. */
    @ParameterizedTest
    @MethodSource("keysWithAValue")
    void environmentVariableSetsTheKey(ConfigurationKey key) {
        for (String name : key.name().contains(".default.") ? List.of("default", "support") : List.of("default")) {
            Map<String, Object> needed = needed(key, name);
            Map<String, Object> all = new HashMap<>(needed);
            all.put(ConfigurationKey.variable(key.name(), name), sample(key));
            Object without = ConfigurationKey.value(bind(needed), key.name(), name);
            Object with = ConfigurationKey.value(bind(all), key.name(), name);
            assertThat(with).as("%s", all).isNotNull().isNotEqualTo(without);
        }
    }

    private static Map<String, Object> needed(ConfigurationKey key, String name) {
        Map<String, Object> variables = new HashMap<>();
        NEEDED.forEach((parent, siblings) -> {
            // a step has a method, a text or is cached
            if (key.name().startsWith(parent) && !key.name().matches(".*\\.(text|cached)")) {
                siblings.forEach(
                        (sibling, value) -> variables.put(ConfigurationKey.variable(parent + sibling, name), value));
            }
        });
        return variables;
    }

    private static String sample(ConfigurationKey key) {
        Class<?> type = key.type().toClass();
        Object builtIn = metadata.get(key.name()).get("defaultValue");
        if (key.name().endsWith(".jitter")) {
            return "0.7";
        }
        if (key.name().matches(".*\\.(chain|model|target)")) {
            return "other/model";
        }
        if (type == Boolean.class || type == boolean.class) {
            return String.valueOf(!Boolean.TRUE.equals(builtIn));
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(ConfigurationKey::kebab)
                    .filter((constant) -> !constant.equals(builtIn))
                    .findFirst()
                    .orElseThrow();
        }
        return Objects.requireNonNull(
                SAMPLES.get(ClassUtils.resolvePrimitiveIfNecessary(type)), () -> "no sample for " + key);
    }

    private static ResilientAgentProperties bind(Map<String, Object> variables) {
        SystemEnvironmentPropertySource source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
        ApplicationConversionService conversion = new ApplicationConversionService();
        conversion.addConverter(new ChainConversionConfiguration.TargetConverter());
        return new Binder(ConfigurationPropertySources.from(source), null, conversion)
                .bindOrCreate("resilient-agent", Bindable.of(ResilientAgentProperties.class));
    }

    @Test
    void defaultsAreThoseInForce() {
        List<String> explicit = new ArrayList<>();
        metadata.forEach((key, entry) -> {
            if (entry.containsKey("defaultValue") && !key.contains("[0]")) {
                explicit.add(ConfigurationMetadata.PREFIX + key + "=" + entry.get("defaultValue"));
            }
        });
        assertThat(explicit).hasSizeGreaterThan(30);
        Map<String, Object> without = inForce();
        assertThat(inForce(explicit.toArray(String[]::new)))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*(random|ticker|circuits|account|driver)")
                .isEqualTo(without);
    }

    private static Map<String, Object> inForce(String... properties) {
        Map<String, Object> found = new HashMap<>();
        Guarded.by(new ManualTime(), Agent.class).withPropertyValues(properties).run((context) -> {
            assertThat(context).hasNotFailed();
            CallPlan plan =
                    context.getBean(CallCatalog.class).plans().iterator().next();
            CircuitSettings settings = context.getBean(CircuitRegistry.class)
                    .find("some/model")
                    .orElseThrow()
                    .settings();
            found.put("plan", plan);
            found.put("settings", settings);
        });
        return found;
    }

    // what was cancelled while its caller still waits is taken for a broken connection
    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "CANCELLED")
    void defaultsOfAKindAreThoseInForce(FailureKind kind) {
        String key = "failures." + ConfigurationKey.kebab(kind);
        assertThat(metadata.get(key + ".transient")).containsEntry("defaultValue", kind.isTransientByDefault());
        Guarded.by(new ManualTime(), Agent.class).run((context) -> {
            assertThat(catchThrowable(() -> context.getBean(Agent.class).fail(kind)))
                    .isNotNull();
            assertThat(metadata.get(key + ".circuit"))
                    .containsEntry(
                            "defaultValue", ConfigurationKey.kebab(effect(context.getBean(CircuitRegistry.class))));
        });
    }

    private static CircuitEffect effect(CircuitRegistry circuits) {
        if (circuits.all().stream().anyMatch((circuit) -> circuit.state(0) == CircuitState.OPEN)) {
            return CircuitEffect.OPEN;
        }
        return circuits.all().stream().allMatch(ConfigurationMetadataTests::isUntouched)
                ? CircuitEffect.IGNORE
                : CircuitEffect.FAILURE;
    }

    private static boolean isUntouched(Circuit circuit) {
        return circuit.snapshot(0).failuresByKind().isEmpty();
    }

    static class Agent {

        @LlmCall(name = "agent", model = "some/model")
        @CircuitGuarded("own")
        public String fail(FailureKind kind) {
            throw Problem.of(kind);
        }
    }
}
