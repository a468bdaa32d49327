/** What real clients make of real failures, and what the classification makes of that. */
@NullMarked
package io.resilientagent.failure;

import org.jspecify.annotations.NullMarked;
