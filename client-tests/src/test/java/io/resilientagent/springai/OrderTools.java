package io.resilientagent.springai;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;

/** A tool with a side effect, which must never happen twice. */
public class OrderTools {

    final List<String> cancelled = new CopyOnWriteArrayList<>();

    @Tool(name = "cancelOrder", description = "Cancels an order")
    public String cancelOrder(@ToolParam(description = "Its number") String number, ToolContext context) {
        this.cancelled.add(number + " for " + context.getContext().get("tenant"));
        return "order " + number + " is cancelled";
    }
}
