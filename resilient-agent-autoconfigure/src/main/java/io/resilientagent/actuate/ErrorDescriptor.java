package io.resilientagent.actuate;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Why a request was refused.
 *
 * @param error the reason, in words
 */
record ErrorDescriptor(String error) {

    static WebEndpointResponse<Object> notFound(String error) {
        return new WebEndpointResponse<>(new ErrorDescriptor(error), WebEndpointResponse.STATUS_NOT_FOUND);
    }

    static WebEndpointResponse<Object> badRequest(String error) {
        return new WebEndpointResponse<>(new ErrorDescriptor(error), WebEndpointResponse.STATUS_BAD_REQUEST);
    }
}
