package io.resilientagent.architecture;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of classes that no compiler checks: each has to lead to a class, with every version of Spring Boot. */
@AnalyzeClasses(packages = Floors.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class ConfigurationFilesTests {

    private static final Path FILES = Path.of("src/main/resources/META-INF");

    @ArchTest
    static void everyAutoConfigurationIsListedAndEveryLineIsOne(JavaClasses classes) throws IOException {
        List<String> listed =
                Files.readAllLines(FILES.resolve("spring/" + AutoConfiguration.class.getName() + ".imports"));
        assertThat(listed)
                .as("lines of AutoConfiguration.imports")
                .containsExactlyInAnyOrderElementsOf(annotated(AutoConfiguration.class, classes)
                        .map(JavaClass::getName)
                        .toList());
    }

    @Test
    void everyNameInTheFactoriesFilesIsAClass() throws IOException {
        for (String file : List.of("spring.factories", "spring/aot.factories")) {
            Properties factories = new Properties();
            if (Files.exists(FILES.resolve(file))) {
                factories.load(Files.newBufferedReader(FILES.resolve(file)));
            }
            factories.forEach((key, value) -> {
                assertIsAClass(key.toString(), file);
                StringUtils.commaDelimitedListToSet(value.toString())
                        .forEach((name) -> assertIsAClass(name.trim(), file));
            });
        }
    }

    @ArchTest
    static void everyNameThatOrdersAnAutoConfigurationIsOne(JavaClasses classes) {
        annotated(AutoConfiguration.class, classes).forEach((type) -> {
            AutoConfiguration order = type.getAnnotationOfType(AutoConfiguration.class);
            Stream.of(order.afterName(), order.beforeName())
                    .flatMap(Stream::of)
                    .forEach((name) -> assertIsAClass(name, type.getName()));
        });
    }

    @ArchTest
    static void everyNameInAConditionIsAClass(JavaClasses classes) {
        annotated(ConditionalOnClass.class, classes)
                .forEach((type) -> assertAreClasses(
                        type.getAnnotationOfType(ConditionalOnClass.class).name(), type));
        annotated(ConditionalOnBean.class, classes)
                .forEach((type) -> assertAreClasses(
                        type.getAnnotationOfType(ConditionalOnBean.class).type(), type));
        annotated(ConditionalOnMissingBean.class, classes)
                .forEach((type) -> assertAreClasses(
                        type.getAnnotationOfType(ConditionalOnMissingBean.class).type(), type));
    }

    private static Stream<JavaClass> annotated(Class<? extends Annotation> annotation, JavaClasses classes) {
        return classes.stream().filter((type) -> type.isAnnotatedWith(annotation));
    }

    private static void assertAreClasses(String[] names, JavaClass user) {
        Stream.of(names).forEach((name) -> assertIsAClass(name, user.getName()));
    }

    private static void assertIsAClass(String name, String user) {
        assertThat(ClassUtils.isPresent(name, ConfigurationFilesTests.class.getClassLoader()))
                .as("class %s, which %s names", name, user)
                .isTrue();
    }
}
