package io.resilientagent.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A person or a program that asks the actuator. */
final class Http {

    private final int port;

    private final @Nullable String user;

    Http(int port) {
        this(port, null);
    }

    private Http(int port, @Nullable String user) {
        this.port = port;
        this.user = user;
    }

    /** The same as that user. */
    Http as(String user) {
        return new Http(this.port, user);
    }

    HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + this.port + "/actuator" + path))
                .method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (this.user != null) {
            String credentials = Base64.getEncoder().encodeToString((this.user + ":secret").getBytes(UTF_8));
            request.header("Authorization", "Basic " + credentials);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
