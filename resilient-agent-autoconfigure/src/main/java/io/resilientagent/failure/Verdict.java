package io.resilientagent.failure;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides on evidence: the provider's code and words before the status, the status before the exception's type, the type
 * before its message.
 *
 * @param kind what it is
 * @param told whether the provider itself said so
 */
record Verdict(FailureKind kind, boolean told) {

    static Verdict on(Evidence evidence, BooleanSupplier advised) {
        Trait trait = evidence.trait;
        if (trait != null && trait.rank() == Trait.Rank.FINAL) {
            return new Verdict(trait.kind(), false);
        }
        FailureKind told = told(evidence, advised);
        return (told != null) ? new Verdict(told, true) : new Verdict(inferred(evidence, advised), false);
    }

    private static @Nullable FailureKind told(Evidence evidence, BooleanSupplier advised) {
        Report report = evidence.report;
        Integer number = evidence.effectiveStatus();
        FailureKind kind = quota(report.codes);
        kind = (kind != null) ? kind : report.kind(Codes.Weight.DECISIVE);
        kind = (kind != null) ? kind : phrase(report.texts, number, advised);
        if (kind != null) {
            return kind;
        }
        Status status = Status.of(number);
        if (status != null && status.decisive()) {
            return status.kind();
        }
        kind = report.kind(Codes.Weight.FIRM);
        kind = (kind != null || status == null) ? kind : status.kind();
        return (kind != null) ? kind : report.kind(Codes.Weight.VAGUE);
    }

    /** Google names the quota that is used up, and the name ends in its period. */
    private static @Nullable FailureKind quota(List<String> codes) {
        FailureKind kind = null;
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            if (Text.contains(code, "perday") || Text.contains(code, "permonth")) {
                return FailureKind.QUOTA_EXHAUSTED;
            }
            boolean rate = Text.contains(code, "perminute") || Text.contains(code, "persecond");
            kind = rate ? FailureKind.RATE_LIMITED : kind;
        }
        return kind;
    }

    private static @Nullable FailureKind phrase(List<String> texts, @Nullable Integer status, BooleanSupplier advised) {
        PhraseTable.Row row = texts.isEmpty() ? null : Phrase.find(texts, status);
        if (row == null) {
            return null;
        }
        return (row.rolling() && advised.getAsBoolean()) ? FailureKind.RATE_LIMITED : row.kind();
    }

    private static FailureKind inferred(Evidence evidence, BooleanSupplier advised) {
        if (evidence.trait != null) {
            return evidence.trait.kind();
        }
        FailureKind kind = phrase(evidence.messages, null, advised);
        if (kind != null) {
            return kind;
        }
        return evidence.inAnswer() ? FailureKind.MALFORMED_RESPONSE : FailureKind.UNKNOWN;
    }
}
