package io.resilientagent.benchmarks.scale.circuits;

/** Circuits by name, made when a name is new. */
interface NamedCircuits extends AutoCloseable {

    /** Makes one successful call through the circuit of a tenant. */
    Object call(String tenant);

    @Override
    default void close() {}
}
