package io.resilientagent.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import io.resilientagent.architecture.Sources.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Small types, short methods, few public ones. */
class SizeTests {

    private static Sources sources;

    @BeforeAll
    static void parse() throws IOException {
        sources = Sources.parse(Path.of("src/main/java"));
        assertThat(sources.types()).isNotEmpty();
        assertThat(sources.methods()).isNotEmpty();
    }

    @Test
    void noTypeIsLongerThan300Lines() {
        assertThat(longerThan(300, sources.types())).isEmpty();
    }

    @Test
    void noMethodIsLongerThan40Lines() {
        assertThat(longerThan(40, sources.methods())).isEmpty();
    }

    @Test
    void halfOfTheTypesHaveAtMost40LinesAndNineOfTenAtMost120() {
        assertThat(quantile(0.5, sources.types())).as("median lines of a type").isLessThanOrEqualTo(40);
        assertThat(quantile(0.9, sources.types())).as("lines of a type, 90 %%").isLessThanOrEqualTo(120);
    }

    @Test
    void atLeast35PercentOfTheTopLevelTypesArePackagePrivate() {
        List<Part> topLevel = sources.types().stream().filter(Part::topLevel).toList();
        long hidden = topLevel.stream().filter((type) -> !type.isPublic()).count();
        assertThat(100.0 * hidden / topLevel.size())
                .as("%% of package-private types: %d of %d", hidden, topLevel.size())
                .isGreaterThanOrEqualTo(35);
    }

    private static List<Part> longerThan(int lines, List<Part> parts) {
        return parts.stream().filter((part) -> part.lines() > lines).toList();
    }

    private static int quantile(double share, List<Part> parts) {
        List<Part> sorted =
                parts.stream().sorted(Comparator.comparingInt(Part::lines)).toList();
        return sorted.get((int) (share * (sorted.size() - 1))).lines();
    }
}
