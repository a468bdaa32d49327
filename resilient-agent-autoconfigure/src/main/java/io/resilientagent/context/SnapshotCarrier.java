package io.resilientagent.context;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.resilientagent.engine.ContextCarrier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Carries what Micrometer's context propagation knows (observations and traces, what the application registered), and
 * where their libraries are there the MDC, the security context, the locale and the request. Uses a registry of its
 * own, so that nothing changes for the rest of the application.
 */
public final class SnapshotCarrier implements ContextCarrier {

    private final ContextSnapshotFactory snapshots;

    /** Creates a carrier for what is on the classpath. */
    public SnapshotCarrier() {
        ContextRegistry registry = new ContextRegistry().loadContextAccessors().loadThreadLocalAccessors();
        ContextRegistry.getInstance().getThreadLocalAccessors().forEach(registry::registerThreadLocalAccessor);
        registerWherePresent(registry);
        this.snapshots = ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .clearMissing(true)
                .build();
    }

    @Override
    public Runnable wrap(Runnable task) {
        return this.snapshots.captureAll().wrap(task);
    }

    private static void registerWherePresent(ContextRegistry registry) {
        registry.registerThreadLocalAccessor(Locale.accessor());
        if (isPresent("org.slf4j.MDC")) {
            registry.registerThreadLocalAccessor(Slf4j.accessor());
        }
        if (isPresent("org.springframework.security.core.context.SecurityContextHolder")) {
            registry.registerThreadLocalAccessor(Security.accessor());
        }
        if (isPresent("org.springframework.web.context.request.RequestContextHolder")) {
            registry.registerThreadLocalAccessor(Request.accessor());
        }
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, SnapshotCarrier.class.getClassLoader());
    }

    // One class for each library, so that none is loaded that is not there.

    private static final class Locale {

        static ThreadLocalAccessor<?> accessor() {
            return new ThreadValue<>(
                    "resilient-agent.locale",
                    LocaleContextHolder::getLocaleContext,
                    LocaleContextHolder::setLocaleContext,
                    LocaleContextHolder::resetLocaleContext);
        }
    }

    private static final class Slf4j {

        static ThreadLocalAccessor<?> accessor() {
            return new Slf4jThreadLocalAccessor();
        }
    }

    private static final class Security {

        static ThreadLocalAccessor<?> accessor() {
            return new ThreadValue<>(
                    "resilient-agent.security",
                    () -> (SecurityContextHolder.getContext().getAuthentication() != null)
                            ? SecurityContextHolder.getContext()
                            : null,
                    SecurityContextHolder::setContext,
                    SecurityContextHolder::clearContext);
        }
    }

    private static final class Request {

        static ThreadLocalAccessor<?> accessor() {
            return new ThreadValue<>(
                    "resilient-agent.request",
                    RequestContextHolder::getRequestAttributes,
                    RequestContextHolder::setRequestAttributes,
                    RequestContextHolder::resetRequestAttributes);
        }
    }
}
