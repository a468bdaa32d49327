package io.resilientagent.streaming;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A provider of several models, each of which was told how its next answers go wrong; the last one for good. */
final class StreamStub implements AutoCloseable {

    static final List<String> PIECES = List.of("Hello", ", ", "wor", "ld");

    private static final int DRIPS = 20;

    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]+)\"");

    private final StreamDialect dialect;

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final CountDownLatch closed = new CountDownLatch(1);

    private final Map<String, Deque<StreamFault>> faults = new ConcurrentHashMap<>();

    private final List<StreamRequest> requests = new CopyOnWriteArrayList<>();

    StreamStub(StreamDialect dialect) {
        this.dialect = dialect;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.server.createContext("/", this::handle);
        this.server.setExecutor(this.threads);
        this.server.start();
    }

    String url() {
        return "http://127.0.0.1:" + this.server.getAddress().getPort();
    }

    void next(String model, StreamFault... next) {
        this.faults.put(model, new ConcurrentLinkedDeque<>(List.of(next)));
    }

    /** The requests for a model, in order. */
    List<StreamRequest> requests(String model) {
        return this.requests.stream()
                .filter((request) -> request.model().equals(model))
                .toList();
    }

    /** The subscriber has what was sent so far. */
    void read() {
        this.requests.forEach(StreamRequest::read);
    }

    void forget() {
        this.requests.clear();
    }

    private StreamFault take(String model) {
        Deque<StreamFault> left = this.faults.getOrDefault(model, new ConcurrentLinkedDeque<>());
        StreamFault next = (left.size() > 1) ? left.poll() : left.peek();
        return (next != null) ? next : StreamFault.NONE;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher model = MODEL.matcher(body);
        StreamRequest request = new StreamRequest(model.find() ? model.group(1) : "none", System.nanoTime());
        this.requests.add(request);
        try {
            answer(exchange, take(request.model()), request);
        } catch (StreamCutException ex) {
            throw ex;
        } catch (IOException ex) {
            request.clientGone();
            throw ex;
        } catch (InterruptedException ex) {
            throw new IOException(ex);
        } finally {
            request.over();
        }
    }

    private void answer(HttpExchange exchange, StreamFault fault, StreamRequest request)
            throws IOException, InterruptedException {
        if (fault == StreamFault.HANG_BEFORE_HEADERS) {
            this.closed.await();
        }
        if (fault.status() != 200) {
            refuse(exchange, fault);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        write(out, this.dialect.head());
        if (fault.hasContent()) {
            write(out, this.dialect.piece(PIECES.get(0)));
            // A client may throw what it has not handed out yet away when the connection breaks.
            request.awaitReader();
        }
        switch (fault) {
            case STALL, HANG_AFTER_HEADERS -> keepAlive(out);
            case CUT_BEFORE_CONTENT, CUT_AFTER_CONTENT -> throw new StreamCutException();
            case ERROR_BEFORE_CONTENT, ERROR_AFTER_CONTENT -> write(out, this.dialect.error());
            case DRIP -> drip(out, request);
            default -> writeRest(out, fault);
        }
        exchange.close();
    }

    private void writeRest(OutputStream out, StreamFault fault) throws IOException {
        if (fault == StreamFault.NONE) {
            for (String piece : PIECES) {
                write(out, this.dialect.piece(piece));
            }
        }
        write(out, this.dialect.end());
    }

    private void drip(OutputStream out, StreamRequest request) throws IOException, InterruptedException {
        for (int i = 0; i < DRIPS && !this.closed.await(100, TimeUnit.MILLISECONDS); i++) {
            write(out, this.dialect.piece("x"));
            request.dripped();
        }
        write(out, this.dialect.end());
    }

    private void keepAlive(OutputStream out) throws IOException, InterruptedException {
        while (!this.closed.await(20, TimeUnit.MILLISECONDS)) {
            write(out, ": still here\n\n");
        }
    }

    private static void refuse(HttpExchange exchange, StreamFault fault) throws IOException {
        byte[] body = "{\"error\":{\"message\":\"Not now\"}}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", fault.retryAfter());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(fault.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        this.closed.countDown();
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    /** The server closes the connection of a handler that throws, whatever it had promised. */
    private static final class StreamCutException extends IOException {}
}
