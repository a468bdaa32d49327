package io.resilientagent.benchmarks.scale.flight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * Asks the server, on one event loop over a few connections, as small as a client can be: the less it costs, the more
 * can be seen of what guards it.
 */
final class Client implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    /** More than there are in flight, so that no place is needed twice. */
    private static final int PLACES = 1 << 16;

    private static final String BODY = "answer";

    private final Selector selector;

    private final List<Peer> peers = new ArrayList<>();

    private final List<SocketChannel> channels = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private final @Nullable CompletableFuture<String>[] waiting = new CompletableFuture[PLACES];

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private final Thread loop = new Thread(this::run, "client");

    private long requests;

    private volatile boolean closed;

    Client(int port) throws IOException {
        this.selector = Selector.open();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Peer peer = new Peer(channel);
            channel.register(this.selector, SelectionKey.OP_READ, peer);
            this.peers.add(peer);
            this.channels.add(channel);
        }
        this.loop.start();
    }

    /** Runs a task on the event loop. */
    void execute(Runnable task) {
        this.tasks.add(task);
        this.selector.wakeup();
    }

    /** Asks; the answer comes on the event loop. */
    CompletableFuture<String> ask() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        if (Thread.currentThread() == this.loop) {
            send(answer);
        } else {
            execute(() -> send(answer));
        }
        return answer;
    }

    private void send(CompletableFuture<String> answer) {
        long request = this.requests++;
        int place = (int) request & (PLACES - 1);
        if (this.waiting[place] != null) {
            throw new IllegalStateException("Too many in flight");
        }
        this.waiting[place] = answer;
        this.peers.get((int) request & (CONNECTIONS - 1)).out().putLong(request);
    }

    private void run() {
        try {
            while (!this.closed) {
                this.selector.select(this::receive, 1);
                for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
                    task.run();
                }
                for (Peer peer : this.peers) {
                    peer.flush();
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void receive(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            peer.read();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        while (peer.in().remaining() >= Server.ANSWER) {
            int start = peer.in().position();
            int place = (int) peer.in().getLong() & (PLACES - 1);
            peer.in().position(start + Server.ANSWER);
            CompletableFuture<String> answer = this.waiting[place];
            this.waiting[place] = null;
            if (answer != null) {
                answer.complete(BODY);
            }
        }
        peer.in().compact();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        this.closed = true;
        this.loop.join();
        for (SocketChannel channel : this.channels) {
            channel.close();
        }
        this.selector.close();
    }
}
