/** A guarded call beside the same call guarded by peers. */
@NullMarked
package io.resilientagent.benchmarks.call;

import org.jspecify.annotations.NullMarked;
