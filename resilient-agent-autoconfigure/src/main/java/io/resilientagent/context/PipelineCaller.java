package io.resilientagent.context;

import java.util.Optional;
import java.util.function.Consumer;

import io.resilientagent.engine.CallerIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Whom the security context of a pipeline names, which may be loaded only now. Nothing is told if that fails. */
record PipelineCaller(ContextView context) implements CallerIdentity {

    @Override
    public void tell(Consumer<@Nullable String> receiver) {
        ReactiveSecurityContextHolder.getContext()
                .map(PipelineCaller::name)
                .defaultIfEmpty(Optional.empty())
                .onErrorResume((thrown) -> Mono.empty())
                .contextWrite(Context.of(this.context))
                .subscribe((name) -> receiver.accept(name.orElse(null)));
    }

    private static Optional<String> name(SecurityContext security) {
        return Optional.ofNullable(SecurityCaller.name(security.getAuthentication()));
    }
}
