/**
 * What the library knows about Spring AI.
 */
@NullMarked
package io.resilientagent.springai;

import org.jspecify.annotations.NullMarked;
