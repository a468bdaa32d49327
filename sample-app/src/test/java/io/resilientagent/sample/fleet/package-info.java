/**
 * Instances of the sample in JVMs of their own, behind one real Redis and one simulator.
 */
@NullMarked
package io.resilientagent.sample.fleet;

import org.jspecify.annotations.NullMarked;
