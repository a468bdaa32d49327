package io.resilientagent.autoconfigure;

import io.resilientagent.engine.CallEngine;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the engine when the application stops: among the first, before web servers wait for the requests that they have
 * begun.
 */
final class EngineLifecycle implements SmartLifecycle {

    private final CallEngine engine;

    private volatile boolean running;

    EngineLifecycle(CallEngine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        this.engine.start();
        this.running = true;
    }

    @Override
    public void stop() {
        this.running = false;
        this.engine.stop();
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }
}
