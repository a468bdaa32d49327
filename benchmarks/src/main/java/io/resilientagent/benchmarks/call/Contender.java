package io.resilientagent.benchmarks.call;

/** Somebody who guards calls. Used by all threads. */
interface Contender extends AutoCloseable {

    /** Makes one call. */
    Object call(Work work) throws Exception;

    @Override
    default void close() {}
}
