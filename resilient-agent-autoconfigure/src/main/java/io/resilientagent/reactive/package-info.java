/**
 * Drives guarded methods that answer with a {@link reactor.core.publisher.Mono} or a
 * {@link reactor.core.publisher.Flux}.
 */
@NullMarked
package io.resilientagent.reactive;

import org.jspecify.annotations.NullMarked;
