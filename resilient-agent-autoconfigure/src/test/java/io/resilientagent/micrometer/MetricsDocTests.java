package io.resilientagent.micrometer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsDocTests {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    /** From here on the page is written by hand. */
    private static final String COST = "\n## Cost of tracking";

    @Test
    void shouldBeCurrent() throws IOException {
        String text = MetricsDoc.text();
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : COST;
        String cost = page.substring(page.indexOf(COST));
        if (Boolean.getBoolean("resilient-agent.docs.write")) {
            Files.writeString(PAGE, text + cost);
        }
        assertThat(PAGE).hasContent(text + cost);
    }
}
