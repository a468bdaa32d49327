package io.resilientagent.plan;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What plans need to know of other beans, without creating them. */
public interface BeanTypes {

    /** The class of a bean, or null if there is no bean of that name. Does not create it. */
    @Nullable
    Class<?> typeOf(String beanName);

    /** The names of all beans. */
    Collection<String> names();

    /** All beans of a type, in order; created now if they have to be. */
    <T> List<T> beans(Class<T> type);

    /** The bean itself; created now if it has to be. */
    Object bean(String beanName);
}
