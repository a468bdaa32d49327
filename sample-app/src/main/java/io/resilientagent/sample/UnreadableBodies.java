package io.resilientagent.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/** Says what is wrong with a body that cannot be read. */
@RestControllerAdvice
class UnreadableBodies {

    @ExceptionHandler
    ProblemDetail refuse(HttpMessageNotReadableException ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Unreadable body: " + reason(ex));
    }

    private static String reason(HttpMessageNotReadableException ex) {
        return (ex.getMostSpecificCause() instanceof JacksonException json)
                ? json.getOriginalMessage()
                : "it must be JSON";
    }
}
