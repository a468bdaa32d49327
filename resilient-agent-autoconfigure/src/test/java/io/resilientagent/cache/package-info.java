@NullMarked
package io.resilientagent.cache;

import org.jspecify.annotations.NullMarked;
