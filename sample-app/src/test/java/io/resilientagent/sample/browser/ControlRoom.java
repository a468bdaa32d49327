package io.resilientagent.sample.browser;

import java.time.Duration;
import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;

/** The page as its user sees it. */
final class ControlRoom {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver driver;

    ControlRoom(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens it and waits until it is connected. */
    void open(String address) {
        this.driver.get(address);
        await("connection", "Live");
        await(By.cssSelector("#circuits tbody tr"), "CLOSED");
        await(By.id("providers"), "healthy");
    }

    void ask(String question) {
        WebElement field = this.driver.findElement(By.id("question"));
        field.clear();
        field.sendKeys(question);
        click("ask-once");
    }

    void click(String id) {
        this.driver.findElement(By.id(id)).click();
    }

    void press(String name) {
        this.driver
                .findElement(By.cssSelector("button[aria-label='%s']".formatted(name)))
                .click();
    }

    /** Chooses how a provider behaves, and applies it. */
    void apply(String provider, String behaviour) {
        WebElement form = this.driver.findElement(By.xpath("//form[.//legend[text()='%s']]".formatted(provider)));
        new Select(form.findElement(By.tagName("select"))).selectByValue(behaviour);
        form.findElement(By.cssSelector("[data-action=apply]")).click();
        await(By.xpath("//form[.//legend[text()='%s']]".formatted(provider)), " " + behaviour);
    }

    /** Chooses in a provider's control, without applying it. */
    void choose(String provider, String field, String value) {
        WebElement form = this.driver.findElement(By.xpath("//form[.//legend[text()='%s']]".formatted(provider)));
        new Select(form.findElement(By.cssSelector("select[data-field='%s']".formatted(field)))).selectByValue(value);
    }

    void set(String id, int value) {
        WebElement field = this.driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(String.valueOf(value));
    }

    void heal(String provider) {
        press("Heal " + provider);
        await(By.xpath("//form[.//legend[text()='%s']]".formatted(provider)), "● healthy");
    }

    void awaitCircuit(String name, String state) {
        await(By.cssSelector("tr[data-circuit='%s']".formatted(name)), state);
    }

    void awaitAnswer(String text) {
        await("answer", text);
        new FluentWait<>(this.driver)
                .withTimeout(PATIENCE)
                .until((any) -> this.driver
                        .findElements(By.cssSelector("#answer[aria-busy=true]"))
                        .isEmpty());
    }

    void await(String id, String text) {
        await(By.id(id), text);
    }

    private void await(By place, String text) {
        new FluentWait<>(this.driver)
                .withTimeout(PATIENCE)
                .ignoreAll(List.of(NoSuchElementException.class, StaleElementReferenceException.class))
                .withMessage(() -> "'%s' in %s; there is '%s'".formatted(text, place, textOf(place)))
                .until((any) -> textOf(place).contains(text));
    }

    String textOf(By place) {
        return this.driver.findElement(place).getText();
    }

    /** Runs a script in the page and answers what it returns. */
    <T> T run(String script, Class<T> type) {
        return type.cast(this.driver.executeScript(script));
    }
}
