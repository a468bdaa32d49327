package io.resilientagent.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;

/** Turns annotations into the settings that they stand for; downstream nobody sees an annotation. */
final class AnnotationValues {

    private final TextValues texts;

    AnnotationValues(TextValues texts) {
        this.texts = texts;
    }

    CallSettings call(CallSite guarded) {
        MergedAnnotation<LlmCall> call = guarded.llmCall();
        if (call == null) {
            return CallSettings.NONE;
        }
        int attempts = call.getInt("maxAttempts");
        if (attempts < 0 || attempts > 100) {
            throw guarded.invalid(
                    "@LlmCall(maxAttempts = " + attempts + ") is out of range", "Use 1 to 100, or 0 for the default");
        }
        return CallSettings.annotated(
                call.hasDefaultValue("type") ? null : call.getEnum("type", CallType.class),
                model(guarded, call.getString("model")),
                text(guarded, "@LlmCall(account)", call.getString("account")),
                duration(guarded, call.getString("timeout")),
                call.hasDefaultValue("repeat") ? null : call.getEnum("repeat", Repeat.class),
                (attempts == 0) ? null : new RetryValues(attempts, null, null, null, null, null));
    }

    private @Nullable String model(CallSite guarded, String raw) {
        String text = text(guarded, "@LlmCall(model)", raw);
        try {
            TargetSettings.checkModel("@LlmCall(model)", text);
            return text;
        } catch (IllegalArgumentException ex) {
            throw guarded.invalid(String.valueOf(ex.getMessage()), "Write model = \"openai/gpt-4o-mini\"");
        }
    }

    List<StepSettings> steps(CallSite guarded) {
        return guarded.fallbacks().stream()
                .map((fallback) -> step(guarded, fallback))
                .toList();
    }

    private StepSettings step(CallSite guarded, MergedAnnotation<Fallback> fallback) {
        String method = text(guarded, "@Fallback(method)", fallback.getString("method"));
        String text = text(guarded, "@Fallback(text)", fallback.getString("text"));
        boolean cached = fallback.getBoolean("cached");
        if (((method != null) ? 1 : 0) + (cached ? 1 : 0) + ((text != null) ? 1 : 0) != 1) {
            throw guarded.invalid(
                    "a @Fallback needs exactly one of 'value' (a method), 'cached' and 'text'",
                    "Write @Fallback(\"cheaperModel\"), @Fallback(cached = true) or @Fallback(text = \"...\")");
        }
        Fallback plain = fallback.synthesize();
        return new StepSettings(
                method, cached, text, kinds(plain.when()), kinds(plain.unless()), List.of(plain.whenException()));
    }

    private static Set<FailureKind> kinds(FailureKind[] kinds) {
        return new LinkedHashSet<>(Arrays.asList(kinds));
    }

    /** The text with its placeholders resolved, or null if there is none. */
    @Nullable
    String text(CallSite guarded, String attribute, String raw) {
        if (raw.isEmpty()) {
            return null;
        }
        try {
            return this.texts.resolve(raw);
        } catch (IllegalArgumentException ex) {
            throw guarded.invalid(
                    attribute + " '" + raw + "' has a placeholder without a value: " + ex.getMessage(),
                    "Define the property, or give a default: ${name:default}");
        }
    }

    private @Nullable Duration duration(CallSite guarded, String raw) {
        String text = text(guarded, "@LlmCall(timeout)", raw);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = this.texts.duration(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException ex) {
            // Told below.
        }
        throw guarded.invalid(
                "@LlmCall(timeout = \"" + raw + "\") is not a duration of zero or more",
                "Write it like 20s, 500ms, 2m or PT20S; 0 is no limit");
    }
}
