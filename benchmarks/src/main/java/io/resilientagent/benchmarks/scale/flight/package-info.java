/** Ten thousand calls in flight, guarded and not. */
@NullMarked
package io.resilientagent.benchmarks.scale.flight;

import org.jspecify.annotations.NullMarked;
