package io.resilientagent.sample.fleet;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import redis.embedded.core.ExecutableProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** A Redis server that a test may kill, start anew and halt. It keeps nothing on a disk: started anew it is empty. */
final class RealRedis implements AutoCloseable {

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final File program;

    private final Path folder;

    private final int port;

    private OwnedProcess process;

    private RealRedis(File program, Path folder, int port) throws IOException {
        this.program = program;
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /** A server that answers; where its program cannot run, the test is skipped. */
    static RealRedis start(Path folder) throws IOException, InterruptedException {
        File program =
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
        assumeThat(runs(program))
                .as("the Redis server that embedded-redis brings runs on this machine")
                .isTrue();
        RealRedis redis = new RealRedis(program, folder, freePort());
        redis.awaitAnswer();
        return redis;
    }

    private static boolean runs(File program) throws InterruptedException {
        try {
            Process version = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(1, TimeUnit.MINUTES) && version.exitValue() == 0;
        } catch (IOException ex) {
            return false;
        }
    }

    /** A port on which nobody listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return this.port;
    }

    /** Ends the server at once, and with it all that it knew. */
    void kill() {
        this.process.kill();
    }

    /** Starts an empty server on the same port; nothing if one runs. */
    void startAgain() throws IOException {
        if (!this.process.isAlive()) {
            this.process.close();
            this.process = launch();
        }
        awaitAnswer();
    }

    /** The server holds all connections open and answers nothing; nothing happens if none runs. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        if (this.process.isAlive()) {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(this.process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        }
    }

    private OwnedProcess launch() throws IOException {
        return OwnedProcess.start(
                new ProcessBuilder(
                        this.program.toString(),
                        "--port",
                        Integer.toString(this.port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        ""),
                this.folder.resolve("redis.log"));
    }

    private void awaitAnswer() {
        await("an answer of Redis").atMost(Duration.ofMinutes(1)).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", this.port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(PING);
            return socket.getInputStream().read() == '+';
        } catch (IOException ex) {
            return false;
        }
    }

    @Override
    public void close() {
        this.process.close();
    }
}
