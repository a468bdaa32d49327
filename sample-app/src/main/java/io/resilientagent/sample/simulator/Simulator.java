package io.resilientagent.sample.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import com.sun.net.httpserver.HttpServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for OpenAI and Anthropic on a loopback port. The port is taken at once, so that it can be told to the
 * clients; requests are served from {@link #start()} on.
 */
class Simulator implements SimulatedProviders, AutoCloseable {

    private static final Log logger = LogFactory.getLog(Simulator.class);

    private static final String LOOPBACK = "127.0.0.1";

    private final Map<Provider, FaultSwitch> switches = new EnumMap<>(Provider.class);

    private final ExecutorService threads = Executors.newCachedThreadPool(Simulator::daemon);

    private final HttpServer server;

    /**
     * Takes the port.
     *
     * @param port 0 is any that is free
     * @param random decides which calls a share of them are
     */
    Simulator(int port, RandomGenerator random) {
        this.server = bind(port);
        this.server.setExecutor(this.threads);
        serve(Provider.OPENAI, new OpenAiDialect(), random);
        serve(Provider.ANTHROPIC, new AnthropicDialect(), random);
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(LOOPBACK, port), 0);
        } catch (IOException ex) {
            throw new UncheckedIOException("The provider simulator cannot listen on port " + port, ex);
        }
    }

    private void serve(Provider provider, Dialect dialect, RandomGenerator random) {
        FaultSwitch faults = new FaultSwitch(random);
        this.switches.put(provider, faults);
        SimulatorHandler handler = new SimulatorHandler(dialect, faults);
        dialect.paths().forEach((path) -> this.server.createContext(path, handler));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "provider-simulator");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        this.server.start();
        logger.info("The providers are simulated at " + url() + "; POST /simulator/{provider} breaks them");
    }

    /** Where the clients find it, without a slash at the end. */
    String url() {
        return "http://" + LOOPBACK + ":" + this.server.getAddress().getPort();
    }

    /** Lets a provider fail from now on; null heals it. */
    ProviderStatus set(Provider provider, @Nullable Fault fault) {
        FaultSwitch faults = faults(provider);
        faults.set(fault);
        return faults.status();
    }

    @Override
    public Map<String, ProviderStatus> status() {
        Map<String, ProviderStatus> status = new LinkedHashMap<>();
        for (Provider provider : Provider.values()) {
            status.put(provider.key(), status(provider));
        }
        return status;
    }

    ProviderStatus status(Provider provider) {
        return faults(provider).status();
    }

    private FaultSwitch faults(Provider provider) {
        FaultSwitch faults = this.switches.get(provider);
        if (faults == null) {
            throw new IllegalStateException("Provider '%s' is not served".formatted(provider));
        }
        return faults;
    }

    @Override
    public void close() {
        this.threads.shutdownNow();
        this.server.stop(0);
    }
}
