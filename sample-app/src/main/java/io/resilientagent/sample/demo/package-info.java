/**
 * The story of an outage, told on a terminal.
 */
@NullMarked
package io.resilientagent.sample.demo;

import org.jspecify.annotations.NullMarked;
