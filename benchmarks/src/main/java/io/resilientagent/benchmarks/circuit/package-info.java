/** Circuits beside circuit breakers. */
@NullMarked
package io.resilientagent.benchmarks.circuit;

import org.jspecify.annotations.NullMarked;
