/**
 * Circuits: when a provider is down, and when it may be tried again.
 */
@NullMarked
package io.resilientagent.circuit;

import org.jspecify.annotations.NullMarked;
