/**
 * One call from its first attempt to its answer: policies decide here, drivers run the steps.
 */
@NullMarked
package io.resilientagent.engine;

import org.jspecify.annotations.NullMarked;
