/** Streams of real clients over real sockets, through guarded methods. */
@NullMarked
package io.resilientagent.streaming;

import org.jspecify.annotations.NullMarked;
