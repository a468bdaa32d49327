/**
 * What a call carries over to the thread that runs it.
 */
@NullMarked
package io.resilientagent.context;

import org.jspecify.annotations.NullMarked;
