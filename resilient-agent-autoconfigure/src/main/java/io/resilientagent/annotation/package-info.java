/**
 * The annotations that guard a method.
 */
@NullMarked
package io.resilientagent.annotation;

import org.jspecify.annotations.NullMarked;
