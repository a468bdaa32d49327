package io.resilientagent.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every test that the page about return types names has to exist. */
class ShapesDocTests {

    private static final Path PAGE = Path.of("..", "docs", "shapes.md");

    private static final List<Path> TESTS =
            List.of(Path.of("src/test/java"), Path.of("..", "client-tests", "src", "test", "java"));

    /** A class, a class and a method, or a method of the class that was named last. */
    private static final Pattern NAMED = Pattern.compile("`(?:(\\w+Tests)(?:\\.(\\w+))?|\\.([a-z]\\w*))`");

    @Test
    void namesTestsThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(PAGE)) {
            Matcher names = NAMED.matcher(line);
            String type = "";
            while (names.find()) {
                named++;
                type = (names.group(1) != null) ? names.group(1) : type;
                String method = (names.group(3) != null) ? names.group(3) : names.group(2);
                if (!exists(type, method)) {
                    missing.add(type + "." + method);
                }
            }
        }
        assertThat(named).as("tests that the page names").isGreaterThan(50);
        assertThat(missing).as("tests that do not exist").isEmpty();
    }

    private static boolean exists(String type, @Nullable String method) throws IOException {
        for (Path tests : TESTS) {
            try (Stream<Path> all = Files.walk(tests)) {
                Optional<Path> source =
                        all.filter((file) -> file.endsWith(type + ".java")).findFirst();
                if (source.isPresent()) {
                    return method == null || Files.readString(source.get()).contains(" " + method + "(");
                }
            }
        }
        return false;
    }
}
