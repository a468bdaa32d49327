package io.resilientagent.failure;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Holds evidence against the application's rules. */
record RuleMatcher(Evidence evidence, Types types) {

    private static final int TEXT_LIMIT = 8_192;

    @Nullable
    FailureKind firstOf(List<ClassificationRule> rules) {
        for (ClassificationRule rule : rules) {
            if (matches(rule)) {
                return rule.kind();
            }
        }
        return null;
    }

    private boolean matches(ClassificationRule rule) {
        return (rule.status() == null || rule.status().equals(this.evidence.effectiveStatus()))
                && (rule.exception() == null || hasException(rule.exception()))
                && (rule.code() == null || hasCode(rule.code()))
                && (rule.message() == null || hasMessage(rule.message()));
    }

    private boolean hasException(String name) {
        return this.evidence.chain.stream()
                .anyMatch((throwable) -> this.types.of(throwable).names().contains(name));
    }

    private boolean hasCode(String code) {
        return this.evidence.report.codes.stream().anyMatch(code::equalsIgnoreCase);
    }

    private boolean hasMessage(Pattern pattern) {
        return this.evidence.report.texts.stream().anyMatch((text) -> isIn(pattern, text))
                || this.evidence.chain.stream()
                        .map(Text::messageOf)
                        .anyMatch((message) -> message != null && isIn(pattern, message));
    }

    private static boolean isIn(Pattern pattern, String text) {
        return pattern.matcher(Text.bounded(text, TEXT_LIMIT)).find();
    }
}
