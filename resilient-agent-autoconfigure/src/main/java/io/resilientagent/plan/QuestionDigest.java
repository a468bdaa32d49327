package io.resilientagent.plan;

import io.resilientagent.engine.QuestionKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys of the questions of one method.
 *
 * @param version the version of all cached answers
 * @param signature what tells the method from all others
 * @param shared whether all callers and accounts get the same answers
 * @param keys knows the keys of further types
 */
record QuestionDigest(String version, String signature, boolean shared, CacheKeys keys) implements QuestionKey {

    @Override
    public String of(Object[] question, boolean stream, @Nullable String account, @Nullable String caller) {
        return new CanonicalForm(this.keys)
                .write(this.version)
                .write(this.signature)
                .write(stream)
                .write(this.shared)
                .write(account)
                .write(caller)
                .write(question)
                .hash();
    }
}
