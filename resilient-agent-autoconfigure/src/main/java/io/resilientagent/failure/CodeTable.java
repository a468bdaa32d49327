package io.resilientagent.failure;

import java.util.List;

import static io.resilientagent.failure.Codes.Weight.DECISIVE;
import static io.resilientagent.failure.Codes.Weight.FIRM;
import static io.resilientagent.failure.Codes.Weight.VAGUE;

/** The error codes of all providers, as data. */
final class CodeTable {

    static final List<Row> ROWS = List.of(
            row(FailureKind.QUOTA_EXHAUSTED, DECISIVE, """
                    insufficient_quota insufficient_balance insufficient_credits insufficient_funds
                    billing_hard_limit_reached billing_not_active billing_error billing_disabled payment_required
                    project_spend_limit_exceeded spend_limit_exceeded spend_limit_reached
                    enforced_spend_limit_reached contract_spend_limit_reached linked_organization_spend_limit_reached
                    linked_organization_billing_unavailable exceeded_current_quota_error
                    ServiceQuotaExceededException Arrearage AccountOverdueError account_overdue credits_exhausted
                    out_of_credits usage_limit_reached monthly_limit_exceeded budget_exceeded AllocationQuota.FreeTierOnly
                    PrepaidBillOverdue PostpaidBillOverdue 1113 base_resp.1008"""),
            row(FailureKind.QUOTA_EXHAUSTED, FIRM, "quota_exceeded quota_exhausted QuotaExceededException"),
            row(FailureKind.CONTEXT_OVERFLOW, DECISIVE, """
                    context_length_exceeded context_window_exceeded ContextWindowExceededError
                    exceed_context_size_error request_too_large prompt_too_long input_too_long token_limit_exceeded
                    tokens_limit_reached max_tokens_per_request request_body_too_large_after_decoding
                    payload_too_large 3051 1261"""),
            row(FailureKind.CONTENT_FILTERED, DECISIVE, """
                    content_filter content_filtered content_policy_violation ContentPolicyViolationError
                    invalid_prompt moderation_blocked ResponsibleAIPolicyViolation SAFETY PROHIBITED_CONTENT BLOCKLIST
                    RECITATION SPII IMAGE_SAFETY guardrail_intervened content_blocked data_inspection_failed
                    DataInspectionFailed SensitiveContentDetected sensitive_content 1301 base_resp.1026
                    base_resp.1027"""),
            row(FailureKind.AUTHENTICATION, DECISIVE, """
                    invalid_api_key incorrect_api_key missing_api_key api_key_expired API_KEY_INVALID
                    InvalidApiKey invalid_x_api_key invalid_authentication invalid_authentication_error
                    account_deactivated invalid_organization mismatched_organization invalid_token token_expired
                    expired_token UnrecognizedClientException ExpiredTokenException InvalidSignatureException
                    SignatureDoesNotMatch InvalidClientTokenId IncompleteSignatureException
                    MissingAuthenticationTokenException ACCESS_TOKEN_EXPIRED CREDENTIALS_MISSING
                    ACCESS_TOKEN_TYPE_UNSUPPORTED no_auth base_resp.1004 base_resp.2049"""),
            row(FailureKind.AUTHENTICATION, FIRM, """
                    authentication_error AuthenticationError auth_error unauthorized unauthenticated
                    UnauthorizedException authentication_failed AuthFailure"""),
            row(FailureKind.PERMISSION_DENIED, DECISIVE, """
                    unsupported_country_region_territory SERVICE_DISABLED organization_restricted model_terms_required
                    organization_on_hold CONSUMER_SUSPENDED CONSUMER_INVALID insufficient_permissions missing_scope
                    ACCESS_TOKEN_SCOPE_INSUFFICIENT API_KEY_SERVICE_BLOCKED API_KEY_IP_ADDRESS_BLOCKED
                    API_KEY_HTTP_REFERRER_BLOCKED SECURITY_POLICY_VIOLATED USER_PROJECT_DENIED
                    IAM_PERMISSION_DENIED ip_not_authorized AccessDenied.Unpurchased
                    organization_type_not_supported sandbox_egress_restricted cmek_key_disabled"""),
            row(FailureKind.PERMISSION_DENIED, FIRM, """
                    permission_error permission_denied PermissionDeniedError forbidden request_forbidden access_denied
                    AccessDeniedException not_authorized"""),
            row(FailureKind.MODEL_NOT_FOUND, DECISIVE, """
                    model_not_found model_not_exist model_decommissioned model_not_available model_deprecated
                    model_not_supported model_not_loaded invalid_model invalid_model_id unknown_model
                    unsupported_model DeploymentNotFound InvalidEndpointOrModel.NotFound ModelNotFound
                    1500 1211"""),
            row(FailureKind.MODEL_NOT_FOUND, FIRM, """
                    not_found_error NotFoundError not_found ResourceNotFoundException resource_not_found"""),
            row(FailureKind.OVERLOADED, DECISIVE, """
                    overloaded_error overloaded engine_overloaded engine_overloaded_error server_overloaded
                    server_is_overloaded slow_down service_tier_capacity_exceeded capacity_exceeded model_overloaded
                    ModelNotReadyException model_loading no_capacity ServerOverloaded server_busy system_busy
                    insufficient_capacity 3505 1305 3040"""),
            row(FailureKind.OVERLOADED, FIRM, """
                    unavailable unavailable_error service_unavailable service_unavailable_error
                    ServiceUnavailableException"""),
            row(FailureKind.RATE_LIMITED, DECISIVE, "model_rate_limit ramp_limit_exceeded Throttling.AllocationQuota"),
            row(FailureKind.RATE_LIMITED, FIRM, """
                    rate_limit_exceeded rate_limit_error rate_limit rate_limit_reached rate_limit_reached_error
                    RateLimitError rate_limited too_many_requests TooManyRequestsException throttling
                    ThrottlingException throttled requests tokens request_limit_exceeded limit_requests limit_burst_rate
                    Throttling.RateQuota Throttling.BurstRate RESOURCE_EXHAUSTED
                    RATE_LIMIT_EXCEEDED ProvisionedThroughputExceededException 1302 1303 base_resp.1002
                    base_resp.1039"""),
            row(FailureKind.MALFORMED_RESPONSE, DECISIVE, """
                    json_validate_failed tool_use_failed output_parse_failed MALFORMED_FUNCTION_CALL
                    UNEXPECTED_TOOL_CALL MALFORMED_RESPONSE"""),
            row(FailureKind.TIMEOUT, FIRM, """
                    ModelTimeoutException deadline_exceeded timeout_error timeout request_timeout gateway_timeout
                    request_timed_out APITimeoutError base_resp.1001"""),
            row(FailureKind.SERVER_ERROR, FIRM, "ModelErrorException ModelStreamErrorException"),
            row(FailureKind.CANCELLED, FIRM, "cancelled canceled client_closed_request request_cancelled"),
            row(FailureKind.INVALID_REQUEST, VAGUE, """
                    invalid_request_error invalid_request bad_request BadRequestError INVALID_ARGUMENT
                    invalid_parameter_error invalid_parameter ValidationException validation_error
                    FAILED_PRECONDITION unprocessable_entity OUT_OF_RANGE unsupported_parameter unsupported_value
                    base_resp.2013"""),
            row(FailureKind.SERVER_ERROR, VAGUE, """
                    server_error api_error INTERNAL internal_error internal_server_error InternalServerException
                    InternalFailure upstream_error unknown_error bad_gateway generation conflict_error ABORTED
                    DATA_LOSS UNKNOWN base_resp.1000 base_resp.1013"""));

    private CodeTable() {}

    private static Row row(FailureKind kind, Codes.Weight weight, String codes) {
        return new Row(kind, weight, List.of(codes.split("\\s+")));
    }

    /** Codes that mean the same. */
    record Row(FailureKind kind, Codes.Weight weight, List<String> codes) {}
}
