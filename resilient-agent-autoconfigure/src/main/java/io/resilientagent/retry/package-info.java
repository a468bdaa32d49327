/**
 * Whether and when a failed attempt is tried again.
 */
@NullMarked
package io.resilientagent.retry;

import org.jspecify.annotations.NullMarked;
