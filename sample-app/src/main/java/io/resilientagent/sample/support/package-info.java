/**
 * The support agent and its HTTP face.
 */
@NullMarked
package io.resilientagent.sample.support;

import org.jspecify.annotations.NullMarked;
