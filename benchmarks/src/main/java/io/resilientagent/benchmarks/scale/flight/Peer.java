package io.resilientagent.benchmarks.scale.flight;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection with room for whatever is in flight: what the socket does not take now waits for the next flush. */
final class Peer {

    private static final int ROOM = 4 << 20;

    private final SocketChannel channel;

    private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);

    private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);

    Peer(SocketChannel channel) {
        this.channel = channel;
    }

    /** Reads what there is; {@link #in()} is ready to be consumed, then to be compacted. */
    void read() throws IOException {
        int read = this.channel.read(this.in);
        if (read < 0) {
            throw new EOFException("The other side is gone");
        }
        this.in.flip();
    }

    ByteBuffer in() {
        return this.in;
    }

    ByteBuffer out() {
        return this.out;
    }

    void flush() throws IOException {
        if (this.out.position() > 0) {
            this.out.flip();
            this.channel.write(this.out);
            this.out.compact();
        }
    }
}
