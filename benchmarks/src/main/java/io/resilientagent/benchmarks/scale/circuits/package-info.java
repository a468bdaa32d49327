/** Cost per call by how many circuits there are, and by how many threads share one. */
@NullMarked
package io.resilientagent.benchmarks.scale.circuits;

import org.jspecify.annotations.NullMarked;
