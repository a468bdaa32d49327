package io.resilientagent.springai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A provider that gives the answers it was told, in order, and keeps what it was asked. */
final class ModelServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final BlockingQueue<Map.Entry<Integer, String>> replies = new LinkedBlockingQueue<>();

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    ModelServer() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.server.createContext("/", this::answer);
        this.server.setExecutor(this.threads);
        this.server.start();
    }

    String url() {
        return "http://127.0.0.1:" + this.server.getAddress().getPort();
    }

    /** Answers the next requests with these bodies. */
    void answers(String... bodies) {
        for (String body : bodies) {
            this.replies.add(Map.entry(200, body));
        }
    }

    /** Fails the next request. */
    void fails(int status, String body) {
        this.replies.add(Map.entry(status, body));
    }

    /** The bodies of all requests so far. */
    List<JsonNode> requests() {
        return this.requests;
    }

    JsonNode request(int index) {
        return this.requests.get(index);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            this.requests.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            Map.Entry<Integer, String> next = this.replies.poll();
            int status = (next != null) ? next.getKey() : 418;
            byte[] body =
                    ((next != null) ? next.getValue() : "{\"error\": {\"message\": \"not told\"}}").getBytes(UTF_8);
            boolean events = next != null
                    && (next.getValue().startsWith("data:") || next.getValue().startsWith("event:"));
            exchange.getResponseHeaders().add("Content-Type", events ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }
}
