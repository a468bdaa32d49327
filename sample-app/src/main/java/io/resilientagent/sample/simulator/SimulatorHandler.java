package io.resilientagent.sample.simulator;

import java.io.IOException;
import java.time.Duration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** Answers the requests to one provider, or fails them as its switch says. */
class SimulatorHandler implements HttpHandler {

    private static final int MAX_BODY = 4 * 1024 * 1024;

    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private final Dialect dialect;

    private final FaultSwitch faults;

    SimulatorHandler(Dialect dialect, FaultSwitch faults) {
        this.dialect = dialect;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("POST")
                || !path.equals(exchange.getHttpContext().getPath())) {
            ReplyWriter.send(exchange, Reply.json(404, "{\"error\": {\"message\": \"Not found\"}}"));
            return;
        }
        FaultSwitch.Play play = this.faults.next();
        ModelRequest request = ModelRequest.parse(exchange.getRequestBody().readNBytes(MAX_BODY));
        if (request == null) {
            ReplyWriter.send(exchange, this.dialect.unreadable());
        } else if (play == null) {
            ReplyWriter.send(exchange, this.dialect.answer(path, request));
        } else {
            fail(exchange, play, path, request);
        }
    }

    private void fail(HttpExchange exchange, FaultSwitch.Play play, String path, ModelRequest request)
            throws IOException {
        switch (play.fault().kind()) {
            case HANG -> {
                hold(play, LONGEST_HANG);
                throw cut();
            }
            case SLOW -> {
                hold(play, play.fault().delay());
                ReplyWriter.send(exchange, this.dialect.answer(path, request));
            }
            case RESET -> throw cut();
            case CUT -> {
                ReplyWriter.sendHalf(exchange, this.dialect.answer(path, request));
                throw cut();
            }
            case MALFORMED ->
                ReplyWriter.send(exchange, this.dialect.answer(path, request).brokenOff());
            case EMPTY -> ReplyWriter.send(exchange, this.dialect.empty(path, request));
            default -> ReplyWriter.send(exchange, this.dialect.refusal(play.fault()));
        }
    }

    /** An exception that leaves the handler makes the server close the connection without a word. */
    private static IOException cut() {
        return new IOException("The simulator cuts this connection on purpose");
    }

    private static void hold(FaultSwitch.Play play, Duration limit) throws IOException {
        try {
            play.hold(limit);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw cut();
        }
    }
}
