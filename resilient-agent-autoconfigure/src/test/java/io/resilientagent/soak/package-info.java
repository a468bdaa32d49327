/** Calls of every shape, with faults of every kind, all at once. */
@NullMarked
package io.resilientagent.soak;

import org.jspecify.annotations.NullMarked;
