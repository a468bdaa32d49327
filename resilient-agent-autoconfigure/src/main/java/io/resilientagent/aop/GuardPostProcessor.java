package io.resilientagent.aop;

import java.util.List;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyProcessorSupport;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Guards beans. Owns its advisors, so that no auto-proxy creator is needed, and none can leave them out. Inserts them
 * by order among those that a bean has already.
 */
public final class GuardPostProcessor extends ProxyProcessorSupport implements BeanPostProcessor, BeanFactoryAware {

    /** Attribute of a bean's definition: its class, where it is guarded by a proxy with nothing but interfaces. */
    public static final String HIDDEN_CLASS = GuardPostProcessor.class.getName() + ".hiddenClass";

    private static final long serialVersionUID = 1L;

    private final transient GuardAdvisors advisors;

    private transient BeanFactory beanFactory;

    /** Creates a post-processor. It runs before that of {@code @Async}, which puts itself outermost. */
    @SuppressWarnings("NullAway.Init")
    public GuardPostProcessor(GuardAdvisors advisors) {
        this.advisors = advisors;
        setOrder(Ordered.LOWEST_PRECEDENCE - 1);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean || bean instanceof Advisor) {
            return bean;
        }
        List<GuardAdvisor> guards = this.advisors.of(beanName, guardedClass(bean));
        if (guards.isEmpty()) {
            return bean;
        }
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            if (!advised.isProxyTargetClass()) {
                Proxies.check(beanName, guardedClass(bean), guards);
            }
            guards.stream()
                    .filter((guard) -> !guard.isIn(advised))
                    .forEach((guard) -> advised.addAdvisor(position(advised), guard));
            return bean;
        }
        return proxy(bean, beanName, guards);
    }

    static Class<?> guardedClass(Object bean) {
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
    }

    /** Behind all that come before us in order, before the first that comes after. */
    private static int position(Advised advised) {
        Advisor[] present = advised.getAdvisors();
        for (int i = 0; i < present.length; i++) {
            int order = (present[i] instanceof Ordered ordered) ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
            if (order > GuardAdvisor.ORDER) {
                return i;
            }
        }
        return present.length;
    }

    private Object proxy(Object bean, String beanName, List<GuardAdvisor> guards) {
        ProxyFactory factory = new ProxyFactory();
        factory.copyFrom(this);
        factory.setTarget(bean);
        Class<?> type = bean.getClass();
        if (Proxies.haveInterfacesOnly(type)) {
            Proxies.check(beanName, type, guards);
            evaluateProxyInterfaces(type, factory);
        } else {
            factory.setProxyTargetClass(true);
        }
        factory.addAdvisors(guards.toArray(Advisor[]::new));
        exposeTargetClass(beanName, type);
        return factory.getProxy(getProxyClassLoader());
    }

    private void exposeTargetClass(String beanName, Class<?> type) {
        if (this.beanFactory instanceof ConfigurableListableBeanFactory listable
                && listable.containsBeanDefinition(beanName)) {
            BeanDefinition definition = listable.getMergedBeanDefinition(beanName);
            definition.setAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE, type);
            if (Proxies.haveInterfacesOnly(type)) {
                definition.setAttribute(HIDDEN_CLASS, type);
            }
        }
    }
}
