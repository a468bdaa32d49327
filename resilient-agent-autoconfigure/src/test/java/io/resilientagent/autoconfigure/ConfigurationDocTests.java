package io.resilientagent.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationDocTests {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void shouldBeCurrent() throws IOException {
        String text = ConfigurationDoc.text();
        if (Boolean.getBoolean("resilient-agent.docs.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).hasContent(text);
    }
}
