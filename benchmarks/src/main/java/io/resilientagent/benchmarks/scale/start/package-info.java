/** Start-up and memory of an application with guarded methods. */
@NullMarked
package io.resilientagent.benchmarks.scale.start;

import org.jspecify.annotations.NullMarked;
