/** Tests of shared circuits, against a real Redis. */
@NullMarked
package io.resilientagent.redis;

import org.jspecify.annotations.NullMarked;
