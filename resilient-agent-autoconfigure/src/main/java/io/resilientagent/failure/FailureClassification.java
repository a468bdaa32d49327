package io.resilientagent.failure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Classifies any throwable. Evidence is taken in this order: the application's rules, its {@link FailureClassifier}
 * beans, exceptions that are {@link Classified}, and what the cause chain says.
 *
 * <p>Thread-safe. Never throws, never answers null.
 */
public final class FailureClassification {

    private static final Log logger = LogFactory.getLog(FailureClassification.class);

    private final List<ClassificationRule> rules;

    private final List<FailureClassifier> classifiers;

    private final Types types = new Types();

    private final EvidenceReader evidenceReader;

    private final RetryAdvice retryAdvice;

    /**
     * Creates a classification.
     *
     * @param rules the application's rules, the first that matches wins
     * @param classifiers the application's classifiers, in order
     * @param clock the time, for advice that is a date
     */
    public FailureClassification(
            List<ClassificationRule> rules, List<FailureClassifier> classifiers, InstantSource clock) {
        this.rules = List.copyOf(rules);
        this.classifiers = List.copyOf(classifiers);
        this.evidenceReader = new EvidenceReader(this.types);
        this.retryAdvice = new RetryAdvice(this.evidenceReader.client(), clock);
    }

    /**
     * The classification without any rules of the application.
     *
     * @param clock the time, for advice that is a date
     */
    public static FailureClassification builtIn(InstantSource clock) {
        return new FailureClassification(List.of(), List.of(), clock);
    }

    /** Says what kind of failure a throwable is. */
    public Failure classify(Throwable throwable) {
        try {
            return classifyChain(throwable);
        } catch (RuntimeException | LinkageError | StackOverflowError ex) {
            logger.debug("Classification failed", ex);
            return Failure.of(FailureKind.UNKNOWN).cause(throwable).build();
        }
    }

    private Failure classifyChain(Throwable throwable) {
        List<Throwable> chain = CauseChain.of(throwable);
        Evidence evidence = null;
        if (!this.rules.isEmpty()) {
            evidence = this.evidenceReader.read(chain);
            FailureKind kind = new RuleMatcher(evidence, this.types).firstOf(this.rules);
            if (kind != null) {
                return failure(throwable, evidence, new Verdict(kind, evidence.report.codes.size() > 0));
            }
        }
        Failure known = byClassifiers(throwable);
        known = (known != null) ? known : byItself(chain);
        if (known != null) {
            return known;
        }
        return byEvidence(throwable, (evidence != null) ? evidence : this.evidenceReader.read(chain));
    }

    private @Nullable Failure byClassifiers(Throwable throwable) {
        for (FailureClassifier classifier : this.classifiers) {
            try {
                Failure failure = classifier.classify(throwable);
                if (failure != null) {
                    return failure;
                }
            } catch (RuntimeException | LinkageError | StackOverflowError ex) {
                logger.debug(
                        "Skipped failure classifier " + classifier.getClass().getName(), ex);
            }
        }
        return null;
    }

    private static @Nullable Failure byItself(List<Throwable> chain) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) instanceof Classified classified) {
                return classified.failure();
            }
        }
        return null;
    }

    private Failure byEvidence(Throwable throwable, Evidence evidence) {
        Verdict verdict = Verdict.on(evidence, () -> this.retryAdvice.of(evidence, FailureKind.RATE_LIMITED) != null);
        return failure(throwable, evidence, verdict);
    }

    private Failure failure(Throwable throwable, Evidence evidence, Verdict verdict) {
        FailureKind kind = verdict.kind();
        Duration advice = kind.isTransientByDefault() ? this.retryAdvice.of(evidence, kind) : null;
        return Failure.of(kind)
                .status(evidence.effectiveStatus())
                .providerCode(evidence.code())
                .retryAfter(advice)
                .billing(evidence.billing(kind))
                .fromProvider(evidence.isFromProvider(verdict))
                .cause(throwable)
                .build();
    }
}
