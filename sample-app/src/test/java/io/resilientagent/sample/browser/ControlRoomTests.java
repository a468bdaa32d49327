package io.resilientagent.sample.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.sample.ManualTime;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user of the control room sees, in a real browser. */
@SampleTest
class ControlRoomTests {

    private static final String PREMIUM = "anthropic/claude-sonnet-4-5";

    private static final String CHEAPER = "openai/gpt-4o-mini";

    private static final String ANSWER = "Your parcel left our warehouse this morning and arrives tomorrow.";

    private static Browser browser;

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private ManualTime time;

    @LocalServerPort
    private int port;

    private ControlRoom room;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void enter() {
        browser.resize(1280, 900);
        this.room = new ControlRoom(browser.driver());
        this.room.open("http://127.0.0.1:" + this.port + "/");
    }

    @AfterEach
    void leaveAsFound() {
        browser.driver().get("about:blank");
        this.client
                .delete()
                .uri("/simulator/anthropic")
                .exchange()
                .expectStatus()
                .isOk();
        this.client.delete().uri("/simulator/openai").exchange().expectStatus().isOk();
        this.client.delete().uri("/burst").exchange().expectStatus().isOk();
        this.circuits.resetAll();
        this.time.pass(ManualTime.RETRY_BUDGETS_FULL);
    }

    @Test
    void showsAnOutageFromItsBeginningToItsEnd() {
        browser.complaints();
        browser.requests();
        this.room.ask("Where is my parcel?");
        this.room.awaitAnswer("SUCCESS");
        assertThat(this.room.textOf(By.id("answer"))).contains(ANSWER, PREMIUM);

        this.room.apply("anthropic", "overloaded");
        this.room.ask("Where is my parcel?");
        this.room.awaitAnswer("DEGRADED");
        assertThat(this.room.textOf(By.id("answer"))).contains(ANSWER, CHEAPER, "OVERLOADED 529");
        this.room.ask("Where is my parcel?");
        this.room.awaitCircuit(PREMIUM, "OPEN");
        this.room.awaitCircuit(PREMIUM, "overloaded");
        this.room.await("timeline-legend", "overloaded");
        this.room.await("figures", "closed → open");

        this.room.heal("anthropic");
        this.time.pass(Duration.ofSeconds(10));
        this.room.awaitCircuit(PREMIUM, "HALF_OPEN");
        this.room.ask("Where is my parcel?");
        this.room.awaitAnswer("SUCCESS");
        this.room.awaitCircuit(PREMIUM, "CLOSED");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allSatisfy((address) -> assertThat(URI.create(address)).hasHost("127.0.0.1"));
    }

    @Test
    void showsAStreamAndThatItBrokeOff() {
        this.room.click("ask-streamed");
        this.room.awaitAnswer(ANSWER);
        assertThat(this.room.textOf(By.id("answer"))).contains("SUCCESS", PREMIUM);

        this.room.apply("anthropic", "cut");
        this.room.click("ask-streamed");
        this.room.awaitAnswer("The stream broke off: NETWORK");
    }

    @Test
    void letsTheOperatorForceCircuits() {
        this.room.press("Force open " + PREMIUM);
        this.room.awaitCircuit(PREMIUM, "FORCED_OPEN");
        this.room.awaitCircuit(PREMIUM, "not until told");

        this.room.ask("Where is my parcel?");
        this.room.awaitAnswer("DEGRADED");

        this.room.press("Close " + PREMIUM);
        this.room.awaitCircuit(PREMIUM, "● CLOSED");
        this.room.press("Force open " + PREMIUM);
        this.room.awaitCircuit(PREMIUM, "FORCED_OPEN");
        this.room.press("Reset " + PREMIUM);
        this.room.awaitCircuit(PREMIUM, "● CLOSED");
    }

    @Test
    void breaksAShareOfTheCallsWithAdvice() {
        this.room.apply("openai", "rate-limited");
        browser.driver()
                .findElement(By.xpath("//form[.//legend[text()='openai']]//input"))
                .sendKeys("7");
        this.room.choose("openai", "share", "0.5");
        this.room.press("Apply to openai");

        this.room.await("providers", "rate-limited, 50 % of calls, Retry-After 7s");
    }

    @Test
    void asksInABurstAndKeepsReacting() {
        this.room.set("burst-rate", 200);
        this.room.set("burst-seconds", 5);
        this.room.click("burst-start");
        this.room.await("burst-status", "Running");

        WebElement theme = browser.driver().findElement(By.id("theme"));
        String before = theme.getText();
        theme.click();
        assertThat(theme.getText()).isNotEqualTo(before);
        theme.click();

        this.room.await("burst-status", "Done");
        assertThat(this.room.textOf(By.id("burst-status"))).containsPattern("[1-9]\\d+ asked");
        assertThat(this.room.run("return document.querySelectorAll('*').length", Long.class))
                .isLessThan(2_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void takesQuestionsForText() {
        this.room.ask("<img src=x onerror=\"window.hacked = true\"><script>window.hacked = true</script>");
        this.room.awaitAnswer("SUCCESS");

        assertThat(this.room.run(
                        "return window.hacked === undefined && !document.querySelector('main img')", Boolean.class))
                .isTrue();
    }

    @Test
    void keepsTheThemeThatWasChosen() {
        browser.prefer("light");
        assertThat(this.room.textOf(By.id("theme"))).isEqualTo("Dark theme");
        this.room.click("theme");
        browser.driver().navigate().refresh();

        assertThat(this.room.textOf(By.id("theme"))).isEqualTo("Light theme");
        browser.driver().executeScript("localStorage.clear()");
    }

    @Test
    void canBeUsedByKeyboard() {
        WebElement question = browser.driver().findElement(By.id("question"));
        question.sendKeys(Keys.TAB);
        WebElement focused = browser.driver().switchTo().activeElement();
        assertThat(focused.getText()).isEqualTo("Ask");
        focused.sendKeys(Keys.ENTER);
        this.room.awaitAnswer("SUCCESS");

        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Ask");
    }

    @Test
    void namesAllThatCanBeUsed() {
        browser.driver().executeScript("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        List<WebElement> controls =
                browser.driver().findElements(By.cssSelector("button, input, select, textarea, summary, [tabindex]"));

        assertThat(controls)
                .hasSizeGreaterThan(20)
                .allSatisfy((control) -> assertThat(control.getAccessibleName())
                        .as(control.getTagName() + " " + control.getAttribute("id"))
                        .isNotBlank());
        assertThat(this.room.run(
                        "return document.querySelectorAll('svg[role=img]:not([aria-label])').length", Long.class))
                .isZero();
    }
}
