package io.resilientagent.circuit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Settings, changed one value at a time. */
final class TestSettings {

    private int failureThreshold = 0;
    private double failureRate = 0;
    private WindowType type = WindowType.COUNT;
    private int size = 20;
    private int minimum = 10;
    private @Nullable Duration slow = null;
    private double slowRate = 100;
    private Duration wait = Duration.ofSeconds(60);
    private @Nullable Double multiplier = null;
    private Duration maxWait = Duration.ofMinutes(10);
    private int permitted = 1;

    static TestSettings settings() {
        return new TestSettings();
    }

    TestSettings failureThreshold(int value) {
        this.failureThreshold = value;
        return this;
    }

    TestSettings failureRate(double value) {
        this.failureRate = value;
        return this;
    }

    TestSettings window(WindowType type, int size, int minimum) {
        this.type = type;
        this.size = size;
        this.minimum = minimum;
        return this;
    }

    TestSettings slow(@Nullable Duration value, double rate) {
        this.slow = value;
        this.slowRate = rate;
        return this;
    }

    TestSettings wait(Duration value) {
        this.wait = value;
        return this;
    }

    TestSettings multiplier(@Nullable Double value) {
        this.multiplier = value;
        return this;
    }

    TestSettings maxWait(Duration value) {
        this.maxWait = value;
        return this;
    }

    TestSettings permitted(int value) {
        this.permitted = value;
        return this;
    }

    CircuitSettings build() {
        return new CircuitSettings(
                this.failureThreshold,
                this.failureRate,
                this.type,
                this.size,
                this.minimum,
                this.slow,
                this.slowRate,
                this.wait,
                this.multiplier,
                this.maxWait,
                this.permitted);
    }
}
