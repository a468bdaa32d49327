/** Where cached answers are: in a cache of the application, else in this process. */
@NullMarked
package io.resilientagent.cache;

import org.jspecify.annotations.NullMarked;
