package io.resilientagent.sample.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.resilientagent.sample.SampleApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in the middle of an outage: nothing stands out, everything can be read. With {@code
 * -Dresilient-agent.docs.write=true} the pictures of README are made anew.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LooksTests {

    private static final boolean WRITE = Boolean.getBoolean("resilient-agent.docs.write");

    private static final Path DOCS = Path.of("..", "docs", "images");

    private static final int MOST_BYTES = 200 * 1024;

    private Browser browser;

    private ConfigurableApplicationContext application;

    @BeforeAll
    void playAnOutage() {
        this.browser = Browser.start();
        this.application = new SpringApplicationBuilder(SampleApplication.class)
                .run(
                        "--server.port=0",
                        "--sample.simulator.seed=1",
                        "--resilient-agent.calls.support.timeout=1m",
                        "--resilient-agent.circuits.default.wait-duration-in-open-state=5m");
        ControlRoom room = new ControlRoom(this.browser.driver());
        this.browser.resize(1280, 900);
        room.open(
                "http://127.0.0.1:" + this.application.getEnvironment().getRequiredProperty("local.server.port") + "/");
        burst(room, 20, WRITE ? 12 : 1);
        room.choose("anthropic", "share", "0.2");
        for (String fault : new String[] {"server-error", "malformed", "cut"}) {
            room.apply("anthropic", fault);
            burst(room, 20, WRITE ? 5 : 1);
        }
        room.choose("anthropic", "share", "1");
        room.apply("anthropic", "overloaded");
        burst(room, 12, WRITE ? 8 : 1);
        room.ask("Where is my parcel?");
        room.awaitAnswer("DEGRADED");
    }

    private static void burst(ControlRoom room, int perSecond, int seconds) {
        room.set("burst-rate", perSecond);
        room.set("burst-seconds", seconds);
        room.click("burst-start");
        room.await("burst-status", "Running: ");
        room.await("burst-status", "Done: ");
    }

    @AfterAll
    void leaveAsFound() {
        if (this.browser != null) {
            this.browser.close();
        }
        if (this.application != null) {
            this.application.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark", "320, light"})
    void canBeReadAtAnyWidthInBothThemes(int width, String theme) throws IOException {
        Looks looks = new Looks(this.browser, width, theme);
        looks.take();

        write(looks);
        assertThat(looks.overflow()).isZero();
        assertThat(looks.weakTexts()).isEmpty();
    }

    private static void write(Looks looks) throws IOException {
        byte[] small = SmallPicture.of(looks.picture());
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(looks.name()), small);
        assertThat(small).hasSizeLessThan(MOST_BYTES);
        if (WRITE && looks.name().contains("1280")) {
            Files.write(Files.createDirectories(DOCS).resolve(looks.name().replace("-1280", "")), small);
        }
    }
}
