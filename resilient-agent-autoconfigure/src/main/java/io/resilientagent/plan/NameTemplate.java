package io.resilientagent.plan;

import java.util.List;

import io.resilientagent.engine.ComputedName;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingMethodResolver;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * A name with <code>#{...}</code> over the arguments of a method. Parsed once; evaluated read-only, without access to
 * types and constructors, and to beans only where it is
 * configured. An expression that throws, or of which a part is null, has no name.
 */
final class NameTemplate implements ComputedName {

    private final Expression expression;

    private final String[] names;

    private final @Nullable BeanTypes beans;

    private NameTemplate(Expression expression, String[] names, @Nullable BeanTypes beans) {
        this.expression = expression;
        this.names = names;
        this.beans = beans;
    }

    static boolean isTemplate(String text) {
        return text.contains("#{");
    }

    /**
     * Parses a template.
     *
     * @param key where it is written
     * @param beans the beans that it may name, or null if none
     */
    static NameTemplate parse(CallSite guarded, String key, String text, @Nullable BeanTypes beans) {
        String[] known = guarded.parameterNames().toArray(String[]::new);
        TemplateCheck check = new TemplateCheck(guarded, key, text, beans);
        check.checkVariables(text);
        try {
            Expression expression = new SpelExpressionParser().parseExpression(text, new TemplateParserContext());
            check.check(expression);
            return new NameTemplate(expression, known, check.namesBeans() ? beans : null);
        } catch (ParseException ex) {
            throw guarded.invalid(
                    "'" + key + "' (" + text + ") cannot be parsed: " + ex.getSimpleMessage(),
                    "Write a template over the arguments, such as #{#tenant}");
        }
    }

    @Override
    public @Nullable String from(Object[] arguments) {
        EvaluationContext context = (this.beans != null)
                ? withBeans(this.beans)
                : SimpleEvaluationContext.forReadOnlyDataBinding()
                        .withInstanceMethods()
                        .build();
        for (int i = 0; i < arguments.length; i++) {
            if (i < this.names.length) {
                context.setVariable(this.names[i], arguments[i]);
            }
            context.setVariable("a" + i, arguments[i]);
            context.setVariable("p" + i, arguments[i]);
        }
        try {
            String name = evaluate(context);
            return (name == null || name.isBlank()) ? null : name;
        } catch (RuntimeException ex) {
            // Methods of arguments throw what they like.
            return null;
        }
    }

    /** As little as the other context can do, and beans. */
    private static EvaluationContext withBeans(BeanTypes beans) {
        StandardEvaluationContext context = new StandardEvaluationContext();
        context.setPropertyAccessors(List.of(DataBindingPropertyAccessor.forReadOnlyAccess()));
        context.setMethodResolvers(List.of(DataBindingMethodResolver.forInstanceMethodInvocation()));
        context.setConstructorResolvers(List.of());
        context.setBeanResolver((evaluation, name) -> beans.bean(name));
        return context;
    }

    /** Null if any part of the name is: the fixed parts alone would be a name that strangers share. */
    private @Nullable String evaluate(EvaluationContext context) {
        if (!(this.expression instanceof CompositeStringExpression parts)) {
            return this.expression.getValue(context, String.class);
        }
        StringBuilder name = new StringBuilder();
        for (Expression part : parts.getExpressions()) {
            String value = part.getValue(context, String.class);
            if (value == null) {
                return null;
            }
            name.append(value);
        }
        return name.toString();
    }
}
