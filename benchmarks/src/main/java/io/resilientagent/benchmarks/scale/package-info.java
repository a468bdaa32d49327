/** What grows with circuits, methods and calls in flight. One package per question; each answers with a table. */
@NullMarked
package io.resilientagent.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
