/**
 * Who answers: the targets of a chain and the fallback steps behind them.
 */
@NullMarked
package io.resilientagent.route;

import org.jspecify.annotations.NullMarked;
