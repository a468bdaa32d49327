/**
 * Turns annotations and settings into an immutable plan, once, and refuses what cannot work.
 */
@NullMarked
package io.resilientagent.plan;

import org.jspecify.annotations.NullMarked;
