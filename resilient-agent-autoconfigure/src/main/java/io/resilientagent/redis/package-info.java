/** Circuits shared by a fleet through Redis. Calls never wait for it: they read what is in memory. */
@NullMarked
package io.resilientagent.redis;

import org.jspecify.annotations.NullMarked;
