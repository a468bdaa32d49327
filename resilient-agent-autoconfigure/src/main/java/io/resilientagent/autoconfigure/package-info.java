/**
 * Properties, auto-configurations and failure analyses.
 */
@NullMarked
package io.resilientagent.autoconfigure;

import org.jspecify.annotations.NullMarked;
