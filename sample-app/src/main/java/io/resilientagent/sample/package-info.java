/**
 * The sample application: a support agent that survives a bad provider.
 */
@NullMarked
package io.resilientagent.sample;

import org.jspecify.annotations.NullMarked;
