/**
 * The one interceptor, and the post-processor that puts it into place.
 */
@NullMarked
package io.resilientagent.aop;

import org.jspecify.annotations.NullMarked;
