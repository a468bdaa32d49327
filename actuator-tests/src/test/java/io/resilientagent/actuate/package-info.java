/** The endpoint behind the servers and the security that applications have. */
@NullMarked
package io.resilientagent.actuate;

import org.jspecify.annotations.NullMarked;
