/**
 * How long an attempt and a call may take.
 */
@NullMarked
package io.resilientagent.timeout;

import org.jspecify.annotations.NullMarked;
