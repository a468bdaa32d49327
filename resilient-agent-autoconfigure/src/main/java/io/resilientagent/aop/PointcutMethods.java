package io.resilientagent.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.regex.Pattern;

import io.resilientagent.plan.InvalidGuardException;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.aspectj.AspectJExpressionPointcut;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The public methods that a pointcut selects, of beans of any name. */
record PointcutMethods(AspectJExpressionPointcut pointcut) implements MethodSelector {

    private static final String PARSER = "org.aspectj.weaver.tools.PointcutParser";

    private static final Pattern BY_BEAN = Pattern.compile("\\bbean\\s*\\(");

    static MethodSelector parse(String key, String expression, @Nullable ClassLoader loader) {
        if (!ClassUtils.isPresent(PARSER, loader)) {
            throw InvalidGuardException.ofKey(
                    key,
                    "a pointcut needs AspectJ's language, and org.aspectj:aspectjweaver is not on the class path",
                    "Add org.springframework.boot:spring-boot-starter-aspectj, or select methods with 'bean' and"
                            + " 'methods'");
        }
        AspectJExpressionPointcut pointcut = new AspectJExpressionPointcut();
        pointcut.setExpression(expression);
        boolean dynamic;
        try {
            dynamic = pointcut.isRuntime();
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException ex) {
            throw InvalidGuardException.ofKey(
                    key,
                    "(" + expression + ") is no pointcut: "
                            + String.valueOf(ex.getMessage()).strip(),
                    "Write it like execution(* com.acme..*Gateway.*(..))");
        }
        if (dynamic || BY_BEAN.matcher(expression).find()) {
            throw InvalidGuardException.ofKey(
                    key,
                    "(" + expression + ") depends on more than the method",
                    "Use execution, within and @annotation, without args, this, target or bean; one bean is selected"
                            + " with 'bean' and 'methods'");
        }
        return new PointcutMethods(pointcut);
    }

    @Override
    public boolean isAbout(String bean) {
        return false;
    }

    @Override
    public void check(String bean, Class<?> type) {}

    @Override
    public boolean selects(String bean, Class<?> type, Method method) {
        if (!Modifier.isPublic(method.getModifiers())
                || Modifier.isStatic(method.getModifiers())
                || method.isSynthetic()
                || ReflectionUtils.isObjectMethod(method)) {
            return false;
        }
        // A JDK proxy has no code of its own that a pointcut could be about.
        Class<?> owner = Proxy.isProxyClass(type) ? method.getDeclaringClass() : type;
        return this.pointcut.matches(owner) && this.pointcut.matches(method, owner);
    }
}
