package io.resilientagent.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.OutputType;
import org.springframework.core.io.ClassPathResource;

/** How the page looks at one width in one theme. */
final class Looks {

    private static final int SHORT = 900;

    private static final String WEAK_TEXTS = script();

    private final Browser browser;

    private final int width;

    private final String theme;

    Looks(Browser browser, int width, String theme) {
        this.browser = browser;
        this.width = width;
        this.theme = theme;
    }

    private static String script() {
        try {
            return new ClassPathResource("browser/weak-texts.js").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Makes the page so wide and so high that all of it is to be seen. */
    void take() {
        this.browser.prefer(this.theme);
        this.browser.resize(this.width, SHORT);
        Object height = this.browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                setTimeout(() => requestAnimationFrame(() => done(document.documentElement.scrollHeight)), 1000)""");
        this.browser.resize(this.width, ((Number) height).intValue());
    }

    String name() {
        return "control-room-%s-%d.png".formatted(this.theme, this.width);
    }

    byte[] picture() {
        return this.browser.driver().getScreenshotAs(OutputType.BYTES);
    }

    /** How many pixels stand out on the right. */
    long overflow() {
        return (Long) this.browser
                .driver()
                .executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** The texts whose contrast is below 4.5, with it. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> weakTexts() {
        return (List<Map<String, Object>>) this.browser.driver().executeScript(WEAK_TEXTS);
    }
}
