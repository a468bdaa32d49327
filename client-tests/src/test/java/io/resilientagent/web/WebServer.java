package io.resilientagent.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A running web application and its HTTP client. */
final class WebServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private final HttpClient client = HttpClient.newHttpClient();

    WebServer(WebApplicationType type, Class<?> application) {
        this.context = new SpringApplicationBuilder(application)
                .web(type)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "resilient-agent.calls.default.timeout=0",
                        "resilient-agent.calls.default.deadline=0",
                        "resilient-agent.calls.default.retry.delay=0",
                        "resilient-agent.calls.endless.max-concurrent-calls=1")
                .run();
    }

    WebAgent agent() {
        return this.context.getBean(WebAgent.class);
    }

    CircuitSnapshot circuit(String name) {
        return this.context
                .getBean(CircuitRegistry.class)
                .find(name)
                .orElseThrow()
                .snapshot(System.nanoTime());
    }

    String get(String path) throws Exception {
        return send(path, BodyHandlers.ofString()).body();
    }

    CompletableFuture<?> begin(String path) {
        return this.client.sendAsync(request(path), BodyHandlers.ofString());
    }

    /** Reads the first lines of an answer and closes the connection. */
    String readSome(String path, int lines) throws Exception {
        StringBuilder text = new StringBuilder();
        try (InputStream body = send(path, BodyHandlers.ofInputStream()).body()) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (int i = 0; i < lines; i++) {
                text.append(reader.readLine()).append('\n');
            }
        }
        return text.toString();
    }

    private <T> HttpResponse<T> send(String path, BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpResponse<T> response = this.client.send(request(path), handler);
        if (response.statusCode() != 200) {
            throw new IOException("Status " + response.statusCode());
        }
        return response;
    }

    private HttpRequest request(String path) {
        String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    @Override
    public void close() {
        this.context.close();
    }
}
