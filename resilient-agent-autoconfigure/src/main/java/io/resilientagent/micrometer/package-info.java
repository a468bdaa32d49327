/**
 * Meters of calls, attempts, retries and circuits.
 */
@NullMarked
package io.resilientagent.micrometer;

import org.jspecify.annotations.NullMarked;
