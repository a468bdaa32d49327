/** What a circuit and a call in flight hold on the heap. */
@NullMarked
package io.resilientagent.benchmarks.scale.memory;

import org.jspecify.annotations.NullMarked;
