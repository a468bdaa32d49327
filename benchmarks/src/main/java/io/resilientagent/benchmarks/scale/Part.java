package io.resilientagent.benchmarks.scale;

import org.openjdk.jmh.runner.options.Options;

/** One question about scale. */
public interface Part {

    /** Its name, which is also that of its results. */
    String name();

    /**
     * Measures.
     *
     * @param options for what JMH measures
     */
    Findings measure(Options options) throws Exception;
}
