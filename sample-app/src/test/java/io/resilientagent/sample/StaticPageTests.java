package io.resilientagent.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page as it lies there: small, whole, and nothing in it that its policy forbids. */
class StaticPageTests {

    private static final Path PAGE = Path.of("src/main/resources/static");

    private static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_LINES = 200;

    @Test
    void isSmall() throws IOException {
        assertThat(files().stream().mapToLong((file) -> file.toFile().length()).sum())
                .isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void hasSmallModules() throws IOException {
        assertThat(modules())
                .isNotEmpty()
                .allSatisfy((module) -> assertThat(module.lines()).hasSizeLessThan(MOST_LINES));
    }

    @Test
    void asksNoOtherHost() throws IOException {
        assertThat(files())
                .allSatisfy((file) -> assertThat(text(file).replace("http://www.w3.org/2000/svg", ""))
                        .doesNotContain("http://", "https://", "//cdn"));
    }

    @Test
    void hasNoScriptOrStyleInTheDocument() throws IOException {
        assertThat(Files.readString(PAGE.resolve("index.html")))
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContain("<style", "style=", "onclick", "javascript:");
    }

    @Test
    void neverTakesTextForMarkup() throws IOException {
        assertThat(modules())
                .allSatisfy((module) -> assertThat(module)
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "Function("));
    }

    private static List<String> modules() throws IOException {
        return files().stream()
                .filter((file) -> file.toString().endsWith(".js"))
                .map(StaticPageTests::text)
                .toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
