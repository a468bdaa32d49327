/** What the endpoint takes to show circuits. */
@NullMarked
package io.resilientagent.benchmarks.scale.endpoint;

import org.jspecify.annotations.NullMarked;
