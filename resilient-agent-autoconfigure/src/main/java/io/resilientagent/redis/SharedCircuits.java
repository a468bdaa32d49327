package io.resilientagent.redis;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSharing;
import io.resilientagent.redis.NewsReader.UnreadableException;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.CustomizableThreadCreator;

/**
 * Tells other instances what circuits here have decided, and lets circuits here adopt what others have. On threads of
 * its own: whoever calls only notes a circuit's name. While Redis cannot be reached circuits go on locally; what holds
 * of what they have decided is told later, and the last successes that closed, of at most 1,000 circuits.
 */
public final class SharedCircuits implements CircuitListener, CircuitSharing, SmartLifecycle {

    private static final long PING = TimeUnit.SECONDS.toNanos(2);

    private static final long SILENCE = TimeUnit.SECONDS.toNanos(6);

    private static final long READ = TimeUnit.SECONDS.toNanos(30);

    private static final long PAUSE_MILLIS = 1_000;

    private final CircuitRegistry circuits;

    private final Connections connections;

    private final SharingSettings settings;

    private final Ticker ticker;

    private final Ticker clock;

    private final String id = UUID.randomUUID().toString();

    private final SharingLog log;

    private final Follower follower;

    private final Teller teller;

    private final byte[] channel;

    private final byte[] pings;

    private final Pending pending = new Pending();

    private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(1_000);

    private volatile boolean listening;

    private volatile boolean running;

    private volatile long heard;

    private volatile @Nullable Long localSince;

    private volatile Thread[] threads = {};

    /** Creates what begins when the application has started. */
    public SharedCircuits(
            CircuitRegistry circuits, RedisConnectionFactory factory, SharingSettings settings, Ticker ticker) {
        this(circuits, factory, settings, ticker, Ticker.system());
    }

    /** With a clock of its own for whether Redis answers: the ticker may stand still. */
    SharedCircuits(
            CircuitRegistry circuits,
            RedisConnectionFactory factory,
            SharingSettings settings,
            Ticker ticker,
            Ticker clock) {
        this.circuits = circuits;
        this.connections = new Connections(factory);
        this.settings = settings;
        this.ticker = ticker;
        this.clock = clock;
        this.log = new SharingLog(settings.keys());
        CircuitStore store = new CircuitStore(settings.keys(), this.log);
        this.channel = store.channel;
        this.follower = new Follower(circuits, settings);
        this.teller = new Teller(circuits, settings, this.follower, store, this.id, ticker);
        this.pings = Scripts.bytes(settings.keys() + "ping:" + this.id);
    }

    @Override
    public @Nullable Long localSinceNanos() {
        return this.localSince;
    }

    @Override
    public void onDecision(Circuit circuit) {
        if (this.running && this.settings.shares(circuit.name())) {
            this.pending.add(circuit.name());
        }
    }

    @Override
    public void start() {
        this.localSince = this.ticker.nanos();
        this.running = true;
        if (!this.listening) {
            this.listening = true;
            this.circuits.addListener(this);
        }
        CustomizableThreadCreator creator = new CustomizableThreadCreator("resilient-agent-sharing-");
        creator.setDaemon(true);
        this.threads = new Thread[] {creator.createThread(this::share), creator.createThread(this::adopt)};
        Arrays.stream(this.threads).forEach(Thread::start);
    }

    @Override
    public void stop() {
        this.running = false;
        for (Thread thread : this.threads) {
            thread.interrupt();
        }
        try {
            for (Thread thread : this.threads) {
                thread.join(400);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    private void share() {
        try {
            while (this.running) {
                try (RedisLink link = new RedisLink(this.connections.factory())) {
                    link.subscribe(this::receive, this.channel, this.pings);
                    serve(link);
                } catch (RuntimeException | Error ex) {
                    local(ex);
                    TimeUnit.MILLISECONDS.sleep(
                            PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
                }
            }
        } catch (InterruptedException ex) {
            // the end
        } finally {
            // a client that is shut down by an interrupted thread complains
            Thread.interrupted();
            this.connections.close();
        }
    }

    private void local(Throwable ex) {
        if (!this.running) {
            return;
        }
        if (this.localSince == null) {
            this.localSince = this.ticker.nanos();
        }
        this.log.local(ex);
    }

    private void serve(RedisLink link) throws InterruptedException {
        long begun = this.clock.nanos();
        this.heard = begun;
        long pinged = begun - PING;
        long read = begun;
        boolean shared = false;
        while (this.running) {
            long now = this.clock.nanos();
            if (now - pinged >= (shared ? PING : PING / 20)) {
                link.publish(this.pings, Scripts.bytes("ping"));
                pinged = now;
            }
            if (now - this.heard > SILENCE) {
                throw new IllegalStateException("Nothing heard, not even from this instance itself");
            }
            boolean first = !shared && this.heard != begun;
            if (first || (shared && now - read > READ)) {
                if (first) {
                    this.received.clear();
                    this.follower.forget();
                }
                shared = true;
                exchange(link);
                read = now;
            }
            if (first) {
                this.localSince = null;
                this.log.shared();
            }
            String circuit = this.pending.take(shared ? 500 : 50);
            if (circuit != null) {
                tell(link, circuit);
            }
        }
    }

    private void exchange(RedisLink link) {
        this.teller.exchange(link);
        // no ping was sent meanwhile, but Redis has answered all the time
        this.heard = this.clock.nanos();
    }

    private void tell(RedisLink link, String circuit) {
        try {
            if (this.teller.tell(link, circuit)) {
                exchange(link);
            }
        } catch (RuntimeException | Error ex) {
            this.pending.add(circuit);
            throw ex;
        }
    }

    /** On a thread of the client's, which must not be held up. */
    private void receive(Message message, byte @Nullable [] pattern) {
        if (Arrays.equals(message.getChannel(), this.pings)) {
            this.heard = this.clock.nanos();
            return;
        }
        byte[] news = NewsReader.part(message.getBody());
        while (!this.received.offer(news)) {
            this.received.poll();
        }
    }

    private void adopt() {
        try {
            while (this.running) {
                try {
                    adopt(NewsReader.read(this.received.take()));
                } catch (UnreadableException ex) {
                    this.log.unreadable(ex.problem);
                } catch (RuntimeException | Error ex) {
                    this.log.failed(ex);
                }
            }
        } catch (InterruptedException ex) {
            // the end
        }
    }

    private void adopt(News news) {
        if (!news.from().equals(this.id)) {
            this.follower.adopt(news, 0);
        }
    }
}
