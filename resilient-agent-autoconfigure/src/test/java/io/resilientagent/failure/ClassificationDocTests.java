package io.resilientagent.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClassificationDocTests {

    private static final Path PAGE = Path.of("..", "docs", "classification.md");

    @Test
    void shouldBeCurrent() throws IOException {
        String text = ClassificationDoc.text();
        if (Boolean.getBoolean("resilient-agent.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).hasContent(text);
    }
}
