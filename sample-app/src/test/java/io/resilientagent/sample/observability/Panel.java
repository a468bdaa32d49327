package io.resilientagent.sample.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a panel of the dashboard asks.
 *
 * @param row what the panel is about
 * @param title its title
 * @param expression its query, with Grafana's variables
 */
record Panel(String row, String title, String expression) {

    static List<Panel> of(Path dashboard) throws IOException {
        List<Panel> panels = new ArrayList<>();
        String row = "";
        for (JsonNode panel :
                new JsonMapper().readTree(Files.readString(dashboard)).path("panels")) {
            String title = panel.path("title").asString();
            if (panel.path("type").asString().equals("row")) {
                row = title;
            }
            for (JsonNode target : panel.path("targets")) {
                panels.add(new Panel(row, title, target.path("expr").asString()));
            }
        }
        return panels;
    }

    /** The query as Grafana asks it for everything. */
    String asked() {
        return this.expression
                .replace("$__rate_interval", "1m")
                .replace("$job", ".*")
                .replace("$call", ".*");
    }
}
