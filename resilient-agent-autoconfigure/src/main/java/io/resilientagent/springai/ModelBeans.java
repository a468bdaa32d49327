package io.resilientagent.springai;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.resilientagent.ModelTarget;
import io.resilientagent.plan.InvalidGuardException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/** Finds the model beans of providers by name; they are created when they are first asked. */
public final class ModelBeans {

    private final ListableBeanFactory beanFactory;

    private final Map<String, ProviderBeans> providers;

    /**
     * Creates a finder.
     *
     * @param providers what is configured for providers, by name
     */
    public ModelBeans(ListableBeanFactory beanFactory, Map<String, ProviderBeans> providers) {
        this.beanFactory = beanFactory;
        this.providers = providers.entrySet().stream()
                .collect(Collectors.toMap(
                        (entry) -> canonical(entry.getKey()), Map.Entry::getValue, (one, other) -> one));
    }

    /** The bean of a target's provider. */
    <M> Supplier<M> of(String call, ModelTarget target, ModelKind<M> kind) {
        String key = "resilient-agent.providers." + target.provider() + "." + kind.key();
        ProviderBeans provider = this.providers.getOrDefault(canonical(target.provider()), ProviderBeans.USUAL);
        String configured = kind.configured().apply(provider);
        List<String> names = names(kind);
        if (ProviderBeans.NONE.equals(configured)) {
            throw invalid(
                    call,
                    "its target " + target + " is of a provider that has none, as '" + key + "' says",
                    "Take the target out of the chain, or name the provider's bean there");
        }
        if (configured != null && !names.contains(configured)) {
            throw invalid(
                    call,
                    "its target " + target + " needs the bean '" + configured + "' that '" + key
                            + "' names, and there is no such " + kind.suffix(),
                    "Name one of " + names);
        }
        String usual = canonical(target.provider() + kind.suffix());
        List<String> found = (configured != null)
                ? List.of(configured)
                : names.stream().filter((name) -> canonical(name).equals(usual)).toList();
        if (found.size() != 1) {
            throw invalid(
                    call,
                    "its target " + target + " needs a bean '" + target.provider() + kind.suffix() + "', and "
                            + (found.isEmpty() ? "there is none" : "these are all named so: " + found),
                    "Name the bean of this provider under '" + key + "', one of " + names
                            + ", or add the provider's library");
        }
        return bean(found.get(0), kind);
    }

    /** The only bean, for a call that names no target. */
    <M> Supplier<M> only(String call, ModelKind<M> kind) {
        List<String> names = names(kind);
        if (names.size() != 1) {
            throw invalid(
                    call,
                    "it has neither a chain nor a model, and " + names.size() + " beans of type " + kind.suffix()
                            + " are there: " + names,
                    "Say whom it asks: 'resilient-agent.calls." + call + ".chain: [<provider>/<model>, ...]'");
        }
        return bean(names.get(0), kind);
    }

    private <M> Supplier<M> bean(String name, ModelKind<M> kind) {
        return SingletonSupplier.of(() -> this.beanFactory.getBean(name, kind.type()));
    }

    private List<String> names(ModelKind<?> kind) {
        return Stream.of(
                        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, kind.type(), true, false))
                .sorted()
                .toList();
    }

    private static InvalidGuardException invalid(String call, String problem, String cure) {
        return InvalidGuardException.of("ResilientModels, call '" + call + "'", problem, cure);
    }

    private static String canonical(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }
}
