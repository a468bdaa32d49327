package io.resilientagent.plan;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import io.resilientagent.AgentResult;
import io.resilientagent.engine.CallDriver;
import io.resilientagent.engine.ResultShape;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** What a guarded method may return. */
final class ReturnTypes {

    /** Returned before the call is made, so that no guard around the method could see it fail. */
    private static final Set<String> TOO_EARLY = Set.of(
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Callable",
            "java.util.concurrent.Flow$Publisher",
            "org.reactivestreams.Publisher",
            "org.springframework.web.context.request.async.DeferredResult",
            "org.springframework.web.context.request.async.WebAsyncTask",
            "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
            "org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody",
            "org.springframework.ai.chat.client.ChatClient$CallResponseSpec",
            "org.springframework.ai.chat.client.ChatClient$StreamResponseSpec",
            "dev.langchain4j.service.TokenStream",
            "io.reactivex.rxjava3.core.SingleSource",
            "io.reactivex.rxjava3.core.MaybeSource",
            "io.reactivex.rxjava3.core.CompletableSource",
            "io.reactivex.rxjava3.core.ObservableSource",
            "io.smallrye.mutiny.Uni",
            "io.smallrye.mutiny.Multi",
            "kotlinx.coroutines.flow.Flow");

    private final List<CallDriver> drivers;

    ReturnTypes(List<CallDriver> drivers) {
        this.drivers = drivers;
    }

    /** Who runs calls of a method. */
    CallDriver driver(CallSite guarded) {
        return driver(guarded.returned());
    }

    /** Who delivers answers in this type. */
    CallDriver driver(Class<?> container) {
        return driver(ResolvableType.forClass(container));
    }

    /** Refuses a type that says how the answer is delivered. */
    void checkAnswerItself(CallSite site) {
        ResolvableType type = site.returned();
        if (isA(type, AgentResult.class) || !driver(type).containers().isEmpty()) {
            throw site.invalid(
                    "its type is " + type + ", which is more than the answer",
                    "Name the type of the answer itself; result(...), callAsync(...) and ReactiveCalls deliver it in more");
        }
    }

    private CallDriver driver(ResolvableType returned) {
        Class<?> raw = returned.resolve(Object.class);
        return this.drivers.stream()
                .filter((driver) -> driver.containers().contains(raw))
                .findFirst()
                .orElseGet(() -> this.drivers.stream()
                        .filter((driver) -> driver.containers().isEmpty())
                        .findFirst()
                        .orElseThrow());
    }

    /** What a method returns, without what its driver delivers it in. */
    private ResolvableType delivered(ResolvableType returned) {
        return driver(returned).containers().isEmpty() ? returned : returned.getGeneric();
    }

    ResultShape shape(CallSite guarded) {
        ResolvableType whole = guarded.returned();
        ResolvableType returned = delivered(whole);
        boolean result = isA(returned, AgentResult.class);
        boolean stream =
                guarded.streamed() || isStream(whole, whole) || (result && isStream(whole, unwrapped(returned)));
        ResolvableType answer = answer(guarded);
        boolean optional = isA(answer, Optional.class);
        ResolvableType content = optional ? answer.as(Optional.class).getGeneric() : answer;
        check(guarded, answer, whole);
        check(guarded, content, whole);
        boolean nested = isA(answer, AgentResult.class) || (optional && (stream || isA(content, Optional.class)));
        if (nested || (isStream(whole, whole) && result) || holdsResult(content)) {
            throw nested(guarded, whole);
        }
        checkSuspend(guarded);
        Class<?> raw = content.resolve(Object.class);
        return new ResultShape(result, optional, CharSequence.class.isAssignableFrom(raw), stream);
    }

    /** Whether a part of what a method returns comes piece by piece. */
    private boolean isStream(ResolvableType whole, ResolvableType part) {
        return driver(whole).streams().contains(part.resolve(Object.class));
    }

    /** Whether there is an {@code AgentResult} anywhere in a type. */
    private static boolean holdsResult(ResolvableType type) {
        return isA(type, AgentResult.class)
                || (type.isArray() && holdsResult(type.getComponentType()))
                || Arrays.stream(type.getGenerics()).anyMatch(ReturnTypes::holdsResult);
    }

    /** The type of a method's answer, or of a piece of it, without all that is around it. */
    ResolvableType answer(CallSite guarded) {
        ResolvableType whole = guarded.returned();
        ResolvableType answer = unwrapped(delivered(whole));
        boolean inResult = isA(delivered(whole), AgentResult.class) && isStream(whole, answer);
        return inResult ? answer.getGeneric() : answer;
    }

    private static ResolvableType unwrapped(ResolvableType returned) {
        return isA(returned, AgentResult.class) ? returned.as(AgentResult.class).getGeneric() : returned;
    }

    /** Whether a fallback that returns this can answer for a method that returns that. */
    boolean isCompatible(CallSite guarded, Method fallback, Class<?> fallbackType) {
        ResolvableType wanted = guarded.returned();
        ResolvableType given = ResolvableType.forMethodReturnType(fallback, fallbackType);
        ResolvableType due = delivered(wanted);
        boolean sameWay = driver(given) == driver(wanted) && isStream(wanted, wanted) == isStream(wanted, given);
        boolean asItIs =
                driver(given).containers().isEmpty() || (isStream(wanted, given) && isStream(wanted, unwrapped(due)));
        boolean alike = sameWay || asItIs;
        ResolvableType offered = sameWay ? delivered(given) : given;
        Class<?> raw = due.resolve(Object.class);
        if (raw == void.class || raw == Void.class) {
            return alike;
        }
        return alike
                && (isAssignable(due, offered)
                        || (isA(due, AgentResult.class)
                                && (isAssignable(unwrapped(due), offered)
                                        || isAssignable(unwrapped(due), unwrapped(offered)))));
    }

    private static boolean isAssignable(ResolvableType due, ResolvableType offered) {
        Class<?> to = due.resolve(Object.class);
        Class<?> from = offered.resolve(Object.class);
        boolean raw = ClassUtils.isAssignable(to, from) && from != void.class;
        boolean comparable = !due.hasUnresolvableGenerics() && !offered.hasUnresolvableGenerics();
        return raw && (to.isPrimitive() || from.isPrimitive() || !comparable || due.isAssignableFrom(offered));
    }

    private static void check(CallSite guarded, ResolvableType part, ResolvableType whole) {
        Class<?> raw = part.resolve(Object.class);
        boolean early = BaseStream.class.isAssignableFrom(raw)
                || Iterator.class.isAssignableFrom(raw)
                || Future.class.isAssignableFrom(raw)
                || isNamed(raw);
        if (early) {
            throw guarded.invalid(
                    "it returns " + whole
                            + ", which is returned before the call is made, so that no guard sees it fail",
                    "Return the answer itself, an Optional or an AgentResult of it, or a CompletableFuture or a Mono of"
                            + " these, or a Flux of its pieces");
        }
    }

    private static void checkSuspend(CallSite guarded) {
        List<Class<?>> parameters = guarded.parameters();
        if (!parameters.isEmpty()
                && parameters.get(parameters.size() - 1).getName().equals("kotlin.coroutines.Continuation")) {
            throw guarded.invalid(
                    "it is a Kotlin suspend function, which returns before the call is made",
                    "Guard a function that blocks, and call that one");
        }
    }

    private static InvalidGuardException nested(CallSite guarded, ResolvableType returned) {
        return guarded.invalid(
                "it returns " + returned + ", and results are never nested",
                "Return AgentResult or Optional of the answer itself, AgentResult of Optional, or Mono of AgentResult of"
                        + " Flux");
    }

    private static boolean isNamed(@Nullable Class<?> type) {
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            if (TOO_EARLY.contains(part.getName())) {
                return true;
            }
            for (Class<?> contract : part.getInterfaces()) {
                if (isNamed(contract)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isA(ResolvableType type, Class<?> expected) {
        return expected.isAssignableFrom(type.resolve(Object.class));
    }
}
