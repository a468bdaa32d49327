package io.resilientagent.benchmarks.scale.flight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Answers each request after 100 ms, on one thread. A request is its number, 8 bytes; an answer is that number and a
 * fixed body, {@value #ANSWER} bytes. Prints its port, and ends when its standard input does.
 */
final class Server {

    static final int REQUEST = Long.BYTES;

    static final int ANSWER = 64;

    static final long DELAY = TimeUnit.MILLISECONDS.toNanos(100);

    /** More than there are in flight. */
    private static final int CAPACITY = 1 << 16;

    private final Selector selector;

    private final Peer[] peers = new Peer[CAPACITY];

    private final long[] requests = new long[CAPACITY];

    private final long[] due = new long[CAPACITY];

    private int first;

    private int end;

    private Server(Selector selector) {
        this.selector = selector;
    }

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        Thread watch = new Thread(Server::exitWithParent, "parent");
        watch.setDaemon(true);
        watch.start();
        try (Selector selector = Selector.open();
                ServerSocketChannel socket = ServerSocketChannel.open()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(((InetSocketAddress) socket.getLocalAddress()).getPort());
            new Server(selector).serve();
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException ex) {
            // The same as its end.
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        while (true) {
            this.selector.select((key) -> ready(key), 1);
            answer();
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Peer peer = new Peer(channel);
                channel.register(this.selector, SelectionKey.OP_READ, peer);
            } else {
                read((Peer) key.attachment());
            }
        } catch (IOException ex) {
            key.cancel();
        }
    }

    private void read(Peer peer) throws IOException {
        peer.read();
        long now = System.nanoTime();
        while (peer.in().remaining() >= REQUEST) {
            int index = this.end++ & (CAPACITY - 1);
            this.peers[index] = peer;
            this.requests[index] = peer.in().getLong();
            this.due[index] = now + DELAY;
        }
        peer.in().compact();
    }

    private void answer() throws IOException {
        long now = System.nanoTime();
        while (this.first != this.end && this.due[this.first & (CAPACITY - 1)] - now <= 0) {
            int index = this.first++ & (CAPACITY - 1);
            Peer peer = this.peers[index];
            int start = peer.out().position();
            peer.out().putLong(this.requests[index]).position(start + ANSWER);
        }
        for (SelectionKey key : this.selector.keys()) {
            if (key.attachment() instanceof Peer peer) {
                peer.flush();
            }
        }
    }
}
