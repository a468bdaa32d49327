package io.resilientagent.plan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.standard.SpelExpression;

/** Refuses templates that would throw for every call, or do more than read. */
final class TemplateCheck {

    private static final Pattern VARIABLE = Pattern.compile("#([A-Za-z_$][\\w$]*)");

    private final CallSite guarded;

    private final String where;

    private final @Nullable BeanTypes beans;

    private boolean namesBeans;

    /**
     * Creates a check.
     *
     * @param beans the beans that may be named, or null if none
     */
    TemplateCheck(CallSite guarded, String key, String text, @Nullable BeanTypes beans) {
        this.guarded = guarded;
        this.where = "'" + key + "' (" + text + ")";
        this.beans = beans;
    }

    /** Whether a checked expression names a bean. */
    boolean namesBeans() {
        return this.namesBeans;
    }

    void checkVariables(String text) {
        List<String> names = this.guarded.parameterNames();
        int arguments = this.guarded.parameters().size();
        Matcher variables = VARIABLE.matcher(text);
        while (variables.find()) {
            String name = variables.group(1);
            boolean position = name.matches("[ap]\\d{1,3}") && Integer.parseInt(name.substring(1)) < arguments;
            if (!names.contains(name) && !name.equals("root") && !name.equals("this") && !position) {
                throw this.guarded.invalid(
                        this.where + " names an argument '" + name + "', but there are " + names,
                        (arguments == 0)
                                ? "Write a fixed text, or #{@bean.method()} in configuration: this call has no arguments"
                                : "Use one of these, or #a0, #a1, ... by position; compile with -parameters to have"
                                        + " names");
            }
        }
    }

    void check(Expression expression) {
        if (expression instanceof CompositeStringExpression composite) {
            for (Expression part : composite.getExpressions()) {
                check(part);
            }
        } else if (expression instanceof SpelExpression parsed) {
            check(parsed.getAST());
        }
    }

    private void check(SpelNode node) {
        if (node instanceof BeanReference && this.beans != null) {
            checkBean(node.toStringAST().replaceAll("[@&'\"]", ""), this.beans);
        } else if (node instanceof TypeReference
                || node instanceof ConstructorReference
                || node instanceof BeanReference
                || node instanceof Assign) {
            throw this.guarded.invalid(
                    this.where + " uses more than the arguments",
                    "Use no types (T(...)), constructors or assignments in it; beans only in configuration, as"
                            + " #{@bean.method()}");
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i));
        }
    }

    private void checkBean(String bean, BeanTypes beans) {
        this.namesBeans = true;
        if (beans.typeOf(bean) == null) {
            throw this.guarded.invalid(
                    this.where + " names a bean '" + bean + "' that does not exist",
                    Spelling.nearest(bean, beans.names())
                            .map((meant) -> "Write '@" + meant + "'")
                            .orElse("Name a bean of the application"));
        }
    }
}
