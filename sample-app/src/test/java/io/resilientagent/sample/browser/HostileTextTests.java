package io.resilientagent.sample.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page before an application whose every text is an attempt to run a script, and without a policy to help it. */
class HostileTextTests {

    private static final Path PAGE = Path.of("src/main/resources/static");

    private static final String EVIL = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";

    private final CountDownLatch end = new CountDownLatch(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        this.server.setExecutor(this.threads);
        this.server.createContext("/", HostileTextTests::page);
        this.server.createContext("/live", this::live);
        this.server.createContext("/ask", (exchange) -> send(exchange, "application/json", json("answer")));
        this.server.createContext(
                "/ask/stream",
                (exchange) -> send(exchange, "text/event-stream", """
                        event:result
                        data:%s

                        event:piece
                        data:{"text": "%s"}

                        event:broken
                        data:{"kind": "%s"}

                        """.formatted(
                                json("answer").replace("\n", " "), EVIL, EVIL)));
        this.server.createContext("/simulator", (exchange) -> refuse(exchange, "{\"detail\": \"%s\"}".formatted(EVIL)));
        this.server.createContext("/actuator", (exchange) -> refuse(exchange, "{\"error\": \"%s\"}".formatted(EVIL)));
        this.server.start();
    }

    @AfterEach
    void stop() {
        this.end.countDown();
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    @Test
    void showsAllOfItAsText() {
        try (Browser browser = Browser.start()) {
            ControlRoom room = new ControlRoom(browser.driver());
            browser.driver()
                    .get("http://127.0.0.1:%d/"
                            .formatted(this.server.getAddress().getPort()));
            room.await("circuits", EVIL);
            room.await("figures", EVIL.toLowerCase());
            room.click("ask-once");
            room.awaitAnswer(EVIL);
            room.click("ask-streamed");
            room.awaitAnswer("broke off: " + EVIL);
            browser.driver().findElement(By.cssSelector("[data-action=apply]")).click();
            room.await("providers", EVIL);
            browser.driver().findElement(By.cssSelector("#circuits button")).click();
            room.await("operator", EVIL);

            assertThat(room.run("return window.hacked === undefined", Boolean.class))
                    .isTrue();
            assertThat(room.run("return document.querySelectorAll('main img, main script').length", Long.class))
                    .isZero();
        }
    }

    private void live(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody()
                .write("event:snapshot\ndata:%s\n\n"
                        .formatted(json("snapshot").replace("\n", " "))
                        .getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            this.end.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = path.equals("/") ? "index.html" : path.substring(1);
        String type = file.endsWith(".js")
                ? "text/javascript"
                : file.endsWith(".css") ? "text/css" : file.endsWith(".svg") ? "image/svg+xml" : "text/html";
        send(exchange, type, Files.readString(PAGE.resolve(file)));
    }

    private static String json(String name) throws IOException {
        try (InputStream in = new ClassPathResource("browser/hostile-%s.json".formatted(name)).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("EVIL", EVIL);
        }
    }

    private static void refuse(HttpExchange exchange, String body) throws IOException {
        send(exchange, 400, "application/json", body);
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        send(exchange, 200, type, body);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
