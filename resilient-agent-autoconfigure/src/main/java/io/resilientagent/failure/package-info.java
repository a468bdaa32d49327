/**
 * What went wrong: kinds of failure and the classification of any throwable into one of them.
 */
@NullMarked
package io.resilientagent.failure;

import org.jspecify.annotations.NullMarked;
