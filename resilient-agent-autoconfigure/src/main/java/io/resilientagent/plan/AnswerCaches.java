package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.resilientagent.engine.AnswerCache;
import io.resilientagent.engine.CachedStep;
import io.resilientagent.engine.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** The cached answers of guarded methods; refuses a step for those that can have none. */
final class AnswerCaches {

    private final AnswerCaching caching;

    private final CacheKeys keys;

    private final ArgumentTypes types;

    /** Who needs a cache, as long as nobody knows whether there is one. */
    private final Queue<CallSite> unchecked = new ConcurrentLinkedQueue<>();

    private volatile boolean started;

    AnswerCaches(AnswerCaching caching) {
        this.caching = caching;
        this.keys = new CacheKeys(caching.keys());
        this.types = new ArgumentTypes(this.keys);
    }

    /** The cached answers of a method; null if it has no step that asks for them. */
    @Nullable
    AnswerCache of(CallSite guarded, List<Route> steps, CallSettings merged, ResolvableType answer) {
        if (steps.stream().noneMatch(CachedStep.class::isInstance)) {
            return null;
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(answer.resolve(Object.class));
        if (type == Void.class || type == void.class) {
            throw guarded.invalid(
                    "it has a fallback 'cached', but returns nothing", "Take the step away, or return an answer");
        }
        if (guarded instanceof GuardedMethod method) {
            checkArguments(method);
        }
        this.unchecked.add(guarded);
        if (this.started) {
            checkStore();
        }
        Duration own = (merged.cache() != null) ? merged.cache().ttl() : null;
        return new AnswerCache(
                new QuestionDigest(this.caching.version(), signature(guarded), this.caching.shared(), this.keys),
                type,
                (own != null) ? own : this.caching.timeToLive(),
                this.caching.shared(),
                this.caching.answers());
    }

    private void checkArguments(GuardedMethod guarded) {
        for (int i = 0; i < guarded.method().getParameterCount(); i++) {
            ResolvableType type = ResolvableType.forMethodParameter(guarded.method(), i, guarded.type());
            String unknown = this.types.unknown(type);
            if (unknown != null) {
                List<String> names = guarded.parameterNames();
                String name = names.isEmpty() ? "number " + (i + 1) : "'" + names.get(i) + "'";
                throw guarded.invalid(
                        "it has a fallback 'cached', but nobody knows how to tell one value of its parameter " + name
                                + " (" + type + ") from another: there is no CacheKey bean for " + unknown,
                        "Declare a bean of type CacheKey<" + ClassUtils.getShortName(type.resolve(Object.class))
                                + ">, or pass text, numbers, records or collections of these");
            }
        }
    }

    /** Refuses to start without a cache. */
    void checkStore() {
        this.started = true;
        CallSite first = this.unchecked.peek();
        if (first != null && !this.caching.answers().isAvailable()) {
            throw first.invalid(
                    "it has a fallback 'cached', but the application has no cache",
                    "Add com.github.ben-manes.caffeine:caffeine (io.resilientagent:resilient-agent-spring-boot-starter"
                            + " has it), or a CacheManager with a cache named 'resilient-agent'");
        }
        this.unchecked.clear();
    }

    /** The bean is a part of it: two of one class may differ in whom they ask. */
    private static String signature(CallSite guarded) {
        if (!(guarded instanceof GuardedMethod own)) {
            return "name " + guarded.describe();
        }
        Method method = own.method();
        Class<?> owner = Proxy.isProxyClass(own.type()) ? method.getDeclaringClass() : own.type();
        StringBuilder text = new StringBuilder("method ")
                .append(own.bean())
                .append(' ')
                .append(owner.getName())
                .append('.')
                .append(method.getName());
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(' ').append(parameter.getName());
        }
        return text.append(' ').append(own.returned()).toString();
    }
}
