/** Runs the benchmarks and prints what they found. One package per room, one class per contender. */
@NullMarked
package io.resilientagent.benchmarks;

import org.jspecify.annotations.NullMarked;
