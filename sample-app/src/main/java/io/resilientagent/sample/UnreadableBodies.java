package io.resilientagent.sample;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that cannot be read; asked before Spring's own advice, which says less. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableBodies {

    @ExceptionHandler
    ProblemDetail refuse(HttpMessageNotReadableException ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason(ex.getMostSpecificCause()));
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "Unknown field '%s'".formatted(unknown.getPropertyName());
        }
        if (cause instanceof JacksonException json && !json.getPath().isEmpty()) {
            return "Invalid %s: wrong type".formatted(json.getPath().get(0).getPropertyName());
        }
        return "Unreadable body: must be a JSON object";
    }
}
