package io.resilientagent.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.resilientagent.plan.BeanSelection;
import io.resilientagent.plan.ConfiguredNames;
import io.resilientagent.plan.InvalidGuardException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/** Selects the methods of beans that cannot be annotated, by what is configured. */
public final class ConfiguredGuards implements ConfiguredNames {

    private final SingletonSupplier<Map<String, MethodSelector>> selectors;

    /**
     * Creates guards; what is configured is not read before the first bean.
     *
     * @param configured what is configured for calls, by name
     */
    public ConfiguredGuards(
            SingletonSupplier<Map<String, BeanSelection>> configured, ConfigurableBeanFactory beanFactory) {
        this.selectors = SingletonSupplier.of(() -> selectors(configured.obtain(), beanFactory));
    }

    private static Map<String, MethodSelector> selectors(
            Map<String, BeanSelection> configured, ConfigurableBeanFactory beanFactory) {
        Map<String, MethodSelector> selectors = new LinkedHashMap<>();
        BeanSelection.byName(configured).forEach((name, selection) -> {
            String key = "resilient-agent.calls." + name;
            if (selection.pointcut() != null) {
                selectors.put(
                        name,
                        PointcutMethods.parse(
                                key + ".pointcut", selection.pointcut(), beanFactory.getBeanClassLoader()));
            } else if (selection.bean() != null && selection.methods() != null) {
                Set<String> beans = new LinkedHashSet<>(List.of(beanFactory.getAliases(selection.bean())));
                beans.add(selection.bean());
                selectors.put(name, new NamedMethods(key, beans, List.copyOf(selection.methods())));
            }
        });
        return selectors;
    }

    @Override
    public boolean areAbout(String bean) {
        return this.selectors.obtain().values().stream().anyMatch((selector) -> selector.isAbout(bean));
    }

    @Override
    public void check(String bean, Class<?> type) {
        if (!FactoryBean.class.isAssignableFrom(type)) {
            this.selectors.obtain().values().forEach((selector) -> selector.check(bean, type));
        }
    }

    @Override
    public @Nullable String nameOf(String bean, Class<?> type, Method method) {
        Map<String, MethodSelector> all = this.selectors.obtain();
        if (all.isEmpty() || FactoryBean.class.isAssignableFrom(type)) {
            return null;
        }
        List<String> names = all.entrySet().stream()
                .filter((entry) -> entry.getValue().selects(bean, type, method))
                .map(Map.Entry::getKey)
                .toList();
        if (names.size() > 1) {
            throw InvalidGuardException.ofBean(
                    bean,
                    type,
                    "method " + method.getName() + " is selected by two calls: 'resilient-agent.calls." + names.get(0)
                            + "' and 'resilient-agent.calls." + names.get(1) + "'",
                    "Let only one of them select it");
        }
        return names.isEmpty() ? null : names.get(0);
    }
}
