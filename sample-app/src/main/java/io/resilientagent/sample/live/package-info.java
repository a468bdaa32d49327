/**
 * What the control room is shown while it happens.
 */
@NullMarked
package io.resilientagent.sample.live;

import org.jspecify.annotations.NullMarked;
