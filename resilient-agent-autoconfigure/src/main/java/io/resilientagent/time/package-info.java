/**
 * The only places that read the clock and sleep.
 */
@NullMarked
package io.resilientagent.time;

import org.jspecify.annotations.NullMarked;
