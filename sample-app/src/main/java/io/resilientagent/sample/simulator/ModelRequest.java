package io.resilientagent.sample.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the simulator reads of a request.
 *
 * @param model the model's name
 * @param text the last message, or the text to embed
 * @param stream whether the answer shall be streamed
 * @param base64 whether a vector shall come as base64
 */
record ModelRequest(String model, String text, boolean stream, boolean base64) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The request, or null if it is no JSON or names no model. */
    @Nullable
    static ModelRequest parse(byte[] body) {
        try {
            return of(JSON.readTree(body));
        } catch (JacksonException ex) {
            return null;
        }
    }

    @Nullable
    private static ModelRequest of(JsonNode node) {
        String model = node.path("model").asString("");
        if (model.isBlank()) {
            return null;
        }
        boolean base64 = node.path("encoding_format").asString("").equals("base64");
        return new ModelRequest(model, text(node), node.path("stream").asBoolean(false), base64);
    }

    private static String text(JsonNode node) {
        JsonNode messages = node.path("messages");
        JsonNode content = messages.isEmpty()
                ? node.path("input")
                : messages.get(messages.size() - 1).path("content");
        if (content.isArray() && !content.isEmpty()) {
            JsonNode first = content.get(0);
            return first.isObject() ? first.path("text").asString("") : first.asString("");
        }
        return content.asString("");
    }

    /** A Java string as a JSON one, quotes included. */
    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
