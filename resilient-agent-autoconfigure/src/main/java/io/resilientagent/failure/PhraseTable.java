package io.resilientagent.failure;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What providers say in prose, as data. The first row that fits wins, so the order is part of the meaning: money before
 * rates, a request that can never fit before one that came too early.
 */
final class PhraseTable {

    static final List<Row> ROWS = List.of(
            row(FailureKind.QUOTA_EXHAUSTED, Scope.ANY, """
                    insufficient balance | insufficient credit | insufficient fund | insufficient quota |
                    balance is insufficient | balance * too low | not enough credit | not enough balance |
                    no credits left | no credits remaining | no credits available | no remaining credits |
                    out of credits | credits are depleted | credits are exhausted | used all available credits |
                    used up your * credits | exceeded your * credits | purchase * credits | have any credits |
                    add more credits | more credits, or fewer | can only afford | spending limit | spend limit |
                    spending cap | budget has been exceeded | exceeded budget | hard limit | billing limit |
                    billing * not active | issue with your billing | payment required | payment method |
                    past invoices | unpaid invoice | overdue | arrears | recharge | top up your | prepayment |
                    api usage limit | extra usage is required | free models per day | free quota |
                    free tier * exhausted | monthly quota | monthly limit | monthly cap | dollar cap | cost cap |
                    usage cap | budget cap | over budget | entire allowance | allowance * used |
                    allowance * exhausted | trial has ended | trial * expired | key limit exceeded"""),
            row(FailureKind.CONTEXT_OVERFLOW, Scope.ANY, """
                    request too large | request is too large | entity too large | payload too large |
                    request exceeds the maximum size | content too large"""),
            row(FailureKind.OVERLOADED, Scope.ANY, """
                    overloaded | over capacity | at capacity | capacity exceeded | capacity temporarily exceeded |
                    exceeded * capacity | no capacity | out of capacity | insufficient capacity | high demand |
                    high load | heavy load | peak load | high traffic | heavy traffic | too much traffic |
                    no available instances | no instances available | no available workers | is warming up |
                    reached capacity | too busy | server busy | server is busy | system is busy | currently loading |
                    loading model | model is loading | still loading | not ready | no healthy upstream |
                    upstream connect error | service unavailable | temporarily unavailable | currently unavailable |
                    maximum pending requests | queue is full | more system memory"""),
            row(FailureKind.RATE_LIMITED, Scope.NOT_CLIENT_FAULT, """
                    per minute | per min | / minute | /minute | per second | perminute"""),
            daily("""
                    per day | / day | /day | perday | daily | per month | / month | /month"""),
            row(FailureKind.RATE_LIMITED, Scope.RATE, """
                    quota exceeded for quota metric | quota exceeded for * googleapis.com"""),
            row(FailureKind.QUOTA_EXHAUSTED, Scope.ANY, """
                    exceeded your current quota | exceeded * quota | exceeds * quota | usage limit |
                    exceeded your monthly | quota exceeded | quota * exhausted | out of quota"""),
            row(FailureKind.RATE_LIMITED, Scope.ANY, """
                    rate limit | ratelimit | too many requests | max rpm | max tpm | request limit |
                    too many concurrent | throttl | rate exceeded | slow down | reduce your request rate |
                    concurrency limit"""),
            row(FailureKind.CONTEXT_OVERFLOW, Scope.NOT_RATE, """
                    context length | context window | context size | context limit | maximum context |
                    context * overflow | prompt is too long | prompt too long | input is too long | input too long |
                    too many tokens | too many input tokens | too large for model | maximum prompt length |
                    maximum model length | maximum input length | max model len | model token limit |
                    token count * exceeds | input token count | exceeds * maximum number of tokens |
                    number of tokens * exceed | input tokens * exceed | input tokens exceed |
                    tokens * exceeds the model | tokens * must be <= | inputs` must have less than |
                    input length exceeds | input length should be | prompt length * exceeds | prompt * exceeds the |
                    tokens but only * fit | not fit in * context | not fit into * context |
                    max allowed tokens | tokens per request | expected maxlength"""),
            row(FailureKind.CONTENT_FILTERED, Scope.ANY, """
                    content filter | content management policy | content policy | content policies |
                    content moderation | requires moderation | usage policy | usage policies | safety system |
                    safety filter | safety setting | safety polic | safety reason | was flagged | been flagged |
                    prohibited content | prohibited use | violates our | violate our | violates * policy |
                    violates * guidelines | potentially unsafe | unsafe content | inappropriate content |
                    content exists risk | considered high risk | responsible ai | sensitive content |
                    sensitive words | harmful content | rejected by * moderation | blocked by * moderation |
                    moderation layer | blocked by * guardrail | violated * guardrail | violates * guardrail |
                    guardrail intervened | prompt was blocked |
                    response was blocked"""),
            row(FailureKind.PERMISSION_DENIED, Scope.ANY, """
                    insufficient permission | missing scopes | not have permission | not have the permission |
                    not authorized to perform | permission denied | not allowed to access | can only access | request not allowed |
                    region, or territory not supported | country * not supported | region * not supported |
                    location is not supported | not available in your | lacks the required |
                    requires terms acceptance | accept the terms | not in the authorized list | gated repo |
                    organization has been disabled | organization has been restricted |
                    organization must be verified | account * suspended | account * banned |
                    it is disabled. enable it | firewall rules | public access is disabled | ip address is not |
                    model access is denied"""),
            row(FailureKind.MODEL_NOT_FOUND, Scope.ANY, """
                    model * does not exist | model not exist | model * not found | model * deprecated |
                    model * decommissioned | model * retired | model * no longer | model * is not available |
                    model * not supported for | the model * is not supported | the requested model * not supported |
                    models/ * is not found | invalid model | unknown model | no such model | unsupported model |
                    unrecognized model | could not find model | cannot find model | model * discontinued |
                    model * has been removed | not a valid model | not a chat model | unable to access model |
                    could not resolve the foundation model | model identifier is invalid | no endpoints found |
                    no allowed providers | deployment * does not exist | deployment * not found | no models loaded |
                    on demand throughput | end of its life"""),
            row(FailureKind.AUTHENTICATION, Scope.ANY, """
                    invalid api key | invalid api token | invalid x api key | incorrect api key |
                    invalid subscription key | api key not valid | api key is invalid | api key: * is invalid |
                    api key expired | api key has expired | api key not found | provide an api key | no api key |
                    missing api key | api key is missing | api key is required | missing authentication |
                    missing authorization | no auth credentials | no cookie auth | invalid authentication |
                    authentication fail | authentication credentials | unauthenticated | unauthorized |
                    security token | token has expired | token is expired | token expired | invalid token |
                    invalid bearer token | invalid access token | unregistered callers | reported as leaked |
                    api key * revoked | bad credentials | could not validate credentials |
                    signature * does not match | invalid username or password"""),
            row(FailureKind.MALFORMED_RESPONSE, Scope.ANY, """
                    failed to generate json | failed to call a function | malformed function call |
                    generated * invalid json"""),
            row(FailureKind.TIMEOUT, Scope.NOT_CLIENT_FAULT, """
                    timed out | timeout | gateway time out | deadline exceeded | deadline expired"""),
            row(FailureKind.SERVER_ERROR, Scope.NO_STATUS, """
                    internal server error | internal error | server had an error | error while processing |
                    while running the model | provider disconnected | unexpected error"""));

    private PhraseTable() {}

    private static Row row(FailureKind kind, Scope scope, String phrases) {
        return new Row(
                kind,
                scope,
                false,
                Arrays.stream(phrases.split("\\s*\\|\\s*")).map(Phrase::of).toList());
    }

    private static Row daily(String phrases) {
        Row row = row(FailureKind.QUOTA_EXHAUSTED, Scope.RATE, phrases);
        return new Row(row.kind(), row.scope(), true, row.phrases());
    }

    /**
     * Phrases that mean the same.
     *
     * @param rolling whether it is a rate limit after all where the provider says when to come back
     */
    record Row(FailureKind kind, Scope scope, boolean rolling, List<Phrase> phrases) {}

    /** Under which statuses a phrase means what it says. */
    enum Scope {
        ANY("any"),
        RATE("429, 403, or none"),
        NOT_RATE("any but 429"),
        NOT_CLIENT_FAULT("none, 403, 408, 429 and 5xx"),
        NO_STATUS("none");

        private final String statuses;

        Scope(String statuses) {
            this.statuses = statuses;
        }

        boolean includes(@Nullable Integer status) {
            int code = (status != null) ? status : 0;
            boolean none = code < 300;
            return switch (this) {
                case ANY -> true;
                case RATE -> none || code == 429 || code == 403;
                case NOT_RATE -> code != 429;
                case NOT_CLIENT_FAULT -> none || code == 429 || code == 403 || code == 408 || code >= 500;
                case NO_STATUS -> none;
            };
        }

        @Override
        public String toString() {
            return this.statuses;
        }
    }
}
