package io.resilientagent.failure;

import java.util.Arrays;
import java.util.List;

import static io.resilientagent.failure.Billing.BILLED;
import static io.resilientagent.failure.Billing.NOT_BILLED;
import static io.resilientagent.failure.Billing.POSSIBLY_BILLED;
import static io.resilientagent.failure.Trait.Rank.FAULT;
import static io.resilientagent.failure.Trait.Rank.FINAL;
import static io.resilientagent.failure.Trait.Rank.GENERAL;
import static io.resilientagent.failure.Trait.Rank.PARSE;

/**
 * The exceptions of the JDK and of every client, as data. A name without a package stands for any class of that simple
 * name (libraries are shaded); a subclass counts as its nearest superclass that is listed.
 */
final class ExceptionTable {

    static final List<Row> ROWS = List.of(
            local(FailureKind.CANCELLED, FINAL, """
                    java.lang.InterruptedException java.util.concurrent.CancellationException
                    java.nio.channels.ClosedByInterruptException
                    software.amazon.awssdk.core.exception.AbortedException
                    org.apache.hc.client5.http.impl.RequestFailedException
                    org.apache.http.impl.execchain.RequestAbortedException
                    kotlinx.coroutines.JobCancellationException"""),
            local(FailureKind.APPLICATION, FINAL, """
                    org.springframework.security.access.AccessDeniedException
                    org.springframework.security.core.AuthenticationException
                    org.springframework.web.ErrorResponseException
                    jakarta.validation.ValidationException javax.validation.ValidationException"""),
            local(FailureKind.CIRCUIT_OPEN, FAULT, """
                    io.github.resilience4j.circuitbreaker.CallNotPermittedException
                    dev.failsafe.CircuitBreakerOpenException"""),
            local(FailureKind.SATURATED, FAULT, """
                    io.github.resilience4j.ratelimiter.RequestNotPermitted
                    io.github.resilience4j.bulkhead.BulkheadFullException dev.failsafe.BulkheadFullException
                    dev.failsafe.RateLimitExceededException
                    java.util.concurrent.RejectedExecutionException
                    org.springframework.resilience.InvocationRejectedException
                    PoolAcquireTimeoutException PoolAcquirePendingLimitException
                    org.apache.hc.client5.http.ConnectionRequestTimeoutException
                    org.apache.hc.core5.util.DeadlineTimeoutException
                    org.apache.http.conn.ConnectionPoolTimeoutException"""),
            remote(FailureKind.TIMEOUT, FAULT, NOT_BILLED, """
                    java.net.http.HttpConnectTimeoutException io.netty.channel.ConnectTimeoutException
                    org.apache.hc.client5.http.ConnectTimeoutException
                    org.apache.http.conn.ConnectTimeoutException java.sql.SQLTimeoutException"""),
            remote(FailureKind.TIMEOUT, FAULT, POSSIBLY_BILLED, """
                    java.io.InterruptedIOException java.net.http.HttpTimeoutException
                    java.util.concurrent.TimeoutException io.netty.handler.timeout.TimeoutException
                    software.amazon.awssdk.core.exception.ApiCallTimeoutException
                    software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException
                    org.springframework.dao.QueryTimeoutException dev.failsafe.TimeoutExceededException"""),
            remote(FailureKind.NETWORK, FAULT, NOT_BILLED, """
                    java.net.ConnectException java.net.UnknownHostException java.net.NoRouteToHostException
                    java.net.PortUnreachableException java.nio.channels.UnresolvedAddressException
                    java.nio.channels.UnsupportedAddressTypeException javax.net.ssl.SSLHandshakeException
                    javax.net.ssl.SSLPeerUnverifiedException java.security.cert.CertificateException
                    java.security.cert.CertPathValidatorException java.sql.SQLTransientConnectionException
                    io.netty.handler.ssl.NotSslRecordException
                    org.springframework.dao.DataAccessResourceFailureException"""),
            remote(FailureKind.NETWORK, FAULT, POSSIBLY_BILLED, """
                    java.io.IOException reactor.netty.channel.AbortedException
                    org.apache.hc.core5.http.ConnectionClosedException
                    java.net.http.WebSocketHandshakeException"""),
            local(FailureKind.UNKNOWN, FAULT, """
                    java.io.FileNotFoundException java.nio.file.FileSystemException java.io.ObjectStreamException
                    java.net.MalformedURLException java.nio.file.FileSystemNotFoundException"""),
            new Row(FailureKind.MALFORMED_RESPONSE, PARSE, BILLED, false, """
                    JsonEOFException JsonParseException JsonMappingException StreamReadException
                    MismatchedInputException InvalidFormatException UnrecognizedPropertyException DatabindException
                    JsonProcessingException com.fasterxml.jackson.core.JacksonException
                    tools.jackson.core.JacksonException JsonSyntaxException MalformedJsonException
                    com.google.gson.JsonParseException kotlinx.serialization.SerializationException
                    java.nio.charset.CharacterCodingException java.util.zip.ZipException java.util.zip.DataFormatException
                    org.springframework.messaging.converter.MessageConversionException
                    dev.langchain4j.service.output.OutputParsingException"""),
            remote(FailureKind.MALFORMED_RESPONSE, PARSE, BILLED, """
                    org.springframework.http.converter.HttpMessageNotReadableException
                    org.springframework.web.client.UnknownContentTypeException
                    org.springframework.web.client.RestClientException
                    org.springframework.web.reactive.function.UnsupportedMediaTypeException
                    org.springframework.core.codec.CodecException
                    org.springframework.core.io.buffer.DataBufferLimitException
                    com.openai.errors.OpenAIInvalidDataException com.anthropic.errors.AnthropicInvalidDataException"""),
            remote(FailureKind.AUTHENTICATION, FAULT, NOT_BILLED, """
                    com.openai.errors.SubjectTokenProviderException com.anthropic.errors.NoCredentialsException
                    com.anthropic.errors.CredentialResolutionException
                    com.azure.identity.CredentialUnavailableException
                    com.azure.core.exception.ClientAuthenticationException
                    java.net.HttpRetryException"""),
            remote(FailureKind.RATE_LIMITED, GENERAL, NOT_BILLED, """
                    com.openai.errors.RateLimitException com.anthropic.errors.RateLimitException
                    dev.langchain4j.exception.RateLimitException"""),
            remote(FailureKind.AUTHENTICATION, GENERAL, NOT_BILLED, """
                    com.openai.errors.UnauthorizedException com.anthropic.errors.UnauthorizedException
                    dev.langchain4j.exception.AuthenticationException"""),
            remote(FailureKind.PERMISSION_DENIED, GENERAL, NOT_BILLED, """
                    com.openai.errors.PermissionDeniedException com.anthropic.errors.PermissionDeniedException"""),
            remote(FailureKind.MODEL_NOT_FOUND, GENERAL, NOT_BILLED, """
                    com.openai.errors.NotFoundException com.anthropic.errors.NotFoundException
                    dev.langchain4j.exception.ModelNotFoundException"""),
            remote(FailureKind.CONTENT_FILTERED, GENERAL, NOT_BILLED, """
                    dev.langchain4j.exception.ContentFilteredException"""),
            remote(FailureKind.MALFORMED_RESPONSE, GENERAL, BILLED, """
                    dev.langchain4j.guardrail.OutputGuardrailException
                    dev.langchain4j.exception.ToolArgumentsException"""),
            remote(FailureKind.INVALID_REQUEST, GENERAL, NOT_BILLED, """
                    com.openai.errors.BadRequestException com.anthropic.errors.BadRequestException
                    com.openai.errors.UnprocessableEntityException com.anthropic.errors.UnprocessableEntityException
                    dev.langchain4j.exception.InvalidRequestException
                    dev.langchain4j.exception.UnsupportedFeatureException
                    org.springframework.ai.retry.NonTransientAiException
                    org.springframework.http.converter.HttpMessageNotWritableException"""),
            remote(FailureKind.TIMEOUT, GENERAL, POSSIBLY_BILLED, "dev.langchain4j.exception.TimeoutException"),
            remote(FailureKind.SERVER_ERROR, GENERAL, NOT_BILLED, """
                    com.openai.errors.InternalServerException com.anthropic.errors.InternalServerException
                    dev.langchain4j.exception.InternalServerException
                    org.springframework.ai.retry.TransientAiException"""),
            remote(FailureKind.NETWORK, GENERAL, POSSIBLY_BILLED, """
                    com.openai.errors.OpenAIIoException com.openai.errors.OpenAIRetryableException
                    com.anthropic.errors.AnthropicIoException com.anthropic.errors.AnthropicRetryableException
                    com.google.genai.errors.GenAiIOException dev.langchain4j.exception.UnresolvedModelServerException
                    software.amazon.awssdk.core.exception.SdkClientException
                    org.springframework.web.client.ResourceAccessException
                    org.springframework.web.reactive.function.client.WebClientRequestException
                    java.io.UncheckedIOException io.netty.handler.codec.DecoderException"""));

    /** Packages of clients: an exception of theirs is evidence of a provider, and its message is the provider's. */
    static final List<String> CLIENTS = List.of(
            "com.openai.",
            "com.anthropic.",
            "com.google.genai.",
            "com.google.api.gax.",
            "com.google.api.client.",
            "com.google.cloud.",
            "dev.langchain4j.",
            "org.springframework.ai.",
            "org.springframework.web.client.",
            "org.springframework.web.reactive.function.client.",
            "software.amazon.awssdk.",
            "com.azure.",
            "okhttp3.",
            "retrofit2.",
            "feign.",
            "io.grpc.",
            "io.netty.",
            "reactor.netty.",
            "org.apache.hc.",
            "org.apache.http.",
            "io.micronaut.http.client.",
            "jakarta.ws.rs.",
            "io.ktor.client.",
            "com.theokanning.openai.");

    /** A client that makes its bodies anew each time it is asked. */
    static final String DEAR_BODIES = "com.openai.";

    /** Messages that make an exception something else than its type says. */
    static final List<Said> SAID = List.of(
            said("java.io.IOException", FailureKind.CANCELLED, "interrupted", "canceled"),
            said(
                    "java.io.IOException",
                    FailureKind.AUTHENTICATION,
                    "proxy auth",
                    "returns \"http/1.1 407",
                    "authentication attempts",
                    "authenticate header missing",
                    "default credentials"),
            said("java.io.InterruptedIOException", FailureKind.CANCELLED, "interrupted"),
            said(
                    "software.amazon.awssdk.core.exception.SdkClientException",
                    FailureKind.AUTHENTICATION,
                    "unable to load credentials",
                    "credentials * expired",
                    "unable to load an identity"),
            said(
                    "software.amazon.awssdk.core.exception.SdkClientException",
                    FailureKind.MALFORMED_RESPONSE,
                    "unable to unmarshall"),
            said(
                    "software.amazon.awssdk.core.exception.SdkClientException",
                    FailureKind.SATURATED,
                    "timeout waiting for connection from pool",
                    "acquire operation took longer"),
            said(
                    "dev.langchain4j.exception.InternalServerException",
                    FailureKind.MALFORMED_RESPONSE,
                    "no choices returned"),
            said(
                    "java.lang.IllegalArgumentException",
                    FailureKind.CONTENT_FILTERED,
                    "finished unexpectedly with reason safety",
                    "finished unexpectedly with reason prohibited content",
                    "finished unexpectedly with reason blocklist",
                    "finished unexpectedly with reason recitation",
                    "finished unexpectedly with reason spii",
                    "finished unexpectedly with reason image"),
            said(
                    "java.lang.IllegalArgumentException",
                    FailureKind.MALFORMED_RESPONSE,
                    "the response finished unexpectedly with reason"),
            said(
                    "java.lang.NullPointerException",
                    FailureKind.MALFORMED_RESPONSE,
                    "return value of \"org.springframework.ai.",
                    "return value of \"dev.langchain4j."),
            said("java.lang.RuntimeException", FailureKind.CANCELLED, "interrupted while retrying"));

    private ExceptionTable() {}

    private static Row local(FailureKind kind, Trait.Rank rank, String names) {
        return new Row(kind, rank, NOT_BILLED, false, names);
    }

    private static Row remote(FailureKind kind, Trait.Rank rank, Billing billing, String names) {
        return new Row(kind, rank, billing, true, names);
    }

    private static Said said(String exception, FailureKind kind, String... phrases) {
        boolean cancelled = kind == FailureKind.CANCELLED;
        Trait trait =
                new Trait(kind, cancelled ? FINAL : FAULT, NOT_BILLED, !cancelled && kind != FailureKind.SATURATED);
        return new Said(exception, trait, Arrays.stream(phrases).map(Phrase::of).toList());
    }

    /** Exceptions that mean the same. */
    record Row(Trait trait, List<String> names) {

        Row(FailureKind kind, Trait.Rank rank, Billing billing, boolean remote, String names) {
            this(new Trait(kind, rank, billing, remote), List.of(names.split("\\s+")));
        }
    }

    /** An exception with a message. */
    record Said(String exception, Trait trait, List<Phrase> phrases) {}
}
