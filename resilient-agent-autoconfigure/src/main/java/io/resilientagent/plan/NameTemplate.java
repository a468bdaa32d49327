package io.resilientagent.plan;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.resilientagent.engine.ComputedName;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A name with <code>#{...}</code> over the arguments of a method. Parsed once; evaluated read-only, without access to
 * types, constructors or beans. An expression that
 * throws, or of which a part is null, has no name.
 */
final class NameTemplate implements ComputedName {

    private static final Pattern VARIABLE = Pattern.compile("#([A-Za-z_$][\\w$]*)");

    private final Expression expression;

    private final String[] names;

    private NameTemplate(Expression expression, String[] names) {
        this.expression = expression;
        this.names = names;
    }

    static boolean isTemplate(String text) {
        return text.contains("#{");
    }

    static NameTemplate parse(CallSite guarded, String key, String text) {
        String[] known = guarded.parameterNames().toArray(String[]::new);
        checkVariables(guarded, key, text, known);
        try {
            Expression expression = new SpelExpressionParser().parseExpression(text, new TemplateParserContext());
            checkParts(guarded, key, text, expression);
            return new NameTemplate(expression, known);
        } catch (ParseException ex) {
            throw guarded.invalid(
                    "'" + key + "' (" + text + ") cannot be parsed: " + ex.getSimpleMessage(),
                    "Write a template over the arguments, such as #{#tenant}");
        }
    }

    private static void checkVariables(CallSite guarded, String key, String text, String[] known) {
        List<String> names = Arrays.asList(known);
        Matcher variables = VARIABLE.matcher(text);
        while (variables.find()) {
            String name = variables.group(1);
            boolean position = name.matches("[ap]\\d{1,3}")
                    && Integer.parseInt(name.substring(1))
                            < guarded.parameters().size();
            if (!names.contains(name) && !name.equals("root") && !name.equals("this") && !position) {
                throw guarded.invalid(
                        "'" + key + "' (" + text + ") names an argument '" + name + "', but there are " + names,
                        "Use one of these, or #a0, #a1, ... by position; compile with -parameters to have names");
            }
        }
    }

    /** What would throw for every call is refused now. */
    private static void checkParts(CallSite guarded, String key, String text, Expression expression) {
        if (expression instanceof CompositeStringExpression composite) {
            for (Expression part : composite.getExpressions()) {
                checkParts(guarded, key, text, part);
            }
        } else if (expression instanceof SpelExpression parsed && !isReadOnly(parsed.getAST())) {
            throw guarded.invalid(
                    "'" + key + "' (" + text + ") uses more than the arguments",
                    "Use no types (T(...)), constructors, beans or assignments in it");
        }
    }

    private static boolean isReadOnly(SpelNode node) {
        if (node instanceof TypeReference
                || node instanceof ConstructorReference
                || node instanceof BeanReference
                || node instanceof Assign) {
            return false;
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            if (!isReadOnly(node.getChild(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable String from(Object[] arguments) {
        SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
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
