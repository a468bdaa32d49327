/**
 * What users of the library touch: results, the running call, exceptions.
 */
@NullMarked
package io.resilientagent;

import org.jspecify.annotations.NullMarked;
