package io.resilientagent.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between one instance and Redis, which can be cut, or swallow everything without a word. */
final class Proxy implements AutoCloseable {

    private final ServerSocket server;

    private final int target;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile boolean cut;

    private volatile boolean dead;

    Proxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return this.server.getLocalPort();
    }

    /** Ends all connections and refuses new ones. */
    void cut() {
        this.cut = true;
        this.open.forEach(Proxy::close);
    }

    /** What is connected now hears nothing any more, and is not told that it is over. New connections work. */
    void die() {
        this.dead = true;
    }

    void heal() {
        this.cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = this.server.accept();
                if (this.cut) {
                    close(client);
                    continue;
                }
                connect(client);
            }
        } catch (IOException ex) {
            this.open.forEach(Proxy::close);
        }
    }

    private void connect(Socket client) {
        try {
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), this.target);
            this.open.add(client);
            this.open.add(redis);
            boolean late = this.dead;
            daemon(() -> pump(client, redis, late));
            daemon(() -> pump(redis, client, late));
        } catch (IOException ex) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to, boolean late) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!this.dead || late) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException ex) {
            // cut
        }
        close(from);
        close(to);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close() throws IOException {
        this.server.close();
        this.open.forEach(Proxy::close);
    }
}
