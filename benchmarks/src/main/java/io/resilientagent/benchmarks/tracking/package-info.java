/** What it costs to track calls. */
@NullMarked
package io.resilientagent.benchmarks.tracking;

import org.jspecify.annotations.NullMarked;
