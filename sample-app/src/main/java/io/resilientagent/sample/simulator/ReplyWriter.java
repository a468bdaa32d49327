package io.resilientagent.sample.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/** Puts replies on the wire: whole ones at once, streams event by event, at a pace that can be watched. */
final class ReplyWriter {

    private static final long MILLIS_BETWEEN_EVENTS = 40;

    private ReplyWriter() {}

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            if (reply.isStream()) {
                begin(exchange, reply, 0);
                stream(exchange, reply.parts());
            } else {
                byte[] body = reply.bytes();
                begin(exchange, reply, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Sends half of it and never says that it ended: the exchange stays open for the server to cut. */
    static void sendHalf(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.isStream()) {
            begin(exchange, reply, 0);
            stream(exchange, reply.parts().subList(0, reply.parts().size() / 2));
        } else {
            byte[] body = reply.bytes();
            begin(exchange, reply, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        }
    }

    private static void begin(HttpExchange exchange, Reply reply, long length) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        // Clients send a request anew when a kept connection turns out to be cut: one call has to be one request.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(reply.status(), length);
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        OutputStream out = exchange.getResponseBody();
        for (String event : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_EVENTS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IOException("The simulator stops", ex);
        }
    }
}
