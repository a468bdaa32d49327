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
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A provider that gives the answers it was told, in order, and then those of a rule; keeps what it was asked. */
final class ModelServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static final Reply NOT_TOLD = new Reply(418, "{\"error\": {\"message\": \"not told\"}}");

    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    private volatile Function<JsonNode, @Nullable Reply> rule = (request) -> NOT_TOLD;

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
            this.replies.add(new Reply(200, body));
        }
    }

    /** Fails the next request. */
    void fails(int status, String body) {
        this.replies.add(new Reply(status, body));
    }

    /** Answers by a rule from now on; where it has no reply, the connection ends without one. */
    void answersBy(Function<JsonNode, @Nullable Reply> rule) {
        this.rule = rule;
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
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            this.requests.add(request);
            Reply told = this.replies.poll();
            Reply reply = (told != null) ? told : this.rule.apply(request);
            if (reply == null) {
                return;
            }
            byte[] body = reply.body().getBytes(UTF_8);
            boolean events = reply.body().startsWith("data:") || reply.body().startsWith("event:");
            exchange.getResponseHeaders().add("Content-Type", events ? "text/event-stream" : "application/json");
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** What is sent. */
    record Reply(int status, String body, Map<String, String> headers) {

        Reply(int status, String body) {
            this(status, body, Map.of());
        }
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }
}
