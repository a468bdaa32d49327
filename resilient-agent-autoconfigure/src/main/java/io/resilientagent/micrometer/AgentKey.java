package io.resilientagent.micrometer;

import io.micrometer.common.docs.KeyName;

/** The keys of meters and observations. */
public enum AgentKey implements KeyName {

    /** A tag. */
    CALL("call", "The call's name."),
    /** A tag. */
    OUTCOME("outcome", "`success`, `degraded` or `failed`. A call whose caller is gone has failed."),
    /** A tag. */
    ROUTE("route", "Who answered: a target, or a fallback step."),
    /** A tag. */
    DEPTH("depth", "The place of that route among the call's routes, from 0."),
    /** A tag. */
    TARGET("target", "The target; the call's name where it has none."),
    /** A tag. */
    KIND("kind", "The kind of the failure; `cancelled` if the caller is gone."),
    /** A tag. */
    TRANSIENT("transient", "Whether that failure is transient."),
    /** A tag. */
    BILLING("billing", "Whether the provider charges for it: `not-billed`, `possibly-billed` or `billed`."),
    /** A tag. */
    RESULT("result", "`recovered`, `exhausted`, `budget`, `deadline`, `permanent` or `circuit-open`."),
    /** A tag. */
    WASTED("wasted", "Whether nobody got the answer: it was rejected, broke off, came too late or was not wanted."),
    /** A tag. */
    CIRCUIT("circuit", "The circuit's name; of circuits with computed names, the template of these."),
    /** A tag. */
    STATE("state", "`closed`, `open`, `half-open`, `forced-open` or `disabled`."),
    /** A tag. */
    FROM("from", "The state before."),
    /** A tag. */
    TO("to", "The state after."),
    /** Of the span of a call. */
    CALL_ID("callId", "The call's id, as in `CallContext` and in the log."),
    /** Of the span of an attempt. */
    ATTEMPT("attempt", "The number of the try on this target, from 1."),
    /** Of failed spans. */
    ERROR_TYPE("error.type", "The kind of the failure, in lower case. Only where there is one."),
    /** Of the span of an attempt. */
    OPERATION("gen_ai.operation.name", "`chat` or `embeddings`, by the call's type."),
    /** Of the span of an attempt. */
    PROVIDER("gen_ai.provider.name", "The target's provider."),
    /** Of the span of an attempt. */
    MODEL("gen_ai.request.model", "The target's model."),
    /** Of the span of an attempt. */
    INPUT_TOKENS("gen_ai.usage.input_tokens", "Tokens of the question. Only where the answer says so."),
    /** Of the span of an attempt. */
    OUTPUT_TOKENS("gen_ai.usage.output_tokens", "Tokens of the answer. Only where the answer says so."),
    /** Of the span of an attempt. */
    RESENDS("http.request.resend_count", "How many tries on this target came before. Only from 1 on.");

    private final String id;

    private final String meaning;

    AgentKey(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    @Override
    public String asString() {
        return this.id;
    }

    String meaning() {
        return this.meaning;
    }
}
