/** Tests of time. */
@NullMarked
package io.resilientagent.time;

import org.jspecify.annotations.NullMarked;
