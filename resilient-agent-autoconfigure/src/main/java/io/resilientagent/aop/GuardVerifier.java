package io.resilientagent.aop;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.plan.InvalidGuardException;
import io.resilientagent.plan.PlanFactory;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Checks, when all singletons are there, what no single bean can tell: that every guarded bean really got its guards,
 * that the guards of beans which are made later can work, that every configured name is used, and that there is a cache
 * for cached answers.
 */
public final class GuardVerifier implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beanFactory;

    private final GuardAdvisors advisors;

    private final Supplier<PlanFactory> plans;

    public GuardVerifier(
            ConfigurableListableBeanFactory beanFactory, GuardAdvisors advisors, Supplier<PlanFactory> plans) {
        this.beanFactory = beanFactory;
        this.advisors = advisors;
        this.plans = plans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : this.beanFactory.getBeanDefinitionNames()) {
            if (!this.beanFactory.getMergedBeanDefinition(name).isAbstract()) {
                verify(name);
            }
        }
        this.plans.get().checkUnusedNames();
        this.plans.get().checkCache();
    }

    private void verify(String name) {
        Object singleton = this.beanFactory.containsSingleton(name) ? this.beanFactory.getSingleton(name) : null;
        if (singleton == null) {
            verifyProduct(name);
        } else if (!(singleton instanceof AopInfrastructureBean)) {
            verify(name, singleton);
            if (singleton instanceof FactoryBean) {
                verifyProduct(name);
            }
        }
    }

    private void verifyProduct(String name) {
        Class<?> type = this.beanFactory.getType(name, false);
        if (type != null && !AopInfrastructureBean.class.isAssignableFrom(type)) {
            verifyLater(name, ClassUtils.getUserClass(type));
        }
    }

    private void verifyLater(String name, Class<?> type) {
        List<GuardAdvisor> due = this.advisors.of(name, type);
        if (!due.isEmpty() && !type.isInterface() && Proxies.haveInterfacesOnly(type)) {
            Proxies.check(name, type, due);
        }
    }

    private void verify(String name, Object singleton) {
        Class<?> type = GuardPostProcessor.guardedClass(singleton);
        List<GuardAdvisor> due = this.advisors.of(name, type);
        boolean guarded = due.isEmpty()
                || (singleton instanceof Advised advised && due.stream().allMatch((guard) -> guard.isIn(advised)));
        if (!guarded) {
            throw InvalidGuardException.ofBean(
                    name,
                    type,
                    "it was created before it could be guarded, so that its guards would do nothing",
                    "Do not inject it into a BeanPostProcessor or BeanFactoryPostProcessor; make such a bean's @Bean"
                            + " method static, or inject an ObjectProvider");
        }
    }
}
