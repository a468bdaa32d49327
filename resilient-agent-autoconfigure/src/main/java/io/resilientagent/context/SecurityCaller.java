package io.resilientagent.context;

import java.util.function.Consumer;

import io.resilientagent.engine.CallerIdentity;
import io.resilientagent.reactive.ReactiveCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller is whom Spring Security has authenticated; anonymous callers are nobody in particular. */
public final class SecurityCaller implements CallerIdentity {

    @Override
    public void tell(Consumer<@Nullable String> receiver) {
        receiver.accept(name(SecurityContextHolder.getContext().getAuthentication()));
    }

    /** Two kinds of authentication may use one name for two people. */
    static @Nullable String name(@Nullable Authentication authentication) {
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return null;
        }
        return authentication.getClass().getName() + " " + authentication.getName();
    }

    /** The same for a pipeline, in whose context Spring Security keeps what it knows. */
    public static ReactiveCaller reactive() {
        return (context) -> context.hasKey(SecurityContext.class) ? new PipelineCaller(context) : null;
    }
}
