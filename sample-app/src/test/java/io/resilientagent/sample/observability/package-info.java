/**
 * The dashboard and the alert rules that come with the project, against real tools.
 */
@NullMarked
package io.resilientagent.sample.observability;

import org.jspecify.annotations.NullMarked;
