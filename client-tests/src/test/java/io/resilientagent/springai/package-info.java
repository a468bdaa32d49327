/** Spring AI over real HTTP. */
@NullMarked
package io.resilientagent.springai;

import org.jspecify.annotations.NullMarked;
