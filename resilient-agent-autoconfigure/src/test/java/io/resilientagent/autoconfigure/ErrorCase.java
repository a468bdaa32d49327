package io.resilientagent.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * An application that does not start.
 *
 * @param title what is wrong
 * @param beans its beans
 * @param properties what is configured
 */
record ErrorCase(String title, List<Class<?>> beans, List<String> properties) {

    private static final String PACKAGE = ErrorPrograms.class.getName() + "$";

    /** Libraries that a title may say are missing. */
    private static final Map<String, String> LIBRARIES =
            Map.of("AspectJ", "org.aspectj", "Without Spring Data Redis", "org.springframework.data.redis");

    static ErrorCase of(String title, Class<?>... beans) {
        return new ErrorCase(title, List.of(beans), List.of());
    }

    ErrorCase with(String... properties) {
        return new ErrorCase(this.title, this.beans, List.of(properties));
    }

    /** The program and what is said about it, as a section of a page. */
    String markdown() {
        StringBuilder text = new StringBuilder("\n### ").append(this.title).append("\n");
        if (!this.beans.isEmpty()) {
            text.append("\n```java\n");
            this.beans.forEach((bean) -> text.append(source(bean)));
            text.append("```\n");
        }
        if (!this.properties.isEmpty()) {
            text.append("\n```properties\n")
                    .append(String.join("\n", this.properties))
                    .append("\n```\n");
        }
        FailureAnalysis analysis = analysis();
        return text.append("\n```\n")
                .append(plain(analysis.getDescription()))
                .append("\n\n")
                .append(plain(analysis.getAction()))
                .append("\n```\n")
                .toString();
    }

    private FailureAnalysis analysis() {
        ApplicationContextRunner runner = StartUp.runner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentSharingAutoConfiguration.class))
                .withPropertyValues(this.properties.toArray(String[]::new));
        for (Class<?> bean : this.beans) {
            runner = register(runner, bean);
        }
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            if (this.title.contains(library.getKey())) {
                runner = runner.withClassLoader(new FilteredClassLoader(library.getValue()));
            }
        }
        return StartUp.analysis(runner);
    }

    private static <T> ApplicationContextRunner register(ApplicationContextRunner runner, Class<T> bean) {
        if (bean.isInterface()) {
            return runner;
        }
        return bean.isAnnotationPresent(Configuration.class)
                ? runner.withUserConfiguration(bean)
                : runner.withBean(StringUtils.uncapitalize(bean.getSimpleName()), bean);
    }

    private static String plain(String text) {
        return text.replace(PACKAGE, "com.acme.").strip();
    }

    private static String source(Class<?> type) {
        Path file = Path.of("src/test/java", ErrorPrograms.class.getName().replace('.', '/') + ".java");
        Pattern declaration = Pattern.compile(
                "^((?:    @[^\\n]*\\n)?    (?:static |final )*(?:class|interface) " + type.getSimpleName()
                        + " .*?^    }\\n)",
                Pattern.MULTILINE | Pattern.DOTALL);
        try {
            Matcher matcher = declaration.matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new IllegalStateException("No source of " + type);
            }
            return matcher.group(1).stripTrailing().stripIndent().replaceFirst("(?m)^static ", "") + "\n";
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
