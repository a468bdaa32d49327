package io.resilientagent.failure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A provider that gives one answer, or breaks in one way, byte by byte as it was seen. */
final class ProviderStub implements AutoCloseable {

    private final ServerSocket server;

    private final CountDownLatch closed = new CountDownLatch(1);

    private final CorpusCase answer;

    ProviderStub(CorpusCase answer) {
        this.answer = answer;
        try {
            this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        Thread thread = new Thread(this::accept, "provider-stub");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        String address = "127.0.0.1:" + this.server.getLocalPort();
        return switch (this.answer.fault()) {
            case "connect-refused" -> "http://127.0.0.1:1";
            case "dns" -> "http://provider.invalid";
            case "tls" -> "https://" + address;
            default -> "http://" + address;
        };
    }

    private void accept() {
        while (!this.server.isClosed()) {
            try (Socket socket = this.server.accept()) {
                serve(socket);
            } catch (IOException | InterruptedException ex) {
                // the client is gone, or the test is over
            }
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        if (this.answer.fault().equals("tls")) {
            write(socket, "this is not TLS\n");
            return;
        }
        readRequest(new BufferedInputStream(socket.getInputStream()));
        switch (this.answer.fault()) {
            case "connection-reset" -> socket.setSoLinger(true, 0);
            case "read-timeout" -> this.closed.await();
            case "empty-reply" -> {}
            case "truncated-body" -> write(socket, head(500) + this.answer.body());
            default -> write(socket, head(0) + this.answer.body());
        }
    }

    private String head(int missing) {
        int status = (this.answer.status() != 0) ? this.answer.status() : 200;
        int length = this.answer.body().getBytes(StandardCharsets.UTF_8).length + missing;
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        this.answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (!this.answer.headers().containsKey("Content-Type")) {
            head.append("Content-Type: application/json\r\n");
        }
        return head.append("Content-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        socket.shutdownOutput();
    }

    /** Clients that still write when the answer comes would see a reset instead of it. */
    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(next(in));
        }
        String headers = head.toString().toLowerCase(Locale.ROOT);
        if (headers.contains("transfer-encoding: chunked")) {
            StringBuilder body = new StringBuilder();
            while (!body.toString().endsWith("0\r\n\r\n")) {
                body.append(next(in));
            }
        } else {
            int at = headers.indexOf("content-length:");
            int length = (at < 0)
                    ? 0
                    : Integer.parseInt(headers.substring(at + 15, headers.indexOf('\r', at))
                            .strip());
            in.readNBytes(length);
        }
    }

    private static char next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("The client is gone");
        }
        return (char) next;
    }

    @Override
    public void close() {
        this.closed.countDown();
        try {
            this.server.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
