/**
 * Stands in for the providers: an HTTP server that speaks their wire formats and fails on request.
 */
@NullMarked
package io.resilientagent.sample.simulator;

import org.jspecify.annotations.NullMarked;
