/**
 * The endpoint {@code agentcircuits}.
 */
@NullMarked
package io.resilientagent.actuate;

import org.jspecify.annotations.NullMarked;
