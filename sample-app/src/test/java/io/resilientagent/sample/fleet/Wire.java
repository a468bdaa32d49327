package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between one instance and Redis: a port that passes everything on, until it is cut or falls silent. */
final class Wire implements AutoCloseable {

    private enum State {
        WHOLE,
        CUT,
        SILENT
    }

    private final ServerSocket server;

    private final int target;

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private volatile State state = State.WHOLE;

    private Wire(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static Wire to(int target) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        daemon(wire::accept);
        return wire;
    }

    int port() {
        return this.server.getLocalPort();
    }

    /** Closes all connections, and each new one. */
    void cut() {
        change(State.CUT);
        this.sockets.forEach(Wire::close);
    }

    /** Keeps all connections and takes new ones, but passes nothing on. */
    void silence() {
        change(State.SILENT);
    }

    /** Passes everything on again; what was held back goes first. */
    void heal() {
        change(State.WHOLE);
    }

    private synchronized void change(State next) {
        this.state = next;
        notifyAll();
    }

    private void accept() {
        while (!this.server.isClosed()) {
            try {
                connect(this.server.accept());
            } catch (IOException ex) {
                // Redis is gone, or this wire is: whoever has called learns it by the end of the connection
            }
        }
    }

    private void connect(Socket near) throws IOException {
        this.sockets.add(near);
        if (this.state == State.CUT) {
            close(near);
            return;
        }
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
            this.sockets.add(far);
            daemon(() -> pass(near, far));
            daemon(() -> pass(far, near));
        } catch (IOException ex) {
            close(near);
            throw ex;
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitSound();
                out.write(buffer, 0, read);
            }
        } catch (IOException ex) {
            // one side is gone, so the other has to go
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (this.state == State.SILENT) {
            wait();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ex) {
            // it is as closed as it gets
        }
    }

    @Override
    public void close() throws IOException {
        this.server.close();
        cut();
    }
}
