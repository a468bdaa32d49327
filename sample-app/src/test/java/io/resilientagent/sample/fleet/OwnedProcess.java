package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that does not outlive this JVM, whatever ends it in an orderly way. */
final class OwnedProcess implements AutoCloseable {

    private final Process process;

    private final Thread hook;

    private OwnedProcess(Process process) {
        this.process = process;
        this.hook = new Thread(process::destroyForcibly, "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(this.hook);
    }

    /** Starts a process that writes all it says to a file. */
    static OwnedProcess start(ProcessBuilder builder, Path log) throws IOException {
        return new OwnedProcess(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    long pid() {
        return this.process.pid();
    }

    boolean isAlive() {
        return this.process.isAlive();
    }

    /** Asks it to end; does not wait. */
    void stop() {
        this.process.destroy();
    }

    /** Ends it at once, and waits until it is gone. */
    void kill() {
        this.process.destroyForcibly();
        awaitEnd(60);
    }

    private boolean awaitEnd(int seconds) {
        try {
            return this.process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends it, by force if it does not end itself. */
    @Override
    public void close() {
        stop();
        if (!awaitEnd(10)) {
            kill();
        }
        Runtime.getRuntime().removeShutdownHook(this.hook);
    }
}
