package io.resilientagent.sample.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assumptions.assumeThat;

/** A Chromium without a window, which finds no host but this machine. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; skips the test where there is none. */
    static Browser start() {
        Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = onPath("chromedriver");
        assumeThat(chromium)
                .as("Chromium on the PATH: without it the control room is not tested")
                .isPresent();
        assumeThat(driver)
                .as("chromedriver on the PATH: without it the control room is not tested")
                .isPresent();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .usingAnyFreePort()
                .withTimeout(PATIENCE)
                .build();
        ChromeDriver chrome =
                new ChromeDriver(service, options(chromium.orElseThrow().toFile()));
        chrome.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return new Browser(chrome);
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map((folder) -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ChromeOptions options(File binary) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary);
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");
        return options;
    }

    ChromeDriver driver() {
        return this.driver;
    }

    /** What the console was told that is at least a warning. */
    List<String> complaints() {
        return StreamSupport.stream(
                        this.driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses that pages have asked for since this was last called. */
    List<String> requests() {
        return StreamSupport.stream(
                        this.driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map((entry) -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
                .filter((message) -> message.path("method").asString("").equals("Network.requestWillBeSent"))
                .map((message) -> message.at("/params/request/url").asString())
                .toList();
    }

    /** The size of the page in pixels of its own, as on a phone or a screen. */
    void resize(int width, int height) {
        this.driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system says that its user prefers: light or dark. */
    void prefer(String scheme) {
        this.driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    @Override
    public void close() {
        this.driver.quit();
    }
}
