/**
 * What tests share.
 */
@NullMarked
package io.resilientagent.testing;

import org.jspecify.annotations.NullMarked;
