package io.resilientagent.failure;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What applications throw that use an HTTP client without exceptions of its own: known to nobody but by its shape. */
public class AnswerException extends RuntimeException {

    private final int status;

    private final HttpHeaders headers;

    private final String body;

    AnswerException(int status, HttpHeaders headers, String body) {
        super("The model answered " + status);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    AnswerException(HttpResponse<String> response) {
        this(response.statusCode(), response.headers(), response.body());
    }

    static AnswerException of(int status, String body, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        return new AnswerException(status, HttpHeaders.of(map, (name, value) -> true), body);
    }

    public int getStatusCode() {
        return this.status;
    }

    public HttpHeaders getHeaders() {
        return this.headers;
    }

    public String getBody() {
        return this.body;
    }
}
