/** Tests of the classification, for the most part against what providers really answered. */
@NullMarked
package io.resilientagent.failure;

import org.jspecify.annotations.NullMarked;
